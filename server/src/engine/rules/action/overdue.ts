import { overdueEntries } from '../overdueEntries.ts'
import type { Rule } from '../rule.ts'

/** Page: ./overdue.md */
export const actionOverdue: Rule = {
  code: 'action/overdue',
  severity: 'warning',
  title: 'An action that should be done',

  check: context =>
    overdueEntries(context.plan.actions.values(), context, {
      key: 'due',
      due: ({ due, status }) => (status === 'open' ? due : undefined),
      was: 'due',
      help: 'Set its status to done, or agree on a new date with its owner',
    }),
}
