import type { Plan } from '../../model/plan.ts'
import { disagreements, type Exposure } from '../../risk/exposure.ts'
import { count, moneyInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./exposure.md */
export const exposure: Rule = {
  code: 'risk/exposure',
  severity: 'information',
  title: 'A risk whose place in the matrix and whose exposure disagree',

  *check({ plan, schedule }) {
    if (plan.risks.size < 2) return
    for (const { risk, rank, exposure: own, than, thanRank, thanExposure } of disagreements(plan, schedule).values()) {
      yield {
        at: { path: risk.path, on: 'key' },
        message: `"${risk.name}" is only ${rank} in the matrix, yet more is to be expected of it (${inWords(own, plan)}) than of "${than.name}", which is ${thanRank} (${inWords(thanExposure, plan)})`,
        help: 'Trust the amounts: look at it with the high ones, or adjust the bands of "risk-matrix"',
        related: [{ at: { path: than.path, on: 'key' }, message: `"${than.name}" is ${thanRank}` }],
      }
    }
  },
}

function inWords({ days, cost }: Exposure, plan: Plan): string {
  const parts: string[] = []
  if (days !== undefined) parts.push(count(Math.round(days * 10) / 10, 'day'))
  if (cost !== undefined) parts.push(moneyInWords(cost, plan))
  return parts.join(' and ')
}
