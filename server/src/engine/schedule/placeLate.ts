import { workAt } from '../time/calendar.ts'
import { holdPlace, latest, placeLatest } from './backward.ts'
import { latestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import type { Dates, Passes } from './passes.ts'
import { off, planned } from './progress.ts'
import { type Holds, sweepBack } from './sweepBack.ts'

/**
 * Moves what is to be as late as possible as late as it can be without moving any successor (rule 12): zero free float,
 * as in P6. Without a successor it goes to `end`. What just follows it (`before`) doesn't hold it. A deadline of its own
 * does, for nobody places a task late in order to miss it. Gives each such leaf's start, `-Infinity` for the rest.
 */
export function placeLate(passes: Passes, dates: Dates, end: number): Float64Array {
  const { network, limits, progress } = passes
  const floor = new Float64Array(network.count).fill(Number.NEGATIVE_INFINITY)
  sweepBack(passes, dates, {
    end,
    deadlines: true,
    justInTime: false,
    settle: (i, finishBy, startBy, holds, byLinks) => {
      if (limits.late[i] && progress.mode[i] === planned) {
        placeLatest(passes, i, finishBy, startBy, latest)
        const calendar = network.calendar[i]!
        if (workAt(calendar, dates.start[i]!) < workAt(calendar, latest.start)) {
          const isPoint = network.amount[i] === 0
          // A successor on another calendar may begin within the gap: then the morning is too late.
          const isEarlier = isPoint && (byLinks < latest.start || !isAtStart(passes, dates, holds, i, latest.start))
          const start = isEarlier ? latest.finish : latest.start
          floor[i] = dates.start[i] = start
          dates.finish[i] = isPoint ? start : latest.finish
          dates.startWork[i] = dates.finishWork[i] = Number.NaN
        }
      }
      holdPlace(passes, dates, i, holds, byLinks)
    },
  })
  return floor
}

/**
 * Does the start of a successor, or a start constraint, hold a point that is placed late? Else a finish does (rule 5): a
 * finish-to-finish link too.
 */
function isAtStart({ network, limits, progress }: Passes, dates: Dates, holds: Holds, i: number, at: number): boolean {
  const { links, parent } = network
  if ((limits.bounds[i]?.startBy ?? Number.POSITIVE_INFINITY) <= at) return true
  for (let from = i; 0 <= from; from = parent[from]!) {
    for (let k = links.out[from]!; k < links.out[from + 1]!; k++) {
      const e = links.outList[k]!
      const type = links.type[e]!
      const [to, isStart] = [links.to[e]!, type === fromStart]
      // What counts from the start of a summary does not hold what ends it.
      if (links.justInTime[e] || type & holdsFinish || (isStart && from !== i) || progress.mode[to] === off) continue
      const by = isStart ? holds.atStart[to]! : holds.start[to]!
      if (by < Number.POSITIVE_INFINITY && latestByLink(network, e, by, dates.duration) <= at) return true
    }
  }
  return false
}
