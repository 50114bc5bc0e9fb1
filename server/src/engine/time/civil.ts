import type { CivilDate, DateRange, Minute } from './minute.ts'

/** Years that a date may be in. One outside is a slip of the hand, and would make calendars huge. */
export const firstYear = 1900
export const lastYear = 2199

export const minutesPerDay = 1440
export const minutesPerWeek = 10080

/** The parts of a point on the civil clock. `month` and `day` count from 1, `weekday` from Monday = 0. */
export interface CivilParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly weekday: number
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/

/** The minute of a civil date, or `undefined` where there is no such date (`2026-02-30`) or its year is not 1–9999. */
export function civilMinute(year: number, month: number, day: number, hour = 0, minute = 0): Minute | undefined {
  if (year < 1 || 9999 < year || month < 1 || 12 < month || day < 1 || daysInMonth(year, month) < day) return undefined
  if (hour < 0 || 23 < hour || minute < 0 || 59 < minute) return undefined
  return ((daysFromCivil(year, month, day) * 24 + hour) * 60 + minute) as Minute
}

/** Days of a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `2026-05-02` or `2026-05-02T13:00`; anything else, and a date that doesn't exist, is `undefined`. */
export function parseDate(text: string): CivilDate | undefined {
  const match = datePattern.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute] = match
  const at = civilMinute(Number(year), Number(month), Number(day), Number(hour ?? 0), Number(minute ?? 0))
  return at === undefined ? undefined : { minute: at, hasTime: hour !== undefined }
}

/** `a..b` or a single date; `undefined` where an end is not a date or the range runs backward. */
export function parseDateRange(text: string): DateRange | undefined {
  const dots = text.indexOf('..')
  const from = parseDate((dots < 0 ? text : text.slice(0, dots)).trim())
  const to = dots < 0 ? from : parseDate(text.slice(dots + 2).trim())
  return from && to && rangeStart(from) < rangeEnd(to) ? { from, to } : undefined
}

/** The first minute that a range with this `from` covers. */
export function rangeStart(from: CivilDate): Minute {
  return from.minute
}

/** The first minute after a range with this `to`: the next midnight where `to` has no time, for both ends are included. */
export function rangeEnd(to: CivilDate): Minute {
  return (to.hasTime ? to.minute : to.minute + minutesPerDay) as Minute
}

/** Days since 1970-01-01, rounded down. */
export function dayOf(minute: number): number {
  return Math.floor(minute / minutesPerDay)
}

/** Monday = 0. */
export function weekdayOf(minute: number): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  // 1970-01-01 was a Thursday.
  return ((((dayOf(minute) + 3) % 7) + 7) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6
}

/** Takes a minute apart; the inverse of {@link civilMinute}. */
export function civilParts(minute: number): CivilParts {
  const days = dayOf(minute)
  const rest = minute - days * minutesPerDay
  const { year, month, day } = civilFromDays(days)
  return { year, month, day, hour: Math.floor(rest / 60), minute: Math.floor(rest % 60), weekday: weekdayOf(minute) }
}

/** `2026-05-02T13:00`, the form of every machine-readable output. `NaN` gives an empty string. */
export function formatMinute(minute: number): string {
  if (!Number.isFinite(minute)) return ''
  const rest = Math.floor(minute) - dayOf(minute) * minutesPerDay
  return `${formatIsoDay(minute)}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`
}

/** Days as they are written: the dates of a plan are few, and written many times. */
const writtenDays = new Map<number, string>()
const mostWrittenDays = 10_000

/** `2026-05-02` */
export function formatIsoDay(minute: number): string {
  if (!Number.isFinite(minute)) return ''
  const days = dayOf(minute)
  let written = writtenDays.get(days)
  if (written === undefined) {
    const { year, month, day } = civilFromDays(days)
    written = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
    if (writtenDays.size < mostWrittenDays) writtenDays.set(days, written)
  }
  return written
}

/** As it is written in a plan: with its time only if it had one. */
export function formatCivilDate(date: CivilDate): string {
  return date.hasTime ? formatMinute(date.minute) : formatIsoDay(date.minute)
}

/** As it is written in a plan: one date, or `a..b`. */
export function formatDateRange({ from, to }: DateRange): string {
  const [start, end] = [formatCivilDate(from), formatCivilDate(to)]
  return start === end ? start : `${start}..${end}`
}

/** `Fri 29 May`; with `year`, `Fri 29 May 2026`. The same everywhere: no locale enters it. */
export function formatDay(minute: number, { year = false }: { readonly year?: boolean } = {}): string {
  if (!Number.isFinite(minute)) return ''
  const parts = civilParts(minute)
  const text = `${weekdayNames[parts.weekday]} ${parts.day} ${monthNames[parts.month - 1]}`
  return year ? `${text} ${parts.year}` : text
}

/** {@link formatDay} of the day on which something finishes: 00:00 is the end of the day before. */
export function formatLastDay(minute: number, options: { readonly year?: boolean } = {}): string {
  return formatDay(minute % minutesPerDay === 0 ? minute - 1 : minute, options)
}

/** `13:00` */
export function formatClock(minute: number): string {
  if (!Number.isFinite(minute)) return ''
  const { hour, minute: rest } = civilParts(minute)
  return `${pad(hour)}:${pad(rest)}`
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. Source: H. Hinnant, "chrono-compatible low-level date algorithms". */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The inverse of {@link daysFromCivil}, from the same source. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}
