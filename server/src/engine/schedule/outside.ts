import type { Calendar } from '../time/calendar.ts'
import type { Minute } from '../time/minute.ts'
import type { Unscheduled } from './types.ts'

/**
 * What a plan says of one of its tasks to the tasks of other plans that wait for it: the very instants that its own
 * successors count from, not where they are shown.
 */
export interface OutsideTask {
  /** `NaN` where it has no dates. */
  readonly start: Minute
  readonly finish: Minute
  /** As scheduled, in minutes of `calendar`, its working calendar: what a percent lag is a share of and runs on. */
  readonly duration: number
  readonly calendar: Calendar
  /** Does its work run round the clock? */
  readonly elapsed: boolean
  readonly deadline?: Minute
  readonly cancelled?: boolean
  /** Why it has no dates. */
  readonly unscheduled?: Unscheduled
}

/** A task of another plan, by `plan-id/task-id`. `undefined`: there is no such plan or task. */
export type External = (reference: string) => OutsideTask | undefined

/** Does a task of another plan stand as it stood, for those who wait for it? */
export function sameOutsideTask(a: OutsideTask | undefined, b: OutsideTask | undefined): boolean {
  if (!a || !b) return a === b
  return (
    Object.is(a.start, b.start) &&
    Object.is(a.finish, b.finish) &&
    Object.is(a.duration, b.duration) &&
    a.calendar === b.calendar &&
    a.deadline === b.deadline &&
    a.cancelled === b.cancelled &&
    a.unscheduled === b.unscheduled
  )
}
