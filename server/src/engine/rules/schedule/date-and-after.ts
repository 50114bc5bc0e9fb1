import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./date-and-after.md */
export const dateAndAfter: Rule = {
  code: 'schedule/date-and-after',
  severity: 'warning',
  title: 'A milestone with a date and a predecessor',

  *check({ plan }) {
    for (const { name, deadline, path } of factsOf(plan).datedAndLinked) {
      const [datePath, afterPath] = [
        [...path, 'date'],
        [...path, 'after'],
      ]
      yield {
        at: { path: datePath, on: 'key' },
        message: `"${name}" has a date and waits for something: the later of the two holds`,
        help: 'Keep "date" for what others deliver, "after" for what this plan does; "deadline" is a date to hold',
        related: [{ at: { path: afterPath, on: 'key' }, message: 'It also waits for this' }],
        fixes: [
          ...(deadline
            ? []
            : [
                {
                  title: 'Change "date" to "deadline"',
                  changes: [{ kind: 'rename-key' as const, path: datePath, to: 'deadline' }],
                },
              ]),
          { title: 'Remove "date"', changes: [{ kind: 'remove', path: datePath }] },
          { title: 'Remove "after"', changes: [{ kind: 'remove', path: afterPath }] },
        ],
      }
    }
  },
}
