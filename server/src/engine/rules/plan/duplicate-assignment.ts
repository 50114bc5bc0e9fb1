import type { Path } from '../../model/path.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./duplicate-assignment.md */
export const duplicateAssignment: Rule = {
  code: 'plan/duplicate-assignment',
  severity: 'warning',
  title: 'The same person assigned twice to a task',

  *check({ plan }) {
    for (const { name, assign } of factsOf(plan).assignedTwice) {
      const seen = new Map<string, Path>()
      for (const { resource, path } of assign) {
        const first = seen.get(resource)
        if (!first) seen.set(resource, path)
        else {
          yield {
            at: { path },
            message: `"${resource}" is assigned to "${name}" twice`,
            help: 'Remove one; for more than one of a team write the units, as in "{ sre: 200% }"',
            related: [{ at: { path: first }, message: 'The first one' }],
            fixes: [{ title: 'Remove this one', changes: [{ kind: 'remove', path }], preferred: true }],
          }
        }
      }
    }
  },
}
