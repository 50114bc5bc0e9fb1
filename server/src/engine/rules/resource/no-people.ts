import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-people.md */
export const noPeople: Rule = {
  code: 'resource/no-people',
  severity: 'warning',
  title: 'Effort without anybody to do it',

  *check({ plan, isWritten }) {
    for (const { name, kind, effort, assign, path, status, actualFinish } of factsOf(plan).withEffort) {
      if (
        kind === 'summary' ||
        effort?.likely.amount === 0 ||
        status === 'cancelled' ||
        status === 'done' ||
        actualFinish
      )
        continue
      const somebody = assign.some(({ resource }) => {
        const type = plan.resources.get(resource)?.type
        // Somebody unknown is told of where they are named.
        return type === undefined || type === 'person' || type === 'team'
      })
      if (somebody) continue
      const nobody = assign.length === 0
      if (nobody && isWritten?.([...path, 'assign'])) continue
      yield {
        at: { path: nobody ? [...path, 'effort'] : [...path, 'assign'], ...(nobody && { on: 'key' }) },
        message: nobody
          ? `Nobody is assigned to "${name}": its effort counts as one full-time person’s`
          : `Only equipment or money is assigned to "${name}", and they do no work: its effort counts as one full-time person’s`,
        help: 'Add "assign", or write "duration" if no one’s work sets the length',
        fixes: [
          {
            title: 'Change "effort" to "duration"',
            preferred: false,
            changes: [{ kind: 'rename-key', path: [...path, 'effort'], to: 'duration' }],
          },
        ],
      }
    }
  },
}
