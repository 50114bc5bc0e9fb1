import type { Id, Plan, Task } from '../model/plan.ts'
import { workBetween } from '../time/calendar.ts'
import type { WorkMinutes } from '../time/minute.ts'
import { type PassesOptions, passesOf } from './allPasses.ts'
import { planTime } from './planTime.ts'

/**
 * How much earlier the project would finish if a task took no time, in working minutes of the project calendar: what it
 * costs the project. By scheduling again, not by a formula, so that it is right with calendars and constraints (rule
 * 21; Devaux, Total Project Control, 1999). 0 for what is finished, has no dates or no work, or is not on a driving
 * path; of a summary, all inside it take no time.
 */
export function dragOf(plan: Plan, taskId: Id, options: PassesOptions = {}): WorkMinutes {
  const task = plan.tasks.get(taskId)
  if (!task) return 0 as WorkMinutes
  const { project } = planTime(plan)
  const finish = passesOf(plan, options).end
  const without = passesOf({ ...plan, tasks: withoutWork(plan, task) }, options).end
  return Math.max(0, workBetween(project, without, finish)) as WorkMinutes
}

function withoutWork(plan: Plan, task: Task): ReadonlyMap<Id, Task> {
  const tasks = new Map(plan.tasks)
  const open = [task]
  for (let next = open.pop(); next; next = open.pop()) {
    tasks.set(next.id, next.children.length > 0 ? next : shortened(next))
    for (const child of next.children) {
      const inside = plan.tasks.get(child)
      if (inside) open.push(inside)
    }
  }
  return tasks
}

/** No work, or no work left. */
function shortened(task: Task): Task {
  const nothing = { likely: { amount: 0, unit: 'min', elapsed: false } } as const
  if (task.status === 'done' || (task.progress ?? 0) >= 1) return task
  const isStarted = task.actualStart !== undefined || 0 < (task.progress ?? 0) || task.status === 'in-progress'
  return isStarted ? { ...task, remaining: nothing } : { ...task, duration: nothing, effort: undefined }
}
