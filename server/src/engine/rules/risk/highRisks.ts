import type { Risk } from '../../model/plan.ts'
import { isLive } from '../../risk/exposure.ts'
import { isCell, isHigh, placeRisk, type RiskRank, rankOf, scaleOf, scoreOf } from '../../risk/matrix.ts'
import type { RuleContext } from '../rule.ts'

/** A risk that may still happen and is too big to be left alone. */
export interface HighRisk {
  readonly risk: Risk
  readonly rank: RiskRank
  readonly score: number
}

export function* highRisks({ plan, schedule }: RuleContext): Iterable<HighRisk> {
  if (plan.risks.size === 0) return
  const scale = scaleOf(plan, schedule)
  for (const risk of plan.risks.values()) {
    if (!isLive(risk)) continue
    const cell = placeRisk(risk, scale)
    if (!isCell(cell)) continue
    const rank = rankOf(cell, scale.matrix)
    if (isHigh(rank)) yield { risk, rank, score: scoreOf(cell) }
  }
}
