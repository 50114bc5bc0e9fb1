import type { Id, Named, Plan } from '../model/plan.ts'
import { formatMinute } from '../time/civil.ts'
import type { Change, Extension, Version } from './change.ts'
import { PlanDraft } from './draft.ts'
import type { EditedObject, Place } from './edit.ts'
import { changedEdit, type EditDraft, nothing, placeOf } from './editDraft.ts'
import { findRenames, type Renames, renameObjects } from './renames.ts'
import { sectionEdits } from './sectionEdits.ts'
import { objectOrder, sections } from './sections.ts'
import { objectOf, taskEdits } from './taskEdits.ts'
import { wholePlanEdits } from './wholePlanEdits.ts'

/** Two plans, and every difference between what they say, in the order in which they are applied. */
export interface PlanDiff {
  /** The base with its objects called by the ids that they have in the head: renames are no decision about the work. */
  readonly base: Version
  readonly head: Version
  readonly changes: readonly Change[]
}

/**
 * Compares what two plans say, object by object (rule 29). Order, comments, form and quotes are not seen: a plan and
 * its reformatted text have no differences.
 */
export function diffPlans(before: Version, head: Version): PlanDiff {
  const renames = findRenames(before.plan, head.plan)
  const base = { ...before, plan: renameObjects(before.plan, renames) }
  const found: EditDraft[] = [
    ...renameEdits(before.plan, head.plan, renames),
    ...wholePlanEdits(base.plan, head.plan),
    ...sections.flatMap(section => sectionEdits(section, base.plan, head.plan)),
    ...taskEdits(base.plan, head.plan),
    ...otherPlanEdits(base, head),
  ]
  const whole = new Set(found.flatMap(({ edit }) => (edit.field === undefined ? [`${edit.object} ${edit.id}`] : [])))
  const extended = extensionEdits(before.extensions ?? [], head.extensions ?? [], renames)
  found.push(...extended.filter(({ edit: { object, id } }) => !whole.has(`${object} ${id}`)))
  return { base, head, changes: numbered(found) }
}

/** The base with some of the edits made to it; with all of them it says what the head says. */
export function applyEdits({ base, head, changes }: PlanDiff, chosen: (change: Change) => boolean): Version {
  const parentOf = (id: Id) => (base.plan.tasks.get(id) ?? head.plan.tasks.get(id))?.parent
  const draft = new PlanDraft(base.plan, parentOf)
  for (const change of changes) if (chosen(change)) change.apply(draft)
  const plan = draft.finish()
  if (base.external === head.external) return { ...base, plan }
  const stays = new Set(changes.flatMap(({ edit: { object, id } }) => (object === 'other-plan' ? [id] : [])))
  for (const id of draft.others) stays.delete(id)
  return {
    plan,
    external: reference =>
      stays.has(reference) ? base.external?.(reference) : (head.external?.(reference) ?? base.external?.(reference)),
  }
}

function numbered(found: readonly EditDraft[]): readonly Change[] {
  const rank = new Map(objectOrder.map((object, i) => [object, i]))
  const sorted = found
    .map((draft, at) => ({ draft, at }))
    .sort((a, b) => {
      const [x, y] = [a.draft.edit, b.draft.edit]
      return rank.get(x.object)! - rank.get(y.object)! || (x.id < y.id ? -1 : x.id > y.id ? 1 : a.at - b.at)
    })
  const changes: Change[] = []
  const whole = new Map<string, Change>()
  for (const [i, { draft }] of sorted.entries()) {
    const { edit, effect, apply } = draft
    const change: Change = { edit: { edit: `e${i + 1}`, ...edit }, effect, apply }
    changes.push(change)
    if (edit.field === undefined) whole.set(`${edit.kind} ${edit.id}`, change)
  }
  return changes.map((change, i) => {
    const { inside } = sorted[i]!.draft
    const within = inside === undefined ? undefined : whole.get(`${change.edit.kind} ${inside}`)
    return within ? { ...change, within } : change
  })
}

function renameEdits(base: Plan, head: Plan, { tasks, bySection }: Renames): readonly EditDraft[] {
  const edit = (object: EditedObject, from: Id, to: Named): EditDraft => ({
    edit: {
      kind: 'renamed',
      object,
      id: to.id,
      name: to.name,
      before: from,
      after: to.id,
      nature: 'revision',
      place: placeOf('head', to),
    },
    effect: 'none',
    apply: nothing,
  })
  return [
    ...[...tasks].map(([from, to]) => edit(objectOf(base.tasks.get(from)!), from, head.tasks.get(to)!)),
    ...[...bySection].flatMap(([section, ids]) =>
      [...ids].map(([from, to]) => edit(section.object, from, section.of(head).get(to)!)),
    ),
  ]
}

/** Tasks of other plans that both versions wait for, and that have moved there. */
function otherPlanEdits(base: Version, head: Version): readonly EditDraft[] {
  if (base.external === head.external) return []
  const [before, after] = [referencesOf(base.plan), referencesOf(head.plan)]
  return [...before.keys()].flatMap(reference => {
    const [was, is] = [base.external?.(reference), head.external?.(reference)]
    if (!after.has(reference) || (was?.start === is?.start && was?.finish === is?.finish)) return []
    const spell = (dates: typeof was) => dates && `${formatMinute(dates.start)}..${formatMinute(dates.finish)}`
    const [from, to] = [spell(was), spell(is)]
    return [
      {
        edit: {
          kind: 'moved' as const,
          object: 'other-plan' as const,
          id: reference,
          name: reference,
          ...(from !== undefined && { before: from }),
          ...(to !== undefined && { after: to }),
          nature: 'revision' as const,
          place: { side: 'head' as const, path: after.get(reference)! },
        },
        effect: 'dates' as const,
        apply: (draft: PlanDraft) => void draft.others.add(reference),
      },
    ]
  })
}

function referencesOf({ tasks }: Plan): ReadonlyMap<string, Place['path']> {
  const found = new Map<string, Place['path']>()
  for (const { after, before } of tasks.values()) {
    for (const links of [after, before]) {
      for (const { task, path } of links) if (task.includes('/') && !found.has(task)) found.set(task, path)
    }
  }
  return found
}

/** Keys that start with `x-` are edits without consequence. */
function extensionEdits(
  base: readonly Extension[],
  head: readonly Extension[],
  renames: Renames,
): readonly EditDraft[] {
  const renamed = (extension: Extension): Extension => {
    const { object, id } = extension
    const ids =
      object === 'task' || object === 'milestone'
        ? renames.tasks
        : [...renames.bySection].find(([section]) => section.object === object)?.[1]
    return { ...extension, id: ids?.get(id) ?? id }
  }
  const keyOf = ({ object, id, field }: Extension) =>
    JSON.stringify([object === 'milestone' ? 'task' : object, id, field])
  const before = new Map(base.map(renamed).map(extension => [keyOf(extension), extension]))
  const after = new Map(head.map(extension => [keyOf(extension), extension]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const [was, is] = [before.get(key), after.get(key)]
    if (was?.value === is?.value) return []
    const { field, place, ...of } = (is ?? was)!
    const at: Place = { side: is ? 'head' : 'base', ...place }
    const edit = changedEdit(of, field, [was?.value, is?.value], 'revision', at)
    return [{ edit, effect: 'none' as const, apply: nothing }]
  })
}
