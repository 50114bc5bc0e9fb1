import type { Path } from '../model/path.ts'
import {
  type Impact,
  type Level,
  levels,
  type Plan,
  type Probability,
  type Risk,
  type RiskMatrix,
} from '../model/plan.ts'
import { planTime } from '../schedule/planTime.ts'
import type { Schedule } from '../schedule/types.ts'
import { workBetween } from '../time/calendar.ts'
import { minutesPerWeek } from '../time/civil.ts'
import { durationMinutes } from '../time/duration.ts'
import type { Duration } from '../time/minute.ts'

export type RiskRank = 'low' | 'moderate' | 'high' | 'critical'

/** A square of the matrix. Each side is 0–4, lowest first. */
export interface Cell {
  readonly probability: number
  readonly impact: number
}

/**
 * The matrix of a plan that brings none of its own.
 *
 * Probability 0–10–30–50–70–100 % (`spec/plan-format.md`, risk-matrix). Impact as a share of the project's
 * length and of its budget: the scale of the PMBOK guide's table of impact definitions (5, 10 and 20 % part
 * low, medium, high and very high), with 1 % as the end of what nobody notices. Scores are probability band ×
 * impact band, each 1–5: below 5 low, below 10 moderate, below 20 high, from 20 on critical.
 */
export const defaultRiskMatrix: RiskMatrix = {
  probability: [0.1, 0.3, 0.5, 0.7, 1],
  schedule: [0.01, 0.05, 0.1, 0.2, 1],
  cost: [0.01, 0.05, 0.1, 0.2, 1],
  moderate: 5,
  high: 10,
  critical: 20,
}

/** The names of the five bands where the plan gives none. */
export const bandNames: readonly string[] = ['Very low', 'Low', 'Medium', 'High', 'Very high']

/** What a risk is measured against: a day, the project's length and its budget. Unknown parts are left out. */
export interface Scale {
  readonly matrix: RiskMatrix
  readonly dayMinutes: number
  readonly weekMinutes: number
  /** Working minutes of the project calendar from the project's start to its finish. */
  readonly length?: number
  /** The budget's total, in the project's currency. */
  readonly total?: number
}

export function scaleOf(plan: Plan, schedule: Schedule): Scale {
  const { dayMinutes, weekMinutes } = schedule
  const length = workBetween(planTime(plan).project, schedule.start, schedule.finish)
  const total = plan.budget?.total
  return {
    matrix: plan.riskMatrix,
    dayMinutes,
    weekMinutes,
    ...(length > 0 && { length }),
    ...(total !== undefined && total > 0 && { total }),
  }
}

/**
 * The cell of a risk as it stands, or why it has none, as words that end a sentence ("it has no probability"). Where it
 * is known what is written, what is and can't be read is not called missing.
 */
export function placeRisk(
  risk: Risk,
  scale: Scale,
  isWritten?: (path: Path) => boolean,
): Cell | { readonly why: string } {
  const unread = (['probability', 'impact'] as const).find(key => !risk[key] && isWritten?.([...risk.path, key]))
  return unread ? { why: `its ${unread} can’t be read` } : place(risk.probability, risk.impact, scale)
}

/** The cell that is left after the response. What `residual` leaves out is as it was before. */
export function placeResidual(risk: Risk, scale: Scale): Cell | { readonly why: string } | undefined {
  if (!risk.residual) return undefined
  return place(risk.residual.probability ?? risk.probability, risk.residual.impact ?? risk.impact, scale)
}

export function isCell(placed: Cell | { readonly why: string } | undefined): placed is Cell {
  return placed !== undefined && !('why' in placed)
}

/** Probability band × impact band, each counted from 1: 1–25. */
export function scoreOf({ probability, impact }: Cell): number {
  return (probability + 1) * (impact + 1)
}

/** How much a score matters to this project: its appetite for risk. */
export function rankOfScore(score: number, matrix: RiskMatrix): RiskRank {
  if (matrix.critical <= score) return 'critical'
  if (matrix.high <= score) return 'high'
  return matrix.moderate <= score ? 'moderate' : 'low'
}

export function rankOf(cell: Cell, matrix: RiskMatrix): RiskRank {
  return rankOfScore(scoreOf(cell), matrix)
}

/** Is it worth an owner, a response and a place in the report? */
export function isHigh(rank: RiskRank): boolean {
  return rank === 'high' || rank === 'critical'
}

/** All 25 cells, `cells[probability][impact]`. */
export function matrixCells(
  matrix: RiskMatrix,
): readonly (readonly { readonly score: number; readonly rank: RiskRank }[])[] {
  const five = [0, 1, 2, 3, 4]
  return five.map(probability =>
    five.map(impact => {
      const score = scoreOf({ probability, impact })
      return { score, rank: rankOfScore(score, matrix) }
    }),
  )
}

/** 0–4. A share on the border of two bands is in the lower one: 30 % is `low`. */
export function bandOf(share: number, bounds: readonly number[]): number {
  const band = bounds.findIndex(bound => share <= bound)
  return band < 0 ? 4 : Math.min(band, 4)
}

/** Working minutes of a duration; elapsed time counts at the week's share of work. */
export function workMinutesOf(duration: Duration, scale: Pick<Scale, 'dayMinutes' | 'weekMinutes'>): number {
  if (duration.elapsed) return durationMinutes(duration, scale) * (scale.weekMinutes / minutesPerWeek)
  return durationMinutes(duration, scale)
}

function place(
  probability: Probability | undefined,
  impact: Impact | undefined,
  scale: Scale,
): Cell | { readonly why: string } {
  if (!probability) return { why: 'it has no probability' }
  if (!impact) return { why: 'it has no impact' }
  const bands = impactBands(impact, scale)
  if (bands.length === 0) return { why: whyNoBand(impact) }
  return { probability: probabilityBand(probability, scale.matrix), impact: Math.max(...bands) }
}

function probabilityBand(probability: Probability, matrix: RiskMatrix): number {
  return 'level' in probability ? levelBand(probability.level) : bandOf(probability.share, matrix.probability)
}

/** One band for each side of the impact that can be placed; the worst of them counts. */
function impactBands(impact: Impact, scale: Scale): readonly number[] {
  const bands = [impact.level, impact.scope, impact.quality, impact.security].flatMap(level =>
    level ? [levelBand(level)] : [],
  )
  if (impact.schedule && scale.length) {
    bands.push(bandOf(workMinutesOf(impact.schedule.likely, scale) / scale.length, scale.matrix.schedule))
  }
  if (impact.cost && scale.total) bands.push(bandOf(impact.cost.likely / scale.total, scale.matrix.cost))
  return bands
}

function whyNoBand(impact: Impact): string {
  if (impact.cost && !impact.schedule) return 'its cost cannot be weighed without a budget total'
  if (impact.schedule) return 'its delay cannot be weighed before the project has dates'
  return 'its impact says nothing'
}

function levelBand(level: Level): number {
  return levels.indexOf(level)
}
