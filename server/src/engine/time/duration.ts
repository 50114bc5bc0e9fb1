import type { Duration, DurationUnit, WorkMinutes } from './minute.ts'

/**
 * What `d` and `w` mean in a plan, in minutes of work (`spec/scheduling.md` rule 3); `mo` is four weeks. A setting in
 * MS Project ("hours per day") and TaskJuggler (`dailyworkinghours`) too, here of the project's calendar.
 */
export interface WorkUnits {
  readonly dayMinutes: number
  readonly weekMinutes: number
}

/** Round the clock: what `ed`, `ew` and `emo` are counted in. */
export const elapsedUnits: WorkUnits = { dayMinutes: 1440, weekMinutes: 10080 }

const durationPattern = /^(\d+(?:\.\d+)?|\.\d+)(e?)(min|h|d|w|mo)$/
const lagPattern = /^([+-])\s*(.+)$/

/** `30min`, `4h`, `2d`, `1.5w`, `1mo`, `20ed`; anything else is `undefined`. Never negative. */
export function parseDuration(text: string): Duration | undefined {
  const match = durationPattern.exec(text)
  if (!match) return undefined
  const amount = Number(match[1])
  if (!Number.isFinite(amount)) return undefined
  return { amount, unit: match[3] as DurationUnit, elapsed: match[2] === 'e' }
}

/** A duration with an optional sign, as lags have: `+2d`, `-1w`, `3d`. */
export function parseSignedDuration(text: string): Duration | undefined {
  const match = lagPattern.exec(text)
  if (!match) return parseDuration(text)
  const duration = parseDuration(match[2] ?? '')
  return duration && match[1] === '-' ? { ...duration, amount: -duration.amount || 0 } : duration
}

/** As it is written in a plan: `20ed`, `-1.5w`. */
export function formatDuration({ amount, unit, elapsed }: Duration): string {
  return `${amount}${elapsed ? 'e' : ''}${unit}`
}

/** Whole minutes: of work, or on the clock where the duration is elapsed. Negative for a lead. */
export function durationMinutes(duration: Duration, units: WorkUnits): WorkMinutes {
  return Math.round(
    duration.amount * unitMinutes(duration.unit, duration.elapsed ? elapsedUnits : units),
  ) as WorkMinutes
}

/** Minutes in one unit. */
export function unitMinutes(unit: DurationUnit, { dayMinutes, weekMinutes }: WorkUnits): number {
  switch (unit) {
    case 'min':
      return 1
    case 'h':
      return 60
    case 'd':
      return dayMinutes
    case 'w':
      return weekMinutes
    case 'mo':
      return 4 * weekMinutes
  }
}

/**
 * Minutes of work in words for people: `3d`, `2.5d`, `4h`, `45min`, `0d`; days from one day on, at most two decimals.
 */
export function formatWork(minutes: number, dayMinutes: number): string {
  if (!Number.isFinite(minutes)) return ''
  const size = Math.abs(minutes)
  if (size === 0) return '0d'
  if (dayMinutes <= size) return `${trim(minutes / dayMinutes)}d`
  return 60 <= size ? `${trim(minutes / 60)}h` : `${minutes}min`
}

function trim(value: number): string {
  return String(Math.round(value * 100) / 100)
}
