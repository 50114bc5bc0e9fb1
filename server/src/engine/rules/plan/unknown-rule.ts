import { guessAmong } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./unknown-rule.md. The table of rules is passed in: it holds this rule too. */
export function unknownRule(codes: () => ReadonlySet<string>): Rule {
  return {
    code: 'plan/unknown-rule',
    severity: 'warning',
    title: 'A severity for a rule that does not exist',

    *check({ plan }) {
      const guess = guessAmong(codes)
      for (const code of plan.policy.rules.keys()) {
        if (codes().has(code)) continue
        const at = { path: ['policy', 'rules', code], on: 'key' as const }
        const message = `There is no rule "${code}": this line has no effect`
        yield unknownId(at, code, message, guess, 'Correct the code, or remove the line')
      }
    },
  }
}
