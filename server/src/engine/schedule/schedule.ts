import type { Id, Plan } from '../model/plan.ts'
import { lastFinish, nextStart } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'
import { type Found, type PassesOptions, passesOf } from './allPasses.ts'
import { finishInstant } from './bounds.ts'
import { collisionsOf } from './collisions.ts'
import { conflictsOf } from './conflicts.ts'
import type { OutsideTask } from './outside.ts'
import { overLimitsOf } from './overLimit.ts'
import { overloadsOf } from './overload.ts'
import type { Dates, Passes } from './passes.ts'
import { cancelled } from './progress.ts'
import { type Again, foundAgain, type Placed } from './reschedule.ts'
import { scheduledTasks } from './results.ts'
import type { Schedule } from './types.ts'

export interface ScheduleOptions extends PassesOptions {
  /**
   * The schedule of the same plan before an edit. What the edit left alone is taken over, the very objects; the result is
   * the same as without it.
   */
  readonly previous?: Schedule
}

/**
 * The schedule of a plan (`spec/scheduling.md`): the same plan gives the same schedule, whatever the order of its text.
 * Never throws and never loops: what can't be scheduled is said so, task by task, and the rest has its dates.
 */
export function schedule(plan: Plan, options: ScheduleOptions = {}): Schedule {
  const again = options.previous && scheduleAgain(plan, options.previous, options, false)
  return again ?? scheduleOf(passesOf(plan, options))
}

/**
 * The schedule of a plan of which only words are others than in the plan before: names, notes, owners. `undefined` where
 * anything has changed that a date or a cost depends on. Right for levelled schedules too.
 */
export function renamedSchedule(plan: Plan, options: ScheduleOptions): Schedule | undefined {
  return options.previous && scheduleAgain(plan, options.previous, options, true)
}

/** What was found behind each schedule. */
export const foundBehind = new WeakMap<Schedule, Found>()

/** Where the tasks of an unlevelled schedule were placed, for those who go on from there. */
export function placedBehind(schedule: Schedule): Placed | undefined {
  const found = foundBehind.get(schedule)
  return found?.passes.waits ? undefined : found
}

/** What a task is to the tasks of other plans that wait for it; `undefined` where there is no such task. */
export function taskForOthers(schedule: Schedule, id: Id): OutsideTask | undefined {
  const found = foundBehind.get(schedule)
  const i = found?.passes.network.indexOf.get(id)
  if (!found || i === undefined) return undefined
  const { network, progress } = found.passes
  const { start, finish, duration } = found.placed
  const { deadline } = network.tasks[i]!
  const unscheduled = schedule.tasks.get(id)?.unscheduled
  return {
    start: (unscheduled ? Number.NaN : start[i]!) as Minute,
    finish: (unscheduled ? Number.NaN : finish[i]!) as Minute,
    duration: unscheduled ? Number.NaN : duration[i]!,
    calendar: network.calendar[i]!,
    elapsed: network.work[i]!.elapsed,
    ...(deadline && { deadline: lastFinish(network.own[i]!, rangeEnd(deadline)) as Minute }),
    ...(progress.mode[i] === cancelled && { cancelled: true }),
    ...(unscheduled && { unscheduled }),
  }
}

function scheduleAgain(plan: Plan, previous: Schedule, options: PassesOptions, onlyWords: boolean) {
  const former = foundBehind.get(previous)
  const again = former && foundAgain(former, plan, options, onlyWords)
  return again && scheduleOf(again.found, { schedule: previous, ...again })
}

/** What {@link passesOf} has found, as a schedule; what is not stale since the one before is taken over from that. */
export function scheduleOf(found: Found, former?: Again & { readonly schedule: Schedule }): Schedule {
  const { passes, placed, order } = found
  const { network } = passes
  const { tasks, cost } = scheduledTasks(found, former)
  const { project } = network.plan
  const start = earliestStart(passes, placed)
  // Half of those who ask for dates don't ask for these. After an edit they are had for next to nothing.
  let overloads =
    former && overloadsOf(passes, placed, { overloads: former.schedule.overloads, only: former.resources })
  const collisions = collisionsOf(passes, placed)
  const schedule: Schedule = {
    tasks,
    start: (Number.isFinite(start) ? start : nextStart(network.time.project, passes.projectStart)) as Minute,
    finish: shownFinish(tasks, found.end) as Minute,
    deadline: project.deadline && (finishInstant(network.time.project, project.deadline) as Minute),
    statusDate: project.statusDate && (rangeEnd(project.statusDate) as Minute),
    criticalPath: criticalPath(found),
    cycles: order.cycles,
    conflicts: conflictsOf(passes, placed, collisions),
    collisions,
    get overloads() {
      overloads ??= overloadsOf(passes, placed)
      return overloads
    },
    overLimits: overLimitsOf(
      passes,
      placed,
      former && { overLimits: former.schedule.overLimits, only: former.resources },
    ),
    dayMinutes: network.time.dayMinutes,
    weekMinutes: network.time.weekMinutes,
    cost,
  }
  foundBehind.set(schedule, found)
  return schedule
}

function earliestStart({ network, progress }: Passes, { start }: Dates): number {
  let earliest = Number.POSITIVE_INFINITY
  for (let i = 0; i < network.count; i++) {
    if (!network.isSummary[i] && progress.mode[i] !== cancelled && start[i]! < earliest) earliest = start[i]!
  }
  return earliest
}

/** The last finish as it is shown; of a plan without any, its start. */
function shownFinish(tasks: Schedule['tasks'], end: number): number {
  let latest = Number.NEGATIVE_INFINITY
  for (const { task, finish, cancelled } of tasks.values()) {
    if (task.parent === undefined && !cancelled && latest < finish) latest = finish
  }
  return Number.isFinite(latest) ? latest : end
}

function criticalPath({ passes, placed, critical }: Found): readonly string[] {
  const { tasks } = passes.network
  const on: number[] = []
  for (let i = 0; i < critical.length; i++) if (critical[i]) on.push(i)
  on.sort(
    (a, b) =>
      placed.start[a]! - placed.start[b]! ||
      placed.finish[a]! - placed.finish[b]! ||
      (tasks[a]!.id < tasks[b]!.id ? -1 : 1),
  )
  return on.map(i => tasks[i]!.id)
}
