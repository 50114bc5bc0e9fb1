import type { Task } from '../model/plan.ts'
import type { ScheduledTask } from '../schedule/types.ts'
import { dayOf, minutesPerDay, rangeEnd } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'

/** The last instant that keeps a deadline: the end of its day where it has no time. */
export function deadlineOf({ deadline }: Pick<Task, 'deadline'>): Minute | undefined {
  return deadline && rangeEnd(deadline)
}

/** Does a task, finished or not, end after its deadline? */
export function isLate({ task, finish, unscheduled, cancelled }: ScheduledTask): boolean {
  const deadline = deadlineOf(task)
  return deadline !== undefined && !unscheduled && !cancelled && deadline < finish
}

/** The day something finishes on; 00:00 is the end of the day before. */
export function finishDay(finish: number): number {
  return dayOf(finish % minutesPerDay === 0 ? finish - 1 : finish)
}

/** Calendar days from a deadline to a finish, by their days: 0 on the same day, negative before it. */
export function daysAfter(finish: number, deadline: number): number {
  return finishDay(finish) - finishDay(deadline)
}

/** The instant a date stands for where something ends. */
export function endOf(date: CivilDate): Minute {
  return rangeEnd(date)
}
