import type { At } from '../../model/path.ts'
import type { Id, Plan, Task } from '../../model/plan.ts'
import { calendarById, lineageOf, type PlanTime, planTime } from '../../schedule/planTime.ts'
import { standingOf } from '../../schedule/standing.ts'
import { count } from '../../schedule/words.ts'
import { workAt } from '../../time/calendar.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { atId } from '../unknown.ts'

/** Page: ./no-working-time.md */
export const noWorkingTime: Rule = {
  code: 'schedule/no-working-time',
  severity: 'error',
  title: 'A task whose calendar leaves no time to work',

  *check(context) {
    const stuck = standingOf(context.schedule).undated.filter(({ unscheduled }) => unscheduled === 'no-working-time')
    if (stuck.length === 0) return
    const time = planTime(context.plan)
    const byCalendar = new Map<Id, Task[]>()
    for (const { task } of stuck) {
      const id = calendarOf(task, context.plan)
      if (id === undefined || !isDead(time, id, context)) {
        yield byPeople(task, context.plan)
        continue
      }
      const stopped = byCalendar.get(id) ?? []
      byCalendar.set(id, stopped)
      stopped.push(task)
    }
    for (const [id, tasks] of byCalendar) yield* deadCalendar(id, tasks, context)
  },
}

const most = 20

/** One calendar is one finding, however many tasks it stops. */
function* deadCalendar(id: Id, tasks: readonly Task[], { plan, isWritten }: RuleContext): Iterable<Finding> {
  const spec = plan.calendars.get(id)
  // Hours that could not be read are told where they stand.
  if (!spec || lineageOf(spec, plan.calendars).some(({ week, path }) => !week?.size && isWritten?.([...path, 'week'])))
    return
  const [first] = tasks
  if (!first) return
  yield {
    at: { path: spec.week ? [...spec.path, 'week'] : spec.path, on: 'key' },
    message: `The calendar "${id}" has no working time left, so ${tasks.length === 1 ? `"${first.name}"` : count(tasks.length, 'task')} can’t be scheduled`,
    help: 'Open the calendar on some days, or give the tasks another one; the rest of the plan is scheduled without them',
    related: tasks
      .slice(0, most)
      .map(({ path, name }) => ({ at: { path, on: 'key' }, message: `"${name}" goes by it` })),
  }
}

function byPeople(task: Task, plan: Plan): Finding {
  const { assign, pauses, path, name } = task
  const [only] = assign
  const at: At = assign.length === 1 && only ? atId(only.path, only.resource) : { path: [...path, 'assign'] }
  const names = assign.map(({ resource }) => `"${plan.resources.get(resource)?.name ?? resource}"`).join(' and ')
  const noTime =
    only && !task.ignoreResourceCalendars
      ? `there is never again time in which ${names} can work on it`
      : 'no time to work on it is left'
  return {
    at:
      only && !task.ignoreResourceCalendars
        ? at
        : 0 < pauses.length
          ? { path: [...path, 'pauses'] }
          : { path, on: 'key' },
    message: `"${name}" can’t be scheduled: ${noTime}`,
    help: 'End the leave, correct "until", or give the task to somebody who is there; the rest of the plan is scheduled without it',
  }
}

/** The calendar that a task goes by: its own, a summary's around it, or the project's. */
function calendarOf(task: Task, plan: Plan): Id | undefined {
  for (let at: Task | undefined = task; at; at = at.parent === undefined ? undefined : plan.tasks.get(at.parent)) {
    if (at.calendar !== undefined && plan.calendars.has(at.calendar)) return at.calendar
  }
  const id = plan.project.calendar ?? 'default'
  return plan.calendars.has(id) ? id : undefined
}

/** No minute of work from the project's start to the end of time. */
function isDead(time: PlanTime, id: Id, { plan }: RuleContext): boolean {
  const calendar = calendarById(time, id)
  if (calendar.continuous || 0 < calendar.tail.total) return false
  const start = plan.project.statusDate ?? plan.project.start
  return !start || workAt(calendar, start.minute) === workAt(calendar, calendar.hi)
}
