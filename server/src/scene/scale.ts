import { minutesPerDay } from '#engine/time/civil'
import type { Hours, Minute } from '#engine/time/minute'

/** How time becomes pixels. */
export interface Scale {
  /** The day at x = 0, counted from 1970-01-01; may be a fraction. */
  readonly origin: number
  readonly pixelsPerDay: number
  /** What of a day is drawn: its working hours fill the whole width, so that a day of work is a whole day wide. */
  readonly hours: Hours
}

/** The day as a number that grows with the working hours: 0 at their start, 1 at their end; the night takes no room. */
export function dayPosition(minute: Minute, { from, to }: Hours): number {
  const day = Math.floor(minute / minutesPerDay)
  const within = (minute - day * minutesPerDay - from) / (to - from)
  return day + Math.min(1, Math.max(0, within))
}

export function xOf(minute: Minute, scale: Scale): number {
  return (dayPosition(minute, scale.hours) - scale.origin) * scale.pixelsPerDay
}

/** Where a whole day begins. */
export function xOfDay(day: number, scale: Scale): number {
  return (day - scale.origin) * scale.pixelsPerDay
}
