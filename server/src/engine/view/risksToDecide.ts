import type { Plan, Risk } from '../model/plan.ts'
import { isLive } from '../risk/exposure.ts'
import { isCell, isHigh, placeRisk, type RiskRank, rankOf, scaleOf } from '../risk/matrix.ts'
import type { Schedule } from '../schedule/types.ts'
import { rangeEnd } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'

/** A risk about which somebody must decide, and why. */
export interface RiskToDecide {
  readonly risk: Risk
  readonly rank?: RiskRank
  readonly why: readonly string[]
}

const order: readonly (RiskRank | undefined)[] = ['critical', 'high', 'moderate', 'low', undefined]

/** Live risks that are high without an answer or an owner, that were to be reviewed by now, or are escalated; the highest first. */
export function risksToDecide(plan: Plan, schedule: Schedule, now: Minute): readonly RiskToDecide[] {
  if (plan.risks.size === 0) return []
  const scale = scaleOf(plan, schedule)
  const found = [...plan.risks.values()].filter(isLive).flatMap((risk): readonly RiskToDecide[] => {
    const cell = placeRisk(risk, scale)
    const rank = isCell(cell) ? rankOf(cell, scale.matrix) : undefined
    const isBig = rank !== undefined && isHigh(rank)
    const why = [
      ...(isBig && risk.response === undefined ? ['no response'] : []),
      ...(isBig && risk.owner === undefined ? ['no owner'] : []),
      ...(risk.response === 'mitigate' && isBig && risk.mitigation.length === 0 ? ['no mitigation'] : []),
      ...(risk.response === 'escalate' ? ['escalated'] : []),
      ...(risk.reviewBy && rangeEnd(risk.reviewBy) <= now ? ['review is due'] : []),
    ]
    return why.length === 0 ? [] : [{ risk, ...(rank && { rank }), why }]
  })
  return found.sort((a, b) => order.indexOf(a.rank) - order.indexOf(b.rank) || (a.risk.id < b.risk.id ? -1 : 1))
}
