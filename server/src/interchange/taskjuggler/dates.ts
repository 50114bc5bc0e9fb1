import { formatIsoDay, formatMinute, minutesPerDay, parseDate } from '#engine/time/civil'

/** `2013-05-01` or `2013-05-01-9:00` as minutes; `undefined` where it is no date. */
export function minuteOf(text: string | undefined): number | undefined {
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(\d{1,2}):(\d{2}))?/.exec(text ?? '') ?? []
  if (year === undefined) return undefined
  const date = parseDate(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)
  return date && date.minute + Number(hour) * 60 + Number(minute)
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

const elapsedMinutes: Record<string, number> = { min: 1, h: 60, d: 1440, w: 10080, m: 43830, y: 525960 }

/** A date range: TaskJuggler's end is not in it, a plan's is. */
export function rangeText({
  from,
  to,
  length,
}: {
  readonly from: string
  readonly to?: string
  readonly length?: string
}): string | undefined {
  const start = minuteOf(from)
  if (start === undefined) return undefined
  const [, amount, unit] = /^\+?([\d.]+)(min|h|d|w|m|y)$/.exec(length ?? '') ?? []
  const end =
    minuteOf(to) ?? (unit === undefined ? start + minutesPerDay : start + Number(amount) * elapsedMinutes[unit]!)
  if (start % minutesPerDay === 0 && end % minutesPerDay === 0) {
    return end - start <= minutesPerDay
      ? formatIsoDay(start)
      : `${formatIsoDay(start)}..${formatIsoDay(end - minutesPerDay)}`
  }
  return `${formatMinute(start)}..${formatMinute(end)}`
}

/** `length` and `effort`: working time. Months and years are TaskJuggler's 260.714 working days a year. */
export function workText(text: string | undefined): string | undefined {
  const [, amount, unit] = /^([\d.]+)(min|h|d|w|m|y)$/.exec(text ?? '') ?? []
  if (amount === undefined) return undefined
  if (unit === 'm') return `${round((Number(amount) * 260.714) / 12)}d`
  if (unit === 'y') return `${round(Number(amount) * 260.714)}d`
  return `${round(Number(amount))}${unit}`
}

/** `duration` and `gapduration`: time on the clock. */
export function elapsedText(text: string | undefined): string | undefined {
  const [, amount, unit] = /^([\d.]+)(min|h|d|w|m|y)$/.exec(text ?? '') ?? []
  if (amount === undefined) return undefined
  if (unit === 'm' || unit === 'y') return `${round((Number(amount) * elapsedMinutes[unit]!) / 1440)}ed`
  return `${round(Number(amount))}e${unit}`
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
