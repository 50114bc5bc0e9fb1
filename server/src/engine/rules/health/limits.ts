/**
 * From where a schedule counts as unhealthy (`spec/scheduling.md` rule 31). All are shares, 0–1.
 *
 * Source: DCMA-EA PAM 200.1, "Earned Value Management System Program Analysis", 14-point assessment. It is written
 * for programmes of years, and its 44 working days (two months) are a tenth of two years: here a share of the
 * project's own length, so that a project of three months is measured by its own size.
 */
export interface HealthLimits {
  /** Open tasks without a predecessor or a successor. */
  readonly missingLogic: number
  readonly leads: number
  readonly lags: number
  /** Dependencies other than finish to start. */
  readonly otherTypes: number
  readonly hardConstraints: number
  readonly highFloat: number
  /** Float is high from this share of the project's length. */
  readonly floatLength: number
  readonly negativeFloat: number
  readonly highDuration: number
  /** A task is long from this share of the project's length, and never below two weeks. */
  readonly durationLength: number
  readonly invalidDates: number
  readonly withoutResources: number
  readonly missedTasks: number
  /** Critical path length index: not below this. */
  readonly cpli: number
  /** Baseline execution index: not below this. */
  readonly bei: number
}

export const healthLimits: HealthLimits = {
  missingLogic: 0.05,
  leads: 0,
  lags: 0.05,
  otherTypes: 0.1,
  hardConstraints: 0.05,
  highFloat: 0.05,
  floatLength: 0.25,
  negativeFloat: 0,
  highDuration: 0.05,
  durationLength: 0.1,
  invalidDates: 0,
  withoutResources: 0.05,
  missedTasks: 0.05,
  cpli: 0.95,
  bei: 0.95,
}

export function limitsOf(own: Partial<HealthLimits> | undefined): HealthLimits {
  return own ? { ...healthLimits, ...own } : healthLimits
}
