import { isWorking, workBetween } from '#engine/time/calendar'
import { roundTheClock } from '../week.ts'
import { type Context, idOf, type TaskContext } from './context.ts'
import { calendarOf } from './taskCalendars.ts'
import { dateText, durationMinutes, elapsedText, finishOf, isElapsed, minuteOf } from './units.ts'
import { childOf, type Element, flagOf, isFalse, numberOf, textOf } from './xml.ts'

/** Where a task stands by a person's word or another file's, whatever it waits for. */
interface Place {
  readonly start: number | undefined
  readonly finish: number | undefined
}

export function placeOf(element: Element): Place | undefined {
  if (!flagOf(element, 'Manual') && !isExternal(element) && !isInsertedProject(element)) return undefined
  const finish = finishOf(textOf(element, 'ManualFinish') ?? textOf(element, 'Finish'))
  return { start: minuteOf(textOf(element, 'ManualStart') ?? textOf(element, 'Start')), finish }
}

/** A stand-in for a task of another file: its dates come from there. */
export function isExternal(element: Element): boolean {
  return flagOf(element, 'ExternalTask')
}

/** A stand-in for a whole project of another file, which alone says when that begins. */
function isInsertedProject(element: Element): boolean {
  return flagOf(element, 'IsSubproject') && childOf(element, 'PredecessorLink') === undefined
}

/** How a plan says where a task is held. */
export interface Held {
  readonly key: 'must-start-on' | 'must-finish-on'
  readonly date: string
}

/**
 * A task without length at the end of working time is held there by its finish: a start would be that of the next
 * stretch. One that has begun no longer follows a start, and is held by its finish too.
 */
export function heldBy(
  element: Element,
  place: Place,
  context: Pick<Context, 'calendars' | 'timeOf'>,
): Held | undefined {
  const { start, finish } = place
  if (textOf(element, 'ActualFinish') !== undefined) return undefined
  if (textOf(element, 'ActualStart') !== undefined && finish !== undefined)
    return { key: 'must-finish-on', date: dateText(finish)! }
  if (start === undefined) return undefined
  const isAtEnd = isPoint(element, place) && isEndOfWork(start, element, context)
  return { key: isAtEnd ? 'must-finish-on' : 'must-start-on', date: dateText(start)! }
}

/** Does a stretch of working time end at an instant? */
export function isEndOfWork(minute: number, element: Element, context: Pick<Context, 'calendars' | 'timeOf'>): boolean {
  const time = context.timeOf(calendarOf(element, context) ?? 'default')
  return !isWorking(time, minute) && isWorking(time, minute - 1)
}

function isPoint(element: Element, { start, finish }: Place): boolean {
  return (durationMinutes(textOf(element, 'Duration')) ?? 0) === 0 && (finish === undefined || finish === start)
}

/** The calendar that a task without length needs to stand in the middle of a day off. */
export function calendarOfPlace(element: Element, context: TaskContext): string | undefined {
  const place = placeOf(element)
  if (!place || place.start === undefined || !isPoint(element, place)) return undefined
  const time = context.timeOf(calendarOf(element, context) ?? 'default')
  const isOff = !isWorking(time, place.start) && !isWorking(time, place.start - 1)
  return isOff ? roundTheClock : undefined
}

/** The length on the clock of a task whose dates are not those that its duration has in working time. */
export function lengthOfPlace(element: Element, context: TaskContext): string | undefined {
  const place = placeOf(element)
  const start = minuteOf(textOf(element, 'ActualStart')) ?? place?.start
  const finish = place?.finish
  if (start === undefined || finish === undefined || finish <= start) return undefined
  if (isFalse(element, 'Active') || textOf(element, 'ActualFinish') !== undefined) return undefined
  const length = durationMinutes(textOf(element, 'Duration')) ?? 0
  const time = context.timeOf(calendarOf(element, context) ?? 'default')
  const isInHours = isWorking(time, start) && isWorking(time, finish - 1)
  const isAsLong = isElapsed(numberOf(element, 'DurationFormat'))
    ? finish - start === length
    : isInHours && workBetween(time, start, finish) === length
  if (isAsLong) return undefined
  const kind = flagOf(element, 'Manual') ? 'Manually scheduled tasks' : 'Tasks of other files'
  context.notes.add(
    `${kind} whose dates are outside working time have an elapsed duration from start to finish`,
    idOf(element, context),
  )
  return elapsedText(finish - start)
}
