import { earliestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import type { Network } from './network.ts'
import { type Dates, nothingHolds } from './passes.ts'
import { cancelled, type Progress } from './progress.ts'

/** What holds the leaf that is being placed; one for all, since the pass runs over many. */
export const held = {
  finishToStart: 0,
  startToStart: 0,
  finish: 0,
  /** A task that may be what `finishToStart` comes from; −1 where there is none. */
  from: -1,
}

/** Collects the links into a task: after finishes, at starts, and what holds its finish. */
export function gatherLinks(network: Network, progress: Progress, dates: Dates, i: number): void {
  const { links } = network
  let finishToStart = nothingHolds
  let startToStart = nothingHolds
  let finish = nothingHolds
  let latest = -1
  // A cancelled task hands on when its predecessors are through, without lag (rule 19).
  const isPoint = progress.mode[i] === cancelled
  for (let e = links.into[i]!; e < links.into[i + 1]!; e++) {
    const from = links.from[e]!
    const type = links.type[e]!
    const passes = isPoint || (0 <= from && progress.mode[from] === cancelled)
    const at = passes ? withoutLag(network, e, dates) : earliestByLink(network, e, dates)
    if (type & holdsFinish) {
      if (finish < at) finish = at
    } else if (type & fromStart) {
      if (startToStart < at) startToStart = at
    } else if (finishToStart < at) {
      finishToStart = at
      latest = from
    }
  }
  held.from = latest
  held.finishToStart = finishToStart
  held.startToStart = startToStart
  held.finish = finish
}

/** The predecessor's own instant: a cancelled task has no lag, before it or after. */
export function withoutLag({ links }: Network, e: number, { start, finish }: Dates): number {
  const from = links.from[e]!
  return from < 0 ? links.fixed[e]! : links.type[e]! & fromStart ? start[from]! : finish[from]!
}
