import type { Id, Plan, Task } from '../model/plan.ts'
import { type ScheduleOptions, schedule } from '../schedule/schedule.ts'
import type { Schedule } from '../schedule/types.ts'
import { minutesPerDay } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import type { Leveled } from './levelPlan.ts'

/** How a wait is written into a plan: as a link to the task that is waited for, or as the day (and time) to begin. */
export type Settled =
  | { readonly id: Id; readonly after: Id; readonly startFrom?: never }
  | { readonly id: Id; readonly startFrom: CivilDate; readonly after?: never }

/**
 * What must be written into a plan so that its schedule without levelling is the levelled one: a link where that holds
 * the task where it is, else a date. Nothing else of the plan changes.
 */
export function settleWaits(
  plan: Plan,
  { schedule: target, waits }: Leveled,
  options: ScheduleOptions,
): readonly Settled[] {
  const settled = new Map<Id, Settled>()
  for (const [id, { task }] of waits) settled.set(id, { id, after: task })
  // Each round turns at least one link into a date, or is the last.
  for (let round = 0; round <= waits.size; round++) {
    const now = schedule(withSettled(plan, [...settled.values()]), options)
    const wrong = wrongLinks(settled, target, now)
    if (wrong.length === 0) break
    for (const id of wrong) settled.set(id, { id, startFrom: startOf(target, waits.get(id)!.until, id) })
  }
  return [...settled.values()]
}

/** A plan with more links and dates. */
export function withSettled(plan: Plan, settled: readonly Settled[]): Plan {
  const tasks = new Map(plan.tasks)
  for (const one of settled) {
    const task = tasks.get(one.id)
    if (task) tasks.set(one.id, settledTask(task, one))
  }
  return { ...plan, tasks }
}

function settledTask(task: Task, { after, startFrom }: Settled): Task {
  if (startFrom) return { ...task, constraints: { ...task.constraints, 'start-no-earlier-than': startFrom } }
  const link = { task: after!, type: 'FS' as const, path: [...task.path, 'after', task.after.length] }
  return { ...task, after: [...task.after, link] }
}

/** Links that make tasks wait for themselves, or after which a task is not where it should be. Those that begin first come first. */
function wrongLinks(settled: ReadonlyMap<Id, Settled>, target: Schedule, now: Schedule): readonly Id[] {
  const isLink = (id: Id) => settled.get(id)?.after !== undefined
  const inCycle = now.cycles
    .flatMap(({ edges }) => edges)
    .flatMap(({ from, to }) => (settled.get(to)?.after === from ? [to] : []))
  if (0 < inCycle.length) return inCycle
  const moved = [...settled.keys()].filter(id => isLink(id) && now.tasks.get(id)!.start !== target.tasks.get(id)!.start)
  if (moved.length === 0) return []
  // What comes after a task that is wrong may be right once that one is.
  const first = Math.min(...moved.map(id => target.tasks.get(id)!.start))
  return moved.filter(id => target.tasks.get(id)!.start === first)
}

/** The day alone where the wait ends before it begins. */
function startOf(target: Schedule, until: number, id: Id): CivilDate {
  const { start } = target.tasks.get(id)!
  const day = Math.floor(start / minutesPerDay) * minutesPerDay
  return until <= day ? { minute: day as Minute, hasTime: false } : { minute: start, hasTime: true }
}
