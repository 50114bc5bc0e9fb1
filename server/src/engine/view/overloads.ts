import type { Id, Plan } from '../model/plan.ts'
import type { Schedule } from '../schedule/types.ts'
import type { Minute } from '../time/minute.ts'

/** A stretch in which a task asks more of someone than there is. */
export interface TaskOverload {
  readonly from: Minute
  readonly to: Minute
  /** The person's or team's name. */
  readonly who: string
}

const known = new WeakMap<Schedule, ReadonlyMap<Id, readonly TaskOverload[]>>()

/** The overloads of a schedule by the tasks that cause them; those that cause none are left out. */
export function overloadsByTask(plan: Plan, schedule: Schedule): ReadonlyMap<Id, readonly TaskOverload[]> {
  const before = known.get(schedule)
  if (before) return before
  const byTask = new Map<Id, TaskOverload[]>()
  for (const [resource, overloads] of schedule.overloads) {
    const who = plan.resources.get(resource)?.name ?? resource
    for (const { from, to, tasks } of overloads) {
      for (const id of tasks) {
        const found = byTask.get(id)
        if (found) found.push({ from, to, who })
        else byTask.set(id, [{ from, to, who }])
      }
    }
  }
  known.set(schedule, byTask)
  return byTask
}
