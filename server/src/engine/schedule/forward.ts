import { workBetween } from '../time/calendar.ts'
import { gatherLinks, held } from './held.ts'
import { type Dates, emptyDates, type FreeFrom, nothingHolds, type Passes } from './passes.ts'
import { placeLeaf } from './placeLeaf.ts'
import { cancelled } from './progress.ts'

/**
 * Forward pass (CPM, Kelley and Walker 1959): each leaf as early as its links, constraints, progress and calendar let
 * it (rules 10–12, 16–19), from nothing: what held it before counts no more, so it moves earlier again too (rule 14).
 * `floor` holds each leaf besides, where given, and so does what is `free`, which is asked in the order of the pass.
 */
export function forwardPass(passes: Passes, floor?: Float64Array, free?: FreeFrom): Dates {
  const { network, order, waits } = passes
  const { count, isSummary } = network
  const dates = emptyDates(count)
  for (let k = 0; k < order.length; k++) {
    const node = order[k]!
    if (count <= node) openSummary(passes, dates, node - count)
    else if (isSummary[node]) closeSummary(passes, dates, node)
    else {
      const wait = waits?.get(node)?.begin?.at ?? nothingHolds
      placeLeaf(passes, dates, node, floor ? Math.max(floor[node]!, wait) : wait, free)
    }
  }
  return dates
}

/**
 * What holds every leaf inside a summary (rule 11; MS Project): the links into it, its start constraint, and what holds
 * the summary around it.
 */
export function openSummary({ network, limits, progress }: Passes, dates: Dates, i: number): void {
  const above = network.parent[i]!
  gatherLinks(network, progress, dates, i)
  dates.gateFinish[i] = Math.max(held.finishToStart, above < 0 ? nothingHolds : dates.gateFinish[above]!)
  dates.gateStart[i] = Math.max(held.startToStart, limits.gate[i]!, above < 0 ? nothingHolds : dates.gateStart[above]!)
}

/** A summary's dates, when all inside it have theirs. What is cancelled counts only where there is nothing else. */
export function closeSummary({ network, progress }: Passes, dates: Dates, i: number): void {
  const { children, childList, isSummary, own } = network
  let [start, finish, point] = [Number.POSITIVE_INFINITY, nothingHolds, nothingHolds]
  for (let k = children[i]!; k < children[i + 1]!; k++) {
    const child = childList[k]!
    const isPoint = isSummary[child] ? dates.resume[child] === nothingHolds : progress.mode[child] === cancelled
    if (dates.point[child]! > point) point = dates.point[child]!
    if (isPoint && !isSummary[child] && dates.finish[child]! > point) point = dates.finish[child]!
    if (isPoint) continue
    if (dates.start[child]! < start) start = dates.start[child]!
    if (dates.finish[child]! > finish) finish = dates.finish[child]!
  }
  dates.point[i] = point
  dates.resume[i] = Number.NaN
  if (start <= finish) {
    dates.start[i] = start
    dates.finish[i] = finish
    dates.duration[i] = workBetween(own[i]!, start, finish)
  } else if (point !== nothingHolds) {
    dates.start[i] = dates.finish[i] = point
    dates.duration[i] = 0
    dates.resume[i] = nothingHolds
  } else dates.start[i] = dates.finish[i] = dates.duration[i] = Number.NaN
}
