import { type Draft, draft, flow } from '../planText.ts'
import type { Context } from './context.ts'
import { percent } from './resources.ts'
import { durationMinutes, isElapsed } from './units.ts'
import { type Element, numberOf, textOf } from './xml.ts'

export const levelingLeftOut = 'Leveling delays were left out: "tpm level" finds who must wait for whom'

/**
 * Who does a task, at which units. Its dates are those of its duration, in which the file has all that stretches or
 * shortens it; how the work lies in it is told where a plan can't say it.
 */
export function assignDraft(task: Element, assignments: readonly Element[], context: Context): Draft | undefined {
  const { resources, costResources, notes } = context
  if (assignments.some(assignment => 0 < (numberOf(assignment, 'LevelingDelay') ?? 0))) notes.add(levelingLeftOut)
  const given = new Map<string, number>()
  for (const assignment of assignments) {
    const uid = textOf(assignment, 'ResourceUID') ?? ''
    const id = resources.get(uid)
    if (id !== undefined) given.set(id, costResources.has(uid) ? 1 : unitsOf(assignment, task, context))
  }
  if (given.size === 0) return undefined
  if ([...given.values()].every(units => units === 1))
    return given.size === 1 ? [...given.keys()][0] : flow([...given.keys()])
  return flow(draft([...given].map(([id, units]) => [id, percent(units)])))
}

/** The units of an assignment; where its work is not spread evenly over the task, those that come to the same work. */
function unitsOf(assignment: Element, task: Element, { notes }: Context): number {
  const units = numberOf(assignment, 'Units') ?? 1
  const overtime = durationMinutes(textOf(assignment, 'OvertimeWork')) ?? 0
  if (0 < overtime) notes.add('Overtime work was left out: a plan counts what is done in working hours')
  const isContoured = (numberOf(assignment, 'WorkContour') ?? 0) !== 0
  const isDelayed = 0 < (numberOf(assignment, 'Delay') ?? 0)
  const length = durationMinutes(textOf(task, 'Duration')) ?? 0
  const work = (durationMinutes(textOf(assignment, 'Work')) ?? 0) - overtime
  if (!isContoured && !isDelayed) return units
  const isTold = 0 < work && 0 < length && !isElapsed(numberOf(task, 'DurationFormat'))
  const even = isTold ? work / length : units
  if (Math.abs(even - units) < 0.005) return units
  if (isContoured) notes.add('Work contours became an even share of the same work over the whole task')
  if (isDelayed) notes.add('Delays of assignments became an even share of the same work over the whole task')
  return even
}
