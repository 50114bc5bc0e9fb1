import type { Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { formatWork, parseDuration } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'
import { type Refactoring, rewriting } from './refactoring.ts'

/** A duration as the effort that it is, and back; one value as three points. */
export function estimateRefactorings(
  snapshot: Snapshot,
  task: Task,
  field: 'duration' | 'effort',
): readonly Refactoring[] {
  const { path, assign } = task
  const at = [...path, field]
  const other = field === 'duration' ? 'effort' : 'duration'
  const node = snapshot.reading.nodeAt(at)
  const value = node?.kind === 'scalar' ? node.text : undefined
  const elapsed = value !== undefined && /\de(?:min|h|d|w|mo)$/.test(value)
  // Effort is people's working time: it needs people, and is never elapsed.
  const toOther = other === 'effort' && (assign.length === 0 || elapsed) ? [] : convert(snapshot, task, field, value)
  const points = value === undefined ? undefined : threePoints(value)
  return [
    ...toOther,
    ...(points === undefined
      ? []
      : rewriting(snapshot, `Estimate with three points: ${points}`, [{ kind: 'set', path: at, text: points }])),
  ]
}

/** With the figure that keeps the dates, where there is one value; several points keep theirs. */
function convert(
  snapshot: Snapshot,
  { id, path }: Task,
  field: 'duration' | 'effort',
  value: string | undefined,
): readonly Refactoring[] {
  const other = field === 'duration' ? 'effort' : 'duration'
  const dates = snapshot.schedule.tasks.get(id)
  const at = [...path, field]
  const changes: PlanChange[] = [{ kind: 'rename-key', path: at, to: other }]
  const isOne = value !== undefined && parseDuration(value) !== undefined
  if (!isOne || !dates || dates.unscheduled || dates.started || dates.duration === dates.effort)
    return rewriting(snapshot, `Convert to ${other}`, changes)
  const text = formatWork(dates[other], snapshot.schedule.dayMinutes)
  return rewriting(snapshot, `Convert to ${other}: ${text}`, [...changes, { kind: 'set', path: at, text }])
}

/** Around a single value, as far as people are usually wrong: 60 % and 180 % of it. */
function threePoints(value: string): string | undefined {
  const duration = parseDuration(value)
  if (!duration || duration.amount <= 0) return undefined
  const { amount, unit, elapsed } = duration
  const point = (share: number) => `${Math.round(amount * share * 10) / 10}${elapsed ? 'e' : ''}${unit}`
  return `${point(0.6)}..${value}..${point(1.8)}`
}
