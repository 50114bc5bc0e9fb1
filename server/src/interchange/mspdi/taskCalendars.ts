import { roundTheClock } from '../week.ts'
import type { Context, TaskContext } from './context.ts'
import { type Element, flagOf, numberOf, textOf } from './xml.ts'

/** The calendar that a task itself names. */
export function calendarOf(element: Element, { calendars }: Pick<Context, 'calendars'>): string | undefined {
  const uid = textOf(element, 'CalendarUID')
  return uid === undefined || uid === '-1' ? undefined : calendars.get(uid)
}

/**
 * Without a calendar of its own a task follows its people's calendars alone (MS Project), where a plan takes the
 * project's too. If that takes time from someone the calendar that they share is named, or one without gaps.
 */
export function calendarOfPeople(element: Element, context: TaskContext): string | undefined {
  const found = calendarsOfPeople(element, context)
  if (isFixedLength(element, context) || found.every(calendar => context.within.has(calendar))) return undefined
  return found.length === 1 ? found[0] : roundTheClock
}

/**
 * A fixed duration is counted in the task's or the project's calendar, whatever its people's say (Microsoft Knowledge
 * Base, Q120519), and so is a manual task; fixed units and fixed work follow the people's.
 */
function isFixedLength(element: Element, context: TaskContext): boolean {
  const isFixed = numberOf(element, 'Type') === 1 || flagOf(element, 'Manual')
  return isFixed && isOnOwnTime(element, context)
}

/** Do the calendars of a task's people not hold for it? */
export function isOnOthersTime(element: Element, context: TaskContext): boolean {
  return isFixedLength(element, context) || flagOf(element, 'IgnoreResourceCalendar')
}

/** Does a task run on another calendar than the project's, its own or one of its people's? */
export function isOnOwnTime(element: Element, context: TaskContext): boolean {
  const people = calendarsOfPeople(element, context)
  return people.length > 0 && (people.join() !== 'default' || calendarOf(element, context) !== undefined)
}

/** The calendars, each once, of those who work on a task. */
export function calendarsOfPeople(
  element: Element,
  { assignments, calendarOfResource }: TaskContext,
): readonly string[] {
  const found = (assignments.get(textOf(element, 'UID') ?? '') ?? []).flatMap(
    assignment => calendarOfResource.get(textOf(assignment, 'ResourceUID') ?? '') ?? [],
  )
  return [...new Set(found)]
}
