import type { Severity } from '../model/plan.ts'
import type { Rule } from './rule.ts'

/**
 * What is found when a plan is compared with an older state of it, and the policy of that state is held against the
 * change (`engine/diff/policy.ts`): the table that gives each code its severity, its title and its page
 * (`<code>.md` beside this file, with a **Before** that **Wrong** and **Right** are compared with).
 */
export const comparisonRules: readonly Rule[] = [
  broken('max-slip', 'error', 'The change moves a date further than the policy allows'),
  broken('max-cost-growth', 'error', 'The change costs more than the policy allows'),
  broken('min-confidence', 'error', 'How sure the deadlines are can not be judged'),
  broken('require-change-record', 'error', 'No change record covers these edits'),
  broken('claimed-impact', 'error', 'A change record claims less than its edits do'),
  broken('require-owner', 'error', 'The change leaves work without an owner'),
  broken('gates', 'error', 'A gate is not passed'),
  broken('loosened', 'error', 'The change loosens what it is measured by'),
  broken('silenced', 'warning', 'The change silences findings'),
]

function broken(rule: string, severity: Severity, title: string): Rule {
  return { code: `policy/${rule}`, severity, title }
}
