import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./unknown-plan.md */
export const unknownPlan: Rule = {
  code: 'plan/unknown-plan',
  severity: 'error',
  title: 'Another plan that is not in the workspace',

  *check({ plan, external }) {
    for (const task of factsOf(plan).linkedOutside) {
      for (const { task: id, path } of [...task.after, ...task.before]) {
        const slash = id.indexOf('/')
        if (slash < 1 || plan.tasks.has(id) || external(id) !== undefined) continue
        const name = id.slice(0, slash)
        yield {
          at: { path, word: name },
          message: `No plan of this workspace has the project id "${name}"`,
          help: 'Open the folder that holds it, or correct the id: a plan is found by its project.id',
        }
      }
    }
  },
}
