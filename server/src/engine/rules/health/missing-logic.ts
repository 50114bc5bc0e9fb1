import { healthLimit } from '../../model/healthLimits.ts'
import type { Id, Plan, Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { openLeaves, tooMany } from './measure.ts'

/** Page: ./missing-logic.md */
export const missingLogic: Rule = {
  code: 'health/missing-logic',
  severity: 'off',
  title: 'DCMA 1: tasks without a predecessor or a successor',

  *check(context) {
    const { plan, schedule } = context
    const open = openLeaves(context)
    const followed = withSuccessor(plan)
    // Something must begin the project and something must end it; a milestone is an end by nature.
    const found = open.filter(({ task, started, start, finish }) => {
      const noStart =
        !started && start !== schedule.start && !has(task, plan, one => 0 < one.after.length || 0 < one.before.length)
      const noEnd =
        task.kind !== 'milestone' && finish !== schedule.finish && !has(task, plan, one => followed.has(one.id))
      return noStart || noEnd
    })
    yield* tooMany(
      context,
      found.map(({ task }) => task),
      open.length,
      healthLimit(context.plan, 'missing-logic'),
      {
        noun: 'open task',
        are: 'have no predecessor or no successor',
        help: 'What nothing waits for can slip unseen: add "after" to what follows',
      },
    )
  },
}

/** Is it so of the task, or of a summary around it? */
function has(task: Task, plan: Plan, test: (task: Task) => boolean): boolean {
  for (let at: Task | undefined = task; at; at = at.parent === undefined ? undefined : plan.tasks.get(at.parent)) {
    if (test(at)) return true
  }
  return false
}

function withSuccessor(plan: Plan): ReadonlySet<Id> {
  const followed = new Set<Id>()
  for (const task of factsOf(plan).linked) {
    for (const link of task.after) followed.add(link.task)
    if (0 < task.before.length) followed.add(task.id)
  }
  return followed
}
