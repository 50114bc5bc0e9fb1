import type { Id, Plan } from '../model/plan.ts'
import { nextStart } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'
import { backwardPass, freeFloats, totalFloats } from './backward.ts'
import { finishInstant, limitsOf } from './bounds.ts'
import { conflictsOf } from './conflicts.ts'
import { criticalLeaves } from './critical.ts'
import { type Dates, forwardPass, type LeafWait, type Passes } from './forward.ts'
import type { External } from './linkTable.ts'
import { buildNetwork, type Network } from './network.ts'
import { type Order, orderNodes } from './order.ts'
import { overLimitsOf } from './overLimit.ts'
import { overloadsOf } from './overload.ts'
import { placeLate } from './placeLate.ts'
import { planTime } from './planTime.ts'
import { cancelled, off, progressOf } from './progress.ts'
import { type Found, scheduledTasks } from './results.ts'
import type { Schedule, Unscheduled } from './types.ts'

export interface ScheduleOptions {
  /** Dates of tasks of other plans. Without it links to them are left out. */
  readonly external?: External
  /** Tasks that wait for a resource, as levelling has found. */
  readonly waits?: ReadonlyMap<Id, Wait>
}

/** A task does not start before `until`, when `task` gives the resource free. */
export interface Wait {
  readonly until: Minute
  readonly resource: Id
  readonly task: Id
}

/**
 * The schedule of a plan (`spec/scheduling.md`): the same plan gives the same schedule, whatever the order of its text.
 * Never throws and never loops: what can't be scheduled is said so, task by task, and the rest has its dates.
 */
export function schedule(plan: Plan, options: ScheduleOptions = {}): Schedule {
  return scheduleOf(passesOf(plan, options))
}

/** What {@link passesOf} has found, as a schedule. */
export function scheduleOf(found: ReturnType<typeof passesOf>): Schedule {
  const { passes, placed, order } = found
  const { network } = passes
  const { tasks, cost } = scheduledTasks(found)
  const { project } = network.plan
  const start = earliestStart(passes, placed)
  return {
    tasks,
    start: (Number.isFinite(start) ? start : nextStart(network.time.project, passes.projectStart)) as Minute,
    finish: shownFinish(tasks, found.end) as Minute,
    deadline: project.deadline && (finishInstant(network.time.project, project.deadline) as Minute),
    statusDate: project.statusDate && (rangeEnd(project.statusDate) as Minute),
    criticalPath: criticalPath(found),
    cycles: order.cycles,
    conflicts: conflictsOf(passes, placed),
    overloads: overloadsOf(passes, placed),
    overLimits: overLimitsOf(passes, placed),
    dayMinutes: network.time.dayMinutes,
    weekMinutes: network.time.weekMinutes,
    cost,
  }
}

/** All passes over a plan, before they are made into results. */
export function passesOf(
  plan: Plan,
  options: ScheduleOptions,
): Found & { readonly order: Order; readonly end: number } {
  const network = buildNetwork(plan, planTime(plan), options.external)
  const order = orderNodes(network)
  const { passes, unscheduled } = preparePasses(network, order, options.waits)
  const early = forwardPass(passes)
  const anchor = anchorOf(passes, early)
  const placed = passes.limits.anyLate ? placedDates(passes, early, anchor) : early
  const end = latestFinish(passes, placed)
  const { deadline } = plan.project
  const lateEnd = Math.min(
    isBackward(plan) ? anchor : end,
    deadline ? finishInstant(network.time.project, deadline) : Number.POSITIVE_INFINITY,
  )
  const late = backwardPass(passes, placed, lateEnd)
  return {
    passes,
    order,
    end,
    early,
    placed,
    late,
    totalFloat: totalFloats(passes, placed, late),
    freeFloat: freeFloats(passes, placed, end),
    critical: criticalLeaves(passes, placed, end),
    unscheduled,
  }
}

/** What the passes need, and why tasks that they leave out have no dates. */
export function preparePasses(
  network: Network,
  order: Order,
  waits?: ScheduleOptions['waits'],
): { readonly passes: Passes; readonly unscheduled: readonly (Unscheduled | undefined)[] } {
  const { plan, count } = network
  const limits = limitsOf(network)
  const progress = progressOf(network)
  const unscheduled: (Unscheduled | undefined)[] = new Array(count)
  const setAside = (i: number, why: Unscheduled) => {
    unscheduled[i] ??= why
    progress.mode[i] = off
  }
  if (order.cycles.length > 0) {
    for (let i = 0; i < count; i++) {
      const stuck = network.isSummary[i] ? Math.min(order.stuck[i] || 2, order.stuck[count + i] || 2) : order.stuck[i]
      if (order.stuck[i]) setAside(i, stuck === 1 ? 'cycle' : 'after-cycle')
    }
  }
  for (const i of network.missing) if (!network.isSummary[i]) setAside(i, 'other-plan-missing')
  const { statusDate, start, progressLogic } = plan.project
  const passes: Passes = {
    network,
    limits,
    progress,
    order: order.nodes,
    projectStart: start ? start.minute : Number.NEGATIVE_INFINITY,
    statusDate: statusDate ? rangeEnd(statusDate) : Number.NEGATIVE_INFINITY,
    retained: progressLogic !== 'override',
    ...(waits && { waits: leafWaits(network, waits) }),
  }
  const projectStart = start ? passes.projectStart : startWithoutDate(passes)
  if (!Number.isFinite(projectStart)) for (let i = 0; i < count; i++) setAside(i, 'invalid')
  return { passes: { ...passes, projectStart }, unscheduled }
}

function leafWaits({ indexOf }: Network, waits: ReadonlyMap<Id, Wait>): ReadonlyMap<number, LeafWait> {
  const byLeaf = new Map<number, LeafWait>()
  for (const [id, { until, resource, task }] of waits) {
    const [i, leaf] = [indexOf.get(id), indexOf.get(task)]
    if (i !== undefined && leaf !== undefined) byLeaf.set(i, { until, resource, leaf })
  }
  return byLeaf
}

function isBackward({ project }: Plan): boolean {
  return project.finish !== undefined && project.schedule === 'as-late-as-possible'
}

/**
 * Where a plan without `start` begins: scheduled backward, so that its finish can hold; else (its start is being typed)
 * at the earliest date that it names. `NaN` where there is none.
 */
function startWithoutDate(passes: Passes): number {
  const { plan, tasks, time, count, isSummary } = passes.network
  if (!isBackward(plan)) {
    const named = tasks.flatMap(({ actualStart, actualFinish, constraints, date, actual }) =>
      [actualStart, actualFinish, date?.likely, actual, ...Object.values(constraints)].flatMap(at =>
        at ? [at.minute] : [],
      ),
    )
    const earliest = named.reduce((a, b) => Math.min(a, b), plan.project.statusDate?.minute ?? Number.POSITIVE_INFINITY)
    return Number.isFinite(earliest) ? earliest : Number.NaN
  }
  const finish = finishInstant(time.project, plan.project.finish!)
  const modes = passes.progress.mode.slice()
  const trial = { ...passes, projectStart: finish }
  const late = backwardPass(trial, forwardPass(trial), finish)
  passes.progress.mode.set(modes)
  let start = finish
  for (let i = 0; i < count; i++) if (!isSummary[i] && late.start[i]! < start) start = late.start[i]!
  return start
}

/** Where what is as late as possible ends: the project's finish. */
function anchorOf(passes: Passes, early: Dates): number {
  const { plan, time } = passes.network
  return isBackward(plan) ? finishInstant(time.project, plan.project.finish!) : latestFinish(passes, early)
}

/** Late placement, then once more forward for what follows just in time. */
function placedDates(passes: Passes, early: Dates, anchor: number): Dates {
  const floor = placeLate(passes, { ...early, start: early.start.slice(), finish: early.finish.slice() }, anchor)
  return forwardPass(passes, floor)
}

function earliestStart({ network, progress }: Passes, { start }: Dates): number {
  let earliest = Number.POSITIVE_INFINITY
  for (let i = 0; i < network.count; i++) {
    if (!network.isSummary[i] && progress.mode[i] !== cancelled && start[i]! < earliest) earliest = start[i]!
  }
  return earliest
}

function latestFinish({ network, progress, projectStart }: Passes, { finish }: Dates): number {
  let latest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < network.count; i++) {
    if (!network.isSummary[i] && progress.mode[i] !== cancelled && latest < finish[i]!) latest = finish[i]!
  }
  return Number.isFinite(latest) ? latest : nextStart(network.time.project, projectStart)
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
