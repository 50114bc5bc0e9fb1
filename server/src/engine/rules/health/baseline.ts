import type { ScheduledTask } from '../../schedule/types.ts'
import { rangeEnd } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { RuleContext } from '../rule.ts'

/** The tasks that the baseline has finished by the status date; none without both. */
export function dueByNow({
  plan,
  schedule,
  baseline,
}: RuleContext): readonly { now: ScheduledTask; then: ScheduledTask }[] {
  const { statusDate } = plan.project
  if (!baseline || !statusDate) return []
  const end = rangeEnd(statusDate)
  return factsOf(plan).leaves.flatMap(({ id }) => {
    const now = schedule.tasks.get(id)
    const then = baseline.tasks.get(id)
    const counts = now && then && !then.unscheduled && !now.cancelled && !then.cancelled && then.finish <= end
    return counts ? [{ now, then }] : []
  })
}
