import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./acceptance-open.md */
export const acceptanceOpen: Rule = {
  code: 'quality/acceptance-open',
  severity: 'information',
  title: 'A task that is done, but not accepted',

  *check({ plan }) {
    for (const { name, acceptance, actualFinish, status, path } of factsOf(plan).begun) {
      if (acceptance.length === 0 || (!actualFinish && status !== 'done')) continue
      for (const criterion of acceptance) {
        if (criterion.status !== 'open') continue
        yield {
          at: { path: criterion.path, on: 'key' },
          message: `"${name}" is done, but "${criterion.name}" is not accepted yet`,
          help: 'Write "{ name: …, status: passed }", or waived',
          related: [{ at: { path, on: 'key' }, message: 'The task' }],
        }
      }
    }
  },
}
