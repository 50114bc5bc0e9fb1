import type { Path } from '../../model/path.ts'
import type { Plan } from '../../model/plan.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-currency.md */
export const noCurrency: Rule = {
  code: 'cost/no-currency',
  severity: 'information',
  title: 'Money without a currency',

  *check({ plan }) {
    if (plan.project.currency !== undefined || plan.isLibrary) return
    const path = firstMoney(plan)
    if (!path) return
    yield {
      at: { path, on: 'key' },
      message: 'This plan has money in it, but no currency',
      help: 'Add "currency" to the project, such as "currency: EUR"',
      fixes: [
        {
          title: 'Add "currency: EUR"',
          preferred: false,
          changes: [{ kind: 'set', path: [...plan.project.path, 'currency'], text: 'EUR' }],
        },
      ],
    }
  },
}

function firstMoney(plan: Plan): Path | undefined {
  if (plan.budget?.total !== undefined) return [...plan.budget.path, 'total']
  for (const { rate, costPerUse, path, file } of plan.resources.values()) {
    if (file !== undefined) continue
    if (0 < rate.length) return [...path, 'rate']
    if (costPerUse !== undefined) return [...path, 'cost-per-use']
  }
  for (const { cost, path } of plan.tasks.values()) if (cost !== undefined) return [...path, 'cost']
  return undefined
}
