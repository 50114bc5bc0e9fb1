import type { Path } from '../../model/path.ts'
import type { Id, Plan } from '../../model/plan.ts'
import { guessAmong } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./unknown-risk.md */
export const unknownRisk: Rule = {
  code: 'plan/unknown-risk',
  severity: 'error',
  title: 'A risk that is not in the plan',

  *check({ plan }) {
    const guess = guessAmong(() => plan.risks.keys())
    for (const { id, path } of references(plan)) {
      if (plan.risks.has(id)) continue
      const message = `There is no risk "${id}" in this plan`
      yield unknownId({ path, word: id }, id, message, guess, 'Add it to risks, or remove the reference')
    }
  },
}

function* references(plan: Plan): Iterable<{ readonly id: Id; readonly path: Path }> {
  for (const { secondary, path } of plan.risks.values()) {
    for (const [index, id] of secondary.entries()) yield { id, path: [...path, 'secondary', index] }
  }
  for (const { risk, path } of [...plan.issues.values(), ...plan.assumptions.values()]) {
    if (risk !== undefined) yield { id: risk, path: [...path, 'risk'] }
  }
}
