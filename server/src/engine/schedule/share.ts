import type { Id } from '../model/plan.ts'
import { type Calendar, workBetween } from '../time/calendar.ts'
import { minutesPerDay, minutesPerWeek } from '../time/civil.ts'
import { mondayOf, mostStretches } from '../time/spans.ts'

/** One person's or team's part in a pot of effort: working minutes a minute, each from an instant on. */
export interface Share {
  readonly resource: Id
  readonly calendar: Calendar
  readonly steps: readonly { readonly from: number; readonly rate: number }[]
  /** No more than this is done on a day, or in a week (rule 23). */
  readonly limit?: Limit | undefined
}

/** Minutes of effort at most on a civil day, and in a week from Monday; `Infinity` where nothing is said. */
export interface Limit {
  readonly perDay: number
  readonly perWeek: number
}

/** Effort that the shares do together between two instants, having begun at the first. */
export function potBetween(shares: readonly Share[], from: number, to: number): number {
  let effort = 0
  for (const share of shares) effort += effortBetween(share, from, to)
  return effort
}

/**
 * Effort of one share between two instants: its rate while it is at work, each day and week no further than its limit.
 * What a day has no room for is done on a later one. Source: TaskJuggler 3, `limits { dailymax … weeklymax … }`.
 */
export function effortBetween(share: Share, from: number, to: number): number {
  const { limit } = share
  if (!limit || !(from < to)) return unlimited(share, from, to)
  const monday = mondayOf(from)
  if (to <= monday + minutesPerWeek) return ofWeek(share, limit, from, to)
  if (Number.isFinite(to)) {
    const last = mondayOf(to)
    const whole = wholeWeeks(share, limit, monday + minutesPerWeek, last)
    return ofWeek(share, limit, from, monday + minutesPerWeek) + whole + ofWeek(share, limit, last, to)
  }
  const end = sameFrom(share)
  const rest = ofWeek(share, limit, end, end + minutesPerWeek) > 0 ? Number.POSITIVE_INFINITY : 0
  return rest + (from < end ? effortBetween(share, from, end) : 0)
}

/** Of work that lasts from `from` to `to`, the effort that falls between two other instants. */
export function doneWithin(share: Share, from: number, to: number, begin: number, end: number): number {
  const [a, b] = [Math.max(from, begin), Math.min(to, end)]
  return a < b ? effortBetween(share, from, b) - effortBetween(share, from, a) : 0
}

/** Does a share of work that begins at `start` do anything in the minute from `at` on, or has it reached its limit? */
export function isDoing(share: Share, start: number, at: number): boolean {
  const begin = Math.max(start, mondayOf(at))
  return rounding < effortBetween(share, begin, at + 1) - effortBetween(share, begin, at)
}

/** The instants between two others at which a share of work that begins at `start` reaches its limit. */
export function limitsReached(share: Share, start: number, from: number, to: number): readonly number[] {
  const reached: number[] = []
  for (let day = Math.floor(from / minutesPerDay) * minutesPerDay; day < to; day += minutesPerDay) {
    const begin = Math.max(start, mondayOf(day))
    const [before, end] = [Math.max(begin, day), Math.min(to, day + minutesPerDay)]
    const all = effortBetween(share, begin, end)
    let [low, high] = [before, end]
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (effortBetween(share, begin, middle) < all - rounding) low = middle
      else high = middle
    }
    reached.push(high)
    if (reached.length === mostStretches) break
  }
  return reached
}

/** Effort is told to a part of a minute; less than this is rounding of rates. */
const rounding = 1e-6

function unlimited({ calendar, steps }: Share, from: number, to: number): number {
  let effort = 0
  for (let i = 0; i < steps.length; i++) {
    const a = Math.max(from, steps[i]!.from)
    const b = Math.min(to, steps[i + 1]?.from ?? Number.POSITIVE_INFINITY)
    if (a < b) effort += steps[i]!.rate * workBetween(calendar, a, b)
  }
  return effort
}

/** Within one week. */
function ofWeek(share: Share, { perDay, perWeek }: Limit, from: number, to: number): number {
  if (perDay === Number.POSITIVE_INFINITY) return Math.min(perWeek, unlimited(share, from, to))
  let effort = 0
  for (let a = from; a < to; ) {
    const b = Math.min(to, (Math.floor(a / minutesPerDay) + 1) * minutesPerDay)
    effort += Math.min(perDay, unlimited(share, a, b))
    a = b
  }
  return Math.min(perWeek, effort)
}

/** From one Monday to another: week by week where the calendar or the rate changes, the same every week outside. */
function wholeWeeks(share: Share, limit: Limit, from: number, to: number): number {
  if (to <= from) return 0
  const [first, end] = [sameUntil(share), sameFrom(share)]
  const week = (monday: number) => ofWeek(share, limit, monday, monday + minutesPerWeek)
  let effort = 0
  if (from < first) effort += week(from) * ((Math.min(to, first) - from) / minutesPerWeek)
  for (let monday = Math.max(from, first); monday < Math.min(to, end); monday += minutesPerWeek) effort += week(monday)
  const rest = Math.max(from, first, end)
  return rest < to ? effort + week(rest) * ((to - rest) / minutesPerWeek) : effort
}

/** The Monday up to which every week is like the other: nothing is said of single days, and the rate stays. */
function sameUntil(share: Share): number {
  const { spans } = share.calendar
  const end = sameFrom(share)
  const change = share.steps[1]?.from
  const said = spans.lo === spans.hi && spans.head === spans.tail ? end : spans.lo
  return Math.min(said, end, change === undefined ? end : mondayOf(change))
}

/** The Monday from which on every week is like the other. */
function sameFrom({ calendar, steps }: Share): number {
  const last = steps.at(-1)!.from
  return Number.isFinite(last) ? Math.max(calendar.hi, mondayOf(last) + minutesPerWeek) : calendar.hi
}
