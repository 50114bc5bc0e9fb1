import type { Plan, Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-owner.md */
export const policyNoOwner: Rule = {
  code: 'policy/no-owner',
  severity: 'warning',
  title: 'A task without an owner where the policy wants one',

  *check({ plan, isWritten }) {
    if (!plan.policy.requireOwner) return
    for (const task of factsOf(plan).leaves) {
      if (task.status === 'cancelled' || 0 < task.assign.length || isOwned(task, plan)) continue
      if (isWritten?.([...task.path, 'owner']) || isWritten?.([...task.path, 'assign'])) continue
      yield {
        at: { path: task.path, on: 'key' },
        message: `Nobody owns "${task.name}", and the policy of this plan wants an owner for everything`,
        help: 'Add "owner" here or on the summary around it, or "assign"',
      }
    }
  },
}

/** Leaves inherit the owner of what is around them. */
function isOwned(task: Task, plan: Plan): boolean {
  for (let at: Task | undefined = task; at; at = at.parent === undefined ? undefined : plan.tasks.get(at.parent)) {
    if (at.owner !== undefined) return true
  }
  return false
}
