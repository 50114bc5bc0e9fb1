import { finishAt, isWorking, lastFinish, nextStart, startAt, workAt, workBetween } from '../time/calendar.ts'
import { minutesPerDay } from '../time/civil.ts'
import { gatherLinks, held } from './held.ts'
import type { Network } from './network.ts'
import { type Dates, type FreeFrom, nothingHolds, type Passes, type Pull } from './passes.ts'
import { finished, off, planned, started } from './progress.ts'
import { finishOfWork, startOfWork, type Work } from './work.ts'

/**
 * Places a leaf as early as its links, its summaries, its constraints and its progress let it, and not before `floor`.
 * One for which no time is left is taken out, and the rest is placed without it (rule 9).
 */
export function placeLeaf(passes: Passes, dates: Dates, i: number, floor: number, free: FreeFrom | undefined): void {
  const { network, progress } = passes
  const mode = progress.mode[i]!
  if (mode === off) return
  gatherLinks(network, progress, dates, i)
  const above = network.parent[i]!
  if (0 <= above) {
    if (held.finishToStart < dates.gateFinish[above]!) held.finishToStart = dates.gateFinish[above]!
    if (held.startToStart < dates.gateStart[above]!) held.startToStart = dates.gateStart[above]!
  }
  if (mode === planned) {
    // A point that is placed late stands on the side of the gap that it was given.
    const isPoint = network.amount[i] === 0
    if (isPoint && held.finishToStart < floor) held.finishToStart = floor
    const from = startBasis(passes, i)
    placeFree(passes, dates, i, isPoint ? from : Math.max(from, floor), free)
  } else if (mode === started) placeStarted(passes, dates, i)
  else if (mode === finished) placeFinished(passes, dates, i)
  else placeCancelled(passes, dates, i)
  if (mode !== planned) dates.startWork[i] = dates.finishWork[i] = Number.NaN
  if (Number.isFinite(dates.start[i]!) && Number.isFinite(dates.finish[i]!)) return
  progress.mode[i] = off
  dates.start[i] = dates.finish[i] = dates.duration[i] = Number.NaN
  dates.startWork[i] = dates.finishWork[i] = Number.NaN
}

/** Places a leaf where its logic lets it, and again for as long as it has to wait for a resource. */
function placeFree(passes: Passes, dates: Dates, i: number, from: number, free: FreeFrom | undefined): void {
  const statusDate = statusBasis(passes, i)
  placePlanned(passes, dates, i, from, statusDate)
  while (free && Number.isFinite(dates.finish[i]!)) {
    const until = free.freeFrom(i, dates)
    if (until <= dates.start[i]!) return
    placePlanned(passes, dates, i, until, statusDate)
    if (!dates.pulls.has(i)) continue
    // What a constraint pulls back can't wait.
    placePlanned(passes, dates, i, from, statusDate)
    free.cannotWait(i)
    return
  }
}

function placePlanned(passes: Passes, dates: Dates, i: number, projectStart: number, statusDate: number): void {
  const { network, limits } = passes
  if (0 < dates.pulls.size) dates.pulls.delete(i)
  const bounds = limits.bounds[i]
  if (bounds) {
    if (held.startToStart < bounds.startFrom) held.startToStart = bounds.startFrom
    if (held.finish < bounds.finishFrom) held.finish = bounds.finishFrom
  }
  const amount = network.amount[i]!
  if (amount === 0) dates.start[i] = dates.finish[i] = pointInstant(network, i, projectStart, statusDate)
  else placeWork(network, dates, i, Math.max(projectStart, statusDate, held.finishToStart, held.startToStart), amount)
  dates.duration[i] = amount
  if (network.work[i]!.shares) {
    dates.duration[i] = workBetween(network.calendar[i]!, dates.start[i]!, dates.finish[i]!)
  }
  if (bounds) pull(passes, dates, i)
}

/**
 * Where the project's start lets a leaf start. What runs round the clock still begins with the working day of its task
 * calendar, and after the work of the status date (rule 4).
 */
export function startBasis({ network, projectStart }: Passes, i: number): number {
  return network.work[i]!.elapsed ? nextStart(network.own[i]!, projectStart) : projectStart
}

/**
 * Where the status date lets unfinished work begin (rule 18; P6's data date). What runs round the clock goes on after the
 * work of a date without a time; after the day itself where nobody works on it.
 */
export function statusBasis({ network, statusDate }: Passes, i: number): number {
  if (!network.work[i]!.elapsed || statusDate === nothingHolds) return statusDate
  const last = lastFinish(network.own[i]!, statusDate)
  const isAfterWork = !network.plan.project.statusDate?.hasTime && statusDate - minutesPerDay < last
  return isAfterWork ? last : statusDate
}

function placeWork(network: Network, dates: Dates, i: number, from: number, amount: number): void {
  const calendar = network.calendar[i]!
  const work = network.work[i]!
  if (work.shares) {
    const early = nextStart(calendar, from)
    const start = heldByFinish(work, early, held.finish, amount)
    dates.start[i] = start
    dates.finish[i] = finishOfWork(work, start, amount)
    return
  }
  let done = workFrom(network, dates, i, from)
  if (held.finish !== nothingHolds) done = Math.max(done, workAt(calendar, held.finish) - amount)
  dates.start[i] = startAt(calendar, done)
  dates.finish[i] = finishAt(calendar, done + amount)
  dates.startWork[i] = done
  dates.finishWork[i] = done + amount
}

/** Where a pot begins that must not end before `ends`: what limits make end late enough by itself stays. */
function heldByFinish(work: Work, start: number, ends: number, amount: number): number {
  if (ends === nothingHolds) return start
  const late = startOfWork(work, ends, amount)
  if (late <= start) return start
  const isLateEnough = workAt(work.calendar, ends) <= workAt(work.calendar, finishOfWork(work, start, amount))
  return isLateEnough ? start : late
}

/** Work done up to where a leaf may start: known already where a predecessor in the same calendar has just ended. */
function workFrom({ calendar }: Network, { finish, finishWork }: Dates, i: number, from: number): number {
  const before = held.from
  if (0 <= before && finish[before] === from && calendar[before] === calendar[i] && !Number.isNaN(finishWork[before]!))
    return finishWork[before]!
  return workAt(calendar[i]!, from)
}

/**
 * Where a task without length stands (rule 5; MS Project): after a finish on the earlier side of a gap, at a start or a
 * start constraint on the later. An instant inside a gap that a finish in another calendar leads to is kept as it is,
 * for its successors; it is shown on the earlier side by {@link shownInstant}.
 */
function pointInstant(network: Network, i: number, projectStart: number, statusDate: number): number {
  const calendar = network.calendar[i]!
  const afterFinish = Math.max(held.finishToStart, held.finish)
  const atStart = Math.max(held.startToStart, projectStart)
  if (afterFinish !== nothingHolds) {
    const work = workAt(calendar, afterFinish)
    if (workAt(calendar, atStart) < work && workAt(calendar, statusDate) <= work) return Math.max(afterFinish, atStart)
  }
  return nextStart(calendar, Math.max(afterFinish, atStart, statusDate))
}

/** A point inside a gap is shown at the end of the work before it. */
export function shownInstant(network: Network, i: number, instant: number): number {
  const calendar = network.calendar[i]!
  if (isWorking(calendar, instant)) return instant
  const shown = lastFinish(calendar, instant)
  return Number.isFinite(shown) ? shown : instant
}

/**
 * `must-` and `no-later-than` win over logic (rule 12; MS Project "honour constraint dates", P6 for mandatory ones
 * only); what they push aside is kept.
 */
function pull(passes: Passes, dates: Dates, i: number): void {
  const { network, limits, progress } = passes
  const { mustStart, mustFinish, startBy, finishBy, finishByOf } = limits.bounds[i]!
  const calendar = network.calendar[i]!
  const at = (minute: number) => workAt(calendar, minute)
  // What has begun can't be pulled any more: its constraints only tell where it would have been.
  const pulls = progress.mode[i] === planned ? dates.pulls : new Map<number, Pull>()
  const start = dates.start[i]!
  const finish = dates.finish[i]!
  if (!Number.isNaN(mustStart)) {
    if (at(mustStart) < at(start))
      pulls.set(i, { leaf: i, of: i, by: 'must-start-on', required: start, allowed: mustStart })
    startAtInstant(network, dates, i, mustStart)
  } else if (!Number.isNaN(mustFinish)) {
    if (at(mustFinish) < at(finish))
      pulls.set(i, { leaf: i, of: i, by: 'must-finish-on', required: finish, allowed: mustFinish })
    finishAtInstant(network, dates, i, mustFinish)
  } else {
    if (at(startBy) < at(start)) {
      pulls.set(i, { leaf: i, of: i, by: 'start-no-later-than', required: start, allowed: startBy })
      startAtInstant(network, dates, i, startBy)
    }
    if (at(finishBy) < at(dates.finish[i]!)) {
      pulls.set(i, { leaf: i, of: finishByOf, by: 'finish-no-later-than', required: finish, allowed: finishBy })
      finishAtInstant(network, dates, i, finishBy)
    }
  }
}

function startAtInstant(network: Network, dates: Dates, i: number, instant: number): void {
  dates.startWork[i] = dates.finishWork[i] = Number.NaN
  const amount = network.amount[i]!
  const start = nextStart(network.calendar[i]!, instant)
  dates.start[i] = start
  dates.finish[i] = amount === 0 ? start : finishOfWork(network.work[i]!, start, amount)
}

function finishAtInstant(network: Network, dates: Dates, i: number, instant: number): void {
  dates.startWork[i] = dates.finishWork[i] = Number.NaN
  const amount = network.amount[i]!
  if (amount === 0) {
    dates.start[i] = dates.finish[i] = instant
    return
  }
  const work = network.work[i]!
  dates.start[i] = startOfWork(work, instant, amount)
  dates.finish[i] = finishOfWork(work, dates.start[i]!, amount)
}

/**
 * Rule 16: the start is what it was; what remains goes on from the status date or from its logic, whichever is later
 * (P6 "retained logic"), or from the status date (P6 "progress override").
 */
function placeStarted(passes: Passes, dates: Dates, i: number): void {
  const { network, progress, retained, limits } = passes
  const calendar = network.calendar[i]!
  const work = network.work[i]!
  const logic = Math.max(held.finishToStart, held.startToStart)
  const holdsEnd = held.finish
  const start = startOfStarted(passes, dates, i)
  const left = progress.remaining[i]!
  const doneBy = endOfDone(passes, i, start)
  let resume = nextStart(calendar, retained ? Math.max(doneBy, logic) : doneBy)
  // What holds its end still does, but nothing unfinished moves before the status date.
  const bounds = limits.bounds[i]
  const ends = Math.max(retained ? holdsEnd : nothingHolds, bounds?.finishFrom ?? nothingHolds)
  resume = heldByFinish(work, resume, ends, left)
  const must = bounds ? bounds.mustFinish : Number.NaN
  if (!Number.isNaN(must)) resume = Math.max(nextStart(calendar, doneBy), startOfWork(work, must, left))
  dates.start[i] = start
  dates.resume[i] = resume
  dates.finish[i] = left === 0 ? Math.max(start, lastFinish(calendar, resume)) : finishOfWork(work, resume, left)
  const spent = Math.max(0, workBetween(calendar, start, Math.min(doneBy, resume)))
  dates.duration[i] = spent + workBetween(calendar, resume, Math.max(resume, dates.finish[i]!))
}

/** By when what a leaf that began at `start` has behind it is done: by the status date, else as fast as its work goes. */
export function endOfDone(passes: Passes, i: number, start: number): number {
  const { network, statusDate } = passes
  if (statusDate === nothingHolds) return finishOfWork(network.work[i]!, start, doneAmount(passes, i))
  return Math.max(start, statusBasis(passes, i))
}

/** What a started leaf has behind it, in the measure of its work: its progress, or what is not remaining. */
export function doneAmount({ network, progress }: Passes, i: number): number {
  const amount = network.amount[i]!
  const share = progress.share[i]!
  return 0 < share ? Math.round(amount * share) : Math.max(0, amount - progress.remaining[i]!)
}

/**
 * As the plan says, else where logic puts it, not after the status date (rule 17; MS Project fills the planned date
 * in).
 */
function startOfStarted(passes: Passes, dates: Dates, i: number): number {
  const { network, progress, statusDate } = passes
  const actual = progress.actualStart[i]!
  if (!Number.isNaN(actual)) return actual
  placePlanned(passes, dates, i, startBasis(passes, i), nothingHolds)
  const computed = dates.start[i]!
  if (statusDate === nothingHolds) return computed
  if (network.work[i]!.elapsed) return Math.min(computed, statusBasis(passes, i))
  const calendar = network.own[i]!
  return workAt(calendar, statusDate) < workAt(calendar, computed) ? nextStart(calendar, statusDate) : computed
}

function placeFinished(passes: Passes, dates: Dates, i: number): void {
  const { network, progress, statusDate } = passes
  const work = network.work[i]!
  const amount = network.amount[i]!
  let start = progress.actualStart[i]!
  let finish = progress.actualFinish[i]!
  if (Number.isNaN(finish)) {
    placePlanned(passes, dates, i, startBasis(passes, i), nothingHolds)
    if (!Number.isNaN(start)) dates.finish[i] = amount === 0 ? start : finishOfWork(work, start, amount)
    finish = dates.finish[i]!
    const doneBy = work.elapsed ? statusBasis(passes, i) : lastFinish(network.own[i]!, statusDate)
    if (statusDate !== nothingHolds) finish = Math.min(finish, doneBy)
    if (Number.isNaN(start) && dates.start[i]! < finish) start = dates.start[i]!
  }
  if (Number.isNaN(start)) start = amount === 0 ? finish : startOfWork(work, finish, amount)
  dates.start[i] = Math.min(start, finish)
  dates.finish[i] = finish
  dates.duration[i] = workBetween(network.calendar[i]!, dates.start[i]!, finish)
}

/**
 * A cancelled leaf is a point where its predecessors are through (rule 19; MS Project's inactive tasks dropped their links
 * in 2010, and since 2013 what they waited for holds their successors, finish to start).
 */
function placeCancelled({ network, projectStart }: Passes, dates: Dates, i: number): void {
  const at = Math.max(held.finishToStart, held.startToStart, held.finish)
  dates.start[i] = dates.finish[i] = at === nothingHolds ? nextStart(network.own[i]!, projectStart) : at
  dates.duration[i] = 0
}
