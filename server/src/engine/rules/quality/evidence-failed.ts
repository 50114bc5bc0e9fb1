import type { Criterion } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'

/** Page: ./evidence-failed.md */
export const evidenceFailed: Rule = {
  code: 'quality/evidence-failed',
  severity: 'warning',
  title: 'Evidence that says the opposite',

  *check(context) {
    for (const { gate, acceptance } of factsOf(context.plan).withCriteria) {
      for (const criterion of gate) yield* failed(criterion, context)
      for (const criterion of acceptance) yield* failed(criterion, context)
    }
  },
}

function* failed({ name, evidence, status, path }: Criterion, { testResults }: RuleContext): Iterable<Finding> {
  if (evidence === undefined || status !== 'passed' || !/\.xml$/i.test(evidence)) return
  const results = testResults?.(evidence)
  if (!results || results.failed === 0) return
  const of = results.tests === 1 ? 'its only test' : `${results.failed} of ${results.tests} tests`
  yield {
    at: { path: [...path, 'evidence'] },
    message: `"${name}" is passed, but in its evidence "${evidence}" ${of} did not pass`,
    help: 'Open the criterion again, or bring the results of a run that passes',
  }
}
