import type { Path } from '../../model/path.ts'
import type { Plan, Task } from '../../model/plan.ts'
import type { Finding, Rule } from '../rule.ts'

/** Page: ./no-working-time.md */
export const noWorkingTime: Rule = {
  code: 'schedule/no-working-time',
  severity: 'error',
  title: 'A task whose calendar leaves no time to work',

  *check({ plan, schedule }) {
    for (const { task, unscheduled } of schedule.tasks.values()) {
      if (unscheduled === 'no-working-time') yield finding(task, plan)
    }
  },
}

function finding(task: Task, plan: Plan): Finding {
  const { path, why } = cause(task, plan)
  return {
    at: { path },
    message: `"${task.name}" can’t be scheduled: ${why}`,
    help: 'Open the calendar, end the leave, or give the task to somebody who is there; the rest of the plan is scheduled without it',
  }
}

/** The line that is most likely at fault: who does it, its pauses, its calendar, else the project's calendar. */
function cause(task: Task, plan: Plan): { readonly path: Path; readonly why: string } {
  const [assignment] = task.assign
  if (assignment && !task.ignoreResourceCalendars) {
    const who = task.assign.map(({ resource }) => `"${resource}"`).join(' and ')
    return { path: [...task.path, 'assign'], why: `there is never again time in which ${who} can work on it` }
  }
  if (0 < task.pauses.length) return { path: [...task.path, 'pauses'], why: 'its pauses leave no working time' }
  for (let at: Task | undefined = task; at; at = at.parent === undefined ? undefined : plan.tasks.get(at.parent)) {
    if (at.calendar !== undefined) {
      return { path: [...at.path, 'calendar'], why: `the calendar "${at.calendar}" has no working time left` }
    }
  }
  const { calendar, path } = plan.project
  if (calendar !== undefined)
    return { path: [...path, 'calendar'], why: `the calendar "${calendar}" has no working time left` }
  const standard = plan.calendars.get('default')
  return { path: standard ? [...standard.path] : task.path, why: 'the project calendar has no working time left' }
}
