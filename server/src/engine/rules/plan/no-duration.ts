import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-duration.md */
export const noDuration: Rule = {
  code: 'plan/no-duration',
  severity: 'information',
  title: 'A task without a duration or an effort',

  *check({ plan, isWritten }) {
    for (const task of factsOf(plan).withoutLength) {
      if (task.status === 'cancelled') continue
      if (task.actualStart && task.actualFinish) continue
      const { name, path } = task
      if (isWritten?.([...path, 'duration']) || isWritten?.([...path, 'effort'])) continue
      yield {
        at: { path, on: 'key' },
        message: `Nothing says how long "${name}" takes: it counts as one day`,
        help: 'Add "duration" or "effort"; "duration: 0d" makes it a milestone',
        fixes: [
          {
            title: 'Add "duration: 1d"',
            changes: [{ kind: 'set', path: [...path, 'duration'], text: '1d' }],
            preferred: true,
          },
          { title: 'Add "effort: 1d"', changes: [{ kind: 'set', path: [...path, 'effort'], text: '1d' }] },
        ],
      }
    }
  },
}
