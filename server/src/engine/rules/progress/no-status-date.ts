import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-status-date.md */
export const noStatusDate: Rule = {
  code: 'progress/no-status-date',
  severity: 'information',
  title: 'Progress without the day it was seen',

  *check({ plan }) {
    if (plan.project.statusDate) return
    const begun = factsOf(plan).begun.find(task => task.actualStart || task.actualFinish || 0 < (task.progress ?? 0))
    if (!begun) return
    yield {
      at: { path: plan.project.path, on: 'key' },
      message: `"${begun.name}" has progress, but no status date says up to when that is known`,
      help: 'Add "status-date" to the project: what is left is then planned after it, not before',
      related: [{ at: { path: begun.path, on: 'key' }, message: 'This has progress' }],
    }
  },
}
