import type { Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { formatDuration, parseDuration } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { applyEdits, composeEdits } from '../../write/edits.ts'
import { lineEndOf } from '../../write/layout.ts'
import { blockEntries, freeId } from './entries.ts'
import { provided, type Refactoring } from './refactoring.ts'
import { changedTask } from './retarget.ts'

/** What belongs to the end of a task: it goes with the second half. */
const ofTheEnd = ['deadline', 'finish-no-earlier-than', 'finish-no-later-than', 'must-finish-on'] as const

/**
 * One task as two halves, the second after the first. What waited for its finish waits for the second; the deadline
 * goes with it. Offered only where nothing is said of its progress, and the project's finish stays.
 */
export function splitTask(snapshot: Snapshot, task: Task): readonly Refactoring[] {
  const { plan, reading, uri } = snapshot
  const half = halfOf(snapshot, task)
  if (task.kind !== 'task' || !half || task.progress || task.actualStart || task.actualFinish || task.remaining)
    return []
  const id = freeId(plan, `${task.id}-2`)
  const changes: PlanChange[] = [{ kind: 'set', path: [...task.path, half.field], text: half.text }]
  const moved = ofTheEnd.filter(key => reading.has([...task.path, key]))
  for (const key of moved) changes.push({ kind: 'remove', path: [...task.path, key] })
  for (const other of plan.tasks.values()) {
    for (const link of other.after) {
      if (link.task !== task.id || (link.type !== 'FS' && link.type !== 'FF')) continue
      changes.push(changedTask(reading, link, id))
    }
  }
  const before = task.before.length > 0 ? sourceOf(snapshot, task, 'before') : undefined
  if (before !== undefined) changes.push({ kind: 'remove', path: [...task.path, 'before'] })
  const first = applyChanges(reading, changes)
  const after = reading.readAgain(applyEdits(snapshot.text, first))
  const own = blockEntries(after, task.path.slice(0, -1))?.find(({ key }) => key === task.id)
  if (!own) return []
  const fields = [
    `name: ${nameOf(snapshot, task)}`,
    `${half.field}: ${half.text}`,
    ...['assign', 'calendar', 'owner'].flatMap(key => {
      const source = sourceOf(snapshot, task, key)
      return source === undefined ? [] : [`${key}: ${source}`]
    }),
    `after: ${task.id}`,
    ...(before === undefined ? [] : [`before: ${before}`]),
    ...moved.map(key => `${key}: ${sourceOf(snapshot, task, key)}`),
  ]
  const lineEnd = lineEndOf(after.text)
  const lines = [`${id}:`, ...fields.map(field => `  ${field}`)].map(line => `${' '.repeat(own.column)}${line}`)
  const gap = /[\r\n]$/.test(after.text.slice(0, own.lines.end)) ? '' : lineEnd
  const at = { start: own.lines.end, end: own.lines.end }
  const edits = [{ uri, edits: composeEdits(first, [{ span: at, text: `${gap}${lines.join(lineEnd)}${lineEnd}` }]) }]
  return provided(
    snapshot,
    { title: `Split into two of ${half.text}`, kind: 'rewrite', edits },
    ({ schedule }) => Math.abs(schedule.finish - snapshot.schedule.finish) < 1,
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

/** A value as it is written, where it stands on one line. */
function sourceOf({ reading, text }: Snapshot, task: Task, key: string): string | undefined {
  const path = [...task.path, key]
  if (!reading.nodeAt(path)) return undefined
  const { start, end } = reading.spanOf({ path })
  const source = text.slice(start, end).trim()
  return /[\r\n]/.test(source) ? undefined : source
}

function nameOf(snapshot: Snapshot, task: Task): string {
  const source = sourceOf(snapshot, task, 'name') ?? task.id
  return /^["']/.test(source) ? `${source.slice(0, -1)}, part 2${source.at(-1)}` : `${source}, part 2`
}
