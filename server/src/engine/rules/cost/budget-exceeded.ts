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
    const { total, forecast, work } = budgetPosition(plan, schedule)
    if (total === undefined || forecast <= total) return
    const over = forecast - total
    const share = total === 0 ? '' : ` (${shareInWords(over / total)})`
    yield {
      at: { path: [...budget.path, 'total'] },
      message: `The plan comes to ${moneyInWords(forecast, plan)}, ${moneyInWords(over, plan)}${share} over its budget of ${moneyInWords(total, plan)}`,
      help: `The tasks come to ${moneyInWords(work, plan)}, the budget lines to the rest: cut scope, or agree on more`,
    }
  },
}
