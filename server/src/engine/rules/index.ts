import type { Severity } from '../model/plan.ts'
import { backwardWithoutFinish } from './plan/backward-without-finish.ts'
import { duplicateAssignment } from './plan/duplicate-assignment.ts'
import { duplicateLink } from './plan/duplicate-link.ts'
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
import { readerRules } from './readerRules.ts'
import type { Finding, Rule, RuleContext } from './rule.ts'

/** Every way a plan can be wrong, those of reading first. */
export const rules: readonly Rule[] = [
  ...readerRules,
  unknownReference,
  unknownPlan,
  unknownPerson,
  unknownCalendar,
  unknownRisk,
  unknownSprint,
  unknownObject,
  unknownRule(() => codes),
  finishWithoutBackward,
  backwardWithoutFinish,
  durationAndEffort,
  noDuration,
  summaryField,
  noDeadline,
  duplicateLink,
  duplicateAssignment,
]

const codes: ReadonlySet<string> = new Set(rules.map(({ code }) => code))

export interface CheckedFinding extends Finding {
  readonly code: string
  readonly severity: Exclude<Severity, 'off'>
}

export interface CheckOptions {
  /** Told when a rule itself is broken. Without it the rule is silent: one bad rule never blinds the rest. */
  readonly onBug?: (code: string, error: unknown) => void
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
): readonly CheckedFinding[] {
  const found: CheckedFinding[] = []
  for (const { code, check, severity: own } of rules) {
    const severity = severityOf(code) ?? context.plan.policy.rules.get(code) ?? own
    if (!check || severity === 'off') continue
    try {
      for (const finding of check(context)) found.push({ ...finding, code, severity })
    } catch (error) {
      onBug?.(code, error)
    }
  }
  return found
}
