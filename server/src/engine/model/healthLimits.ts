import type { HealthLimit, Plan } from './plan.ts'

/**
 * From where a schedule counts as unhealthy (`spec/scheduling.md` rule 31), where the plan's `policy.health` says
 * nothing else. All are shares, 0–1.
 *
 * Source: DCMA-EA PAM 200.1, "Earned Value Management System Program Analysis", 14-point assessment. It is written for
 * programmes of years, and its 44 working days (two months) are a tenth of two years: here a share of the project's own
 * length, so that a project of three months is measured by its own size.
 */
const usual: Readonly<Record<HealthLimit, number>> = {
  'missing-logic': 0.05,
  leads: 0,
  lags: 0.05,
  'relationship-types': 0.1,
  'hard-constraints': 0.05,
  'high-float': 0.05,
  'float-length': 0.25,
  'negative-float': 0,
  'high-duration': 0.05,
  'duration-length': 0.1,
  'invalid-dates': 0,
  resources: 0.05,
  'missed-tasks': 0.05,
  cpli: 0.95,
  bei: 0.95,
}

/** The limit that holds for a plan. */
export function healthLimit({ policy }: Pick<Plan, 'policy'>, limit: HealthLimit): number {
  return policy.health[limit] ?? usual[limit]
}

/** All limits, in the order of the DCMA's points. */
export const healthLimitNames = Object.keys(usual) as readonly HealthLimit[]
