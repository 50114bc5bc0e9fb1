import { workAt } from '../time/calendar.ts'
import { holdPlace, latest, placeLatest } from './backward.ts'
import { latestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import type { Dates, FreeBefore, Passes } from './passes.ts'
import { off, planned } from './progress.ts'
import { staysIn } from './stays.ts'
import { type Holds, sweepBack } from './sweepBack.ts'

/**
 * Moves what is to be as late as possible as late as it can be without moving any successor (rule 12): zero free float,
 * as in P6. Without a successor it goes to `end`. What just follows it (`before`) doesn't hold it. A deadline of its own
 * does, for nobody places a task late in order to miss it, and so does who has its people afterwards: as levelling has
 * found, or as `free` tells, which is asked in the order of the sweep. Gives each such leaf's start, `-Infinity` for the
 * rest.
 */
export function placeLate(passes: Passes, dates: Dates, end: number, free?: FreeBefore): Float64Array {
  const { network, limits, progress } = passes
  const floor = new Float64Array(network.count).fill(Number.NEGATIVE_INFINITY)
  sweepBack(passes, dates, {
    end,
    deadlines: true,
    justInTime: false,
    waits: true,
    stays: staysIn(passes, dates),
    settle: (i, finishBy, startBy, holds, byLinks) => {
      if (limits.late[i] && progress.mode[i] === planned) {
        const early = placeOf(dates, i)
        placeLatest(passes, i, finishBy, startBy, latest)
        if (isLater(passes, i, early.start)) moveTo(passes, dates, i, floor, holds, Math.min(finishBy, byLinks))
        if (free && network.amount[i] !== 0) placeFree(passes, dates, i, floor, early, finishBy, startBy, free)
      }
      holdPlace(passes, dates, i, holds, byLinks)
    },
  })
  return floor
}

/** Where a leaf stands. */
type Place = Readonly<Record<'start' | 'finish' | 'startWork' | 'finishWork', number>>

function placeOf({ start, finish, startWork, finishWork }: Dates, i: number): Place {
  return { start: start[i]!, finish: finish[i]!, startWork: startWork[i]!, finishWork: finishWork[i]! }
}

function setPlace(dates: Dates, i: number, place: Place): void {
  dates.start[i] = place.start
  dates.finish[i] = place.finish
  dates.startWork[i] = place.startWork
  dates.finishWork[i] = place.finishWork
}

/** Is the latest place found a later one? */
function isLater({ network }: Passes, i: number, start: number): boolean {
  const calendar = network.calendar[i]!
  return workAt(calendar, start) < workAt(calendar, latest.start)
}

/** Moves a leaf to the latest place found; a point to the side of a gap that what follows it leaves. */
function moveTo(passes: Passes, dates: Dates, i: number, floor: Float64Array, holds: Holds, by: number): void {
  const isPoint = passes.network.amount[i] === 0
  // A successor on another calendar, or the project's finish, may be within the gap: then the morning is too late.
  const isEarlier = isPoint && (by < latest.start || !isAtStart(passes, dates, holds, i, latest.start))
  const start = isEarlier ? latest.finish : latest.start
  floor[i] = start
  setPlace(dates, i, { start, finish: isPoint ? start : latest.finish, startWork: Number.NaN, finishWork: Number.NaN })
}

/** Moves a leaf back again for as long as others have its resources, at most to its earliest place. */
function placeFree(
  passes: Passes,
  dates: Dates,
  i: number,
  floor: Float64Array,
  early: Place,
  finishBy: number,
  startBy: number,
  { freeUntil, noRoom }: FreeBefore,
): void {
  for (let by = freeUntil(i, dates); by < Number.POSITIVE_INFINITY; by = freeUntil(i, dates)) {
    placeLatest(passes, i, Math.min(by, finishBy), startBy, latest)
    if (isLater(passes, i, early.start)) {
      floor[i] = latest.start
      setPlace(dates, i, { ...latest, startWork: Number.NaN, finishWork: Number.NaN })
      continue
    }
    floor[i] = Number.NEGATIVE_INFINITY
    setPlace(dates, i, early)
    const calendar = passes.network.calendar[i]!
    if (workAt(calendar, early.start) <= workAt(calendar, latest.start)) continue
    noRoom(i, dates)
    return
  }
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
