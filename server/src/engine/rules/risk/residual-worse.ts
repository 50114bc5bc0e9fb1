import { isCell, placeResidual, placeRisk, scaleOf, scoreOf } from '../../risk/matrix.ts'
import type { Rule } from '../rule.ts'

/** Page: ./residual-worse.md */
export const residualWorse: Rule = {
  code: 'risk/residual-worse',
  severity: 'warning',
  title: 'A risk that its response makes bigger',

  *check({ plan, schedule }) {
    const scale = scaleOf(plan, schedule)
    for (const risk of plan.risks.values()) {
      if (!risk.residual || risk.type !== 'threat') continue
      const [before, after] = [placeRisk(risk, scale), placeResidual(risk, scale)]
      if (!isCell(before) || !isCell(after) || scoreOf(after) <= scoreOf(before)) continue
      yield {
        at: { path: [...risk.path, 'residual'], on: 'key' },
        message: `What remains of "${risk.name}" after the response (${scoreOf(after)} of 25) is more than the risk itself (${scoreOf(before)})`,
        help: 'Correct one of the two; a risk that the response brings belongs under "secondary"',
      }
    }
  },
}
