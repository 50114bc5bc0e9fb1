import type { Id, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { formatDuration, parseDuration } from '#engine/time/duration'
import type { Duration } from '#engine/time/minute'
import type { Span } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { referencesTo } from '../references.ts'
import { tasksIn } from './entries.ts'
import { provided, type Refactoring } from './refactoring.ts'
import { changedTask } from './retarget.ts'

/** What of a task that goes has a place in the one that stays. */
const known = new Set(['name', 'duration', 'effort', 'assign', 'after', 'deadline'])

/**
 * Tasks one after the other, each of which waits for the one before it alone, as one that takes as long as they do.
 * What waited for the last waits for it. Offered only where the project's finish stays.
 */
export function mergeTasks(snapshot: Snapshot, span: Span): readonly Refactoring[] {
  const { plan, reading, uri } = snapshot
  const tasks = tasksIn(snapshot, span).flatMap(({ key }) => plan.tasks.get(key) ?? [])
  const [first, last] = [tasks[0], tasks.at(-1)]
  if (!first || !last || tasks.length < 2 || !tasks.every((task, at) => follows(snapshot, task, tasks[at - 1])))
    return []
  const field = first.effort && !first.duration ? 'effort' : 'duration'
  const total = sumOf(tasks.map(task => amountOf(snapshot, task, field)))
  if (!total) return []
  const gone = new Set<Id>(tasks.slice(1).map(({ id }) => id))
  const changes: PlanChange[] = [{ kind: 'set', path: [...first.path, field], text: formatDuration(total) }]
  for (const task of tasks.slice(1)) changes.push({ kind: 'remove', path: task.path })
  const deadline = reading.nodeAt([...last.path, 'deadline'])
  if (deadline?.kind === 'scalar') changes.push({ kind: 'set', path: [...first.path, 'deadline'], text: deadline.text })
  let followed = 0
  for (const other of plan.tasks.values()) {
    for (const link of other.after) {
      if (!gone.has(link.task)) continue
      followed++
      if (gone.has(other.id)) continue
      // Of what lies inside only its end has a place.
      if (link.task !== last.id || (link.type !== 'FS' && link.type !== 'FF')) return []
      changes.push(changedTask(reading, link, first.id))
    }
  }
  const named = [...gone].reduce((sum, id) => sum + referencesTo(snapshot, { kind: 'task', id }).length, 0)
  if (followed < named) return []
  const edits = [{ uri, edits: applyChanges(reading, changes) }]
  const title = `Merge ${tasks.length} tasks into "${first.name}" (${formatDuration(total)})`
  return provided(
    snapshot,
    { title, kind: 'rewrite', edits },
    ({ schedule }) => Math.abs(schedule.finish - snapshot.schedule.finish) < 1,
  )
}

function follows({ reading }: Snapshot, task: Task, before: Task | undefined): boolean {
  if (task.kind !== 'task' || task.progress || task.actualStart || task.actualFinish) return false
  if (!before) return true
  const [link, ...others] = task.after
  const node = reading.nodeAt(task.path)
  const people = (one: Task) => JSON.stringify(one.assign.map(({ resource, units }) => [resource, units]))
  return (
    link?.task === before.id &&
    link.type === 'FS' &&
    !link.lag &&
    others.length === 0 &&
    people(task) === people(before) &&
    node?.kind === 'map' &&
    node.entries.every(({ key }) => known.has(key.text))
  )
}

function amountOf({ reading }: Snapshot, { path }: Task, field: string): Duration | undefined {
  const node = reading.nodeAt([...path, field])
  return node?.kind === 'scalar' ? parseDuration(node.text) : undefined
}

/** Of one unit only: what a week is in days is the calendar's to say. */
function sumOf(durations: readonly (Duration | undefined)[]): Duration | undefined {
  const [first] = durations
  if (!first) return undefined
  let amount = 0
  for (const each of durations) {
    if (each?.unit !== first.unit || each.elapsed !== first.elapsed) return undefined
    amount += each.amount
  }
  return { ...first, amount: Math.round(amount * 100) / 100 }
}
