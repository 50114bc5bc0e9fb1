import type { LoadedBaseline } from '../baseline.ts'
import type { ReadablePlan } from '../readable.ts'

/** A plan, and what it is measured against where that was asked for. */
export interface MeasuredPlan extends ReadablePlan {
  readonly baseline?: LoadedBaseline
}
