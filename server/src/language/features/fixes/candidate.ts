import type { PlanChange } from '#engine/rules/rule'

/** An answer that may be one: it is tried before it is offered, and its effect is added to its title. */
export interface Candidate {
  readonly title: string
  readonly changes: readonly PlanChange[]
  /** The effect is said as a shift in days, not with the dates. */
  readonly asShift?: boolean
  /** Gives in to the problem instead of solving it: offered last, never preferred. */
  readonly lastResort?: boolean
  /** Never preferred: only a person can say that it is what was meant. */
  readonly mayBeWrong?: boolean
  /** How much was meant by what it takes away: the weakest comes first, whatever its effect. */
  readonly strength?: number
}
