import type { Id } from '../model/plan.ts'
import type { Limits } from './bounds.ts'
import type { Network } from './network.ts'
import type { Progress } from './progress.ts'

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
  /** By leaf: who else has its people where the plan is levelled (rule 22). */
  readonly waits?: ReadonlyMap<number, LeafWait>
}

/** A leaf does not start before `begin.at`; one that is placed late ends by `end.at`. */
export interface LeafWait {
  readonly begin?: Turn
  readonly end?: Turn
}

/** The instant at which another leaf gives a resource free, or takes it. */
export interface Turn {
  readonly at: number
  readonly resource: Id
  readonly leaf: number
}

/** The resources of what is placed early. */
export interface FreeFrom {
  /** Answers until when a leaf that is placed must wait for its resources; not after its start where they are free. */
  readonly freeFrom: (leaf: number, dates: Dates) => number
  /** Told of a leaf that a constraint does not let wait so long: it is put where it would be alone. */
  readonly cannotWait: (leaf: number) => void
}

/** The resources of what is placed late. */
export interface FreeBefore {
  /** Answers by when a leaf that is placed must end for its resources; `Infinity` where they are free. */
  readonly freeUntil: (leaf: number, dates: Dates) => number
  /** Told of a leaf that would have to begin before its earliest place: it is put there. */
  readonly noRoom: (leaf: number, dates: Dates) => void
}

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
  /** Where the remaining work of a started task begins; `-Infinity` for a summary in which all is cancelled. */
  readonly resume: Float64Array
  /** Work done in the working calendar of a leaf up to its start and its finish; `NaN` where that is to be looked up. */
  readonly startWork: Float64Array
  readonly finishWork: Float64Array
  /** What holds the start of every leaf inside a summary: after finishes, and at starts and start constraints. */
  readonly gateFinish: Float64Array
  readonly gateStart: Float64Array
  /** Of a summary, where the last of the cancelled tasks inside it stands: its own place if nothing else is inside. */
  readonly point: Float64Array
  /** By leaf; of two on one leaf the one that had the last word. */
  readonly pulls: Map<number, Pull>
}

/** What no link, constraint or date holds. */
export const nothingHolds = Number.NEGATIVE_INFINITY

/** No dates yet. */
export function emptyDates(count: number): Dates {
  const column = (value: number) => new Float64Array(count).fill(value)
  return {
    start: column(Number.NaN),
    finish: column(Number.NaN),
    duration: column(Number.NaN),
    resume: column(Number.NaN),
    startWork: column(Number.NaN),
    finishWork: column(Number.NaN),
    gateFinish: column(nothingHolds),
    gateStart: column(nothingHolds),
    point: column(nothingHolds),
    pulls: new Map(),
  }
}

/** The same dates, to be changed. */
export function copyDates(dates: Dates): Dates {
  return {
    start: dates.start.slice(),
    finish: dates.finish.slice(),
    duration: dates.duration.slice(),
    resume: dates.resume.slice(),
    startWork: dates.startWork.slice(),
    finishWork: dates.finishWork.slice(),
    gateFinish: dates.gateFinish.slice(),
    gateStart: dates.gateStart.slice(),
    point: dates.point.slice(),
    pulls: new Map(dates.pulls),
  }
}
