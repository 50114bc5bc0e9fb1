import { civilMinute, civilParts, daysInMonth, minutesPerDay, weekdayOf } from '#engine/time/civil'
import type { Notes } from '../notes.ts'
import { type Draft, flow } from '../planText.ts'
import { minuteOf } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, isFalse, numberOf, textOf } from './xml.ts'

/** Days one recurrence or one work week may be written out for. */
export const maxDays = 4000

/**
 * What wins on a day that several say something about, least first. A file has its exceptions a second time, day by day
 * and without names, for MS Project before 2007, which had no others.
 */
const ranks = [
  'work week',
  'exception of a base',
  'day of an old file',
  'recurring exception',
  'single exception',
] as const

/** Days that differ from the usual week. */
export interface Change {
  readonly kind: (typeof ranks)[number]
  /** Midnights, the end's day included. */
  readonly from: number
  readonly to: number
  readonly name: string
  /** `closed` or hours; of a work week by weekday (0 = Monday), for those it names. */
  readonly hours: Draft | ReadonlyMap<number, Draft>
}

/** Days that one change alone holds for. */
export interface Spell {
  readonly from: number
  to: number
  readonly change: Change
}

/** All that a calendar says of its own about dates. */
export function changesOf(calendar: Element, notes: Notes): readonly Change[] {
  const legacy = childrenOf(childOf(calendar, 'WeekDays'), 'WeekDay').filter(day => (numberOf(day, 'DayType') ?? 0) < 1)
  const exceptions = childrenOf(childOf(calendar, 'Exceptions'), 'Exception')
  const weeks = childrenOf(childOf(calendar, 'WorkWeeks'), 'WorkWeek')
  return [
    ...legacy.flatMap(day => single('day of an old file', day, specialHours(day, notes))),
    ...exceptions.flatMap(exception =>
      occurrencesOf(exception, flagOf(exception, 'DayWorking') ? specialHours(exception, notes) : 'closed', notes),
    ),
    ...weeks.flatMap(week => workWeek(week, notes)),
  ].filter(({ from, to }) => from <= to)
}

/**
 * Which change holds on which days: a single exception over a recurring one, both over a work week; of two alike the
 * shorter, as the one that says more exactly what it means. The kinds are in MS Project's order.
 */
export function spellsOf(changes: readonly Change[]): readonly Spell[] {
  const waiting = [...changes].sort((a, b) => b.from - a.from)
  const edges = [...new Set(changes.flatMap(({ from, to }) => [from, to + minutesPerDay]))].sort((a, b) => a - b)
  const spells: Spell[] = []
  let open: Change[] = []
  for (const [n, from] of edges.entries()) {
    while (waiting.length > 0 && waiting.at(-1)!.from <= from) open.push(waiting.pop()!)
    open = open.filter(({ to }) => from <= to)
    if (open.length === 0) continue
    const change = open.reduce((a, b) => (isStronger(b, a) ? b : a))
    const last = spells.at(-1)
    const to = edges[n + 1]! - minutesPerDay
    if (last?.change === change && last.to + minutesPerDay === from) last.to = to
    else spells.push({ from, to, change })
  }
  return spells
}

function isStronger(a: Change, b: Change): boolean {
  const more = ranks.indexOf(a.kind) - ranks.indexOf(b.kind)
  return 0 < more || (more === 0 && a.to - a.from < b.to - b.from)
}

/** The hours of a day; none of one that is said to be off, whatever hours it has left. */
export function hoursOf(day: Element, notes: Notes): readonly string[] {
  if (isFalse(day, 'DayWorking')) return []
  const hours = childrenOf(childOf(day, 'WorkingTimes'), 'WorkingTime').flatMap(time => {
    const from = clockOf(textOf(time, 'FromTime'))
    const to = clockOf(textOf(time, 'ToTime'))
    return from === undefined || to === undefined ? [] : [`${from}-${to === '00:00' ? '24:00' : to}`]
  })
  if (hours.length === 0 && flagOf(day, 'DayWorking'))
    notes.add('Working days of a calendar without hours became days off: the file does not say when they are worked')
  return hours
}

/** `08:00` of `08:00:00` and `8:00`. */
function clockOf(text: string | undefined): string | undefined {
  return text?.replace(/^(?=\d:)/, '0').slice(0, 5)
}

function specialHours(day: Element, notes: Notes): Draft {
  const hours = hoursOf(day, notes)
  return hours.length === 0 ? 'closed' : flow(hours)
}

interface Period {
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

function single(kind: Change['kind'], element: Element, hours: Draft): readonly Change[] {
  const period = periodOf(element)
  return period ? [{ kind, ...period, name: textOf(element, 'Name') ?? 'Holiday', hours }] : []
}

/** A different week for some time. */
function workWeek(element: Element, notes: Notes): readonly Change[] {
  const period = periodOf(element)
  const days = childrenOf(childOf(element, 'WeekDays'), 'WeekDay')
  const hours = new Map(days.map(day => [((numberOf(day, 'DayType') ?? 0) + 5) % 7, specialHours(day, notes)]))
  return period ? [{ kind: 'work week', ...period, name: textOf(element, 'Name') ?? '', hours }] : []
}

/**
 * The days of an exception. Types: 1 daily, 2 yearly by date, 3 yearly by position, 4 monthly by date,
 * 5 monthly by position, 6 weekly, 7 every so many days, 8 every so many weekdays, 9 none. MS Project writes no 8 and no 9,
 * and nothing says from where weekdays are counted.
 *
 * Source: MSPDI schema, `Exception` element; the days of 7 by what MS Project 2007 to 2016 writes beside it.
 */
function occurrencesOf(exception: Element, hours: Draft, notes: Notes): readonly Change[] {
  const period = periodOf(exception)
  const type = numberOf(exception, 'Type') ?? 1
  if (!period) return []
  const every = Math.max(1, numberOf(exception, 'Period') ?? 1)
  if ((type === 1 || type === 7) && every === 1) return single('single exception', exception, hours)
  const name = textOf(exception, 'Name') ?? 'Holiday'
  // Where somebody entered the end rather than the number, that alone says how often.
  const said = isFalse(exception, 'EnteredByOccurrences') ? undefined : numberOf(exception, 'Occurrences')
  const most = said || Number.POSITIVE_INFINITY
  const days: number[] = []
  for (const day of daysOf(exception, type, every, period)) {
    if (days.length === maxDays) notes.add(`"${name}" was written out for its first ${maxDays} days`)
    if (days.length === Math.min(most, maxDays)) break
    days.push(day)
  }
  if (days.length === 0) notes.add(`A recurring exception of a calendar was left out: "${name}"`)
  return days.map(day => ({ kind: 'recurring exception', from: day, to: day, name, hours }))
}

function* daysOf(exception: Element, type: number, every: number, { from, to }: Period): Generator<number> {
  const mask = numberOf(exception, 'DaysOfWeek') ?? 0
  const monthDay = numberOf(exception, 'MonthDay') ?? 1
  const month = (numberOf(exception, 'Month') ?? 0) + 1
  const item = numberOf(exception, 'MonthItem') ?? 0
  const position = numberOf(exception, 'MonthPosition') ?? 0
  if (type === 1 || type === 7) {
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
