import { type Calendar, finishAt, lastFinish, startAt, workAt, workBetween } from '../time/calendar.ts'
import type { Network } from './network.ts'
import type { Dates, Passes } from './passes.ts'
import { cancelled, finished, planned } from './progress.ts'
import { type BackwardSweep, bound, type Holds, type Swept, sweepBack } from './sweepBack.ts'
import { finishOfWork, lastHold, startOfWork } from './work.ts'

/**
 * The latest dates that make neither the finish nor a deadline or constraint worse. Leaves only; `NaN` for the rest.
 */
export interface LateDates {
  readonly start: Float64Array
  readonly finish: Float64Array
  /** Work done up to them in the working calendar of the leaf; `NaN` where that is to be looked up. */
  readonly startWork: Float64Array
  readonly finishWork: Float64Array
}

/** None yet. */
export function emptyLateDates(count: number): LateDates {
  const column = () => new Float64Array(count).fill(Number.NaN)
  return { start: column(), finish: column(), startWork: column(), finishWork: column() }
}

const free = Number.POSITIVE_INFINITY

/**
 * Backward pass (CPM, Kelley and Walker 1959) from `end`, deadlines and constraints, where earlier (rule 20; MS
 * Project).
 */
export function backwardPass(passes: Passes, dates: Dates, end: number): LateDates & { readonly swept: Swept } {
  const late = emptyLateDates(passes.network.count)
  return { ...late, swept: sweepBack(passes, dates, lateSweep(passes, dates, late, end)) }
}

/** The sweep of the backward pass, which writes into `late`. */
export function lateSweep(passes: Passes, dates: Dates, late: LateDates, end: number): BackwardSweep {
  return {
    end,
    deadlines: true,
    justInTime: true,
    waits: false,
    settle: (i, finishBy, startBy, holds, byLinks) =>
      settleLate(passes, dates, late, i, finishBy, startBy, holds, byLinks),
  }
}

function settleLate(
  passes: Passes,
  dates: Dates,
  late: LateDates,
  i: number,
  finishBy: number,
  startBy: number,
  holds: Holds,
  byLinks: number,
): void {
  const { network, progress } = passes
  const mode = progress.mode[i]!
  const calendar = network.calendar[i]!
  if (mode === planned) {
    placeLatest(passes, i, finishBy, startBy, latest, knownWork(network, late.start, late.startWork, i, finishBy))
    late.start[i] = latest.start
    late.finish[i] = latest.finish
    late.startWork[i] = latest.startWork
    late.finishWork[i] = latest.finishWork
    const end = endOf(network, i, latest.start, latest.finish, latest.finishWork, network.amount[i]!)
    // A point in a gap hands on the very instant at which what leads to it ends: no later than its successors can take.
    const isPoint = network.amount[i] === 0
    holds.atStart[i] = isPoint ? latestAtStart(calendar, latest.start, byLinks) : latest.start
    holds.start[i] = isPoint ? Math.min(latest.start, byLinks) : latest.start
    holds.finish[i] = isPoint ? Math.min(end, byLinks) : end
  } else if (mode === finished) {
    late.start[i] = dates.start[i]!
    late.finish[i] = dates.finish[i]!
  } else if (mode === cancelled) {
    late.start[i] = late.finish[i] = Math.min(finishBy, startBy)
    holds.start[i] = holds.atStart[i] = holds.finish[i] = late.finish[i]!
  } else {
    const bounds = passes.limits.bounds[i]
    const by = bounds ? Math.min(finishBy, bounds.finishBy, orFree(bounds.mustFinish)) : finishBy
    late.start[i] = dates.start[i]!
    late.finish[i] = lastFinish(calendar, by)
    if (!passes.retained) return
    holds.start[i] = holds.atStart[i] = startOfWork(network.work[i]!, by, progress.remaining[i]!)
    holds.finish[i] = lastHold(network.work[i]!, holds.start[i]!, by, progress.remaining[i]!)
  }
}

/** The later side of a gap at which a finish stands; only what a link holds by its finish is asked for it. */
function endOf(network: Network, i: number, start: number, finish: number, finishWork: number, left: number): number {
  const { calendar, links, amount, work } = network
  if (!links.heldFinish[i] && amount[i] !== 0) return free
  if (work[i]!.shares) return lastHold(work[i]!, start, finish, left)
  return startAt(calendar[i]!, Number.isNaN(finishWork) ? workAt(calendar[i]!, finish) : finishWork)
}

/** Work done up to an instant, where that is the start of the successor that leaves the least, in the same calendar. */
function knownWork(
  { calendar }: Network,
  start: Float64Array,
  startWork: Float64Array,
  i: number,
  instant: number,
): number {
  const { by } = bound
  return 0 <= by && start[by] === instant && calendar[by] === calendar[i] ? startWork[by]! : Number.NaN
}

/** One for all leaves, since the pass runs over many. */
export const latest = { start: 0, finish: 0, startWork: 0, finishWork: 0 }

/** Where a planned leaf stands when it is as late as these, and its own constraints, let it. */
export function placeLatest(
  { network, limits }: Passes,
  i: number,
  finishBy: number,
  startBy: number,
  into: typeof latest,
  finishWork = Number.NaN,
): void {
  const calendar = network.calendar[i]!
  const bounds = limits.bounds[i]
  let endBy = finishBy
  let beginWork = workForStart(network, i, startBy)
  if (bounds) {
    endBy = Math.min(finishBy, bounds.finishBy, orFree(bounds.mustFinish))
    const beginBy = Math.min(bounds.startBy, orFree(bounds.mustStart))
    if (beginBy !== free) beginWork = Math.min(beginWork, workAt(calendar, beginBy))
  }
  placeBy(network, i, endBy, endBy === finishBy ? finishWork : Number.NaN, beginWork, into)
}

/** Where a leaf stands that must end by an instant and have begun before more than so much work is done. */
export function placeBy(
  network: Network,
  i: number,
  endBy: number,
  endWork: number,
  beginWork: number,
  into: typeof latest,
): void {
  const calendar = network.calendar[i]!
  const work = network.work[i]!
  const amount = network.amount[i]!
  if (work.shares) {
    const byFinish = startOfWork(work, endBy, amount)
    const isEarlier = beginWork < workAt(calendar, byFinish)
    into.start = isEarlier ? startAt(calendar, beginWork) : byFinish
    into.finish = isEarlier ? finishOfWork(work, into.start, amount) : lastFinish(calendar, endBy)
    into.startWork = into.finishWork = Number.NaN
    return
  }
  const done = Math.min((Number.isNaN(endWork) ? workAt(calendar, endBy) : endWork) - amount, beginWork)
  into.start = startAt(calendar, done)
  into.finish = finishAt(calendar, done + amount)
  into.startWork = Number.isFinite(into.start) ? done : Number.NaN
  into.finishWork = Number.isFinite(into.finish) ? done + amount : Number.NaN
}

/**
 * Work done before the latest start that is not after `by`: a start in a gap is shown, and counted from, at its end.
 */
export function workForStart({ calendar, amount }: Network, i: number, by: number): number {
  if (by === free) return free
  const work = workAt(calendar[i]!, by)
  return amount[i]! > 0 && by < startAt(calendar[i]!, work) ? work - 1 : work
}

/** A point that counts from a start stands at the later side of a gap: that must not be too late for its successors. */
function latestAtStart(calendar: Calendar, later: number, byLinks: number): number {
  if (later <= byLinks) return later
  const work = workAt(calendar, byLinks)
  const at = startAt(calendar, work)
  return at <= byLinks ? at : startAt(calendar, work - 1)
}

function orFree(minute: number): number {
  return Number.isNaN(minute) ? free : minute
}

/**
 * Total float: the smaller of start and finish float, in working time of the task calendar (rule 20; P6 "smallest of
 * start float and finish float"); finish float alone once started; none when finished.
 */
export function totalFloats(passes: Passes, dates: Dates, late: LateDates): Float64Array {
  const total = new Float64Array(passes.network.count)
  for (let i = 0; i < total.length; i++) total[i] = totalFloat(passes, dates, late, i)
  return total
}

/** The total float of one leaf; 0 for a summary, which has that of the tasks inside it. */
export function totalFloat({ network, progress }: Passes, dates: Dates, late: LateDates, i: number): number {
  const mode = progress.mode[i]!
  if (network.isSummary[i] || mode === finished || mode === cancelled) return 0
  const calendar = network.own[i]!
  const isByFinish = mode !== planned || isSimple(network, i)
  if (isByFinish && calendar === network.calendar[i]) {
    const known = late.finishWork[i]! - dates.finishWork[i]!
    if (!Number.isNaN(known)) return known
  }
  const byFinish = workBetween(calendar, dates.finish[i]!, late.finish[i]!)
  return isByFinish ? byFinish : Math.min(workBetween(calendar, dates.start[i]!, late.start[i]!), byFinish)
}

/** Is the work of a leaf a fixed stretch of its own task calendar, so that start and finish slip alike? */
function isSimple({ own, calendar, work }: Network, i: number): boolean {
  return own[i] === calendar[i] && !work[i]!.shares
}

/** Free float: what can slip without moving any successor, lag removed, never below zero (rule 20; P6). */
export function freeFloats(
  passes: Passes,
  dates: Dates,
  end: number,
): { readonly slack: Float64Array; readonly swept: Swept } {
  const slack = new Float64Array(passes.network.count)
  return { slack, swept: sweepBack(passes, dates, freeSweep(passes, dates, slack, end)) }
}

/** The sweep of the free floats, which writes into `slack`. */
export function freeSweep(passes: Passes, dates: Dates, slack: Float64Array, end: number): BackwardSweep {
  return {
    end,
    deadlines: false,
    justInTime: false,
    waits: false,
    settle: (i, finishBy, startBy, holds, byLinks) => {
      holdPlace(passes, dates, i, holds, byLinks)
      slack[i] = Math.max(0, roomOf(passes, dates, i, finishBy, startBy))
    },
  }
}

/** How far a leaf can slip that must finish, and start, by these instants. */
export function roomOf(
  { network, progress }: Passes,
  dates: Dates,
  i: number,
  finishBy: number,
  startBy: number,
): number {
  const mode = progress.mode[i]!
  if (mode === finished || mode === cancelled) return 0
  const own = network.own[i]!
  if (mode !== planned) return workBetween(own, dates.finish[i]!, finishBy)
  // In one calendar the start can slip as far as the finish.
  if (startBy === free && isSimple(network, i)) {
    const by = knownWork(network, dates.start, dates.startWork, i, finishBy)
    const done = dates.finishWork[i]!
    return (Number.isNaN(by) ? workAt(own, finishBy) : by) - (Number.isNaN(done) ? workAt(own, dates.finish[i]!) : done)
  }
  placeBy(network, i, finishBy, Number.NaN, workForStart(network, i, startBy), latest)
  return Math.min(workBetween(own, dates.start[i]!, latest.start), workBetween(own, dates.finish[i]!, latest.finish))
}

/** A leaf that stays where it is placed: what is before it may come as late as that. */
export function holdPlace(
  { network, progress, retained }: Passes,
  dates: Dates,
  i: number,
  holds: Holds,
  byLinks: number,
): void {
  const mode = progress.mode[i]!
  const calendar = network.calendar[i]!
  if (mode === finished) return
  if (mode === cancelled) {
    holds.start[i] = holds.atStart[i] = holds.finish[i] = byLinks
  } else if (mode === planned || retained) {
    const at = mode === planned ? dates.start[i]! : dates.resume[i]!
    const left = mode === planned ? network.amount[i]! : progress.remaining[i]!
    const end = endOf(network, i, at, dates.finish[i]!, dates.finishWork[i]!, left)
    const isPoint = network.amount[i] === 0
    // A point stands on either side of a gap: what leads to it may use as much of the gap as its successors leave.
    const later = isPoint ? startAt(calendar, workAt(calendar, at)) : at
    holds.atStart[i] = isPoint ? latestAtStart(calendar, later, byLinks) : at
    holds.start[i] = isPoint ? Math.min(later, byLinks) : at
    holds.finish[i] = isPoint ? Math.min(end, byLinks) : end
  }
}
