import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** So many are told one by one even if none matches. */
const few = 3

/** Page: ./unmatched-code.md */
export const unmatchedCode: Rule = {
  code: 'plan/unmatched-code',
  severity: 'warning',
  title: 'A pattern of code that no file matches',

  *check({ plan, isCodeMatched }) {
    if (!isCodeMatched) return
    const all = factsOf(plan).withCode.flatMap(({ code, path }) =>
      code.map(glob => ({ at: { path: [...path, 'code'], word: glob }, glob })),
    )
    const unmatched = all.filter(({ glob }) => isCodeMatched(glob) === false)
    // The code of such a plan is elsewhere, or the plan is new
    if (few < all.length && unmatched.length === all.length) {
      yield {
        at: all[0]!.at,
        message: `None of the ${all.length} patterns of code in this plan matches a file`,
        help: 'They are relative to the folder of this file; take them out if the code is elsewhere',
      }
      return
    }
    for (const { at, glob } of unmatched) {
      yield {
        at,
        message: `No file matches "${glob}"`,
        help: 'Correct the pattern: it is relative to the folder of this file',
      }
    }
  },
}
