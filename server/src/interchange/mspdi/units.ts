import { civilMinute, formatIsoDay, formatMinute, minutesPerDay } from '#engine/time/civil'
import { durationMinutes as minutesOf, unitMinutes } from '#engine/time/duration'

/** Minutes of work in a day and a week, as the project's options say. */
export interface Units {
  readonly dayMinutes: number
  readonly weekMinutes: number
}

const datePattern = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d).*|Z)?$/

/** `2014-10-17T08:00:00` as minutes; without a time its midnight. */
export function minuteOf(text: string | undefined): number | undefined {
  const found = datePattern.exec(text ?? '')
  if (!found) return undefined
  const [, year, month, day, hour, minute] = found
  return civilMinute(Number(year), Number(month), Number(day), Number(hour ?? 0), Number(minute ?? 0))
}

/** Where something ends: a date without a time is the whole day. */
export function finishOf(text: string | undefined): number | undefined {
  const minute = minuteOf(text)
  return minute === undefined || hasTime(text) ? minute : minute + minutesPerDay
}

function hasTime(text: string | undefined): boolean {
  return text?.includes(':') === true
}

/** A date of the file in a plan, with a time where it has one. */
export function planDate(text: string | undefined): string | undefined {
  const minute = minuteOf(text)
  return minute === undefined ? undefined : hasTime(text) ? formatMinute(minute) : formatIsoDay(minute)
}

export function dateText(minute: number | undefined): string | undefined {
  return minute === undefined ? undefined : formatMinute(minute)
}

/** `[from, to)` in days where both are midnights, else with times; a plan's range has both ends in it. */
export function rangeText(from: number, to: number): string {
  if (from % minutesPerDay !== 0 || to % minutesPerDay !== 0) return `${formatMinute(from)}..${formatMinute(to)}`
  const last = to - minutesPerDay
  return last <= from ? formatIsoDay(from) : `${formatIsoDay(from)}..${formatIsoDay(last)}`
}

const number = '(\\d+(?:[.,]\\d+)?)'
const durationPattern = new RegExp(
  `^(-?)P(?=.*\\d)(?:0+Y)?(?:0+M)?(?:${number}W)?(?:${number}D)?(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
)

/** ISO 8601 `PT8H30M0S` (and `P1DT…`) in minutes. Years and months have no length. */
export function durationMinutes(text: string | undefined): number | undefined {
  const found = durationPattern.exec(text ?? '')
  if (!found) return undefined
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map(part => Number((part ?? '0').replace(',', '.')))
  const total = weeks! * 10080 + days! * 1440 + hours! * 60 + minutes! + seconds! / 60
  return Math.round(found[1] === '-' ? -total : total)
}

/** MSPDI's duration formats that mean elapsed time: `em`, `eh`, `ed`, `ew`, `emo`, `e%` and their estimated forms. */
const elapsedFormats = new Set([4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52])
/** Lags that are a share of the predecessor's duration. */
const percentFormats = new Set([19, 20, 51, 52])

export function isElapsed(format: number | undefined): boolean {
  return format !== undefined && elapsedFormats.has(format)
}

export function isPercent(format: number | undefined): boolean {
  return format !== undefined && percentFormats.has(format)
}

/**
 * Working time in words that a person reads, exact to the minute: days, as MS Project shows it, with at most one decimal;
 * else the shortest of hours, days and weeks with at most two; else, and below an hour, minutes.
 */
export function workText(minutes: number, units: Units): string {
  const text = (unit: 'h' | 'd' | 'w', decimals: number) => {
    const amount = Number((minutes / unitMinutes(unit, units)).toFixed(decimals))
    return minutesOf({ amount, unit, elapsed: false }, units) === minutes ? `${amount}${unit}` : undefined
  }
  if (minutes !== 0 && minutes < 60 && minutes % (units.dayMinutes / 2) !== 0) return `${minutes}min`
  const found = [text('h', 2), text('d', 2), text('w', 2)].filter(one => one !== undefined)
  const [shortest] = found.sort((a, b) => a.length - b.length)
  return text('d', 1) ?? shortest ?? `${minutes}min`
}

export function elapsedText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}ed`
  return minutes % 60 === 0 ? `${minutes / 60}eh` : `${minutes}emin`
}
