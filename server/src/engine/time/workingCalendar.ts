import { minutesPerDay, minutesPerWeek, rangeEnd, rangeStart } from './civil.ts'
import { durationMinutes, type WorkUnits } from './duration.ts'
import type { DateRange, Duration, Hours } from './minute.ts'
import {
  clip,
  earliestSaid,
  latestSaid,
  mondayOf,
  mostStretches,
  normalise,
  onlyThese,
  type Spans,
  subtract,
  union,
  weekly,
} from './spans.ts'

/** What a calendar says for itself. A plan's calendar fits it. */
export interface CalendarRules {
  readonly basedOn?: string
  readonly week?: ReadonlyMap<number, readonly Hours[]>
  readonly day?: Duration
  readonly weekHours?: Duration
  readonly holidays: readonly { readonly range: DateRange }[]
  readonly exceptions: readonly { readonly range: DateRange; readonly hours: 'closed' | 'open' | readonly Hours[] }[]
}

/** The hours of each weekday, Monday first. */
export type Week = readonly (readonly Hours[])[]

/** The working time of a calendar, and what a day and a week of it are. */
export interface WorkingTime extends WorkUnits {
  readonly spans: Spans
  readonly week: Week
}

const officeDay: readonly Hours[] = [
  { from: 8 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 17 * 60 },
]
/** Monday to Friday 08:00–12:00 and 13:00–17:00, as in MS Project: the calendar of a plan that has none. */
export const standardWeek: Week = [0, 1, 2, 3, 4, 5, 6].map(day => (day < 5 ? officeDay : []))

/** The calendar of a plan that says nothing about it. */
export const standardTime: WorkingTime = {
  spans: weekSpans(standardWeek),
  week: standardWeek,
  dayMinutes: 480,
  weekMinutes: 2400,
}

/**
 * Resolves a calendar over those it is based on (`spec/plan-format.md`): a weekday comes from the nearest that names it;
 * holidays add up; on one day the nearest calendar that says anything about it wins, and in it an exception wins over a
 * holiday. Without any `week`: {@link standardWeek}. A circle of `based-on` is cut where it closes.
 */
export function workingTime(rules: CalendarRules, find: (id: string) => CalendarRules | undefined): WorkingTime {
  const chain = lineage(rules, find)
  const week = resolveWeek(chain)
  return { spans: changeHours(changeDays(week, chain), chain), week, ...workUnits(chain, week) }
}

/** The same hours every week. */
export function weekSpans(week: Week): Spans {
  return weekly(
    week.flatMap((hours, day) =>
      hours.map(({ from, to }): [number, number] => [day * minutesPerDay + from, day * minutesPerDay + to]),
    ),
  )
}

/** The calendar and what it is based on, nearest first. */
function lineage(rules: CalendarRules, find: (id: string) => CalendarRules | undefined): readonly CalendarRules[] {
  const chain: CalendarRules[] = []
  let next: CalendarRules | undefined = rules
  while (next && !chain.includes(next)) {
    chain.push(next)
    next = next.basedOn === undefined ? undefined : find(next.basedOn)
  }
  return chain
}

function resolveWeek(chain: readonly CalendarRules[]): Week {
  const weeks = chain.flatMap(({ week }) => (week ? [week] : []))
  if (weeks.length === 0) return standardWeek
  return standardWeek.map((_, day) => weeks.find(week => week.has(day))?.get(day) ?? [])
}

interface Change {
  readonly range: DateRange
  readonly hours: 'closed' | 'open' | readonly Hours[]
}

/** What the chain says about dates, what wins last. */
function changesOf(chain: readonly CalendarRules[]): readonly Change[] {
  return chain
    .toReversed()
    .flatMap(({ holidays, exceptions }) => [
      ...holidays.map(({ range }): Change => ({ range, hours: 'closed' })),
      ...exceptions,
    ])
}

/** The usual week with whole days changed. A night shift belongs to the day it starts on and goes with it. */
function changeDays(week: Week, chain: readonly CalendarRules[]): Spans {
  const changes = changesOf(chain).flatMap(change => {
    const first = Math.max(earliestSaid, rangeStart(change.range.from)) / minutesPerDay
    const end = Math.min(latestSaid, rangeEnd(change.range.to)) / minutesPerDay
    return isTimed(change) || end <= first ? [] : [{ first, end, hours: change.hours }]
  })
  if (changes.length === 0) return weekSpans(week)
  const lo = mondayOf(changes.reduce((a, { first }) => Math.min(a, first), latestSaid) * minutesPerDay)
  const last = changes.reduce((a, { end }) => Math.max(a, end), earliestSaid)
  const days = (mondayOf(last * minutesPerDay) + 2 * minutesPerWeek - lo) / minutesPerDay
  const changeOf = new Int32Array(days).fill(-1)
  for (const [i, { first, end }] of changes.entries())
    changeOf.fill(i, first - lo / minutesPerDay, end - lo / minutesPerDay)
  return explicitDays(week, lo, days, index => {
    const change = changes[changeOf[index]!]?.hours
    if (change === undefined) return week[index % 7]!
    if (change === 'open') return openHours(week, index % 7)
    return change === 'closed' ? [] : change
  })
}

/** Days one by one from the Monday `lo`, the usual week before and after. */
function explicitDays(week: Week, lo: number, days: number, hoursOf: (index: number) => readonly Hours[]): Spans {
  const usual = weekSpans(week)
  const most = Math.ceil(mostStretches / Math.max(1, usual.tail.from.length)) * 7
  const hi = lo + Math.min(days, most) * minutesPerDay
  const stretches: [number, number][] = []
  const put = (monday: number, { from, to }: Hours) => stretches.push([monday + from, monday + to])
  // The Sunday before may work past midnight into the first day.
  for (const hours of week[6]!) put(lo - minutesPerDay, hours)
  for (let index = 0; index * minutesPerDay < hi - lo; index++) {
    for (const hours of hoursOf(index)) put(lo + index * minutesPerDay, hours)
  }
  return { ...clip(normalise(stretches), lo, hi), lo, hi, head: usual.head, tail: usual.tail }
}

/** Holidays and exceptions that begin or end at a time of day change minutes, not days. */
function changeHours(spans: Spans, chain: readonly CalendarRules[]): Spans {
  return changesOf(chain)
    .filter(isTimed)
    .reduce((all, { range, hours }) => {
      const stretch = onlyThese([[rangeStart(range.from), rangeEnd(range.to)]])
      return hours === 'closed' ? subtract(all, stretch) : union(all, stretch)
    }, spans)
}

function isTimed({ range }: Change): boolean {
  return range.from.hasTime || range.to.hasTime
}

/** A day that is opened without hours has its weekday's, or on a day off those of the most usual working day. */
function openHours(week: Week, day: number): readonly Hours[] {
  const own = week[day]!
  const usual = mostUsualLength(week)
  return own.length > 0 ? own : (week.find(hours => hours.length > 0 && lengthOf(hours) === usual) ?? officeDay)
}

/** Rule 3: what the nearest calendar says; else the most frequent length of a working day and the sum of the week. */
function workUnits(chain: readonly CalendarRules[], week: Week): WorkUnits {
  const sum = week.reduce((total, hours) => total + lengthOf(hours), 0)
  const day = said(chain, ({ day }) => day, { dayMinutes: 480, weekMinutes: 2400 })
  const dayMinutes = day ?? mostUsualLength(week)
  const weekMinutes = said(chain, ({ weekHours }) => weekHours, { dayMinutes, weekMinutes: 5 * dayMinutes })
  return { dayMinutes, weekMinutes: weekMinutes ?? (sum > 0 ? sum : 5 * dayMinutes) }
}

function said(
  chain: readonly CalendarRules[],
  pick: (rules: CalendarRules) => Duration | undefined,
  units: WorkUnits,
): number | undefined {
  for (const rules of chain) {
    const duration = pick(rules)
    const minutes = duration && durationMinutes(duration, units)
    if (minutes) return minutes
  }
  return undefined
}

/** The most frequent length of a working day; the longer on a tie; eight hours in a week without work. */
function mostUsualLength(week: Week): number {
  const lengths = week.map(lengthOf).filter(length => length > 0)
  const count = (length: number) => lengths.filter(other => other === length).length
  return lengths.reduce((best, length) => {
    const more = count(length) - count(best)
    return more > 0 || (more === 0 && best < length) ? length : best
  }, lengths[0] ?? 480)
}

function lengthOf(hours: readonly Hours[]): number {
  const { from, to } = normalise(hours.map(({ from, to }): [number, number] => [from, to]))
  return from.reduce((sum, start, i) => sum + to[i]! - start, 0)
}
