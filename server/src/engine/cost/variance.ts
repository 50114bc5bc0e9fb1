import type { Plan } from '../model/plan.ts'
import { planTime } from '../schedule/planTime.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { workBetween } from '../time/calendar.ts'
import type { Minute } from '../time/minute.ts'

/** A plan as it was when it became the measure. */
export interface Baseline {
  /** What a person called it: a name in `baselines`, or a revision. Untrusted. */
  readonly name: string
  readonly plan: Plan
  readonly schedule: Schedule
}

/** How far a task is from its baseline. */
export interface Variance {
  /** Where the baseline has it. */
  readonly start: Minute
  readonly finish: Minute
  /** In working time of the baseline's project calendar; later is positive. */
  readonly startMinutes: number
  readonly finishMinutes: number
  /** Money; more is positive. */
  readonly cost: number
}

/** The variance of a task; `undefined` where it has no dates now or in the baseline. */
export function varianceOf(now: ScheduledTask | undefined, { plan, schedule }: Baseline): Variance | undefined {
  const then = now && schedule.tasks.get(now.task.id)
  if (!now || !then || now.unscheduled || then.unscheduled) return undefined
  return {
    start: then.start,
    finish: then.finish,
    startMinutes: workFrom(then.start, now.start, plan),
    finishMinutes: workFrom(then.finish, now.finish, plan),
    cost: now.cost - then.cost,
  }
}

/** Working time of the baseline's project calendar from one instant to another; negative where that is earlier. */
export function workFrom(before: number, after: number, baseline: Plan): number {
  const { project } = planTime(baseline)
  return after < before ? -workBetween(project, after, before) : workBetween(project, before, after)
}
