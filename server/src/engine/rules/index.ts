import type { Severity } from '../model/plan.ts'
import { actionOverdue } from './action/overdue.ts'
import { assumptionReviewOverdue } from './assumption/review-overdue.ts'
import { basedOnCycle } from './calendar/based-on-cycle.ts'
import { holidaysEnd } from './calendar/holidays-end.ts'
import { comparisonRules } from './comparisonRules.ts'
import { costAfterStatusDate } from './cost/after-status-date.ts'
import { budgetExceeded } from './cost/budget-exceeded.ts'
import { contingencyUsed } from './cost/contingency-used.ts'
import { lineExceeded } from './cost/line-exceeded.ts'
import { noCurrency } from './cost/no-currency.ts'
import { noRate } from './cost/no-rate.ts'
import { decisionOverdue } from './decision/overdue.ts'
import { bei } from './health/bei.ts'
import { cpli } from './health/cpli.ts'
import { criticalPathTest } from './health/critical-path-test.ts'
import { hardConstraints } from './health/hard-constraints.ts'
import { highDuration } from './health/high-duration.ts'
import { highFloat } from './health/high-float.ts'
import { invalidDates } from './health/invalid-dates.ts'
import { lags } from './health/lags.ts'
import { leads } from './health/leads.ts'
import { missedTasks } from './health/missed-tasks.ts'
import { missingLogic } from './health/missing-logic.ts'
import { healthNegativeFloat } from './health/negative-float.ts'
import { relationshipTypes } from './health/relationship-types.ts'
import { healthResources } from './health/resources.ts'
import { issueOverdue } from './issue/overdue.ts'
import { backwardWithoutFinish } from './plan/backward-without-finish.ts'
import { constraintPair } from './plan/constraint-pair.ts'
import { dateOrder } from './plan/date-order.ts'
import { duplicateAssignment } from './plan/duplicate-assignment.ts'
import { duplicateLink } from './plan/duplicate-link.ts'
import { duplicatePlan } from './plan/duplicate-plan.ts'
import { durationAndEffort } from './plan/duration-and-effort.ts'
import { finishWithoutBackward } from './plan/finish-without-backward.ts'
import { noDeadline } from './plan/no-deadline.ts'
import { noDuration } from './plan/no-duration.ts'
import { summaryField } from './plan/summary-field.ts'
import { unknownCalendar } from './plan/unknown-calendar.ts'
import { unknownObject } from './plan/unknown-object.ts'
import { unknownPerson } from './plan/unknown-person.ts'
import { unknownPlan } from './plan/unknown-plan.ts'
import { unknownReference } from './plan/unknown-reference.ts'
import { unknownRisk } from './plan/unknown-risk.ts'
import { unknownRule } from './plan/unknown-rule.ts'
import { unknownSprint } from './plan/unknown-sprint.ts'
import { unmatchedCode } from './plan/unmatched-code.ts'
import { weekDiffers } from './plan/week-differs.ts'
import { policyNoOwner } from './policy/no-owner.ts'
import { afterStatusDate } from './progress/after-status-date.ts'
import { contradiction } from './progress/contradiction.ts'
import { noActualFinish } from './progress/no-actual-finish.ts'
import { noActualStart } from './progress/no-actual-start.ts'
import { noStatusDate } from './progress/no-status-date.ts'
import { order } from './progress/order.ts'
import { outOfSequence } from './progress/out-of-sequence.ts'
import { acceptanceOpen } from './quality/acceptance-open.ts'
import { evidenceFailed } from './quality/evidence-failed.ts'
import { gateOpen } from './quality/gate-open.ts'
import { missingEvidence } from './quality/missing-evidence.ts'
import { readerRules } from './readerRules.ts'
import { limits } from './resource/limits.ts'
import { noPeople } from './resource/no-people.ts'
import { overload } from './resource/overload.ts'
import { team } from './resource/team.ts'
import { affectsNothing } from './risk/affects-nothing.ts'
import { exposure } from './risk/exposure.ts'
import { matrix } from './risk/matrix.ts'
import { noMitigation } from './risk/no-mitigation.ts'
import { noOwner } from './risk/no-owner.ts'
import { noResponse } from './risk/no-response.ts'
import { notPlaced } from './risk/not-placed.ts'
import { residualWorse } from './risk/residual-worse.ts'
import { reviewOverdue } from './risk/review-overdue.ts'
import type { Finding, Rule, RuleContext } from './rule.ts'
import { beforeProjectStart } from './schedule/before-project-start.ts'
import { constraintConflict } from './schedule/constraint-conflict.ts'
import { cycle } from './schedule/cycle.ts'
import { dateAndAfter } from './schedule/date-and-after.ts'
import { deadlineMissed } from './schedule/deadline-missed.ts'
import { linkIntoSummary } from './schedule/link-into-summary.ts'
import { negativeFloat } from './schedule/negative-float.ts'
import { noWorkingTime } from './schedule/no-working-time.ts'
import { outOfYears } from './schedule/out-of-years.ts'
import { unscheduled } from './schedule/unscheduled.ts'
import { outsideSprint } from './sprint/outside.ts'
import { overCapacity } from './sprint/over-capacity.ts'
import { sprintOverlap } from './sprint/overlap.ts'

/** Every way a plan can be wrong, or a change of it; those of reading first. */
export const rules: readonly Rule[] = [
  ...readerRules,
  backwardWithoutFinish,
  constraintPair,
  dateOrder,
  duplicateAssignment,
  duplicateLink,
  duplicatePlan,
  durationAndEffort,
  finishWithoutBackward,
  noDeadline,
  noDuration,
  summaryField,
  unknownCalendar,
  unknownObject,
  unknownPerson,
  unknownPlan,
  unknownReference,
  unknownRisk,
  unknownRule(() => codes),
  unknownSprint,
  unmatchedCode,
  weekDiffers,
  beforeProjectStart,
  constraintConflict,
  cycle,
  dateAndAfter,
  deadlineMissed,
  linkIntoSummary,
  negativeFloat,
  noWorkingTime,
  unscheduled,
  outOfYears,
  basedOnCycle,
  holidaysEnd,
  limits,
  noPeople,
  overload,
  team,
  afterStatusDate,
  contradiction,
  noActualFinish,
  noActualStart,
  noStatusDate,
  order,
  outOfSequence,
  outsideSprint,
  overCapacity,
  sprintOverlap,
  acceptanceOpen,
  gateOpen,
  missingEvidence,
  evidenceFailed,
  affectsNothing,
  exposure,
  matrix,
  noMitigation,
  noOwner,
  noResponse,
  notPlaced,
  residualWorse,
  reviewOverdue,
  costAfterStatusDate,
  budgetExceeded,
  contingencyUsed,
  lineExceeded,
  noCurrency,
  noRate,
  decisionOverdue,
  actionOverdue,
  issueOverdue,
  assumptionReviewOverdue,
  policyNoOwner,
  ...comparisonRules,
  missingLogic,
  leads,
  lags,
  relationshipTypes,
  hardConstraints,
  highFloat,
  healthNegativeFloat,
  highDuration,
  invalidDates,
  healthResources,
  missedTasks,
  criticalPathTest,
  cpli,
  bei,
]

const codes: ReadonlySet<string> = new Set(rules.map(({ code }) => code))

export interface CheckOptions {
  /** Told when a rule itself is broken. Without it the rule is silent: one bad rule never blinds the rest. */
  readonly onBug?: (code: string, error: unknown) => void
}

/** What one rule has found in a plan. */
export interface RuleFindings {
  readonly code: string
  readonly severity: Exclude<Severity, 'off'>
  readonly findings: readonly Finding[]
}

/**
 * All that the rules find, rule by rule in the order of the table. A rule whose severity is `off` does not run.
 *
 * @param severityOf what settings and policy say of a code; `undefined` leaves it to the plan's `policy.rules`,
 *   then to the rule.
 */
export function checkPlan(
  context: RuleContext,
  severityOf: (code: string) => Severity | undefined = () => undefined,
  { onBug }: CheckOptions = {},
): readonly RuleFindings[] {
  const found: RuleFindings[] = []
  for (const { code, check, severity: own } of rules) {
    const severity = severityOf(code) ?? context.plan.policy.rules.get(code) ?? own
    if (!check || severity === 'off') continue
    const findings: Finding[] = []
    try {
      for (const finding of check(context)) findings.push(finding)
    } catch (error) {
      onBug?.(code, error)
    }
    if (findings.length > 0) found.push({ code, severity, findings })
  }
  return found
}
