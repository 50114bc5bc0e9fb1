import { overdueEntries } from '../overdueEntries.ts'
import type { Rule } from '../rule.ts'

/** Page: ./review-overdue.md */
export const assumptionReviewOverdue: Rule = {
  code: 'assumption/review-overdue',
  severity: 'warning',
  title: 'An assumption that should have been looked at again',

  check: context =>
    overdueEntries(context.plan.assumptions.values(), context, {
      key: 'review-by',
      due: ({ reviewBy, status }) => (status === 'open' ? reviewBy : undefined),
      was: 'to be reviewed',
      help: 'Set its status to held or failed, or the next date to look at it',
    }),
}
