import type { Assignment, Resource, Task } from '../../model/plan.ts'
import { durationMinutes } from '../../time/duration.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { workInWords } from '../words.ts'

/** Page: ./limits.md */
export const limits: Rule = {
  code: 'resource/limits',
  severity: 'warning',
  title: 'More work a day or a week than a resource’s limits allow',

  *check(context) {
    for (const task of factsOf(context.plan).assigned) {
      // Effort is stretched until the limits hold; a duration is not (`spec/scheduling.md` rules 6 and 23).
      if (!task.duration || task.duration.likely.elapsed || task.kind !== 'task') continue
      for (const assignment of task.assign) {
        const resource = context.plan.resources.get(assignment.resource)
        if (resource) yield* exceeded(task, assignment, resource, context)
      }
    }
  },
}

function* exceeded(
  task: Task,
  { units, path }: Assignment,
  resource: Resource,
  { schedule }: RuleContext,
): Iterable<Finding> {
  const share = units ?? Math.min(1, resource.capacity[0]?.value ?? 1)
  const length = schedule.tasks.get(task.id)?.duration ?? 0
  for (const [limit, period, whole] of [
    [resource.limits.perDay, 'day', schedule.dayMinutes],
    [resource.limits.perWeek, 'week', schedule.weekMinutes],
  ] as const) {
    if (!limit) continue
    const allowed = durationMinutes(limit, schedule)
    const asked = Math.min(whole, length) * share
    if (asked <= allowed) continue
    yield {
      at: { path, word: resource.id },
      message: `"${task.name}" takes ${workInWords(asked, schedule.dayMinutes)} a ${period} of "${resource.name}", whose limit is ${workInWords(allowed, schedule.dayMinutes)}`,
      help: 'Assign a smaller share, or write "effort": effort is spread until the limit holds',
      related: [{ at: { path: [...resource.path, 'limits'], on: 'key' }, message: 'The limits' }],
    }
    return
  }
}
