import type { Id, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { formatDuration, parseDuration } from '#engine/time/duration'
import type { Reading, TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { sortEdits } from '../../write/edits.ts'
import { indentStep, lineEndOf } from '../../write/layout.ts'
import { columnAt, trimSpan } from '../../write/places.ts'
import { blockEntries, type Entry, freeId, indent } from './entries.ts'
import { isOfTheEnd, isOfTheStart, linksTo, retargeted } from './linksTo.ts'
import { keepsCost, keepsDates, keepsOtherPlans, provided, type Refactoring } from './refactoring.ts'

/** The half that a field stays in, goes to, or both. */
type Role = 'first' | 'both' | 'second'

/** What becomes of a task's fields; one that is not here, as its cost or its points, can't be shared by two. */
const roles: ReadonlyMap<string, Role> = new Map([
  ...roleOf('first', ['name', 'description', 'notes', 'links', 'duration', 'effort', 'after']),
  ...roleOf('first', ['start-no-earlier-than', 'start-no-later-than', 'must-start-on']),
  ...roleOf('both', ['assign', 'owner', 'raci', 'calendar', 'ignore-resource-calendars', 'pauses']),
  ...roleOf('both', ['schedule', 'priority', 'tags', 'code', 'sprint']),
  ...roleOf('second', ['before', 'deadline', 'finish-no-earlier-than', 'finish-no-later-than', 'must-finish-on']),
  ...roleOf('second', ['acceptance']),
])

function roleOf(role: Role, keys: readonly string[]): readonly (readonly [string, Role])[] {
  return keys.map(key => [key, role])
}

/**
 * One task as two halves, the second after the first. What waited for its finish, in any plan, waits for the second; what
 * belongs to its end goes there too. Offered only where nothing is said of its progress, no other date moves, and both
 * together take as long and cost as much as the one.
 */
export function splitTask(snapshot: Snapshot, task: Task): readonly Refactoring[] {
  const half = halfOf(snapshot, task)
  const node = snapshot.reading.nodeAt(task.path)
  const links = linksTo(snapshot, task.id)
  if (task.kind !== 'task' || !half || node?.kind !== 'map' || !links) return []
  const keys = node.entries.map(({ key }) => key.text)
  if (!keys.every(key => roles.has(key) || key.startsWith('x-'))) return []
  if (!links.every(link => isOfTheStart(link) || isOfTheEnd(link))) return []
  const id = freeId(snapshot.plan, `${task.id}-2`)
  const changes = retargeted(links.filter(isOfTheEnd), id)
  const set: PlanChange = { kind: 'set', path: [...task.path, half.field], text: half.text }
  const own = halves(snapshot, task, { id, half, keys, changes: [...(changes.get(snapshot.uri) ?? []), set] })
  if (!own) return []
  const others = [...changes].filter(([uri]) => uri !== snapshot.uri)
  const edits = [
    { uri: snapshot.uri, edits: own },
    ...others.map(([uri, each]) => ({ uri, edits: applyChanges(snapshot.workspace.snapshot(uri)!.reading, each) })),
  ]
  const refactoring = { title: `Split into two of ${half.text}`, kind: 'rewrite', edits } as const
  return provided(snapshot, refactoring, after => isTheSame(snapshot, after, task.id, id))
}

interface Halves {
  readonly id: Id
  readonly half: { readonly field: string; readonly text: string }
  readonly keys: readonly string[]
  readonly changes: readonly PlanChange[]
}

/** The first half without what belongs to the end, and the second below it. */
function halves(
  { reading, text }: Snapshot,
  task: Task,
  { id, half, keys, changes }: Halves,
): readonly TextEdit[] | undefined {
  const own = blockEntries(reading, task.path.slice(0, -1))?.find(({ key }) => key === task.id)
  if (!own) return undefined
  const fields = blockEntries(reading, task.path)
  const of = (role: Role) => keys.filter(key => roles.get(key) === role)
  const copied = of('both').map(key => copyOf(reading, task, key))
  const going = fields?.filter(({ key }) => roles.get(key) === 'second')
  const moved = going ? going.map(field => linesOf(text, field)) : of('second').map(key => copyOf(reading, task, key))
  if (![...copied, ...moved].every(lines => lines !== undefined)) return undefined
  const removed: PlanChange[] = going ? [] : of('second').map(key => ({ kind: 'remove', path: [...task.path, key] }))
  const lead = ' '.repeat(own.column)
  const inner = ' '.repeat(fields?.[0]?.column ?? own.column + indentStep(text))
  const lines = [
    `${lead}${id}:`,
    ...[`name: ${nameOf(reading, task)}`, `${half.field}: ${half.text}`, ...copied.flat(), `after: ${task.id}`]
      .concat(...moved)
      .map(line => (line === '' ? '' : inner + line)),
  ]
  const lineEnd = lineEndOf(text)
  const { end } = own.lines
  const isOpen = !/[\r\n]$/.test(text.slice(0, end)) && !going?.some(({ lines: each }) => each.end === end)
  return sortEdits([
    ...applyChanges(reading, [...changes, ...removed]),
    ...(going ?? []).map(field => ({ span: field.lines, text: '' })),
    { span: { start: end, end }, text: `${isOpen ? lineEnd : ''}${lines.join(lineEnd)}${lineEnd}` },
  ])
}

/** Do the halves take the place of the whole, and all else stays? */
function isTheSame(before: Snapshot, after: Snapshot, id: Id, second: Id): boolean {
  const whole = before.schedule.tasks.get(id)
  const [first, last] = [after.schedule.tasks.get(id), after.schedule.tasks.get(second)]
  return (
    Object.is(whole?.start, first?.start) &&
    Object.is(whole?.finish, last?.finish) &&
    keepsDates(before, after, new Set([id])) &&
    keepsOtherPlans(before, after) &&
    keepsCost(before, after)
  )
}

function halfOf({ reading }: Snapshot, task: Task): { field: 'duration' | 'effort'; text: string } | undefined {
  const field = task.effort && !task.duration ? 'effort' : 'duration'
  const node = reading.nodeAt([...task.path, field])
  const duration = node?.kind === 'scalar' ? parseDuration(node.text) : undefined
  return duration && duration.amount > 0
    ? { field, text: formatDuration({ ...duration, amount: duration.amount / 2 }) }
    : undefined
}

/** All lines of a field with its comments, as far left as its key. */
function linesOf(text: string, { lines, column }: Entry): readonly string[] {
  return indent(text.slice(lines.start, lines.end), -column)
    .trimEnd()
    .split(/\r\n?|\n/)
}

/** A field as it is written, without the comments around it; in braces only what is on one line. */
function copyOf(reading: Reading, task: Task, key: string): readonly string[] | undefined {
  const { text } = reading
  const { start } = reading.spanOf({ path: [...task.path, key], on: 'key' })
  const { end } = trimSpan(text, reading.entrySpan([...task.path, key]))
  const lines = indent(' '.repeat(columnAt(text, start)) + text.slice(start, end), -columnAt(text, start))
    .trimEnd()
    .split(/\r\n?|\n/)
  const node = reading.nodeAt(task.path)
  return lines.length > 1 && node?.kind === 'map' && node.flow ? undefined : lines
}

/** The name as it is written, where it stands on one line. */
function nameOf(reading: Reading, { id, path }: Task): string {
  const { text } = reading
  const span = reading.spanOf({ path: [...path, 'name'] })
  const source = reading.nodeAt([...path, 'name']) ? text.slice(span.start, span.end).trim() : ''
  if (source === '' || /[\r\n]/.test(source)) return `${id}, part 2`
  return /^["']/.test(source) ? `${source.slice(0, -1)}, part 2${source.at(-1)}` : `${source}, part 2`
}
