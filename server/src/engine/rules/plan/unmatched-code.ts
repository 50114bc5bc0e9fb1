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
    const all = factsOf(plan).withCode.flatMap(({ code, path }) => {
      const counts = isCodeMatched(code)
      return code.map((glob, i) => {
        // Where nothing is left to take from, what came before is told instead.
        const hasToTakeFrom = code.slice(0, i).some((before, at) => counts?.[at] && !isNegated(before))
        const isTold = counts?.[i] === false && (!isNegated(glob) || hasToTakeFrom || i === 0)
        return { at: { path: [...path, 'code'], word: glob }, glob, isTold }
      })
    })
    const named = all.filter(({ glob }) => !isNegated(glob))
    // The code of such a plan is elsewhere, or the plan is new
    if (few < named.length && named.every(({ isTold }) => isTold)) {
      yield {
        at: named[0]!.at,
        message: `None of the ${named.length} patterns of code in this plan matches a file`,
        help: 'They are relative to the folder of this file; take them out if the code is elsewhere',
      }
      return
    }
    for (const { at, glob, isTold } of all) {
      if (!isTold) continue
      const takesAway = isNegated(glob)
      yield {
        at,
        message: takesAway ? `"${glob}" takes no file away` : `No file matches "${glob}"`,
        help: takesAway
          ? 'It takes away from what the patterns before it match'
          : 'Correct the pattern: it is relative to the folder of this file',
      }
    }
  },
}

/** `!vendor/**` takes away what it matches; `!(a|b)` is a pattern of its own. */
export function isNegated(glob: string): boolean {
  return /^!(?!\()/.test(glob)
}
