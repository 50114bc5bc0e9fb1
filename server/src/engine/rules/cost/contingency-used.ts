import { budgetPosition } from '../../cost/budget.ts'
import { moneyInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./contingency-used.md */
export const contingencyUsed: Rule = {
  code: 'cost/contingency-used',
  severity: 'information',
  title: 'A plan that needs its contingency already',

  *check({ plan, schedule }) {
    const { budget } = plan
    if (!budget) return
    const { total, forecast, contingency } = budgetPosition(plan, schedule)
    if (total === undefined || contingency === 0 || total < forecast || forecast <= total - contingency) return
    yield {
      at: { path: [...budget.path, 'contingency'] },
      message: `The plan comes to ${moneyInWords(forecast, plan)} and so uses ${moneyInWords(forecast - total + contingency, plan)} of the ${moneyInWords(contingency, plan)} held back`,
      help: 'The contingency is for what the plan does not foresee: cut scope, or agree on more',
    }
  },
}
