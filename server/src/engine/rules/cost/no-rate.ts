import type { Id } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-rate.md */
export const noRate: Rule = {
  code: 'cost/no-rate',
  severity: 'hint',
  title: 'Somebody whose work costs nothing',

  *check({ plan }) {
    if (plan.budget?.total === undefined) return
    const told = new Set<Id>()
    for (const { assign } of factsOf(plan).assigned) {
      for (const { resource: id } of assign) {
        const resource = plan.resources.get(id)
        if (!resource || told.has(id) || resource.type === 'cost' || resource.file !== undefined) continue
        told.add(id)
        if (0 < resource.rate.length || resource.costPerUse !== undefined) continue
        yield {
          at: { path: resource.path, on: 'key' },
          message: `"${resource.name}" has work but no rate, so that work costs nothing in this budget`,
          help: 'Add "rate", such as "rate: 90/h"',
        }
      }
    }
  },
}
