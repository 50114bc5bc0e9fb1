import type { Path } from '#engine/model/path'
import type { Id, Task } from '#engine/model/plan'
import { rules } from '#engine/rules/index'
import { anyKinds, objectAt } from '../objects.ts'
import { splitReference } from '../portfolio.ts'
import { responses } from '../read/build/risks.ts'
import { type Shape, shapeAt } from '../schema/shape.ts'
import type { Snapshot } from '../snapshot.ts'
import { folderOf, relativePath } from '../uris.ts'
import { completeComment } from './complete/comments.ts'
import { completeDates, type DatePlace } from './complete/dates.ts'
import {
  completeObjects,
  completeOtherPlans,
  completeTasks,
  dependents,
  type Ids,
  type OfferedKind,
  taskDetail,
} from './complete/ids.ts'
import type { Completion, CompletionList } from './complete/item.ts'
import { completeKeys } from './complete/keys.ts'
import { listedBeside } from './complete/listed.ts'
import { completePaths } from './complete/paths.ts'
import { completeSnippets, newPlan } from './complete/snippets.ts'
import { completeDurations, completeExamples, completeLags, completePercents, linkTypes } from './complete/values.ts'
import { type Cursor, cursorAt } from './cursor.ts'

/**
 * What fits at the cursor, in broken text too: keys, words, ids, dates, durations, links, whole objects.
 *
 * @param today `YYYY-MM-DD`, when a plan that is only begun starts
 */
export function completion(snapshot: Snapshot, offset: number, today: string): CompletionList {
  const { text, reading } = snapshot
  const cursor = cursorAt(text, offset, keyStart => {
    const { path, on } = reading.pathAt(keyStart)
    return on === 'key' && text.startsWith(String(path[path.length - 1]), keyStart) ? path : undefined
  })
  if (cursor.role === 'comment') return completeComment(snapshot, cursor)
  if (cursor.role === 'none') return { replace: cursor.replace, items: [], isIncomplete: false }
  const shape = shapeAt(cursor.path)
  if (!shape) return { replace: cursor.replace, items: [], isIncomplete: false }
  if (cursor.role === 'value') return completeValue(snapshot, cursor, shape)
  const keys = [
    ...newPlan(cursor, today),
    ...completeKeys(snapshot, cursor, shape),
    ...completeFreeKeys(snapshot, cursor, shape),
    ...completeSnippets(snapshot, cursor),
  ]
  const isMap = cursor.siblings.size > 0 || (shape.keys && !shape.scalar && !shape.list)
  if (!cursor.either || isMap) return withSpace(cursor, { replace: cursor.replace, items: keys, isIncomplete: false })
  // Where a list may stand below a key it is begun here.
  const beginsList = shape.list !== undefined && typeof cursor.path[cursor.path.length - 1] !== 'number'
  const values = completeValue(snapshot, cursor, beginsList ? shape.list : shape)
  return {
    ...values,
    items: [
      ...(beginsList ? values.items.map(asItem) : values.items),
      ...withSpace(cursor, { ...values, items: keys }).items,
    ],
  }
}

/** The detail of a suggestion that named a task and left its dates out; `plan-id/task-id` for another plan's. */
export function describeCompletion(snapshot: Snapshot, reference: Id): string | undefined {
  const parts = splitReference(reference)
  const home = parts ? snapshot.workspace.byProjectId(parts.plan) : snapshot
  const task = home?.plan.tasks.get(parts?.task ?? reference)
  return home && task && taskDetail(home, task)
}

/** With the dash of a list over lines. */
function asItem(item: Completion): Completion {
  return { ...item, insert: `- ${item.insert ?? item.label}` }
}

/** Keys that are ids, days or dates of the plan: of `assign`, `raci`, `week`, `exceptions`. */
function completeFreeKeys(snapshot: Snapshot, cursor: Cursor, { record }: Shape): readonly Completion[] {
  if (!record || record.key.kind === 'id') return []
  const { items } = completeScalar(snapshot, cursor, record.key, cursor.typed)
  const free = items.filter(({ label }) => !cursor.siblings.has(label))
  return cursor.hasColon ? free : free.map(item => ({ ...item, insert: `${item.label}: `, goesOn: true }))
}

function completeValue(snapshot: Snapshot, cursor: Cursor, shape: Shape): CompletionList {
  const scalar = shape.scalar ?? shape.list?.scalar
  const found: Found = scalar
    ? completeScalar(snapshot, cursor, scalar, cursor.typed)
    : { items: [], isIncomplete: false }
  const onlyList =
    !shape.scalar && shape.list && cursor.role === 'value' && typeof cursor.path[cursor.path.length - 1] !== 'number'
  const items =
    onlyList && !cursor.flow
      ? found.items.map(item => ({ ...item, insert: `[${item.insert ?? item.label}]` }))
      : found.items
  const replace = { start: found.from ?? cursor.replace.start, end: found.to ?? cursor.replace.end }
  const wants = found.wantsFiles && { wantsFiles: true as const }
  return withSpace(cursor, { replace, items, isIncomplete: found.isIncomplete, ...wants })
}

/** `key:` and `-` want a space before what follows. */
function withSpace(cursor: Cursor, list: CompletionList): CompletionList {
  if (!cursor.needsSpace) return list
  return { ...list, items: list.items.map(item => ({ ...item, insert: ` ${item.insert ?? item.label}` })) }
}

interface Found extends Ids {
  /** Where what is replaced begins and ends, where that is only a part of the value. */
  readonly from?: number
  readonly to?: number
  readonly wantsFiles?: true
}

const objectKinds: ReadonlyMap<string, readonly OfferedKind[]> = new Map<string, readonly OfferedKind[]>([
  ['person-ref', ['person']],
  ['resource-ref', ['resource']],
  ['stakeholder-ref', ['person']],
  ['party', ['person']],
  ['calendar-ref', ['calendar']],
  ['risk-ref', ['risk']],
  ['sprint-ref', ['sprint']],
  ['object-ref', anyKinds],
  ['driver-target', ['person', 'task']],
])

function completeScalar(
  snapshot: Snapshot,
  cursor: Cursor,
  { kind, words }: { kind: string; words?: readonly string[] },
  typed: string,
): Found {
  const all = (items: readonly Completion[]): Found => ({ items, isIncomplete: false })
  const task = taskOf(snapshot, cursor.path)
  switch (kind) {
    case 'after':
    case 'before':
      return completeLink(snapshot, cursor, kind)
    case 'task-ref':
    case 'mitigation':
      return tasksFor(snapshot, cursor, typed)
    case 'date':
      return { items: completeDates(snapshot, typed, placeOf(cursor.path, task)), isIncomplete: true }
    case 'date-range':
    case 'date-estimate':
      return completeDateAfterDots(snapshot, cursor, task)
    case 'duration':
    case 'estimate':
      return completePoint(snapshot, cursor, kind === 'estimate')
    case 'lag':
      return all([...completeLags(typed), ...completeDurations(snapshot, typed, { estimate: false })])
    case 'percent':
      return all(completePercents())
    case 'probability':
      return all([...completePercents(), ...(words ?? []).map(wordItem)])
    case 'boolean':
      return all((words ?? []).map(wordItem))
    case 'tag':
      return all(tagsOf(snapshot))
    case 'rule-code':
      return all(rules.map(({ code, title }) => ({ label: code, kind: 'word', detail: title })))
    case 'path':
      return all(filesBeside(snapshot, typed))
    case 'glob':
    case 'evidence': {
      const files = snapshot.workspace.ties?.files?.(kind === 'glob' ? 'code' : 'any')
      if (!files) return { items: [], isIncomplete: true, wantsFiles: true }
      return { items: completePaths(snapshot.uri, cursor, files, kind === 'glob'), isIncomplete: true }
    }
  }
  const kinds = objectKinds.get(kind)
  if (kinds) {
    const listed = new Set(listedBeside(snapshot.text, cursor))
    const objects = completeObjects(snapshot, kinds, typed)
    const fits = fittingAt(snapshot, cursor.path)
    const tags = kind === 'driver-target' ? tagsOf(snapshot) : []
    const items = [...objects.items, ...tags].filter(({ label }) => !listed.has(label) && fits(label))
    return { ...objects, items }
  }
  const examples = completeExamples(cursor.path.length === 1 && cursor.path[0] === 'tpm' ? 'tpm' : kind)
  const explained = new Set(examples.map(({ label }) => label))
  const fitting = responsesFor(snapshot, cursor.path) ?? words ?? []
  return all([...examples, ...fitting.filter(word => !explained.has(word)).map(wordItem)])
}

/** A calendar is not based on itself, and only a team is what a person is in. */
function fittingAt({ plan }: Snapshot, path: Path): (id: Id) => boolean {
  const [section, own, key] = path
  if (section === 'calendars' && key === 'based-on') return id => id !== own
  if (section === 'resources' && key === 'team') return id => id !== own && plan.resources.get(id)?.type === 'team'
  return () => true
}

/** What can be done about the risk whose `response` a path is. */
function responsesFor({ plan }: Snapshot, path: Path): readonly string[] | undefined {
  if (path[0] !== 'risks' || path[2] !== 'response') return undefined
  return responses[plan.risks.get(String(path[1]))?.type ?? 'threat']
}

function wordItem(label: string): Completion {
  return { label, kind: 'word' }
}

/** The task that a path lies in. */
function taskOf({ plan }: Snapshot, path: Path): Task | undefined {
  const place = objectAt(path)
  return place?.kind === 'task' ? plan.tasks.get(place.id) : undefined
}

/** All that a link from here may go to: nothing that would close a cycle, nothing that is in the list already. */
function tasksFor(snapshot: Snapshot, cursor: Cursor, typed: string): Found {
  const place = objectAt(cursor.path)
  const own = place?.kind === 'task' ? place.id : undefined
  const isLink = place?.rest[0] === 'after' || place?.rest[0] === 'before'
  const except = own !== undefined && isLink ? new Set(dependents(snapshot.plan, own)) : new Set<Id>()
  for (const id of listedBeside(snapshot.text, cursor)) except.add(id)
  const tasks = completeTasks(snapshot, typed, own, except)
  if (!isLink) return tasks
  const others = completeOtherPlans(snapshot, typed)
  return { items: [...tasks.items, ...others.items], isIncomplete: tasks.isIncomplete || others.isIncomplete }
}

/** `id`, then a type, then a lag: each is replaced alone, what stands before and behind it stays. */
function completeLink(snapshot: Snapshot, cursor: Cursor, kind: 'after' | 'before'): Found {
  const { typed, replace, offset } = cursor
  const behind = snapshot.text.slice(offset, replace.end)
  const endOf = (part: RegExp) => offset + part.exec(behind)![0].length
  const lagAt = /^\S+\s+(?:[A-Za-z]{2}\s*)?(?=[+-])/.exec(typed) ?? /^\S+\s+[A-Za-z]{2}\s+$/.exec(typed)
  if (lagAt) {
    const from = lagAt[0].length
    const items = completeLags(typed.slice(from))
    return { items, isIncomplete: false, from: replace.start + from, to: endOf(/^\S*/) }
  }
  const type = /^\S+\s+([A-Za-z]{0,2})$/.exec(typed)?.[1]
  if (type !== undefined) {
    const types =
      kind === 'after' ? linkTypes.map(([label, detail]): Completion => ({ label, kind: 'word', detail })) : []
    const lags = type === '' && !/^\S/.test(behind) ? completeLags('') : []
    return { items: [...types, ...lags], isIncomplete: false, from: offset - type.length, to: endOf(/^[A-Za-z]*/) }
  }
  const tasks = { ...tasksFor(snapshot, cursor, typed), to: endOf(/^\S*?(?=\.deadline\b|\s|$)/) }
  const isDeadline = behind.startsWith('.deadline', tasks.to - offset)
  return kind === 'before' && !isDeadline ? { ...tasks, items: [...tasks.items, ...deadlinesOf(snapshot)] } : tasks
}

/** What can be counted back from: `ga.deadline`. */
function deadlinesOf({ plan }: Snapshot): readonly Completion[] {
  const dated = [...plan.tasks.values()].filter(({ deadline }) => deadline !== undefined)
  return dated.slice(0, 50).map(({ id, name }) => ({
    label: `${id}.deadline`,
    kind: 'milestone',
    detail: `the deadline of ${name}, whenever it is reached`,
    filter: `${id}.deadline ${name}`,
  }))
}

/** The last key of a path, over the positions of lists. */
function placeOf(path: Path, task: Task | undefined): DatePlace {
  return { key: String(path.findLast(step => typeof step === 'string') ?? ''), task }
}

function completeDateAfterDots(snapshot: Snapshot, cursor: Cursor, task: Task | undefined): Found {
  const dots = cursor.typed.lastIndexOf('..')
  const typed = dots < 0 ? cursor.typed : cursor.typed.slice(dots + 2)
  const first = dots < 0 ? '' : cursor.typed.slice(0, dots)
  const items = completeDates(snapshot, typed || first, placeOf(cursor.path, task)).filter(
    ({ label }) => label >= first.slice(-10),
  )
  return { items, isIncomplete: true, from: cursor.replace.start + (dots < 0 ? 0 : dots + 2) }
}

/** A duration, or a point of an estimate: the others stay. */
function completePoint(snapshot: Snapshot, { typed, offset, replace }: Cursor, estimate: boolean): Found {
  const before = typed.split('..')
  const behind = snapshot.text.slice(offset, replace.end).split('..')
  const own = before.at(-1)!
  const items = completeDurations(snapshot, own, { estimate, least: before.at(-2), most: behind[1] })
  return { items, isIncomplete: true, from: offset - own.length, to: offset + behind[0]!.length }
}

function tagsOf({ plan }: Snapshot): readonly Completion[] {
  const tags = new Set<string>()
  for (const task of plan.tasks.values()) for (const tag of task.tags) if (tags.size < 200) tags.add(tag)
  return [...tags].map(label => ({ label, kind: 'value' }))
}

/** The other plans and libraries, as a path from this one; with `./` before it where that is typed. */
function filesBeside({ uri, workspace }: Snapshot, typed: string): readonly Completion[] {
  const files = [...workspace.snapshots.values()].filter(other => other.uri !== uri)
  return files.map(({ uri: other, plan }) => ({
    label: (typed.startsWith('./') ? './' : '') + relativePath(folderOf(uri), other),
    kind: 'file',
    detail: plan.isLibrary ? 'library' : plan.project.name,
  }))
}
