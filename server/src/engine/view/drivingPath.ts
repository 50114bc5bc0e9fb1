import type { Id, LinkType, Plan } from '../model/plan.ts'
import type { Schedule } from '../schedule/types.ts'
import { describeReason, why } from '../schedule/why.ts'

/** What holds a task where it is, step by step to a date that nothing in the plan holds: `tpm why`, to be drawn. */
export interface DrivingPath {
  readonly task: Id
  /** First what holds the task itself, tied reasons too; then what holds the one that drives it, and so on. */
  readonly steps: readonly DrivingStep[]
}

export interface DrivingStep {
  readonly holds: Id
  /** Name of the task that is held. */
  readonly name: string
  /** The reason in words, plain and untrusted: `"Design" finishes Mon 9 Mar 2026, then 1d of lag`. */
  readonly text: string
  /** The task that holds it, by a link of that type or because it has the person until then; none for dates. */
  readonly from?: Id
  readonly type: LinkType
}

/** No more steps are told: nobody reads them, and a chain may be as long as the plan. */
const mostSteps = 2000

/** The driving path of a task; undefined where there is no such task or it has no dates. */
export function drivingPath(plan: Plan, schedule: Schedule, id: Id): DrivingPath | undefined {
  const scheduled = schedule.tasks.get(id)
  if (!scheduled || scheduled.unscheduled) return undefined
  const steps = why(plan, schedule, id)
    .slice(0, mostSteps)
    .map((reason): DrivingStep => {
      const { kind, task, type = 'FS', holds = id } = reason
      const isHeldByTask = (kind === 'dependency' || kind === 'resource') && task !== undefined && plan.tasks.has(task)
      return {
        holds,
        name: plan.tasks.get(holds)?.name ?? holds,
        text: describeReason(plan, schedule, holds, reason),
        ...(isHeldByTask && { from: task }),
        type: kind === 'resource' ? 'FS' : type,
      }
    })
  return { task: id, steps }
}
