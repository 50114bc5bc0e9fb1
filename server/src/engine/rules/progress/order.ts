import { dateInWords } from '../../schedule/words.ts'
import { rangeEnd } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./order.md */
export const order: Rule = {
  code: 'progress/order',
  severity: 'error',
  title: 'Finished before it began',

  *check({ plan, schedule }) {
    for (const { name, actualStart, actualFinish, path } of factsOf(plan).begun) {
      if (!actualStart || !actualFinish || actualStart.minute < rangeEnd(actualFinish)) continue
      if (actualStart.hasTime && actualFinish.hasTime && actualStart.minute === actualFinish.minute) continue
      const [start, finish] = [
        [...path, 'actual-start'],
        [...path, 'actual-finish'],
      ]
      yield {
        at: { path: finish },
        message: `"${name}" finished ${dateInWords(actualFinish, schedule)}, before it began ${dateInWords(actualStart, schedule)}`,
        help: 'Correct one of the two dates',
        related: [{ at: { path: start }, message: 'It began here' }],
      }
    }
  },
}
