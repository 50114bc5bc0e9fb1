import type { Link, Task } from '../../model/plan.ts'
import { projectWork } from '../../schedule/planTime.ts'
import type { ScheduledTask } from '../../schedule/types.ts'
import { count, shareInWords } from '../../schedule/words.ts'
import { factsOf } from '../facts.ts'
import type { Finding, RuleContext } from '../rule.ts'

/** Tasks and milestones that still have something to do: what health is measured over. */
export function openLeaves({ plan, schedule }: RuleContext): readonly ScheduledTask[] {
  return factsOf(plan).leaves.flatMap(({ id }) => {
    const dates = schedule.tasks.get(id)
    return dates && !dates.finished && !dates.cancelled && !dates.unscheduled ? [dates] : []
  })
}

/** All dependencies of open work, each with the task it is written on; just-in-time ones (`before`) aside. */
export function openLinks({ plan, schedule }: RuleContext): readonly { readonly task: Task; readonly link: Link }[] {
  return factsOf(plan).linked.flatMap(task => {
    const dates = schedule.tasks.get(task.id)
    return dates && !dates.finished && !dates.cancelled ? task.after.map(link => ({ task, link })) : []
  })
}

/** Working minutes of the project, start to finish. */
export function projectLength({ plan, schedule }: RuleContext): number {
  const { start, finish } = schedule
  return Number.isFinite(start) && Number.isFinite(finish) ? projectWork(start, finish, plan) : 0
}

/** One finding at the project where more than `limit` of `all` are as they should not be; all of them are named. */
export function* tooMany(
  { plan }: RuleContext,
  found: readonly { readonly path: Task['path']; readonly name: string }[],
  all: number,
  limit: number,
  { noun, are, help }: { readonly noun: string; readonly are: string; readonly help: string },
): Iterable<Finding> {
  if (found.length === 0 || all === 0 || found.length / all <= limit) return
  const most = limit === 0 ? 'none should' : `at most ${shareInWords(limit)} should`
  yield {
    at: { path: plan.project.path, on: 'key' },
    message: `${found.length} of ${count(all, noun)} (${shareInWords(found.length / all)}) ${found.length === 1 ? ofOne(are) : are}: ${most}`,
    help,
    related: found.slice(0, 20).map(({ path, name }) => ({ at: { path, on: 'key' }, message: `"${name}"` })),
  }
}

function ofOne(verb: string): string {
  return verb
    .replace(/^are\b/, 'is')
    .replace(/^have\b/, 'has')
    .replace(/^were\b/, 'was')
}
