import type { At } from '../../model/path.ts'
import type { Id, Plan, Resource, Task } from '../../model/plan.ts'
import {
  calendarById,
  lineageOf,
  type PlanTime,
  planTime,
  resourceCalendar,
  sharedCalendar,
} from '../../schedule/planTime.ts'
import { standingOf } from '../../schedule/standing.ts'
import { count } from '../../schedule/words.ts'
import { doesWork } from '../../schedule/work.ts'
import { type Calendar, workAt } from '../../time/calendar.ts'
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
      if (id === undefined || !isDead(calendarById(time, id), context)) {
        yield neverTogether(time, task, id, context) ?? byPeople(task, context.plan)
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

/** All who work on it are there some time, but never in the hours of the task. */
function neverTogether(
  time: PlanTime,
  task: Task,
  calendarId: Id | undefined,
  context: RuleContext,
): Finding | undefined {
  const { plan } = context
  const { assign, path, name, ignoreResourceCalendars } = task
  const doers = assign.flatMap(({ resource }) => plan.resources.get(resource) ?? []).filter(doesWork)
  const [first] = doers
  const its = calendarById(time, calendarId)
  const isApart = (doer: Resource) =>
    !isDead(resourceCalendar(time, doer), context) &&
    isDead(sharedCalendar(its, calendarById(time, doer.calendar)), context)
  if (!first || ignoreResourceCalendars || !doers.every(isApart)) return undefined
  const theirs = first.calendar ?? plan.project.calendar ?? 'default'
  const isOne = plan.calendars.has(theirs) && doers.every(({ calendar }) => calendar === first.calendar)
  const key = task.calendar === undefined ? { path, on: 'key' as const } : { path: [...path, 'calendar'] }
  const names = doers.map(doer => `"${doer.name}"`).join(' and ')
  return {
    at: assign.length === 1 ? atId(assign[0]!.path, assign[0]!.resource) : key,
    message: `"${name}" can’t be scheduled: ${names} ${doers.length === 1 ? 'works' : 'work'} at other hours than the task${calendarId === undefined ? '' : `, which goes by the calendar "${calendarId}"`}`,
    help: 'Give the task the calendar of those who work on it, or give it to somebody who works in its hours; the rest of the plan is scheduled without it',
    fixes: isOne
      ? [
          {
            title: `Let it go by the calendar "${theirs}"`,
            changes: [{ kind: 'set', path: [...path, 'calendar'], text: theirs }],
            preferred: false,
          },
        ]
      : [],
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
function isDead(calendar: Calendar, { plan }: RuleContext): boolean {
  if (calendar.continuous || 0 < calendar.tail.total) return false
  const start = plan.project.statusDate ?? plan.project.start
  return !start || workAt(calendar, start.minute) === workAt(calendar, calendar.hi)
}
