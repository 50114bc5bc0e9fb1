import type { Assignment, Resource, Task } from '../../model/plan.ts'
import { workInWords } from '../../schedule/words.ts'
import { durationMinutes } from '../../time/duration.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { atId } from '../unknown.ts'

/** Page: ./limits.md */
export const limits: Rule = {
  code: 'resource/limits',
  severity: 'warning',
  title: 'More work a day or a week than a resource’s limits allow',

  *check(context) {
    const limited = new Map([...context.plan.resources].filter(([, one]) => one.limits.perDay ?? one.limits.perWeek))
    if (limited.size === 0) return
    for (const task of factsOf(context.plan).assigned) {
      // Effort is stretched until the limits hold; a duration is not (`spec/scheduling.md` rules 6 and 23).
      if (!task.duration || task.duration.likely.elapsed || task.kind !== 'task') continue
      for (const assignment of task.assign) {
        const resource = limited.get(assignment.resource)
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
  const dates = schedule.tasks.get(task.id)
  if (!dates || dates.unscheduled || dates.finished) return
  for (const [limit, period, whole] of [
    [resource.limits.perDay, 'day', schedule.dayMinutes],
    [resource.limits.perWeek, 'week', schedule.weekMinutes],
  ] as const) {
    if (!limit) continue
    const allowed = durationMinutes(limit, schedule)
    const asked = Math.min(whole, dates.duration) * share
    if (asked <= allowed) continue
    yield {
      at: atId(path, resource.id),
      message: `"${task.name}" takes ${workInWords(asked, Number.POSITIVE_INFINITY)} a ${period} of "${resource.name}", whose limit is ${workInWords(allowed, Number.POSITIVE_INFINITY)}`,
      help: 'Assign a smaller share, or write "effort": effort is spread until the limit holds',
      related: [{ at: { path: [...resource.path, 'limits'], on: 'key' }, message: 'The limits' }],
    }
    return
  }
}
