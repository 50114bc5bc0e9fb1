import { civilMinute, civilParts, daysInMonth, formatIsoDay, minutesPerDay, weekdayOf } from '#engine/time/civil'
import type { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft, flow } from '../planText.ts'
import { weekDraft } from '../week.ts'
import { minuteOf, rangeText, type Units } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

/** Days one exception may cover when it is written day by day. */
const maxDays = 4000

/**
 * A calendar: its week, and its exceptions as holidays (with their names) and special hours.
 * Days the week does not name come from the base calendar.
 */
export function calendarDraft(
  calendar: Element,
  base: string | undefined,
  units: Units | undefined,
  notes: Notes,
): DraftMap {
  const week = new Map<number, readonly string[]>()
  const holidays = new Map<string, string>()
  const exceptions = new Map<string, Draft>()
  for (const weekDay of childrenOf(childOf(calendar, 'WeekDays'), 'WeekDay')) {
    const type = numberOf(weekDay, 'DayType') ?? 0
    if (1 <= type) week.set((type + 5) % 7, hoursOf(weekDay))
    else addException([periodOf(weekDay)], specialHours(weekDay), 'Holiday', holidays, exceptions)
  }
  for (const exception of childrenOf(childOf(calendar, 'Exceptions'), 'Exception')) {
    const name = textOf(exception, 'Name') ?? 'Holiday'
    const hours = flagOf(exception, 'DayWorking') ? specialHours(exception) : 'closed'
    addException(occurrencesOf(exception, notes), hours, name, holidays, exceptions)
  }
  for (const workWeek of childrenOf(childOf(calendar, 'WorkWeeks'), 'WorkWeek')) addWorkWeek(workWeek, exceptions)
  return draft([
    ['based-on', base],
    ['week', weekDraft(week)],
    ['day', units && `${units.dayMinutes / 60}h`],
    ['week-hours', units && `${units.weekMinutes / 60}h`],
    ['holidays', draft(sorted(holidays))],
    ['exceptions', draft(sorted(exceptions))],
  ])
}

/** Does a calendar say anything of its own? A resource's often does not. */
export function saysSomething(calendar: Element): boolean {
  return ['WeekDays', 'Exceptions', 'WorkWeeks'].some(name => (childOf(calendar, name)?.children.length ?? 0) > 0)
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1))
}

function hoursOf(day: Element): readonly string[] {
  return childrenOf(childOf(day, 'WorkingTimes'), 'WorkingTime').flatMap(time => {
    const from = textOf(time, 'FromTime')?.slice(0, 5)
    const to = textOf(time, 'ToTime')?.slice(0, 5)
    return from === undefined || to === undefined ? [] : [`${from}-${to === '00:00' ? '24:00' : to}`]
  })
}

function specialHours(day: Element): Draft {
  const hours = hoursOf(day)
  return hours.length === 0 ? 'closed' : flow(hours)
}

interface Period {
  /** Midnights, the end's day included. */
  readonly from: number
  readonly to: number
}

function periodOf(element: Element): Period | undefined {
  const period = childOf(element, 'TimePeriod')
  const from = minuteOf(textOf(period, 'FromDate'))
  const to = minuteOf(textOf(period, 'ToDate'))
  return from === undefined || to === undefined ? undefined : { from: midnight(from), to: midnight(to) }
}

function midnight(minute: number): number {
  return Math.floor(minute / minutesPerDay) * minutesPerDay
}

function addException(
  periods: readonly (Period | undefined)[],
  hours: Draft,
  name: string,
  holidays: Map<string, string>,
  exceptions: Map<string, Draft>,
): void {
  for (const period of periods) {
    if (!period || period.to < period.from) continue
    const range = rangeText(period.from, period.to + minutesPerDay)
    if (hours === 'closed') holidays.set(range, name)
    else exceptions.set(range, hours)
  }
}

/** A different week for some time: each of its days becomes an exception. */
function addWorkWeek(workWeek: Element, exceptions: Map<string, Draft>): void {
  const period = periodOf(workWeek)
  if (!period) return
  const byType = new Map(
    childrenOf(childOf(workWeek, 'WeekDays'), 'WeekDay').map(day => [numberOf(day, 'DayType'), specialHours(day)]),
  )
  for (let day = period.from, n = 0; day <= period.to && n < maxDays; day += minutesPerDay, n++) {
    const hours = byType.get(((weekdayOf(day) + 1) % 7) + 1)
    if (hours !== undefined) exceptions.set(formatIsoDay(day), hours)
  }
}

/**
 * The days of an exception. Types: 1 daily, 2 yearly by date, 3 yearly by position, 4 monthly by date,
 * 5 monthly by position, 6 weekly, 7 daily without end of its own (as MS Project writes plain ranges), 8, 9 none.
 *
 * Source: MSPDI schema, `Exception` element.
 */
function occurrencesOf(exception: Element, notes: Notes): readonly (Period | undefined)[] {
  const period = periodOf(exception)
  const type = numberOf(exception, 'Type') ?? 1
  if (!period) return []
  const every = Math.max(1, numberOf(exception, 'Period') ?? 1)
  const most = Math.min(maxDays, numberOf(exception, 'Occurrences') || maxDays)
  if (type === 1 && every === 1) return [period]
  const days: number[] = []
  for (const day of daysOf(exception, type, every, period)) if (days.push(day) >= most) break
  if (days.length === 0) {
    if (type === 7 || type === 9) return [period]
    notes.add(`A recurring exception of a calendar was left out: "${textOf(exception, 'Name') ?? ''}"`)
  }
  return days.map(day => ({ from: day, to: day }))
}

function* daysOf(exception: Element, type: number, every: number, { from, to }: Period): Generator<number> {
  const mask = numberOf(exception, 'DaysOfWeek') ?? 0
  const monthDay = numberOf(exception, 'MonthDay') ?? 1
  const month = (numberOf(exception, 'Month') ?? 0) + 1
  const item = numberOf(exception, 'MonthItem') ?? 0
  const position = numberOf(exception, 'MonthPosition') ?? 0
  if (type === 1) {
    for (let day = from; day <= to; day += every * minutesPerDay) yield day
  } else if (type === 6) {
    const firstSunday = from - ((weekdayOf(from) + 1) % 7) * minutesPerDay
    for (let day = from; day <= to; day += minutesPerDay) {
      const week = Math.floor((day - firstSunday) / (7 * minutesPerDay))
      if (week % every === 0 && mask & (1 << ((weekdayOf(day) + 1) % 7))) yield day
    }
  } else if (2 <= type && type <= 5) {
    const first = civilParts(from)
    const last = civilParts(to)
    for (let n = 0; ; n++) {
      const months = type <= 3 ? month - 1 + n * 12 : first.month - 1 + n * every
      const year = first.year + Math.floor(months / 12)
      if (last.year < year || maxDays < n) return
      const day =
        type === 2 || type === 4
          ? dayOfMonth(year, (months % 12) + 1, monthDay)
          : dayAtPosition(year, (months % 12) + 1, item, position)
      if (day !== undefined && from <= day && day <= to) yield day
    }
  }
}

function dayOfMonth(year: number, month: number, day: number): number | undefined {
  return civilMinute(year, month, Math.min(day, daysInMonth(year, month)))
}

/** `item`: 0 day, 1 weekday, 2 weekend day, 3 Sunday … 9 Saturday. `position`: 0 first … 3 fourth, 4 last. */
function dayAtPosition(year: number, month: number, item: number, position: number): number | undefined {
  const days: number[] = []
  for (let day = 1; day <= daysInMonth(year, month); day++) {
    const minute = civilMinute(year, month, day)
    if (minute === undefined) continue
    const weekday = weekdayOf(minute)
    const fits =
      item === 0 ||
      (item === 1 && weekday < 5) ||
      (item === 2 && 5 <= weekday) ||
      (3 <= item && weekday === (item + 3) % 7)
    if (fits) days.push(minute)
  }
  return position === 4 ? days.at(-1) : days[position]
}
