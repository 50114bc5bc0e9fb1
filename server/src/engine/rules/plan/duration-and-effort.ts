import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./duration-and-effort.md */
export const durationAndEffort: Rule = {
  code: 'plan/duration-and-effort',
  severity: 'error',
  title: 'A task with both a duration and an effort',

  *check({ plan }) {
    for (const { name, kind, duration, path } of factsOf(plan).withEffort) {
      if (!duration || kind === 'summary') continue
      const other = [...path, 'duration']
      yield {
        at: { path: [...path, 'effort'], on: 'key' },
        message: `"${name}" has a duration and an effort: only one of them can set its length`,
        help: 'Keep "effort" if people’s work sets the length, "duration" if the calendar does',
        related: [{ at: { path: other, on: 'key' }, message: 'The duration' }],
        fixes: [
          { title: 'Keep the effort', changes: [{ kind: 'remove', path: other }] },
          { title: 'Keep the duration', changes: [{ kind: 'remove', path: [...path, 'effort'] }] },
        ],
      }
    }
  },
}
