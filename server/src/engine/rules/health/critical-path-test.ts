import { scheduleProject } from '../../leveling/scheduleProject.ts'
import type { Plan, Task } from '../../model/plan.ts'
import { projectWork } from '../../schedule/planTime.ts'
import type { ScheduledTask } from '../../schedule/types.ts'
import { workInWords } from '../../schedule/words.ts'
import type { Rule, RuleContext } from '../rule.ts'

/** Page: ./critical-path-test.md */
export const criticalPathTest: Rule = {
  code: 'health/critical-path-test',
  severity: 'off',
  title: 'DCMA 12: the finish does not move when a critical task does',

  *check(context) {
    const { plan, schedule } = context
    const tested = firstCritical(context)
    if (!tested) return
    const delay = 10 * schedule.dayMinutes
    const later = scheduleProject(delayed(plan, tested.task, (tested.duration + delay) as number))
    const moved = projectWork(schedule.finish, later.finish, plan)
    // On a calendar of its own, or round the clock, it ends less or more than that much later.
    const itself = projectWork(tested.finish, later.tasks.get(tested.task.id)!.finish, plan)
    if (itself * 0.95 <= moved) return
    yield {
      at: { path: tested.task.path, on: 'key' },
      message: `"${tested.task.name}" is critical, but if it took ${workInWords(delay, schedule.dayMinutes)} longer the project would finish only ${workInWords(Math.max(0, moved), schedule.dayMinutes)} later`,
      help: 'Something else than its logic holds the finish: look for hard constraints and missing dependencies after it',
    }
  },
}

/** The first task of the critical path that is still to be done and has a length to change. */
function firstCritical({ schedule }: RuleContext): ScheduledTask | undefined {
  for (const id of schedule.criticalPath) {
    const dates = schedule.tasks.get(id)
    if (dates && !dates.started && !dates.unscheduled && dates.task.kind === 'task' && dates.task.duration) return dates
  }
  return undefined
}

function delayed(plan: Plan, task: Task, minutes: number): Plan {
  const duration = { likely: { amount: minutes, unit: 'min', elapsed: task.duration!.likely.elapsed } as const }
  return { ...plan, tasks: new Map(plan.tasks).set(task.id, { ...task, duration }) }
}
