import { budgetPosition } from '../../cost/budget.ts'
import { moneyInWords, shareInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./budget-exceeded.md */
export const budgetExceeded: Rule = {
  code: 'cost/budget-exceeded',
  severity: 'warning',
  title: 'More money needed than there is',

  *check({ plan, schedule }) {
    const { budget } = plan
    if (!budget) return
    const { total, forecast, work, actual } = budgetPosition(plan, schedule)
    const expected = Math.max(forecast, actual)
    if (total === undefined || expected <= total) return
    const over = expected - total
    const share = total === 0 ? '' : ` (${shareInWords(over / total)})`
    yield {
      at: { path: [...budget.path, 'total'] },
      message: `The plan comes to ${moneyInWords(expected, plan)}, ${moneyInWords(over, plan)}${share} over its budget of ${moneyInWords(total, plan)}`,
      help: `Work as scheduled is ${moneyInWords(work, plan)}, the budget lines the rest: cut scope, or agree on more`,
    }
  },
}
