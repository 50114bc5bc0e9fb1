import type { Id } from '../model/plan.ts'
import { finishAt, isWorking, lastFinish, nextStart, startAt, workAt, workBetween } from '../time/calendar.ts'
import type { Limits } from './bounds.ts'
import { earliestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import type { Network } from './network.ts'
import { cancelled, finished, off, type Progress, planned, started } from './progress.ts'
import { finishOfWork, startOfWork } from './work.ts'

/** What the passes over a network share. */
export interface Passes {
  readonly network: Network
  readonly limits: Limits
  readonly progress: Progress
  readonly order: Int32Array
  /** The first minute of the project's start: the first working instant from it on is each task's own (rule 4). */
  readonly projectStart: number
  /** The end of the status date; `-Infinity` where there is none. */
  readonly statusDate: number
  /** Retained logic: remaining work waits for its predecessors too (rule 16). */
  readonly retained: boolean
  /** By leaf: whom it waits for where the plan is levelled (rule 22). */
  readonly waits?: ReadonlyMap<number, LeafWait>
}

/** A leaf that does not start before `until` because another has the resource. */
export interface LeafWait {
  readonly until: number
  readonly resource: Id
  readonly leaf: number
}

/** Answers until when a leaf that is placed must wait for its resources; not after its start where they are free. */
export type FreeFrom = (leaf: number, dates: Dates) => number

/** A task that a constraint pulls to where logic doesn't want it: what logic asks and what the constraint allows. */
export interface Pull {
  readonly leaf: number
  /** Where the constraint is written: the leaf, or a summary around it. */
  readonly of: number
  readonly by: 'must-start-on' | 'must-finish-on' | 'start-no-later-than' | 'finish-no-later-than'
  readonly required: number
  readonly allowed: number
}

/** Dates of all tasks, summaries included. `NaN` for what has none. */
export interface Dates {
  readonly start: Float64Array
  readonly finish: Float64Array
  /** Working minutes (elapsed ones of an elapsed task); of a started task done and remaining, of a summary its whole. */
  readonly duration: Float64Array
  /** Where the remaining work of a started task begins. */
  readonly resume: Float64Array
  /** What holds the start of every leaf inside a summary: after finishes, and at starts and start constraints. */
  readonly gateFinish: Float64Array
  readonly gateStart: Float64Array
  /** Of a summary, where the last of the cancelled tasks inside it stands: its own place if nothing else is inside. */
  readonly point: Float64Array
  /** By leaf; of two on one leaf the one that had the last word. */
  readonly pulls: Map<number, Pull>
}

const nothingHolds = Number.NEGATIVE_INFINITY

/**
 * Forward pass: each leaf as early as its links, constraints, progress and calendar let it (rules 10–12, 16–19).
 * `floor` holds each leaf besides, where given, and so does `freeFrom`, which is asked in the order of the pass.
 */
export function forwardPass(passes: Passes, floor?: Float64Array, freeFrom?: FreeFrom): Dates {
  const { network, order } = passes
  const { count, isSummary } = network
  const dates = emptyDates(count)
  for (let k = 0; k < order.length; k++) {
    const node = order[k]!
    if (count <= node) openSummary(passes, dates, node - count)
    else if (isSummary[node]) closeSummary(passes, dates, node)
    else
      placeLeaf(
        passes,
        dates,
        node,
        Math.max(floor ? floor[node]! : nothingHolds, passes.waits?.get(node)?.until ?? nothingHolds),
        freeFrom,
      )
  }
  return dates
}

function emptyDates(count: number): Dates {
  const column = (value: number) => new Float64Array(count).fill(value)
  return {
    start: column(Number.NaN),
    finish: column(Number.NaN),
    duration: column(Number.NaN),
    resume: column(Number.NaN),
    gateFinish: column(nothingHolds),
    gateStart: column(nothingHolds),
    point: column(nothingHolds),
    pulls: new Map(),
  }
}

/** What holds the leaf that is being placed; one for all, since the pass runs over many. */
const held = { finishToStart: 0, startToStart: 0, finish: 0 }

function openSummary({ network, limits, progress }: Passes, dates: Dates, i: number): void {
  const above = network.parent[i]!
  gatherLinks(network, progress, dates, i)
  dates.gateFinish[i] = Math.max(held.finishToStart, above < 0 ? nothingHolds : dates.gateFinish[above]!)
  dates.gateStart[i] = Math.max(held.startToStart, limits.gate[i]!, above < 0 ? nothingHolds : dates.gateStart[above]!)
}

/** Collects the links into a task: after finishes, at starts, and what holds its finish. */
function gatherLinks(network: Network, progress: Progress, dates: Dates, i: number): void {
  const { links } = network
  let finishToStart = nothingHolds
  let startToStart = nothingHolds
  let finish = nothingHolds
  // A cancelled task hands on when its predecessors are through, without lag (rule 19).
  const isPoint = progress.mode[i] === cancelled
  for (let e = links.into[i]!; e < links.into[i + 1]!; e++) {
    const from = links.from[e]!
    const type = links.type[e]!
    const passes = isPoint || (0 <= from && progress.mode[from] === cancelled)
    const at = passes
      ? withoutLag(network, e, dates)
      : earliestByLink(network, e, dates.start, dates.finish, dates.duration)
    if (type & holdsFinish) {
      if (finish < at) finish = at
    } else if (type & fromStart) {
      if (startToStart < at) startToStart = at
    } else if (finishToStart < at) finishToStart = at
  }
  held.finishToStart = finishToStart
  held.startToStart = startToStart
  held.finish = finish
}

/** The predecessor's own instant: a cancelled task has no lag, before it or after. */
export function withoutLag({ links }: Network, e: number, { start, finish }: Dates): number {
  const from = links.from[e]!
  return from < 0 ? links.fixed[e]! : links.type[e]! & fromStart ? start[from]! : finish[from]!
}

function closeSummary({ network }: Passes, dates: Dates, i: number): void {
  const { own, parent } = network
  const above = parent[i]!
  const point = dates.point[i]!
  if (0 <= above && dates.point[above]! < point) dates.point[above] = point
  if (Number.isNaN(dates.start[i]!)) {
    if (point === nothingHolds) return
    dates.start[i] = dates.finish[i] = point
    dates.duration[i] = 0
    return
  }
  dates.duration[i] = workBetween(own[i]!, dates.start[i]!, dates.finish[i]!)
  rollUp(dates, above, dates.start[i]!, dates.finish[i]!)
}

function rollUp({ start, finish }: Dates, above: number, from: number, to: number): void {
  if (above < 0) return
  if (!(start[above]! <= from)) start[above] = from
  if (!(finish[above]! >= to)) finish[above] = to
}

function placeLeaf(passes: Passes, dates: Dates, i: number, floor: number, freeFrom: FreeFrom | undefined): void {
  const { network, progress } = passes
  const mode = progress.mode[i]!
  if (mode === off) return
  gatherLinks(network, progress, dates, i)
  const above = network.parent[i]!
  if (0 <= above) {
    if (held.finishToStart < dates.gateFinish[above]!) held.finishToStart = dates.gateFinish[above]!
    if (held.startToStart < dates.gateStart[above]!) held.startToStart = dates.gateStart[above]!
  }
  if (mode === planned) placeFree(passes, dates, i, Math.max(startBasis(passes, i), floor), freeFrom)
  else if (mode === started) placeStarted(passes, dates, i)
  else if (mode === finished) placeFinished(passes, dates, i)
  else placeCancelled(passes, dates, i)
  const [start, finish] = [dates.start[i]!, dates.finish[i]!]
  if (!Number.isFinite(start) || !Number.isFinite(finish)) {
    progress.mode[i] = off
    dates.start[i] = dates.finish[i] = dates.duration[i] = Number.NaN
  } else if (mode !== cancelled) rollUp(dates, above, start, finish)
  else if (0 <= above) dates.point[above] = Math.max(dates.point[above]!, finish)
}

/** Places a leaf where its logic lets it, and again for as long as it has to wait for a resource. */
function placeFree(passes: Passes, dates: Dates, i: number, from: number, freeFrom: FreeFrom | undefined): void {
  placePlanned(passes, dates, i, from, statusBasis(passes, i))
  while (freeFrom && Number.isFinite(dates.finish[i]!)) {
    const until = freeFrom(i, dates)
    const before = dates.start[i]!
    if (until <= before) return
    placePlanned(passes, dates, i, until, statusBasis(passes, i))
    // What a constraint pulls back can't wait.
    if (dates.start[i]! <= before) return
  }
}

function placePlanned(passes: Passes, dates: Dates, i: number, projectStart: number, statusDate: number): void {
  const { network, limits } = passes
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

/** Where the status date lets unfinished work begin. */
export function statusBasis({ network, statusDate }: Passes, i: number): number {
  return network.work[i]!.elapsed && statusDate !== nothingHolds ? lastFinish(network.own[i]!, statusDate) : statusDate
}

function placeWork(network: Network, dates: Dates, i: number, from: number, amount: number): void {
  const calendar = network.calendar[i]!
  const work = network.work[i]!
  if (work.shares) {
    const early = nextStart(calendar, from)
    const start = held.finish === nothingHolds ? early : Math.max(early, startOfWork(work, held.finish, amount))
    dates.start[i] = start
    dates.finish[i] = finishOfWork(work, start, amount)
    return
  }
  let done = workAt(calendar, from)
  if (held.finish !== nothingHolds) done = Math.max(done, workAt(calendar, held.finish) - amount)
  dates.start[i] = startAt(calendar, done)
  dates.finish[i] = finishAt(calendar, done + amount)
}

/**
 * Where a task without length stands (rule 5): after a finish on the earlier side of a gap, at a start or a start
 * constraint on the later. An instant inside a gap that a finish in another calendar leads to is kept as it is, for its
 * successors; it is shown on the earlier side by {@link shownInstant}.
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

/** `must-` and `no-later-than` win over logic (rule 12); what they push aside is kept. */
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
  const amount = network.amount[i]!
  const start = nextStart(network.calendar[i]!, instant)
  dates.start[i] = start
  dates.finish[i] = amount === 0 ? start : finishOfWork(network.work[i]!, start, amount)
}

function finishAtInstant(network: Network, dates: Dates, i: number, instant: number): void {
  const amount = network.amount[i]!
  if (amount === 0) {
    dates.start[i] = dates.finish[i] = instant
    return
  }
  const work = network.work[i]!
  dates.start[i] = startOfWork(work, instant, amount)
  dates.finish[i] = finishOfWork(work, dates.start[i]!, amount)
}

/** Rule 16: the start is what it was; what remains goes on from the status date or from its logic. */
function placeStarted(passes: Passes, dates: Dates, i: number): void {
  const { network, progress, statusDate, retained, limits } = passes
  const calendar = network.calendar[i]!
  const work = network.work[i]!
  const logic = Math.max(held.finishToStart, held.startToStart)
  const holdsEnd = held.finish
  const start = startOfStarted(passes, dates, i)
  const left = progress.remaining[i]!
  const doneBy =
    statusDate === nothingHolds ? finishOfWork(work, start, doneAmount(passes, i)) : Math.max(start, statusDate)
  let resume = nextStart(calendar, retained ? Math.max(doneBy, logic) : doneBy)
  // What holds its end still does, but nothing unfinished moves before the status date.
  const bounds = limits.bounds[i]
  const ends = Math.max(retained ? holdsEnd : nothingHolds, bounds?.finishFrom ?? nothingHolds)
  if (ends !== nothingHolds) resume = Math.max(resume, startOfWork(work, ends, left))
  const must = bounds ? bounds.mustFinish : Number.NaN
  if (!Number.isNaN(must)) resume = Math.max(nextStart(calendar, doneBy), startOfWork(work, must, left))
  dates.start[i] = start
  dates.resume[i] = resume
  dates.finish[i] = left === 0 ? Math.max(start, lastFinish(calendar, resume)) : finishOfWork(work, resume, left)
  const spent = Math.max(0, workBetween(calendar, start, Math.min(doneBy, resume)))
  dates.duration[i] = spent + workBetween(calendar, resume, Math.max(resume, dates.finish[i]!))
}

/** What a started leaf has behind it, in the measure of its work: its progress, or what is not remaining. */
function doneAmount({ network, progress }: Passes, i: number): number {
  const amount = network.amount[i]!
  const share = progress.share[i]!
  return 0 < share ? Math.round(amount * share) : Math.max(0, amount - progress.remaining[i]!)
}

/** As the plan says, else where logic puts it, not after the status date (rule 17). */
function startOfStarted(passes: Passes, dates: Dates, i: number): number {
  const { network, progress, statusDate } = passes
  const actual = progress.actualStart[i]!
  if (!Number.isNaN(actual)) return actual
  placePlanned(passes, dates, i, startBasis(passes, i), nothingHolds)
  const computed = dates.start[i]!
  if (statusDate === nothingHolds) return computed
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
    if (statusDate !== nothingHolds && statusDate < finish) finish = lastFinish(network.own[i]!, statusDate)
    if (Number.isNaN(start) && dates.start[i]! < finish) start = dates.start[i]!
  }
  if (Number.isNaN(start)) start = amount === 0 ? finish : startOfWork(work, finish, amount)
  dates.start[i] = Math.min(start, finish)
  dates.finish[i] = finish
  dates.duration[i] = workBetween(network.calendar[i]!, dates.start[i]!, finish)
}

/** A cancelled leaf is a point where its predecessors are through (rule 19). */
function placeCancelled({ network, projectStart }: Passes, dates: Dates, i: number): void {
  const at = Math.max(held.finishToStart, held.startToStart, held.finish)
  dates.start[i] = dates.finish[i] = at === nothingHolds ? nextStart(network.own[i]!, projectStart) : at
  dates.duration[i] = 0
}
