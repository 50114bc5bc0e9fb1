import { latestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import { type Dates, nothingHolds, type Passes } from './passes.ts'
import { cancelled, off } from './progress.ts'

const free = Number.POSITIVE_INFINITY

/** How late each task lets what is before it be. `Infinity` where it doesn't mind. */
export interface Holds {
  /** The latest that what holds a leaf's start may come; of a summary the least of the leaves inside. */
  readonly start: Float64Array
  /** The same for start-to-start links: what counts from a start puts a point on the later side of a gap. */
  readonly atStart: Float64Array
  /** The same for what holds a leaf's finish. */
  readonly finish: Float64Array
}

export interface BackwardSweep {
  /** No leaf may finish later than this. */
  readonly end: number
  /** Do deadlines hold? (They never move a task, but they lower its late finish.) */
  readonly deadlines: boolean
  /** Do links written as `before` hold their predecessor? */
  readonly justInTime: boolean
  /** What stays of each task where others are placed later (`staysIn`): what may move need not begin its summary then. */
  readonly stays?: Float64Array
  /** Does it hold in a levelled plan that another task has the person afterwards? */
  readonly waits: boolean
  /**
   * Told of each leaf, successors first: the latest it may finish and start; `byLinks` is the least of what its successors,
   * and those of the summaries around it, alone leave it. Sets what it asks of its predecessors in `holds`.
   */
  readonly settle: (i: number, finishBy: number, startBy: number, holds: Holds, byLinks: number) => void
}

/** What a sweep has found, to be gone over again where something has changed. */
export interface Swept {
  readonly holds: Holds
  /** The latest that what is inside a summary may finish, and what begins it may start. */
  readonly endBy: Float64Array
  readonly beginBy: Float64Array
  /** The first of them by links alone: those count from the very instant, deadlines from the working time (rule 5). */
  readonly endByLinks: Float64Array
}

/** Goes through the network from its end, and tells for each leaf what its successors and summaries leave it. */
export function sweepBack(passes: Passes, dates: Dates, sweep: BackwardSweep): Swept {
  const { count } = passes.network
  const { order } = passes
  const column = () => new Float64Array(count).fill(free)
  const swept: Swept = {
    holds: { start: column(), atStart: column(), finish: column() },
    endBy: column(),
    beginBy: column(),
    endByLinks: column(),
  }
  for (let k = order.length - 1; 0 <= k; k--) sweepNode(passes, dates, sweep, swept, order[k]!)
  return swept
}

/** The same, to be changed. */
export function copySwept({ holds: { start, atStart, finish }, endBy, beginBy, endByLinks }: Swept): Swept {
  return {
    holds: { start: start.slice(), atStart: atStart.slice(), finish: finish.slice() },
    endBy: endBy.slice(),
    beginBy: beginBy.slice(),
    endByLinks: endByLinks.slice(),
  }
}

/** Goes over one node, when all that come after it have their holds. */
export function sweepNode(passes: Passes, dates: Dates, sweep: BackwardSweep, swept: Swept, node: number): void {
  const { network, limits, progress } = passes
  const { count, isSummary, parent } = network
  const { holds, endBy, beginBy, endByLinks } = swept
  if (count <= node) {
    liftHolds(network, holds, node - count)
    return
  }
  if (progress.mode[node] === off) return
  const above = parent[node]!
  gatherSuccessors(passes, dates, node, holds, sweep.justInTime)
  let finishBy = bound.finish
  let startBy = bound.start
  let finishByLinks = finishBy
  const isOut = isCancelled(passes, dates, node)
  const end = sweep.waits ? passes.waits?.get(node)?.end : undefined
  if (end && end.at < finishBy) finishBy = end.at
  if (sweep.deadlines && !isOut && limits.deadline[node]! < finishBy) finishBy = limits.deadline[node]!
  // What is cancelled is in no summary's dates, unless all inside is.
  if (0 <= above && (!isOut || isCancelled(passes, dates, above))) {
    if (endBy[above]! < finishBy) finishBy = endBy[above]!
    if (endByLinks[above]! < finishByLinks) finishByLinks = endByLinks[above]!
    // What counts from a summary's start is held by what begins it: of several that begin it together by each, so that
    // what moves them all has no float that it does not have.
    const begin = beginBy[above]!
    const isBegunByOther = sweep.stays?.[node] === free && sweep.stays[above]! <= begin
    if (begin < startBy && dates.start[node] === dates.start[above] && !isBegunByOther) startBy = begin
  }
  if (isSummary[node]) {
    endBy[node] = finishBy
    beginBy[node] = startBy
    endByLinks[node] = finishByLinks
  } else sweep.settle(node, Math.min(finishBy, sweep.end), startBy, holds, Math.min(finishByLinks, startBy))
}

/** Is a task cancelled, or of a summary all inside? */
function isCancelled({ network, progress }: Passes, { resume }: Dates, i: number): boolean {
  return network.isSummary[i] ? resume[i] === nothingHolds : progress.mode[i] === cancelled
}

/** What holds the start of a summary is the least of what holds the tasks inside it. */
function liftHolds({ children, childList }: Passes['network'], { start, atStart }: Holds, i: number): void {
  let least = free
  let leastAtStart = free
  for (let k = children[i]!; k < children[i + 1]!; k++) {
    const child = childList[k]!
    if (start[child]! < least) least = start[child]!
    if (atStart[child]! < leastAtStart) leastAtStart = atStart[child]!
  }
  start[i] = least
  atStart[i] = leastAtStart
}

/**
 * What the successors of the task in hand leave it; `by` is one that `finish` may come from, −1 where there is none. One
 * for all tasks, since the sweep runs over many.
 */
export const bound = { start: free, finish: free, by: -1 }

function gatherSuccessors(passes: Passes, dates: Dates, i: number, holds: Holds, justInTime: boolean): void {
  const { network, progress } = passes
  const { links } = network
  let start = free
  let finish = free
  let by = -1
  for (let k = links.out[i]!; k < links.out[i + 1]!; k++) {
    const e = links.outList[k]!
    if (!justInTime && links.justInTime[e]) continue
    const to = links.to[e]!
    const type = links.type[e]!
    const latest = type & holdsFinish ? holds.finish[to]! : type === fromStart ? holds.atStart[to]! : holds.start[to]!
    if (latest === free || progress.mode[to] === off) continue
    const isPoint = progress.mode[to] === cancelled || progress.mode[i] === cancelled
    const at = isPoint ? latest : latestByLink(network, e, latest, dates.duration)
    if (type & fromStart) {
      if (at < start) start = at
    } else if (at < finish) {
      finish = at
      by = to
    }
  }
  bound.by = by
  bound.start = start
  bound.finish = finish
}
