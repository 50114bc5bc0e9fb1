import { bei } from '#engine/rules/health/bei'
import { missedTasks } from '#engine/rules/health/missed-tasks'
import type { Rule } from '#engine/rules/rule'
import { Impossible } from './exit.ts'
import type { Io } from './io.ts'
import type { LoadedPlan, PlanOptions } from './plans.ts'

/** Rules that find nothing without a baseline. */
const measuring: readonly Rule[] = [bei, missedTasks]

/**
 * Plans that turn on a rule which measures, beside the baseline that they name first; the others as they are. A baseline
 * that can't be read is a failure: a rule that could not look has not found that all is well.
 */
export async function measurePlans(
  plans: readonly LoadedPlan[],
  { root }: PlanOptions,
  io: Io,
): Promise<{ readonly plans: readonly LoadedPlan[]; readonly failures: readonly string[] }> {
  const asking = plans.filter(plan => measuringCodes(plan).length > 0)
  if (asking.length === 0) return { plans, failures: [] }
  const { baselineReader, measuredBy } = await import('./baseline.ts')
  const read = baselineReader(
    io,
    asking.map(({ snapshot }) => snapshot.uri),
  )
  const failures: string[] = []
  const measure = (plan: LoadedPlan) => {
    const { uri, plan: written } = plan.snapshot
    try {
      return measuredBy(plan, read(true, { plan: uri, ...(root !== undefined && { root }) }, written))
    } catch (error) {
      if (!(error instanceof Impossible)) throw error
      const codes = measuringCodes(plan).join(' and ')
      failures.push(`${plan.file} turns on ${codes}, but its baseline can't be read. ${error.message}`)
      return plan
    }
  }
  return { plans: plans.map(plan => (asking.includes(plan) ? measure(plan) : plan)), failures }
}

/** Those that are on in a plan that has a baseline to measure by. */
function measuringCodes({ snapshot: { plan } }: LoadedPlan): readonly string[] {
  if (![...plan.baselines.values()].some(({ ref }) => ref !== undefined)) return []
  return measuring.map(({ code }) => code).filter(code => (plan.policy.rules.get(code) ?? 'off') !== 'off')
}
