import type { Criterion } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'

/** Page: ./missing-evidence.md */
export const missingEvidence: Rule = {
  code: 'quality/missing-evidence',
  severity: 'warning',
  title: 'Evidence that is not there',

  *check(context) {
    for (const { gate, acceptance } of factsOf(context.plan).withCriteria) {
      for (const criterion of gate) yield* missing(criterion, context)
      for (const criterion of acceptance) yield* missing(criterion, context)
    }
  },
}

function* missing({ name, evidence, status, path }: Criterion, { fileExists }: RuleContext): Iterable<Finding> {
  // What is still open may wait for its evidence. An address is not ours to look up.
  if (evidence === undefined || status !== 'passed' || /^[a-z][a-z0-9+.-]*:/i.test(evidence)) return
  if (fileExists(evidence) !== false) return
  yield {
    at: { path: [...path, 'evidence'] },
    message: `"${name}" is passed, but its evidence "${evidence}" is not in the workspace`,
    help: 'Correct the path, relative to this file, or commit the file',
  }
}
