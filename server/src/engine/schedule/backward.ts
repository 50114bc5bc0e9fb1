import { finishAt, lastFinish, startAt, workAt, workBetween } from '../time/calendar.ts'
import type { Dates, Passes } from './forward.ts'
import { cancelled, finished, planned } from './progress.ts'
import { type Holds, sweepBack } from './sweepBack.ts'
import { finishOfWork, startOfWork } from './work.ts'

/** The latest dates that make neither the finish nor a deadline or constraint worse. Leaves only; `NaN` for the rest. */
export interface LateDates {
  readonly start: Float64Array
  readonly finish: Float64Array
}

const free = Number.POSITIVE_INFINITY

/** Backward pass from `end` (rule 20). */
export function backwardPass(passes: Passes, dates: Dates, end: number): LateDates {
  const { count } = passes.network
  const late: LateDates = {
    start: new Float64Array(count).fill(Number.NaN),
    finish: new Float64Array(count).fill(Number.NaN),
  }
  sweepBack(passes, dates, {
    end,
    deadlines: true,
    justInTime: true,
    settle: (i, finishBy, startBy, holds) => settleLate(passes, dates, late, i, finishBy, startBy, holds),
  })
  return late
}

function settleLate(
  passes: Passes,
  dates: Dates,
  late: LateDates,
  i: number,
  finishBy: number,
  startBy: number,
  holds: Holds,
): void {
  const { network, progress } = passes
  const mode = progress.mode[i]!
  const calendar = network.calendar[i]!
  if (mode === planned) {
    placeLatest(passes, i, finishBy, startBy, latest)
    late.start[i] = latest.start
    late.finish[i] = latest.finish
    holds.start[i] = latest.start
    holds.finish[i] = startAt(calendar, workAt(calendar, latest.finish))
  } else if (mode === finished) {
    late.start[i] = dates.start[i]!
    late.finish[i] = dates.finish[i]!
  } else if (mode === cancelled) {
    late.start[i] = late.finish[i] = holds.start[i] = holds.finish[i] = Math.min(finishBy, startBy)
  } else {
    const bounds = passes.limits.bounds[i]
    const by = bounds ? Math.min(finishBy, bounds.finishBy, orFree(bounds.mustFinish)) : finishBy
    late.start[i] = dates.start[i]!
    late.finish[i] = lastFinish(calendar, by)
    if (!passes.retained) return
    holds.start[i] = startOfWork(network.work[i]!, by, progress.remaining[i]!)
    holds.finish[i] = startAt(calendar, workAt(calendar, by))
  }
}

/** One for all leaves, since the pass runs over many. */
export const latest = { start: 0, finish: 0 }

/** Where a leaf stands when it is as late as these, and its own constraints, let it. */
export function placeLatest(
  { network, limits }: Passes,
  i: number,
  finishBy: number,
  startBy: number,
  into: { start: number; finish: number },
): void {
  const calendar = network.calendar[i]!
  const work = network.work[i]!
  const amount = network.amount[i]!
  const bounds = limits.bounds[i]
  const endBy = bounds ? Math.min(finishBy, bounds.finishBy, orFree(bounds.mustFinish)) : finishBy
  const beginBy = bounds ? Math.min(startBy, bounds.startBy, orFree(bounds.mustStart)) : startBy
  if (work.shares) {
    const byFinish = startOfWork(work, endBy, amount)
    into.start = beginBy < byFinish ? startAt(calendar, workAt(calendar, beginBy)) : byFinish
    into.finish = beginBy < byFinish ? finishOfWork(work, into.start, amount) : lastFinish(calendar, endBy)
    return
  }
  let done = workAt(calendar, endBy) - amount
  if (beginBy !== free) done = Math.min(done, workAt(calendar, beginBy))
  into.start = startAt(calendar, done)
  into.finish = finishAt(calendar, done + amount)
}

function orFree(minute: number): number {
  return Number.isNaN(minute) ? free : minute
}

/** Total and free float of the leaves, in working time of their task calendars (rule 20). */
export interface Floats {
  readonly total: Float64Array
  readonly free: Float64Array
}

/** Total float: the smaller of start and finish float; finish float alone once started; none when finished. */
export function totalFloats({ network, progress }: Passes, dates: Dates, late: LateDates): Float64Array {
  const { count, own, isSummary } = network
  const total = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const mode = progress.mode[i]!
    if (isSummary[i] || mode === finished || mode === cancelled) continue
    const calendar = own[i]!
    const byFinish = workBetween(calendar, dates.finish[i]!, late.finish[i]!)
    total[i] = mode === planned ? Math.min(workBetween(calendar, dates.start[i]!, late.start[i]!), byFinish) : byFinish
  }
  return total
}

/** Free float: what can slip without moving any successor, lag removed, never below zero. */
export function freeFloats(passes: Passes, dates: Dates, end: number): Float64Array {
  const { network, progress } = passes
  const slack = new Float64Array(network.count)
  sweepBack(passes, dates, {
    end,
    deadlines: false,
    justInTime: false,
    settle: (i, finishBy, startBy, holds) => {
      const mode = progress.mode[i]!
      holdPlace(passes, dates, i, holds, finishBy, startBy)
      if (mode === finished || mode === cancelled) return
      const calendar = network.own[i]!
      let room = workBetween(calendar, dates.finish[i]!, finishBy)
      if (mode === planned && startBy !== free) room = Math.min(room, workBetween(calendar, dates.start[i]!, startBy))
      slack[i] = Math.max(0, room)
    },
  })
  return slack
}

/** A leaf that stays where it is placed: what is before it may come as late as that. */
export function holdPlace(
  { network, progress, retained }: Passes,
  dates: Dates,
  i: number,
  holds: Holds,
  finishBy: number,
  startBy: number,
): void {
  const mode = progress.mode[i]!
  const calendar = network.calendar[i]!
  if (mode === finished) return
  if (mode === cancelled) {
    holds.start[i] = holds.finish[i] = Math.min(finishBy, startBy)
  } else if (mode === planned || retained) {
    const at = mode === planned ? dates.start[i]! : dates.resume[i]!
    // A point stands on either side of a gap: what leads to it may use all of the gap.
    holds.start[i] = network.amount[i] === 0 ? startAt(calendar, workAt(calendar, at)) : at
    holds.finish[i] = startAt(calendar, workAt(calendar, dates.finish[i]!))
  }
}
