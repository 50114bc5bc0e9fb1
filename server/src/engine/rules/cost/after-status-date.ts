import { monthOf } from '../../cost/budget.ts'
import { dateInWords } from '../../schedule/words.ts'
import { formatIsoDay } from '../../time/civil.ts'
import type { Rule } from '../rule.ts'

/** Page: ./after-status-date.md */
export const costAfterStatusDate: Rule = {
  code: 'cost/after-status-date',
  severity: 'warning',
  title: 'Money spent in a month to come',

  *check({ plan, schedule }) {
    const { statusDate, path } = plan.project
    if (!statusDate) return
    const month = monthOf(statusDate.minute)
    for (const line of plan.budget?.lines.values() ?? []) {
      for (const { from } of line.actual) {
        if (!from || from.minute <= month || monthOf(from.minute) <= month) continue
        const key = formatIsoDay(from.minute).slice(0, 7)
        yield {
          at: { path: [...line.path, 'actual', key], on: 'key' },
          message: `"${line.name}" has actual cost in ${key}, after the status date ${dateInWords(statusDate, schedule)}`,
          help: 'Write it under "committed", or move the status date',
          related: [{ at: { path: [...path, 'status-date'] }, message: 'The status date' }],
        }
      }
    }
  },
}
