import { type Calendar, workBetween } from '#engine/time/calendar'
import type { TaskContext } from './context.ts'
import { calendarOf, calendarsOfPeople, isOnOthersTime } from './taskCalendars.ts'
import { durationMinutes, finishOf, isElapsed, minuteOf } from './units.ts'
import { type Element, numberOf, textOf } from './xml.ts'

/** The working time that a task's duration is counted in; `undefined` where several people's are put together. */
export function timeOfTask(element: Element, context: TaskContext): Calendar | undefined {
  const people = isOnOthersTime(element, context) ? [] : calendarsOfPeople(element, context)
  const calendar = calendarOf(element, context) ?? people[0] ?? 'default'
  return people.every(one => one === calendar) ? context.timeOf(calendar) : undefined
}

/** Minutes that a task takes; where the file does not say it, those between its start and its finish. */
export function lengthOf(element: Element, time: Calendar | undefined): number {
  const said = durationMinutes(textOf(element, 'Duration'))
  const start = minuteOf(textOf(element, 'Start'))
  const finish = finishOf(textOf(element, 'Finish'))
  if (said !== undefined || start === undefined || finish === undefined || finish <= start) return said ?? 0
  if (isElapsed(numberOf(element, 'DurationFormat'))) return finish - start
  return time === undefined ? 0 : workBetween(time, start, finish)
}
