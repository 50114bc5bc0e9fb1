import { workBetween } from '#engine/time/calendar'
import { type Draft, draft, flow } from '../planText.ts'
import { idOf, type TaskContext } from './context.ts'
import { isAhead } from './progress.ts'
import { percent } from './resources.ts'
import { calendarOf } from './taskCalendars.ts'
import { lengthOf, timeOfTask } from './taskLength.ts'
import { durationMinutes, finishOf, isElapsed, minuteOf } from './units.ts'
import { type Element, numberOf, textOf } from './xml.ts'

export const levelingLeftOut = 'Leveling delays were left out: "tpm level" finds who must wait for whom'

/**
 * Who does a task, at which units. Its dates are those of its duration, in which the file has all that stretches or
 * shortens it; how the work lies in it is told where a plan can't say it. `isOnClock`: no working time counts it.
 */
export function assignDraft(
  task: Element,
  assignments: readonly Element[],
  isOnClock: boolean,
  context: TaskContext,
): Draft | undefined {
  const { resources, costResources, partTime, notes } = context
  if (assignments.some(assignment => 0 < (numberOf(assignment, 'LevelingDelay') ?? 0)))
    notes.add(levelingLeftOut, idOf(task, context))
  const given = new Map<string, number>()
  const usual = new Set<string>()
  for (const assignment of assignments) {
    const uid = textOf(assignment, 'ResourceUID') ?? ''
    const id = resources.get(uid)
    if (id === undefined) continue
    const units = costResources.has(uid) ? 1 : unitsOf(assignment, task, isOnClock, context)
    given.set(id, units)
    if (units === 1 && !partTime.has(uid)) usual.add(id)
  }
  if (given.size === 0) return undefined
  if (usual.size === given.size) return given.size === 1 ? [...given.keys()][0] : flow([...given.keys()])
  return flow(draft([...given].map(([id, units]) => [id, percent(units)])))
}

/** The units of an assignment; where its work is not spread evenly over the task, those that come to the same work. */
function unitsOf(assignment: Element, task: Element, isOnClock: boolean, context: TaskContext): number {
  const note = (what: string) => context.notes.add(what, idOf(task, context))
  const units = numberOf(assignment, 'Units') ?? 1
  const said = durationMinutes(textOf(assignment, 'Work'))
  const overtime = durationMinutes(textOf(assignment, 'OvertimeWork')) ?? 0
  if (0 < overtime) note('Overtime work was left out: a plan counts what is done in working hours')
  const isContoured = (numberOf(assignment, 'WorkContour') ?? 0) !== 0
  const isDelayed = 0 < (numberOf(assignment, 'Delay') ?? 0)
  const isShaped = isContoured || isDelayed
  const work = (said ?? 0) - overtime
  const hours = isOnClock || !(isShaped || isAhead(task)) ? undefined : hoursIn(assignment, task, context)
  if (said === undefined || work < 0 || !hours || (isShaped && work === 0)) return units
  const even = work / hours
  if (Math.abs(even - units) < 0.005) return units
  if (isContoured) note('Work contours became an even share of the same work over the whole task')
  if (isDelayed) note('Delays of assignments became an even share of the same work over the whole task')
  if (!isShaped) note('Work that is not units times duration became an even share of the same work over the whole task')
  return even
}

/** Minutes in which one person could work on a task; `undefined` where several calendars say it together. */
function hoursIn(assignment: Element, task: Element, context: TaskContext): number | undefined {
  if (isElapsed(numberOf(task, 'DurationFormat'))) return undefined
  const calendar = context.calendarOfResource.get(textOf(assignment, 'ResourceUID') ?? '')
  const own = calendarOf(task, context)
  const time = timeOfTask(task, context)
  if (calendar === undefined) return undefined
  if (time !== undefined && time === context.timeOf(calendar)) return lengthOf(task, time)
  const start = minuteOf(textOf(task, 'Start'))
  const finish = finishOf(textOf(task, 'Finish'))
  if (own !== undefined || start === undefined || finish === undefined || finish <= start) return undefined
  return workBetween(context.timeOf(calendar), start, finish)
}
