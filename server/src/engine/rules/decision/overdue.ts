import { overdueEntries } from '../overdueEntries.ts'
import type { Rule } from '../rule.ts'

/** Page: ./overdue.md */
export const decisionOverdue: Rule = {
  code: 'decision/overdue',
  severity: 'warning',
  title: 'A decision that should have been made',

  check: context =>
    overdueEntries(context.plan.decisions.values(), context, {
      key: 'due',
      due: ({ due, status }) => (status === 'proposed' ? due : undefined),
      was: 'to be decided',
      help: 'Set its status to decided with the date, or tell those who wait for it',
    }),
}
