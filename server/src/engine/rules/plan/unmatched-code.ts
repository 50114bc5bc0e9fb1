import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./unmatched-code.md */
export const unmatchedCode: Rule = {
  code: 'plan/unmatched-code',
  severity: 'warning',
  title: 'A pattern of code that no file matches',

  *check({ plan, isCodeMatched }) {
    if (!isCodeMatched) return
    for (const { code, path } of factsOf(plan).withCode) {
      for (const glob of code) {
        if (isCodeMatched(glob) !== false) continue
        yield {
          at: { path: [...path, 'code'], word: glob },
          message: `No file matches "${glob}"`,
          help: 'Correct the pattern: it is relative to the folder of this file',
        }
      }
    }
  },
}
