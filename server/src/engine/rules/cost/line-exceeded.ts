import { budgetPosition } from '../../cost/budget.ts'
import { moneyInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./line-exceeded.md */
export const lineExceeded: Rule = {
  code: 'cost/line-exceeded',
  severity: 'warning',
  title: 'A budget line that is overspent',

  *check({ plan, schedule }) {
    const { budget } = plan
    if (!budget) return
    const { lines } = budgetPosition(plan, schedule)
    for (const line of budget.lines.values()) {
      const { planned, actual, committed } = lines.get(line.id)!
      if (line.planned === undefined || actual + committed <= planned) continue
      const what = committed === 0 ? 'spent' : actual === 0 ? 'committed' : 'spent and committed'
      yield {
        at: { path: [...line.path, 'planned'] },
        message: `"${line.name}" has ${moneyInWords(actual + committed, plan)} ${what}, ${moneyInWords(actual + committed - planned, plan)} more than planned`,
        help: 'Move money from another line, or plan more',
        related: ['actual', 'committed'].flatMap(key =>
          (key === 'actual' ? line.actual : line.committed).length === 0
            ? []
            : [{ at: { path: [...line.path, key], on: 'key' as const }, message: `"${key}"` }],
        ),
      }
    }
  },
}
