import type { Criterion, Id, Named, Plan, Task } from '../model/plan.ts'
import { formatMinute } from '../time/civil.ts'
import type { Change, Extension, Version } from './change.ts'
import { PlanDraft, withKind } from './draft.ts'
import type { Edit, EditedObject, EditKind, Place } from './edit.ts'
import { budgetFields, type Field, policyFields, projectFields, riskMatrixFields, taskFields } from './fields.ts'
import { findRenames, type Renames, renameObjects } from './renames.ts'
import { objectOrder, type Section, sections } from './sections.ts'
import { criterionWords, sameWords, spellOut } from './words.ts'

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
  const found: Draft[] = [
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

/** A change before it has its number. */
interface Draft extends Omit<Change, 'edit' | 'within'> {
  readonly edit: Omit<Edit, 'edit'>
  /** The id of the task that it came, or went, with. */
  readonly inside?: Id
}

const nothing = () => {}

function numbered(found: readonly Draft[]): readonly Change[] {
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

function placeOf(side: Place['side'], { path, file }: Pick<Named, 'path' | 'file'>, ...below: string[]): Place {
  return { side, ...(file !== undefined && { file }), path: [...path, ...below] }
}

function renameEdits(base: Plan, head: Plan, { tasks, bySection }: Renames): readonly Draft[] {
  const edit = (object: EditedObject, from: Id, to: Named): Draft => ({
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

function objectOf({ isMilestoneSection }: Task): 'task' | 'milestone' {
  return isMilestoneSection ? 'milestone' : 'task'
}

/** Those of the fields in which two versions of one object differ. */
function fieldEdits<T>(
  { object, id, name }: Pick<Edit, 'object' | 'id' | 'name'>,
  [before, after]: readonly [T, T],
  fields: readonly Field<T>[],
  place: (key: string, side: Place['side']) => Place,
  apply: (field: Field<T>) => Change['apply'],
): readonly Draft[] {
  return fields.flatMap(field => {
    const [a, b] = [field.words(before), field.words(after)]
    if (sameWords(a, b)) return []
    const [from, to] = spellOut(a, b)
    return [
      {
        edit: {
          kind: 'changed' as const,
          object,
          id,
          name,
          field: field.key,
          ...(from !== undefined && { before: from }),
          ...(to !== undefined && { after: to }),
          nature: field.nature(a, b),
          place: place(field.key, 'head'),
        },
        effect: field.effect,
        apply: apply(field),
      },
    ]
  })
}

/** Project, risk matrix, budget and policy: one of each in a plan. */
function wholePlanEdits(base: Plan, head: Plan): readonly Draft[] {
  const one = <T>(
    object: EditedObject,
    [before, after]: readonly [T, T],
    fields: readonly Field<T>[],
    write: (draft: PlanDraft, change: (now: T) => T) => void,
  ) =>
    fieldEdits(
      { object, id: object, name: object === 'project' ? head.project.name : object },
      [before, after],
      fields,
      key => ({ side: 'head', path: [object, key] }),
      field => draft => write(draft, now => field.take(now, after)),
    )
  const empty = { path: ['budget'], lines: new Map() }
  return [
    ...formEdits(base, head),
    ...one('project', [base.project, head.project], projectFields, (draft, change) =>
      draft.set({ project: change(draft.plan.project) }),
    ),
    ...one('risk-matrix', [base.riskMatrix, head.riskMatrix], riskMatrixFields, (draft, change) =>
      draft.set({ riskMatrix: change(draft.plan.riskMatrix) }),
    ),
    ...one('budget', [base.budget ?? empty, head.budget ?? empty], budgetFields, (draft, change) =>
      draft.set({ budget: change(draft.plan.budget ?? empty) }),
    ),
    ...one('policy', [base.policy, head.policy], policyFields, (draft, change) =>
      draft.set({ policy: change(draft.plan.policy) }),
    ),
  ]
}

/** The version of the format, and the libraries that are included; what these bring is compared by itself. */
function formEdits(base: Plan, head: Plan): readonly Draft[] {
  const words = (plan: Plan) => ({
    tpm: plan.version === undefined ? undefined : String(plan.version),
    include: plan.include.map(({ target }) => target),
  })
  const field = (key: 'tpm' | 'include'): Field<ReturnType<typeof words>> => ({
    key,
    words: said => said[key],
    take: now => now,
    effect: 'none',
    nature: () => 'revision',
  })
  return fieldEdits(
    { object: 'plan', id: 'plan', name: head.project.name },
    [words(base), words(head)],
    [field('tpm'), field('include')],
    key => ({ side: 'head', path: [key] }),
    ({ key }) =>
      draft =>
        draft.set(key === 'tpm' ? { version: head.version } : { include: head.include }),
  )
}

function sectionEdits(section: Section, base: Plan, head: Plan): readonly Draft[] {
  const { object, fields, effect } = section
  const [before, after] = [section.of(base), section.of(head)]
  if (before === after) return []
  const found: Draft[] = []
  for (const [id, old] of before) {
    const now = after.get(id)
    if (now === old) continue
    if (!now) {
      const apply = (draft: PlanDraft) => void draft.objects(section).delete(id)
      found.push({ edit: wholeEdit('removed', object, old, placeOf('base', old)), effect, apply })
      continue
    }
    const write = (change: (now: Named) => Named) => {
      const made = once(change)
      return (draft: PlanDraft) => {
        const objects = draft.objects(section)
        const present = objects.get(id)
        if (present) objects.set(id, made(present))
      }
    }
    found.push(
      ...fieldEdits(
        { object, id, name: now.name },
        [old, now],
        fields,
        key => placeOf('head', now, key),
        field => write(present => field.take(present, now)),
      ),
    )
    if (nameOfFile(old) !== nameOfFile(now)) found.push(fileEdit(object, old, now))
  }
  for (const [id, now] of after) {
    if (before.has(id)) continue
    const apply = (draft: PlanDraft) => void draft.objects(section).set(id, now)
    found.push({ edit: wholeEdit('added', object, now, placeOf('head', now)), effect, apply })
  }
  return found
}

function wholeEdit(
  kind: Exclude<EditKind, 'changed'>,
  object: EditedObject,
  { id, name }: Named,
  place: Place,
): Draft['edit'] {
  return { kind, object, id, name, nature: 'revision', place }
}

/** Two versions may be read from different folders. */
function nameOfFile({ file }: Named): string | undefined {
  return file?.slice(file.lastIndexOf('/') + 1)
}

/** From the plan into a library, or back. */
function fileEdit(object: EditedObject, old: Named, now: Named): Draft {
  return {
    edit: {
      ...wholeEdit('moved', object, now, placeOf('head', now)),
      field: 'file',
      ...(old.file !== undefined && { before: old.file }),
      ...(now.file !== undefined && { after: now.file }),
    },
    effect: 'none',
    apply: nothing,
  }
}

function taskEdits(base: Plan, head: Plan): readonly Draft[] {
  if (base.tasks === head.tasks) return []
  const found: Draft[] = []
  for (const [id, old] of base.tasks) {
    const now = head.tasks.get(id)
    if (!now) found.push(goneTask(old, base, head))
    else if (now !== old) found.push(...changedTask(old, now))
  }
  for (const [id, now] of head.tasks) if (!base.tasks.has(id)) found.push(newTask(now, base, head))
  return found
}

function goneTask(old: Task, base: Plan, head: Plan): Draft {
  const parent = old.parent === undefined ? undefined : base.tasks.get(old.parent)
  return {
    edit: wholeEdit('removed', objectOf(old), old, placeOf('base', old)),
    effect: 'dates',
    apply: draft => draft.removeTask(old.id),
    ...(parent && !head.tasks.has(parent.id) && { inside: parent.id }),
  }
}

function newTask(now: Task, base: Plan, head: Plan): Draft {
  const parent = now.parent === undefined ? undefined : head.tasks.get(now.parent)
  return {
    edit: wholeEdit('added', objectOf(now), now, placeOf('head', now)),
    effect: 'dates',
    apply: draft => draft.addTask(now),
    ...(parent && !base.tasks.has(parent.id) && { inside: parent.id }),
  }
}

function changedTask(old: Task, now: Task): readonly Draft[] {
  const { id, name } = now
  const object = objectOf(now)
  const found: Draft[] = []
  const was = placeWords(old)
  const is = placeWords(now)
  if (was !== is) {
    found.push({
      edit: { ...wholeEdit('moved', object, now, placeOf('head', now)), before: was, after: is },
      effect: 'dates',
      apply: draft => {
        const task = draft.task(id)
        const { isMilestoneSection, parent, path } = now
        if (task) draft.moveTask(withKind({ ...task, isMilestoneSection, parent, path }))
      },
    })
  }
  found.push(
    ...fieldEdits(
      { object, id, name },
      [old, now],
      taskFields,
      key => placeOf('head', now, key),
      field => onTask(id, task => field.take(task, now)),
    ),
    ...criterionEdits('acceptance', old, now),
    ...criterionEdits('gate', old, now),
  )
  return found
}

function onTask(id: Id, change: (task: Task) => Task): Change['apply'] {
  const made = once((task: Task) => withKind(change(task)))
  return draft => {
    const task = draft.task(id)
    if (task) draft.setTask(made(task))
  }
}

/** Made once for each object it is made to: the many plans that an attribution tries share what they have in common. */
function once<T extends object>(change: (object: T) => T): (object: T) => T {
  const made = new WeakMap<T, T>()
  return object => {
    const changed = made.get(object) ?? change(object)
    made.set(object, changed)
    return changed
  }
}

/** Where in the tree a task stands. */
function placeWords({ isMilestoneSection, parent }: Task): string {
  return isMilestoneSection ? 'milestones' : (parent ?? 'tasks')
}

function criterionEdits(list: 'gate' | 'acceptance', old: Task, now: Task): readonly Draft[] {
  if (old[list] === now[list]) return []
  const [before, after] = [byId(old[list]), byId(now[list])]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(id => {
    const [was, is] = [before.get(id), after.get(id)]
    if (was && is && criterionWords(was) === criterionWords(is)) return []
    const isSameText = was !== undefined && is !== undefined && was.name === is.name
    const spell = (one: Criterion | undefined) =>
      one && (isSameText && was.status !== is.status ? one.status : criterionWords(one))
    const [from, to] = [spell(was), spell(is)]
    return [
      {
        edit: {
          kind: 'changed' as const,
          object: objectOf(now),
          id: now.id,
          name: now.name,
          field: `${list}.${id}`,
          ...(from !== undefined && { before: from }),
          ...(to !== undefined && { after: to }),
          nature: isSameText ? ('progress' as const) : ('revision' as const),
          place: is ? placeOf('head', now, list, id) : placeOf('head', now, list),
        },
        effect: 'none' as const,
        apply: onTask(now.id, task => ({ ...task, [list]: withCriterion(task[list], id, is) })),
      },
    ]
  })
}

function byId(criteria: readonly Criterion[]): ReadonlyMap<Id, Criterion> {
  return new Map(criteria.map(criterion => [criterion.id, criterion]))
}

function withCriterion(criteria: readonly Criterion[], id: Id, criterion: Criterion | undefined): readonly Criterion[] {
  const others = criteria.filter(one => one.id !== id)
  return criterion ? [...others, criterion] : others
}

/** Tasks of other plans that both versions wait for, and that have moved there. */
function otherPlanEdits(base: Version, head: Version): readonly Draft[] {
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
function extensionEdits(base: readonly Extension[], head: readonly Extension[], renames: Renames): readonly Draft[] {
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
    const { object, id, name, field, place } = (is ?? was)!
    return [
      {
        edit: {
          kind: 'changed' as const,
          object,
          id,
          name,
          field,
          ...(was && { before: was.value }),
          ...(is && { after: is.value }),
          nature: 'revision' as const,
          place: { side: is ? ('head' as const) : ('base' as const), ...place },
        },
        effect: 'none' as const,
        apply: nothing,
      },
    ]
  })
}
