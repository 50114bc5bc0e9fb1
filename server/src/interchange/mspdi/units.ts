import { formatIsoDay, formatMinute, minutesPerDay, parseDate } from '#engine/time/civil'

/** Minutes of work in a day and a week, as the project's options say. */
export interface Units {
  readonly dayMinutes: number
  readonly weekMinutes: number
}

/** `2014-10-17T08:00:00` as minutes. */
export function minuteOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDate(text.slice(0, 16))?.minute
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

/** ISO 8601 `PT8H30M0S` (and `P1DT…`) in minutes. */
export function durationMinutes(text: string | undefined): number | undefined {
  const found = /^(-?)P(?:([\d.]+)D)?T?(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(text ?? '')
  if (!found) return undefined
  const [, sign, days, hours, minutes, seconds] = found
  const total = Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0) + Number(seconds ?? 0) / 60
  return Math.round(sign === '-' ? -total : total)
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

/** The shortest of `2w`, `3d`, `4h`, `30min` that says the minutes exactly. */
export function workText(minutes: number, { dayMinutes }: Units): string {
  if (minutes !== 0 && minutes % 60 === 0 && minutes % dayMinutes !== 0 && (minutes * 2) % dayMinutes !== 0)
    return `${minutes / 60}h`
  if ((minutes * 2) % dayMinutes === 0) return `${minutes / dayMinutes}d`
  return `${minutes}min`
}

export function elapsedText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}ed`
  return minutes % 60 === 0 ? `${minutes / 60}eh` : `${minutes}emin`
}
