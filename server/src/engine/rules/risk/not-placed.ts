import { isLive } from '../../risk/exposure.ts'
import { isCell, placeRisk, scaleOf } from '../../risk/matrix.ts'
import type { Rule } from '../rule.ts'

/** Page: ./not-placed.md */
export const notPlaced: Rule = {
  code: 'risk/not-placed',
  severity: 'information',
  title: 'A risk that has no place in the matrix',

  *check({ plan, schedule, isWritten }) {
    if (plan.risks.size === 0) return
    const scale = scaleOf(plan, schedule)
    for (const risk of plan.risks.values()) {
      if (!isLive(risk)) continue
      const placed = placeRisk(risk, scale)
      if (isCell(placed)) continue
      if (!risk.probability && isWritten?.([...risk.path, 'probability'])) continue
      if (!risk.impact && isWritten?.([...risk.path, 'impact'])) continue
      yield {
        at: { path: risk.path, on: 'key' },
        message: `"${risk.name}" has no place in the matrix: ${placed.why}`,
        help: 'Give it "probability" and "impact": a level each is enough',
      }
    }
  },
}
