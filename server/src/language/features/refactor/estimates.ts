import type { Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { durationMinutes, formatDuration, formatWork, parseDuration, type WorkUnits } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'
import { keepsCost, keepsDates, provided, type Refactoring, rewriting } from './refactoring.ts'

/** A duration as the effort that it is, and back; one value as three points. */
export function estimateRefactorings(
  snapshot: Snapshot,
  task: Task,
  field: 'duration' | 'effort',
  { untried }: { readonly untried: boolean },
): readonly Refactoring[] {
  const { path, assign } = task
  const at = [...path, field]
  const other = field === 'duration' ? 'effort' : 'duration'
  const node = snapshot.reading.nodeAt(at)
  const value = node?.kind === 'scalar' ? node.text : undefined
  const elapsed = value !== undefined && /\de(?:min|h|d|w|mo)$/.test(value)
  // Effort is people's working time: it needs people, and is never elapsed.
  const canBe = other === 'duration' || (assign.length > 0 && !elapsed)
  const toOther = canBe && !untried ? convert(snapshot, task, field, value) : []
  const points = value === undefined ? undefined : threePoints(value)
  return [
    ...toOther,
    ...(points === undefined
      ? []
      : rewriting(snapshot, `Estimate with three points: ${points}`, [{ kind: 'set', path: at, text: points }])),
  ]
}

/** With the figures that keep the dates; not offered where none does, nor where they would cost something else. */
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
  let title = `Convert to ${other}`
  if (value !== undefined && dates && !dates.unscheduled && dates.duration !== dates.effort) {
    const text = inOther(value, dates[other], dates[other] / dates[field], snapshot.schedule)
    if (text === undefined) return []
    title = `${title}: ${text}`
    changes.push({ kind: 'set', path: at, text })
  }
  return rewriting(snapshot, title, changes).flatMap(each =>
    provided(snapshot, each, after => keepsDates(snapshot, after) && keepsCost(snapshot, after)),
  )
}

/** One value as the work that it is; each of three points by the share that the likely one has. */
function inOther(value: string, minutes: number, share: number, units: WorkUnits): string | undefined {
  if (parseDuration(value)) return formatWork(minutes, units.dayMinutes)
  const points = value.split('..').map(point => parseDuration(point))
  const texts = points.map(point => point && formatWork(durationMinutes(point, units) * share, units.dayMinutes))
  return texts.every(text => text) ? texts.join('..') : undefined
}

/** Around a single value, as far as people are usually wrong: 60 % and 180 % of it. */
function threePoints(value: string): string | undefined {
  const duration = parseDuration(value)
  if (!duration || duration.amount <= 0) return undefined
  const { amount, unit, elapsed } = duration
  // One decimal, and more of less than one: 0.02d is not 0.
  const decimals = 10 ** Math.max(1, 1 - Math.floor(Math.log10(amount * 0.6)))
  const points = [0.6, 1.8].map(share => ({ amount: Math.round(amount * share * decimals) / decimals, unit, elapsed }))
  const [low, high] = points.map(formatDuration)
  return points.every(point => parseDuration(formatDuration(point))) ? `${low}..${value}..${high}` : undefined
}
