import type { Estimate, Id, Plan, Project, Risk } from '../model/plan.ts'
import type { Schedule } from '../schedule/types.ts'
import { isOverdue } from '../time/overdue.ts'
import { isCell, placeRisk, type RiskRank, rankOf, type Scale, scaleOf, workMinutesOf } from './matrix.ts'

/**
 * What a risk costs on average: probability × impact (`spec/scheduling.md` rule 28).
 *
 * `days` are working days of the project calendar, `cost` is money of the project. Both are positive, for an
 * opportunity too: its type says in which direction. A side without an amount, and a risk whose probability is
 * only a level, has none.
 */
export interface Exposure {
  readonly days?: number
  readonly cost?: number
}

export function exposureOf(risk: Risk, scale: Scale): Exposure {
  const { probability, impact } = risk
  if (!probability || 'level' in probability || !impact) return {}
  const times = probability.share * occurrences(risk)
  const minutes = impact.schedule && meanOf(impact.schedule, duration => workMinutesOf(duration, scale))
  const cost = impact.cost && meanOf(impact.cost, amount => amount)
  return {
    ...(minutes !== undefined && 0 < scale.dayMinutes && { days: (times * minutes) / scale.dayMinutes }),
    ...(cost !== undefined && { cost: times * cost }),
  }
}

/** The sum over all risks that may still happen: threats count, opportunities are taken off. */
export function totalExposure(risks: Iterable<Risk>, scale: Scale): Required<Exposure> {
  let days = 0
  let cost = 0
  for (const risk of risks) {
    if (!isLive(risk)) continue
    const sign = risk.type === 'threat' ? 1 : -1
    const exposure = exposureOf(risk, scale)
    days += sign * (exposure.days ?? 0)
    cost += sign * (exposure.cost ?? 0)
  }
  return { days, cost }
}

/** Can it still happen? An occurred risk is an issue, a closed one is history. */
export function isLive(risk: Risk): boolean {
  return risk.status === 'open' || risk.status === 'watching'
}

/** Should an open risk have been looked at again by the status date? */
export function isReviewOverdue(risk: Risk, statusDate: Project['statusDate']): boolean {
  return isLive(risk) && isOverdue(risk.reviewBy, statusDate)
}

/** `risk` ranks below `than`, yet more is to be expected of it. */
export interface Disagreement {
  readonly risk: Risk
  readonly rank: RiskRank
  readonly exposure: Exposure
  readonly than: Risk
  readonly thanRank: RiskRank
  readonly thanExposure: Exposure
}

/**
 * Risks whose place in the matrix and whose exposure say different things (rule 28), by id.
 *
 * The two exposures of a risk are weighed together as shares of the project's length and of its budget. A risk
 * disagrees if another one of the same type stands a rank or more above it with less than half of its weight:
 * closer than that the bands of a five by five matrix are too coarse to blame.
 */
export function disagreements(plan: Plan, schedule: Schedule): ReadonlyMap<Id, Disagreement> {
  const scale = scaleOf(plan, schedule)
  const found = new Map<Id, Disagreement>()
  for (const type of ['threat', 'opportunity'] as const) {
    const weighed = [...plan.risks.values()]
      .filter(risk => risk.type === type && isLive(risk))
      .flatMap(risk => weigh(risk, scale))
    // The lightest of each rank: whoever outweighs any risk of that rank outweighs this one.
    const lightest = new Map<RiskRank, Weighed>()
    for (const one of weighed) {
      const other = lightest.get(one.rank)
      if (!other || one.weight < other.weight) lightest.set(one.rank, one)
    }
    for (const one of weighed) {
      const than = ranks
        .slice(ranks.indexOf(one.rank) + 1)
        .map(rank => lightest.get(rank))
        .find(other => other && other.weight * 2 < one.weight)
      if (than) {
        found.set(one.risk.id, {
          risk: one.risk,
          rank: one.rank,
          exposure: one.exposure,
          than: than.risk,
          thanRank: than.rank,
          thanExposure: than.exposure,
        })
      }
    }
  }
  return found
}

/**
 * The mean of an estimate: PERT's (optimistic + 4 likely + pessimistic) / 6 unless it names another distribution;
 * the likely value where there is no range. A log-normal is taken as PERT, which differs by less than the guess.
 */
export function meanOf<T>(estimate: Estimate<T>, amountOf: (value: T) => number): number {
  const likely = amountOf(estimate.likely)
  if (estimate.optimistic === undefined || estimate.pessimistic === undefined) return likely
  const low = amountOf(estimate.optimistic)
  const high = amountOf(estimate.pessimistic)
  if (estimate.distribution === 'uniform') return (low + high) / 2
  if (estimate.distribution === 'triangular') return (low + likely + high) / 3
  return (low + 4 * likely + high) / 6
}

const ranks: readonly RiskRank[] = ['low', 'moderate', 'high', 'critical']

interface Weighed {
  readonly risk: Risk
  readonly rank: RiskRank
  readonly exposure: Exposure
  readonly weight: number
}

function weigh(risk: Risk, scale: Scale): readonly Weighed[] {
  const cell = placeRisk(risk, scale)
  const exposure = exposureOf(risk, scale)
  if (!isCell(cell) || (exposure.days === undefined && exposure.cost === undefined)) return []
  // A risk that also hurts in ways without an amount is more than its exposure: it proves nothing.
  if (risk.impact?.level || risk.impact?.scope || risk.impact?.quality || risk.impact?.security) return []
  const days = scale.length ? ((exposure.days ?? 0) * scale.dayMinutes) / scale.length : 0
  const cost = scale.total ? (exposure.cost ?? 0) / scale.total : 0
  return [{ risk, rank: rankOf(cell, scale.matrix), exposure, weight: days + cost }]
}

function occurrences(risk: Risk): number {
  return risk.occurs === 'per-task' ? Math.max(1, risk.affects.length) : 1
}
