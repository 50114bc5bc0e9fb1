import { projectWork } from '../schedule/planTime.ts'
import { rangeEnd } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import type { RuleContext } from './rule.ts'

/**
 * Working minutes of the project calendar that a finish is after a date to hold; 0 or less if it holds. A date
 * without a time lasts until its day's close (`spec/scheduling.md` rules 4 and 5).
 */
export function lateness(deadline: CivilDate, finish: Minute, { plan }: Pick<RuleContext, 'plan'>): number {
  const end = rangeEnd(deadline)
  return finish <= end ? 0 : projectWork(end, finish, plan)
}
