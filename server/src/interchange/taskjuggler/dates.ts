import { formatIsoDay, formatMinute, minutesPerDay, parseDate } from '#engine/time/civil'
import type { Range, TjProject } from './project.ts'

/** `2013-05-01` or `2013-05-01-9:00` as minutes; `undefined` where it is no date. */
export function minuteOf(text: string | undefined): number | undefined {
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(\d{1,2}):(\d{1,2}))?/.exec(text ?? '') ?? []
  if (year === undefined) return undefined
  const date = parseDate(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)
  return date && date.minute + Number(hour) * 60 + Number(minute)
}

/** A minute as TaskJuggler writes it. */
export function wordOf(minute: number): string {
  return minute % minutesPerDay === 0 ? formatIsoDay(minute) : formatMinute(minute).replace('T', '-')
}

/** A point in time; midnight is the day alone, which means the same where something starts. */
export function startText(text: string | undefined): string | undefined {
  const minute = minuteOf(text)
  return minute === undefined ? undefined : minute % minutesPerDay === 0 ? formatIsoDay(minute) : formatMinute(minute)
}

/** A point in time where something ends: midnight is the day before, up to its end. */
export function endText(text: string | undefined): string | undefined {
  const minute = minuteOf(text)
  return minute === undefined
    ? undefined
    : minute % minutesPerDay === 0
      ? formatIsoDay(minute - minutesPerDay)
      : formatMinute(minute)
}

/** A point in time on the clock, for what runs round it: midnight too. */
export function clockText(text: string | undefined): string | undefined {
  const minute = minuteOf(text)
  return minute === undefined ? undefined : formatMinute(minute)
}

/** Of time on the clock: a month is 30.4167 days, a year 365. */
const elapsedMinutes: Record<string, number> = { min: 1, h: 60, d: 1440, w: 10080, m: 30.4167 * 1440, y: 365 * 1440 }

/** `2w` on the clock, whole minutes; a month ends on the hour before, as TaskJuggler aligns it. */
export function minutesIn(length: string, resolution = 60): number | undefined {
  const [, amount, unit] = parts(length)
  if (amount === undefined) return undefined
  const minutes = Number(amount) * elapsedMinutes[unit!]!
  return unit === 'm' ? Math.floor(minutes / resolution) * resolution : Math.floor(minutes)
}

function parts(length: string | undefined): readonly (string | undefined)[] {
  return /^([\d.]+)(min|h|d|w|m|y)$/.exec(length ?? '') ?? []
}

/** Minutes of a range, its end not in it; without an end it is a day. */
export function spanOf({ from, to, length }: Range): readonly [start: number, end: number] | undefined {
  const start = minuteOf(from)
  if (start === undefined) return undefined
  return [start, minuteOf(to) ?? start + (minutesIn(length?.replace(/^\+/, '') ?? '') ?? minutesPerDay)]
}

/** A date range: TaskJuggler's end is not in it, a plan's is. */
export function rangeText(range: Range): string | undefined {
  const [start, end] = spanOf(range) ?? []
  if (start === undefined || end === undefined) return undefined
  if (start % minutesPerDay === 0 && end % minutesPerDay === 0) {
    return end - start <= minutesPerDay
      ? formatIsoDay(start)
      : `${formatIsoDay(start)}..${formatIsoDay(end - minutesPerDay)}`
  }
  return `${formatMinute(start)}..${formatMinute(end)}`
}

/**
 * Hours in `1w` of work: those of the project's week. A `dailyworkinghours` without a decimal point makes TaskJuggler
 * divide in whole numbers.
 */
export function weekHours({ week, dailyHours }: TjProject): number {
  const minutes = [...week.values()].flat().reduce((sum, [from, to]) => sum + to - from, 0)
  const hours = Math.floor(minutes / 60)
  const days = wholeIf(dailyHours, hours / dailyHours.value)
  return round(days * dailyHours.value) || hours
}

function wholeIf({ isWhole }: TjProject['dailyHours'], value: number): number {
  return isWhole ? Math.floor(value) : value
}

/**
 * `length`, `effort` and `gaplength`: working time in whole steps of the project's timing resolution. A month is a
 * twelfth of the working days of a year. As in TaskJuggler (`rule_workingDuration`) an amount without a decimal point
 * is cut to whole steps, where its unit has none either, and any other is rounded.
 */
export function workText(text: string | undefined, project: TjProject): string | undefined {
  const [, amount, unit] = parts(text)
  if (amount === undefined) return undefined
  const { dailyHours, yearlyDays, resolution } = project
  const day = dailyHours.value * 60
  const minutesOf: Record<string, number> = {
    min: 1,
    h: 60,
    d: day,
    w: weekHours(project) * 60,
    m: day * wholeIf(yearlyDays, yearlyDays.value / 12),
    y: day * yearlyDays.value,
  }
  const exact = Number(amount) * minutesOf[unit!]!
  const isLong = unit === 'm' || unit === 'y'
  const isWhole = unit === 'min' || unit === 'h' || (dailyHours.isWhole && (!isLong || yearlyDays.isWhole))
  const steps = isWhole && !amount.includes('.') ? Math.floor(exact / resolution) : Math.round(exact / resolution)
  const minutes = steps * resolution || Math.round(exact)
  if (!isLong && Math.abs(minutes - exact) < 0.5) return `${round(Number(amount))}${unit}`
  return minutes % day === 0 ? `${minutes / day}d` : hoursText(minutes, '')
}

/** `duration` and `gapduration`: time on the clock, cut to whole steps of the timing resolution. */
export function elapsedText(text: string | undefined, { resolution }: TjProject): string | undefined {
  const [, amount, unit] = parts(text)
  if (amount === undefined) return undefined
  const exact = Number(amount) * elapsedMinutes[unit!]!
  // In seconds, so that fractions fall on the same side.
  const minutes = Math.floor((Number(amount) * (elapsedMinutes[unit!]! * 60)) / (resolution * 60)) * resolution
  if (unit !== 'm' && unit !== 'y' && Math.abs(minutes - exact) < 1e-6) return `${round(Number(amount))}e${unit}`
  return minutes % minutesPerDay === 0 ? `${minutes / minutesPerDay}ed` : hoursText(minutes, 'e')
}

function hoursText(minutes: number, elapsed: '' | 'e'): string {
  return minutes % 60 === 0 ? `${minutes / 60}${elapsed}h` : `${minutes}${elapsed}min`
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
