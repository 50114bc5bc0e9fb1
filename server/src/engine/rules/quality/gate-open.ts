import { count } from '../../schedule/words.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./gate-open.md */
export const gateOpen: Rule = {
  code: 'quality/gate-open',
  severity: 'warning',
  title: 'A gate that was passed with open criteria',

  *check({ plan }) {
    for (const { name, gate, actual, milestoneStatus, path } of factsOf(plan).begun) {
      if (!actual && milestoneStatus !== 'reached') continue
      const open = gate.filter(({ status }) => status === 'open')
      for (const criterion of open) {
        yield {
          at: { path: criterion.path, on: 'key' },
          message: `"${name}" was reached with ${count(open.length, 'criterion')} open: "${criterion.name}"`,
          help: 'Set its status to passed with the evidence, or to waived with who waived it',
          related: [{ at: { path, on: 'key' }, message: 'The milestone' }],
          fixes: [
            {
              title: 'Set "status: passed"',
              changes: [{ kind: 'set', path: [...criterion.path, 'status'], text: 'passed' }],
            },
            {
              title: 'Set "status: waived"',
              changes: [{ kind: 'set', path: [...criterion.path, 'status'], text: 'waived' }],
            },
          ],
        }
      }
    }
  },
}
