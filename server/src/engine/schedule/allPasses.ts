import type { Id, Plan } from '../model/plan.ts'
import { nextStart } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'
import { backwardPass, freeFloats, type LateDates, totalFloats } from './backward.ts'
import { finishInstant, limitsOf } from './bounds.ts'
import { criticalLeaves } from './critical.ts'
import { isBackward, placedDates, startWithoutDate } from './firstStart.ts'
import { forwardPass } from './forward.ts'
import { buildNetwork, type Network } from './network.ts'
import { type Order, orderNodes } from './order.ts'
import type { External } from './outside.ts'
import type { Dates, LeafWait, Passes, Turn } from './passes.ts'
import { planTime } from './planTime.ts'
import { cancelled, off, progressOf } from './progress.ts'
import type { Rings } from './rings.ts'
import type { Swept } from './sweepBack.ts'
import type { Unscheduled } from './types.ts'

export interface PassesOptions {
  /** Dates of tasks of other plans. Without it links to them are left out. */
  readonly external?: External
  /** The circles that it is in with other plans. */
  readonly rings?: Rings
  /** Tasks that wait for a resource, or end before another has it, as levelling has found. */
  readonly waits?: ReadonlyMap<Id, Wait>
  /** Where a plan without `start` begins, where levelling has found that to be another instant. */
  readonly start?: Minute
}

/** Who has the resource of a task at other times, where that holds it; both for one that had no room to go late. */
export interface Wait {
  /** It does not start before `at`, when `task` gives the resource free. */
  readonly begin?: TaskTurn
  /** Placed as late as possible, it ends by `at`, when `task` takes the resource. */
  readonly end?: TaskTurn
}

export interface TaskTurn {
  readonly at: Minute
  readonly resource: Id
  readonly task: Id
}

/** All that the passes found, by number of task. */
export interface Found {
  readonly passes: Passes
  readonly order: Order
  /** As early as possible. */
  readonly early: Dates
  /** As placed: the same, unless something is placed as late as possible. */
  readonly placed: Dates
  readonly late: LateDates & { readonly swept: Swept }
  readonly totalFloat: Float64Array
  readonly freeFloat: { readonly slack: Float64Array; readonly swept: Swept }
  readonly critical: Uint8Array
  readonly unscheduled: readonly (Unscheduled | undefined)[]
  /** The last finish. */
  readonly end: number
  /** Where the backward pass began. */
  readonly lateEnd: number
  /** Were other plans' dates to be had? */
  readonly hasExternal: boolean
}

/** All passes over a plan, before they are made into results. */
export function passesOf(plan: Plan, options: PassesOptions): Found {
  const network = buildNetwork(plan, planTime(plan), options.external)
  const order = orderWithRings(network, options.rings)
  const { passes, unscheduled } = preparePasses(network, order, options)
  const early = forwardPass(passes)
  const anchor = anchorOf(passes, early)
  const placed = passes.limits.anyLate ? placedDates(passes, early, anchor) : early
  const end = latestFinish(passes, placed)
  const lateEnd = Math.min(isBackward(plan) ? anchor : end, deadlineOfProject(network))
  const late = backwardPass(passes, placed, lateEnd)
  return {
    passes,
    order,
    end,
    lateEnd,
    early,
    placed,
    late,
    totalFloat: totalFloats(passes, placed, late),
    freeFloat: freeFloats(passes, placed, end),
    critical: criticalLeaves(passes, placed, end),
    unscheduled,
    hasExternal: options.external !== undefined,
  }
}

function orderWithRings(network: Network, rings: Rings | undefined): Order {
  const order = orderNodes(network)
  return rings ? { ...order, cycles: [...order.cycles, ...rings.cycles] } : order
}

/** `Infinity` where the project has none. */
export function deadlineOfProject({ plan, time }: Network): number {
  const { deadline } = plan.project
  return deadline ? finishInstant(time.project, deadline) : Number.POSITIVE_INFINITY
}

/** What the passes need, and why tasks that they leave out have no dates. */
export function preparePasses(
  network: Network,
  order: Order,
  { waits, rings, start: begin }: Pick<PassesOptions, 'waits' | 'rings' | 'start'> = {},
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
  for (const [id, why] of rings?.stuck ?? []) setAside(network.indexOf.get(id)!, why)
  for (const [i, why] of missingLeaves(network)) setAside(i, why)
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
  const projectStart = start ? passes.projectStart : (begin ?? startWithoutDate(passes))
  if (!Number.isFinite(projectStart)) for (let i = 0; i < count; i++) setAside(i, 'invalid')
  return { passes: { ...passes, projectStart }, unscheduled }
}

/** What waits for another plan in vain: of a summary all inside. */
function missingLeaves({ missing, count, parent, isSummary }: Network): ReadonlyMap<number, Unscheduled> {
  const leaves = new Map<number, Unscheduled>()
  if (missing.length === 0) return leaves
  const why = new Map(missing.map(({ to, why }) => [to, why]))
  for (let i = 0; i < count; i++) {
    const its = why.get(i) ?? why.get(parent[i]!)
    if (!its) continue
    why.set(i, its)
    if (!isSummary[i]) leaves.set(i, its)
  }
  return leaves
}

function leafWaits({ indexOf }: Network, waits: ReadonlyMap<Id, Wait>): ReadonlyMap<number, LeafWait> {
  const byLeaf = new Map<number, LeafWait>()
  const turn = (given: TaskTurn | undefined): Turn | undefined => {
    const leaf = given && indexOf.get(given.task)
    return leaf === undefined ? undefined : { at: given!.at, resource: given!.resource, leaf }
  }
  for (const [id, wait] of waits) {
    const i = indexOf.get(id)
    const [begin, end] = [turn(wait.begin), turn(wait.end)]
    if (i !== undefined) byLeaf.set(i, { ...(begin && { begin }), ...(end && { end }) })
  }
  return byLeaf
}

/**
 * Where what is as late as possible ends: the project's finish (rule 13; MS Project "schedule from project finish
 * date").
 */
export function anchorOf(passes: Passes, early: Dates): number {
  const { plan, time } = passes.network
  return isBackward(plan) ? finishInstant(time.project, plan.project.finish!) : latestFinish(passes, early)
}

/** When the last leaf finishes; the project's start where there is none. */
export function latestFinish({ network, progress, projectStart }: Passes, { finish }: Dates): number {
  let latest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < network.count; i++) {
    if (!network.isSummary[i] && progress.mode[i] !== cancelled && latest < finish[i]!) latest = finish[i]!
  }
  return Number.isFinite(latest) ? latest : nextStart(network.time.project, projectStart)
}
