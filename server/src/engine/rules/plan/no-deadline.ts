import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-deadline.md */
export const noDeadline: Rule = {
  code: 'plan/no-deadline',
  severity: 'error',
  title: 'Counting back from a deadline that is not there',

  *check({ plan, hasDeadline }) {
    for (const { before } of factsOf(plan).countingBack) {
      for (const { task: id, fromDeadline, path } of before) {
        if (!fromDeadline) continue
        const target = plan.tasks.get(id)
        if (target ? target.deadline : hasDeadline?.(id) !== false) continue
        yield {
          at: { path, word: `${id}.deadline` },
          message: `"${target?.name ?? id}" has no deadline to count back from`,
          help: `Give "${id}" a deadline, or write "${id}" to count back from its computed date`,
          related: target ? [{ at: { path: target.path, on: 'key' }, message: 'It stands here' }] : [],
          fixes: [
            {
              title: `Change to "${id}"`,
              preferred: false,
              changes: [{ kind: 'replace', at: { path, word: `${id}.deadline` }, with: id }],
            },
          ],
        }
      }
    }
  },
}
