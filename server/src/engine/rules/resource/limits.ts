import type { Id, Plan, Resource } from '../../model/plan.ts'
import type { OverLimit, Schedule } from '../../schedule/types.ts'
import { count, dayInWords, workInWords } from '../../schedule/words.ts'
import type { Finding, Rule } from '../rule.ts'
import { atId } from '../unknown.ts'

/** Page: ./limits.md */
export const limits: Rule = {
  code: 'resource/limits',
  severity: 'warning',
  title: 'More work a day or a week than a resource’s limits allow',

  *check({ plan, schedule }) {
    for (const [id, found] of schedule.overLimits) {
      const resource = plan.resources.get(id)!
      const told = new Set<Id>()
      for (const over of found) {
        for (const task of over.tasks) {
          if (told.has(task)) continue
          told.add(task)
          yield* exceeded(plan, schedule, resource, task, over)
        }
      }
    }
  },
}

function* exceeded(
  plan: Plan,
  schedule: Schedule,
  resource: Resource,
  id: Id,
  { period, from, effort, allowed, tasks }: OverLimit,
): Iterable<Finding> {
  const task = plan.tasks.get(id)!
  const assignment = task.assign.find(({ resource: its }) => its === resource.id)!
  const hours = (minutes: number) => workInWords(minutes, Number.POSITIVE_INFINITY)
  const others = tasks.length - 1
  const day = dayInWords(from, schedule)
  const when = others === 0 ? `a ${period}` : period === 'day' ? `on ${day}` : `in the week of ${day}`
  const who = others === 0 ? `"${task.name}" takes` : `"${task.name}" and ${count(others, 'other')} take`
  yield {
    at: atId(assignment.path, resource.id),
    message: `${who} ${hours(effort)} ${when} of "${resource.name}", whose limit is ${hours(allowed)} a ${period}`,
    help:
      others === 0
        ? 'Assign a smaller share, or write "effort": effort is spread until the limit holds'
        : 'Let one wait for the other, or write "leveling: auto": no day is filled twice then',
    related: [{ at: { path: [...resource.path, 'limits'], on: 'key' }, message: 'The limits' }],
  }
}
