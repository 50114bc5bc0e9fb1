import { healthLimit } from '../../model/healthLimits.ts'
import { rangeEnd } from '../../time/civil.ts'
import type { CivilDate } from '../../time/minute.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { tooMany } from './measure.ts'

/** Page: ./invalid-dates.md */
export const invalidDates: Rule = {
  code: 'health/invalid-dates',
  severity: 'off',
  title: 'DCMA 9: actual dates in the future',

  *check(context) {
    const { statusDate } = context.plan.project
    if (!statusDate) return
    const end = rangeEnd(statusDate)
    const ahead = (date: CivilDate | undefined) => date !== undefined && end <= date.minute
    const { begun, leaves } = factsOf(context.plan)
    const found = begun.filter(({ actualStart, actualFinish, actual }) =>
      [actualStart, actualFinish, actual].some(ahead),
    )
    yield* tooMany(context, found, leaves.length, healthLimit(context.plan, 'invalid-dates'), {
      noun: 'task',
      are: 'have an actual date after the status date',
      help: 'What has happened can’t lie ahead: correct the dates, or move the status date',
    })
  },
}
