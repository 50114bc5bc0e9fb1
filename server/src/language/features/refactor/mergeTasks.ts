import type { Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import {
  durationMinutes,
  elapsedUnits,
  formatDuration,
  parseDuration,
  unitMinutes,
  type WorkUnits,
} from '#engine/time/duration'
import type { Duration } from '#engine/time/minute'
import type { Span, TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { sortEdits } from '../../write/edits.ts'
import { lineEndOf } from '../../write/layout.ts'
import { mentionsOf } from '../codeMentions.ts'
import { commentLines, type Entry, tasksIn } from './entries.ts'
import { isOfTheEnd, isOfTheStart, type LinkTo, linksTo, retargeted } from './linksTo.ts'
import { keepsCost, keepsDates, keepsOtherPlans, provided, type Refactoring } from './refactoring.ts'

/** What of a task that goes has a place in the one that stays. */
const known = new Set(['name', 'duration', 'effort', 'assign', 'after', 'deadline'])

/** What the first may say besides: of it all, or of its start. */
const ofTheFirst = new Set([
  ...['description', 'notes', 'tags', 'links', 'owner', 'code', 'priority'],
  ...['start-no-earlier-than', 'start-no-later-than', 'must-start-on'],
])

/**
 * Tasks one after the other, each of which waits for the one before it alone, as one that takes as long as they do.
 * What waited for the last, in any plan, waits for it; comments go above it. Offered only where nothing else names
 * those that go, no other date moves and the cost stays.
 */
export function mergeTasks(snapshot: Snapshot, span: Span): readonly Refactoring[] {
  const { plan } = snapshot
  const entries = tasksIn(snapshot, span)
  const tasks = entries.flatMap(({ key }) => plan.tasks.get(key) ?? [])
  const [first, last] = [tasks[0], tasks.at(-1)]
  if (!first || !last || tasks.length < 2 || tasks.length < entries.length) return []
  if (!tasks.every((task, at) => follows(snapshot, task, tasks[at - 1], task === last))) return []
  const field = first.effort && !first.duration ? 'effort' : 'duration'
  const total = sumOf(
    tasks.map(task => amountOf(snapshot, task, field)),
    snapshot.schedule,
  )
  const links = total && linksFrom(snapshot, tasks)
  if (!links) return []
  const others = retargeted(links, first.id)
  const set: PlanChange = { kind: 'set', path: [...first.path, field], text: formatDuration(total) }
  const own = oneOf(snapshot, entries, [set, ...deadlineOf(snapshot, first, last), ...(others.get(snapshot.uri) ?? [])])
  if (!own) return []
  const edits = [
    { uri: snapshot.uri, edits: own },
    ...[...others].flatMap(([uri, changes]) =>
      uri === snapshot.uri ? [] : [{ uri, edits: applyChanges(snapshot.workspace.snapshot(uri)!.reading, changes) }],
    ),
  ]
  const title = `Merge ${tasks.length} tasks into "${first.name}" (${formatDuration(total)})`
  return provided(snapshot, { title, kind: 'rewrite', edits }, after => isTheSame(snapshot, after, tasks))
}

function follows({ reading }: Snapshot, task: Task, before: Task | undefined, isLast: boolean): boolean {
  const node = reading.nodeAt(task.path)
  if (task.kind !== 'task' || node?.kind !== 'map') return false
  const keys = node.entries.map(({ key }) => key.text)
  if (!isLast && keys.includes('deadline')) return false
  if (!before) return keys.every(key => known.has(key) || ofTheFirst.has(key) || key.startsWith('x-'))
  const [link, ...others] = task.after
  const people = (one: Task) => JSON.stringify(one.assign.map(({ resource, units }) => [resource, units]))
  return (
    link?.task === before.id &&
    link.type === 'FS' &&
    !link.lag &&
    link.because === undefined &&
    others.length === 0 &&
    people(task) === people(before) &&
    keys.every(key => known.has(key))
  )
}

/** The links to the last from outside, which follow; `undefined` where something names what would be lost or moved. */
function linksFrom(snapshot: Snapshot, tasks: readonly Task[]): readonly LinkTo[] | undefined {
  const followed: LinkTo[] = []
  for (const [at, { id }] of tasks.entries()) {
    const found = linksTo(snapshot, id)
    if (!found || (at > 0 && mentionsOf(snapshot, { kind: 'task', id }).length > 0)) return undefined
    const links = found.filter(({ document, on }) => document.uri !== snapshot.uri || on.id !== tasks[at + 1]?.id)
    const isFine = at === 0 ? isOfTheStart : at === tasks.length - 1 ? isOfTheEnd : () => false
    if (!links.every(isFine)) return undefined
    if (at > 0) followed.push(...links)
  }
  return followed
}

function deadlineOf({ reading }: Snapshot, first: Task, last: Task): readonly PlanChange[] {
  const node = reading.nodeAt([...last.path, 'deadline'])
  return node?.kind === 'scalar' ? [{ kind: 'set', path: [...first.path, 'deadline'], text: node.text }] : []
}

/** The first with the changes, and the comments of those that go above it. */
function oneOf(
  { reading, text }: Snapshot,
  entries: readonly Entry[],
  changes: readonly PlanChange[],
): readonly TextEdit[] | undefined {
  const [first, last] = [entries[0]!, entries.at(-1)!]
  const gone = { start: first.lines.end, end: last.lines.end }
  const comments = commentLines(text.slice(gone.start, gone.end), first.column, lineEndOf(text))
  if (comments === undefined) return undefined
  const above = { start: first.keyLine, end: first.keyLine }
  return sortEdits([{ span: above, text: comments }, ...applyChanges(reading, changes), { span: gone, text: '' }])
}

/** Does the one begin with the first and end with the last, and all else stays? */
function isTheSame(before: Snapshot, after: Snapshot, tasks: readonly Task[]): boolean {
  const [first, last] = [tasks[0]!.id, tasks.at(-1)!.id]
  const one = after.schedule.tasks.get(first)
  return (
    Object.is(before.schedule.tasks.get(first)?.start, one?.start) &&
    Object.is(before.schedule.tasks.get(last)?.finish, one?.finish) &&
    keepsDates(before, after, new Set(tasks.map(({ id }) => id))) &&
    keepsOtherPlans(before, after) &&
    keepsCost(before, after)
  )
}

function amountOf({ reading }: Snapshot, { path }: Task, field: string): Duration | undefined {
  const node = reading.nodeAt([...path, field])
  return node?.kind === 'scalar' ? parseDuration(node.text) : undefined
}

/**
 * In the finest of their units. What a day and a week of work are is the project's calendar's to say, of the sum as of
 * its parts; work and elapsed time are no sum, nor is what a figure of two decimals can't say to the minute.
 */
function sumOf(durations: readonly (Duration | undefined)[], units: WorkUnits): Duration | undefined {
  const known = durations.flatMap(each => each ?? [])
  const [first] = known
  if (!first || known.length < durations.length || known.some(({ elapsed }) => elapsed !== first.elapsed))
    return undefined
  const lengthOf = ({ unit }: Duration) => unitMinutes(unit, first.elapsed ? elapsedUnits : units)
  const { unit, elapsed } = known.reduce((a, b) => (lengthOf(b) < lengthOf(a) ? b : a))
  const minutes = known.reduce((sum, each) => sum + each.amount * lengthOf(each), 0)
  const amount = Math.round((minutes / lengthOf({ unit, elapsed, amount: 1 })) * 100) / 100
  const sum = { amount, unit, elapsed }
  const whole = known.every(each => each.unit === unit) || durationMinutes(sum, units) === Math.round(minutes)
  return whole ? sum : undefined
}
