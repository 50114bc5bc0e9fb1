import type { Id } from '../model/plan.ts'
import { finishAt, startAt, workAt } from '../time/calendar.ts'
import type { Minute, WorkMinutes } from '../time/minute.ts'
import type { Found } from './allPasses.ts'
import type { Network } from './network.ts'
import { shownInstant } from './placeLeaf.ts'
import { cancelled, finished, off, started } from './progress.ts'
import type { Again } from './reschedule.ts'
import { costOfLeaf } from './taskCost.ts'
import { TaskTable } from './taskTable.ts'
import type { Schedule, ScheduledTask, Unscheduled } from './types.ts'

/**
 * One object a task: what is rolled up into summaries is gathered on the way, children before parents. Of a schedule
 * before, tasks that are not stale are taken over.
 */
export function scheduledTasks(
  found: Found,
  former?: Pick<Again, 'stale'> & { readonly schedule: Schedule },
): { readonly tasks: ReadonlyMap<Id, ScheduledTask>; readonly cost: number } {
  const { network } = found.passes
  const { count, isSummary, parent } = network
  const old = (former?.schedule.tasks as TaskTable | undefined)?.list
  const results: ScheduledTask[] = new Array(count)
  const sums: (Sum | undefined)[] = new Array(count)
  const stale = former?.stale
  const isStale = (i: number) => !stale || stale[i] === 1
  let cost = 0
  for (let i = count - 1; 0 <= i; i--) {
    const above = parent[i]!
    let result = old?.[i]
    if (isStale(i) || !result)
      result = isSummary[i] ? summaryResult(found, i, sums[i] ?? emptySum()) : leafResult(found, i)
    else if (result instanceof LeafResult || result instanceof SummaryResult) result.moveTo(found)
    results[i] = result
    if (above < 0) {
      if (!Number.isNaN(result.cost)) cost += result.cost
    } else if (isStale(above)) {
      sums[above] ??= emptySum()
      addTo(sums[above], result)
    }
  }
  return { tasks: new TaskTable(network.indexOf, results), cost }
}

/** The same number, as a small integer where it is one: a double in an object is an object of its own. */
function small(value: number): number {
  const int = value | 0
  return int === value ? int : value
}

function leafResult(found: Found, i: number): ScheduledTask {
  const unscheduled = found.unscheduled[i]
  if (unscheduled || found.passes.progress.mode[i] === off)
    return unscheduledResult(found.passes.network, i, unscheduled ?? 'no-working-time')
  return new LeafResult(found, i)
}

/** What the passes found of a task, for those who ask for more than its dates (`driving.ts`). */
export interface Behind {
  readonly found: Found
  readonly at: number
}

/** A leaf with its dates. A class so that all have the same shape, and what was found stays out of comparisons. */
class LeafResult implements ScheduledTask {
  readonly task: ScheduledTask['task']
  readonly partial = false
  readonly start: Minute
  readonly finish: Minute
  readonly earlyStart: Minute
  readonly earlyFinish: Minute
  readonly lateStart: Minute
  readonly lateFinish: Minute
  readonly duration: WorkMinutes
  readonly effort: WorkMinutes
  readonly totalFloat: WorkMinutes
  readonly freeFloat: WorkMinutes
  readonly critical: boolean
  readonly progress: number
  readonly started: boolean
  readonly finished: boolean
  readonly cancelled: boolean
  readonly cost: number
  #found: Found
  readonly #at: number

  constructor(found: Found, i: number) {
    const { passes, early, placed, late } = found
    const { network, progress } = passes
    const mode = progress.mode[i]!
    const isCancelled = mode === cancelled
    const isPoint = placed.start[i] === placed.finish[i]
    const shown = (instant: number) => (isPoint ? shownInstant(network, i, instant) : instant)
    const beside = (at: number, late: number) => (isCancelled ? at : isPoint ? besideOf(network, i, at, late) : late)
    const start = shown(placed.start[i]!)
    const finish = shown(placed.finish[i]!)
    const { effort, cost } = costOfLeaf(passes, placed, i)
    this.task = network.tasks[i]!
    this.start = small(start) as Minute
    this.finish = small(finish) as Minute
    this.earlyStart = small(shown(early.start[i]!)) as Minute
    this.earlyFinish = small(shown(early.finish[i]!)) as Minute
    this.lateStart = small(beside(start, late.start[i]!)) as Minute
    this.lateFinish = small(beside(finish, late.finish[i]!)) as Minute
    this.duration = small(placed.duration[i]!) as WorkMinutes
    this.effort = small(effort) as WorkMinutes
    this.totalFloat = small(found.totalFloat[i]!) as WorkMinutes
    this.freeFloat = small(found.freeFloat.slack[i]!) as WorkMinutes
    this.critical = found.critical[i] === 1
    this.progress = progress.share[i]!
    this.started = mode === started || mode === finished
    this.finished = mode === finished
    this.cancelled = isCancelled
    this.cost = cost
    this.#found = found
    this.#at = i
  }

  get behind(): Behind {
    return { found: this.#found, at: this.#at }
  }

  /** The same result in a later schedule, so that the earlier one need not be kept for its reasons. */
  moveTo(found: Found): void {
    this.#found = found
  }
}

/** A point's late date stands on the same side of a gap as its early one; where that is in no gap, as a finish does. */
function besideOf({ calendar }: Network, i: number, early: number, late: number): number {
  const its = calendar[i]!
  if (!Number.isFinite(late)) return early
  const work = workAt(its, late)
  const isAtStart = startAt(its, workAt(its, early)) === early && finishAt(its, workAt(its, early)) !== early
  const at = isAtStart ? startAt(its, work) : finishAt(its, work)
  return Number.isFinite(at) ? at : late
}

function unscheduledResult(network: Network, i: number, unscheduled: Unscheduled): ScheduledTask {
  const none = Number.NaN
  return {
    task: network.tasks[i]!,
    unscheduled,
    partial: false,
    start: none as Minute,
    finish: none as Minute,
    earlyStart: none as Minute,
    earlyFinish: none as Minute,
    lateStart: none as Minute,
    lateFinish: none as Minute,
    duration: none as WorkMinutes,
    effort: none as WorkMinutes,
    totalFloat: none as WorkMinutes,
    freeFloat: none as WorkMinutes,
    critical: false,
    progress: network.tasks[i]!.progress ?? 0,
    started: false,
    finished: false,
    cancelled: false,
    cost: none,
  }
}

/** What a summary gathers from the tasks inside it. */
interface Sum {
  scheduled: number
  unscheduled: Unscheduled | undefined
  cancelled: number
  start: number
  finish: number
  earlyStart: number
  earlyFinish: number
  lateStart: number
  lateFinish: number
  effort: number
  cost: number
  totalFloat: number
  /** Of the tasks that end it, the least that one can slip. */
  freeFloat: number
  critical: boolean
  weight: number
  done: number
  leaves: number
  share: number
  started: boolean
  allFinished: boolean
  point: number
}

function emptySum(): Sum {
  return {
    scheduled: 0,
    unscheduled: undefined,
    cancelled: 0,
    start: Number.POSITIVE_INFINITY,
    finish: Number.NEGATIVE_INFINITY,
    earlyStart: Number.POSITIVE_INFINITY,
    earlyFinish: Number.NEGATIVE_INFINITY,
    lateStart: Number.POSITIVE_INFINITY,
    lateFinish: Number.NEGATIVE_INFINITY,
    effort: 0,
    cost: 0,
    totalFloat: Number.POSITIVE_INFINITY,
    freeFloat: 0,
    critical: false,
    weight: 0,
    done: 0,
    leaves: 0,
    share: 0,
    started: false,
    allFinished: true,
    point: Number.NaN,
  }
}

function addTo(sum: Sum, task: ScheduledTask): void {
  if (task.unscheduled) {
    sum.unscheduled = worse(sum.unscheduled, task.unscheduled)
    return
  }
  sum.cost += task.cost
  if (task.partial) sum.unscheduled ??= 'invalid'
  if (task.cancelled) {
    sum.cancelled++
    if (!(task.finish <= sum.point)) sum.point = task.finish
    return
  }
  sum.scheduled++
  if (sum.finish === task.finish) sum.freeFloat = Math.min(sum.freeFloat, task.freeFloat)
  else if (sum.finish < task.finish) sum.freeFloat = task.freeFloat
  sum.start = Math.min(sum.start, task.start)
  sum.finish = Math.max(sum.finish, task.finish)
  sum.earlyStart = Math.min(sum.earlyStart, task.earlyStart)
  sum.earlyFinish = Math.max(sum.earlyFinish, task.earlyFinish)
  sum.lateStart = Math.min(sum.lateStart, task.lateStart)
  sum.lateFinish = Math.max(sum.lateFinish, task.lateFinish)
  sum.effort += task.effort
  if (!task.finished) sum.totalFloat = Math.min(sum.totalFloat, task.totalFloat)
  sum.critical ||= task.critical
  sum.weight += task.duration
  sum.done += task.duration * task.progress
  sum.leaves++
  sum.share += task.progress
  sum.started ||= task.started
  sum.allFinished &&= task.finished
}

/** The reason that says most: one's own circle before someone else's. */
function worse(a: Unscheduled | undefined, b: Unscheduled): Unscheduled {
  const order: readonly Unscheduled[] = ['cycle', 'after-cycle', 'no-working-time', 'other-plan-missing', 'invalid']
  return a !== undefined && order.indexOf(a) <= order.indexOf(b) ? a : b
}

function summaryResult(found: Found, i: number, sum: Sum): ScheduledTask {
  const { network, progress } = found.passes
  if (progress.mode[i] === cancelled || (sum.scheduled === 0 && sum.cancelled > 0))
    return cancelledSummary(network, i, sum)
  if (sum.scheduled === 0) return unscheduledResult(network, i, sum.unscheduled ?? found.unscheduled[i] ?? 'invalid')
  return new SummaryResult(found, i, sum)
}

/** A summary with the dates of what is inside it; a class for the same reason as {@link LeafResult}. */
class SummaryResult implements ScheduledTask {
  readonly task: ScheduledTask['task']
  readonly partial: boolean
  readonly start: Minute
  readonly finish: Minute
  readonly earlyStart: Minute
  readonly earlyFinish: Minute
  readonly lateStart: Minute
  readonly lateFinish: Minute
  readonly duration: WorkMinutes
  readonly effort: WorkMinutes
  readonly totalFloat: WorkMinutes
  readonly freeFloat: WorkMinutes
  readonly critical: boolean
  readonly progress: number
  readonly started: boolean
  readonly finished: boolean
  readonly cancelled = false
  readonly cost: number
  #found: Found
  readonly #at: number

  constructor(found: Found, i: number, sum: Sum) {
    const { network } = found.passes
    const own = network.own[i]!
    this.task = network.tasks[i]!
    this.partial = sum.unscheduled !== undefined
    this.start = sum.start as Minute
    this.finish = sum.finish as Minute
    this.earlyStart = sum.earlyStart as Minute
    this.earlyFinish = sum.earlyFinish as Minute
    this.lateStart = sum.lateStart as Minute
    this.lateFinish = sum.lateFinish as Minute
    this.duration = (workAt(own, sum.finish) - workAt(own, sum.start)) as WorkMinutes
    this.effort = sum.effort as WorkMinutes
    this.totalFloat = (sum.totalFloat === Number.POSITIVE_INFINITY ? 0 : sum.totalFloat) as WorkMinutes
    this.freeFloat = sum.freeFloat as WorkMinutes
    this.critical = sum.critical
    this.progress = sum.weight > 0 ? sum.done / sum.weight : sum.share / sum.leaves
    this.started = sum.started
    this.finished = sum.allFinished && sum.unscheduled === undefined
    this.cost = sum.cost
    this.#found = found
    this.#at = i
  }

  get behind(): Behind {
    return { found: this.#found, at: this.#at }
  }

  /** See {@link LeafResult.moveTo}. */
  moveTo(found: Found): void {
    this.#found = found
  }
}

function cancelledSummary(network: Network, i: number, { point, cost }: Sum): ScheduledTask {
  const none = unscheduledResult(network, i, 'invalid')
  const { unscheduled: _, ...rest } = none
  const at = point as Minute
  const zero = 0 as WorkMinutes
  return {
    ...rest,
    start: at,
    finish: at,
    earlyStart: at,
    earlyFinish: at,
    lateStart: at,
    lateFinish: at,
    duration: zero,
    effort: zero,
    totalFloat: zero,
    freeFloat: zero,
    progress: 0,
    cancelled: true,
    cost,
  }
}
