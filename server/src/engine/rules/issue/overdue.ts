import { overdueEntries } from '../overdueEntries.ts'
import type { Rule } from '../rule.ts'

/** Page: ./overdue.md */
export const issueOverdue: Rule = {
  code: 'issue/overdue',
  severity: 'warning',
  title: 'An issue that should be resolved',

  check: context =>
    overdueEntries(context.plan.issues.values(), context, {
      key: 'due',
      due: ({ due, status }) => (status === 'open' ? due : undefined),
      was: 'to be resolved',
      help: 'Set its status to resolved, or agree on a new date with its owner',
    }),
}
