import type { CostMovement, MilestoneMovement, Movement, PolicyResult, Verdict } from './comparison.ts'

export interface Judged {
  readonly isJudged: boolean
  readonly project: Movement
  readonly milestones: readonly MilestoneMovement[]
  readonly cost: CostMovement
  readonly policy: readonly PolicyResult[]
  readonly removesWork: boolean
}

/** Is it broken in a way that counts? */
function breaks({ held, severity }: PolicyResult): boolean {
  return held === false && (severity === 'error' || severity === 'warning')
}

/** `spec/scheduling.md` rule 30. */
export function judge({ isJudged, project, milestones, cost, policy, removesWork }: Judged): Verdict {
  if (!isJudged) return 'unjudged'
  const owed = [project, ...milestones.filter(({ deadline }) => deadline !== undefined)]
  const moves = owed.map(({ minutes }) => minutes ?? 0)
  const grown = cost.after - cost.before
  const isWorse = moves.some(minutes => 0 < minutes) || 0 < grown || policy.some(breaks)
  const isBetter = moves.some(minutes => minutes < 0) || grown < 0
  if (isWorse) return isBetter ? 'mixed' : 'worse'
  if (removesWork) return 'mixed'
  return isBetter ? 'better' : 'unchanged'
}
