import { healthLimit } from '../../model/healthLimits.ts'
import { projectWork } from '../../schedule/planTime.ts'
import { rangeEnd } from '../../time/civil.ts'
import type { Rule } from '../rule.ts'

/** Page: ./cpli.md */
export const cpli: Rule = {
  code: 'health/cpli',
  severity: 'off',
  title: 'DCMA 13: a critical path too long for the deadline (CPLI)',

  *check(context) {
    const { plan, schedule } = context
    const { deadline, statusDate, path } = plan.project
    if (!deadline || !Number.isFinite(schedule.finish)) return
    const from = statusDate ? Math.max(rangeEnd(statusDate), schedule.start) : schedule.start
    const length = projectWork(from, schedule.finish, plan)
    if (length <= 0) return
    const index = (length + projectWork(schedule.finish, rangeEnd(deadline), plan)) / length
    const limit = healthLimit(context.plan, 'cpli')
    if (limit <= index) return
    yield {
      at: { path: [...path, 'deadline'] },
      message: `The critical path length index is ${index.toFixed(2)}, below ${limit}: what is left must go faster than planned to hold the deadline`,
      help: 'Shorten the critical path, or move the deadline',
    }
  },
}
