import type { Plan } from '../model/plan.ts'
import { projectWork } from '../schedule/planTime.ts'
import type { Schedule } from '../schedule/types.ts'
import { workInWords } from '../schedule/words.ts'
import { daysAfter } from './lateness.ts'

/**
 * `2 working days after its deadline`, `3 hours after its deadline`, `on the day of its deadline`: in working time of the
 * project calendar, as `schedule/deadline-missed`, the float and a comparison count the same slip.
 */
export function againstDeadline(finish: number, deadline: number, plan: Plan, schedule: Schedule): string {
  if (finish <= deadline && daysAfter(finish, deadline) === 0) return 'on the day of its deadline'
  return `${slipInWords(finish, deadline, plan, schedule)} ${deadline < finish ? 'after' : 'before'} its deadline`
}

/** `2 working days`; where no work lies between the two, `no working time`. */
export function slipInWords(finish: number, deadline: number, plan: Plan, { dayMinutes }: Schedule): string {
  const work = Math.abs(projectWork(deadline, finish, plan))
  return work === 0 ? 'no working time' : workInWords(work, dayMinutes)
}
