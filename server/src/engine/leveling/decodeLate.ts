import type { Id } from '../model/plan.ts'
import { anchorOf } from '../schedule/allPasses.ts'
import { isBackward } from '../schedule/firstStart.ts'
import { forwardPass } from '../schedule/forward.ts'
import {
  copyDates,
  type Dates,
  type FreeBefore,
  type LeafWait,
  nothingHolds,
  type Passes,
  type Turn,
} from '../schedule/passes.ts'
import { placeLate } from '../schedule/placeLate.ts'
import { planned } from '../schedule/progress.ts'
import { minutesPerDay } from '../time/civil.ts'
import type { Bookings } from './bookings.ts'
import { type Edges, leavesBefore } from './levelOrder.ts'
import type { Ask } from './profile.ts'

export interface LateGround {
  readonly passes: Passes
  /** All as early as possible, without levelling. */
  readonly early: Dates
  readonly asks: readonly (readonly Ask[] | undefined)[]
  /** By node: what it comes after. */
  readonly previous: Edges
  /** Has a leaf begun, or must it be on a date? */
  readonly isFixed: (i: number) => boolean
  /** Bookings of what is fixed alone. */
  readonly begin: () => Bookings
  /** Makes leaves that a pass has taken out what they were. */
  readonly reset: () => void
}

export interface Orders {
  readonly forward: Int32Array
  readonly backward: Int32Array
}

/** What a round has learned for the next. */
interface Known {
  /** Late leaves that found no room before their latest place: their people are kept for them, what follows waits. */
  readonly early: ReadonlySet<number>
  /** Leaves that move when others are placed late, and can be booked only then. */
  readonly moved: ReadonlySet<number>
  /** How long those waited, and what they waited behind. */
  readonly waits: ReadonlyMap<number, LeafWait>
}

const nothing: Known = { early: new Set(), moved: new Set(), waits: new Map() }

interface Round {
  readonly dates: Dates
  readonly waits: Map<number, LeafWait>
  readonly noRoom: readonly number[]
  readonly moved: readonly number[]
}

/**
 * From the round `some` on room is kept for everything that finds none, from `all` on for all that is to be late. In big
 * plans sooner: a round takes a tenth of a second there.
 */
const small = { some: 6, all: 9 }
const big = { some: 2, all: 3 }
/** Tasks of a big plan. */
const many = 1000
/** After these, waits that still grow are taken for ones that go on for ever. */
const manyRounds = 4
/** The round that stands, whatever it has found. */
const lastRound = 16

/**
 * Levels a plan in which something is as late as possible: first forward what is not, each leaf as early as its people are
 * free; then backward what is late, each leaf as late as they are; then forward once more for what follows just in time
 * (forward-backward: Li & Willis, EJOR 56, 1992). What had no room gets it in the next round.
 */
export function decodeLate(
  ground: LateGround,
  orders: Orders,
): { readonly dates: Dates; readonly waits: LateWaits; readonly projectStart: number; readonly built: number } {
  let { projectStart } = ground.passes
  let known = nothing
  for (let built = 1; ; built++) {
    const round = buildRound({ ...ground, passes: { ...ground.passes, projectStart } }, orders, known)
    const earlier = built === 1 && round.noRoom.length > 0 ? freeStart(ground, orders) : projectStart
    if (earlier < projectStart) {
      projectStart = earlier
      continue
    }
    const next = learn(ground, known, round, built)
    if (!next || lastRound <= built) return { dates: round.dates, waits: round.waits, projectStart, built }
    known = next
  }
}

type LateWaits = ReadonlyMap<number, LeafWait>

/** What the next round must know; `undefined` where this one says it all. */
function learn(ground: LateGround, known: Known, round: Round, built: number): Known | undefined {
  const waits = learnWaits(ground, known, round, built)
  if (round.moved.length > 0) return { early: new Set(), moved: new Set([...known.moved, ...round.moved]), waits }
  if (round.noRoom.length > 0) {
    return { ...known, early: new Set([...known.early, ...earlyNext(ground, round.noRoom, built)]), waits }
  }
  const isKnown = ([i, { begin, end }]: readonly [number, LeafWait]) => {
    const was = known.waits.get(i)
    return was?.begin?.at === begin?.at && was?.end?.at === end?.at
  }
  return [...waits].every(isKnown) ? undefined : { ...known, waits }
}

/**
 * How long what moves with others waited. What it waited behind stays there, though the project now ends later: else the
 * one would go after the other for ever; and where that goes on so does all that it follows.
 */
function learnWaits(
  ground: LateGround,
  known: Known,
  { waits, dates }: Round,
  built: number,
): ReadonlyMap<number, LeafWait> {
  const learned = new Map(known.waits)
  const hold = (i: number, resource: Id, leaf: number) =>
    learned.set(i, { ...learned.get(i), end: { at: dates.finish[i]!, resource, leaf } })
  for (const i of known.moved) {
    const begin = waits.get(i)?.begin
    if (!begin) continue
    learned.set(i, { ...learned.get(i), begin })
    const isGoingOn = built > manyRounds && known.waits.get(i)?.begin?.at !== begin.at
    const before = isGoingOn ? leavesBefore(ground.passes.network, ground.previous, [i]) : [begin.leaf]
    for (const leaf of before) if (isPlacedLate(ground, leaf)) hold(leaf, begin.resource, i)
  }
  return learned
}

function earlyNext(ground: LateGround, noRoom: readonly number[], built: number): readonly number[] {
  const rounds = ground.passes.network.count < many ? small : big
  if (built < rounds.some) return withoutBefore(ground, noRoom)
  return built < rounds.all ? noRoom : lateLeaves(ground)
}

/** Without those that come before another: they may have room when that one has moved. */
function withoutBefore(ground: LateGround, leaves: readonly number[]): readonly number[] {
  const before = new Set(leavesBefore(ground.passes.network, ground.previous, leaves))
  return leaves.filter(i => !before.has(i))
}

function lateLeaves(ground: LateGround): readonly number[] {
  const leaves: number[] = []
  for (let i = 0; i < ground.passes.network.count; i++) if (isLate(ground, i)) leaves.push(i)
  return leaves
}

/** Is a leaf that needs people placed late? A point needs nobody's time. */
function isLate(ground: LateGround, i: number): boolean {
  return ground.asks[i] !== undefined && ground.passes.network.amount[i] !== 0 && isPlacedLate(ground, i)
}

function isPlacedLate({ passes: { limits, progress }, isFixed }: LateGround, i: number): boolean {
  return limits.late[i] === 1 && progress.mode[i] === planned && !isFixed(i)
}

function buildRound(ground: LateGround, orders: Orders, known: Known): Round {
  const { isFixed, begin, reset } = ground
  const bookings = begin()
  const { waits } = bookings
  for (const [i, wait] of known.waits) waits.set(i, wait)
  const passes = { ...ground.passes, waits }
  const isLeft = (i: number) => isFixed(i) || known.moved.has(i) || (isPlacedLate(ground, i) && !known.early.has(i))
  const { seek, booked, cannotWait } = bookings
  const first = forwardPass({ ...passes, order: orders.forward }, undefined, {
    freeFrom: (i, dates) => (isLeft(i) ? nothingHolds : seek(i, dates)),
    cannotWait,
  })
  const noRoom: number[] = []
  const late = { ...passes, order: orders.backward }
  const floor = placeLate(late, first, anchorOf(passes, first), freeBefore(ground, known, bookings, noRoom))
  reset()
  const moved = new Set<number>()
  const freeFrom = (i: number, dates: Dates) => {
    if (known.moved.has(i) && !isFixed(i)) return seek(i, dates)
    const kept = isFixed(i) ? undefined : booked(i)
    if (kept && (dates.start[i]! < kept.from || kept.to < dates.finish[i]!)) moved.add(i)
    return nothingHolds
  }
  const dates = forwardPass({ ...passes, order: orders.forward }, floor, { freeFrom, cannotWait })
  return { dates, waits, noRoom, moved: [...moved] }
}

/** Books what is placed late, and notes what finds no room. */
function freeBefore(ground: LateGround, known: Known, bookings: Bookings, noRoom: number[]): FreeBefore {
  const { waits, booked, release, book, seekBefore } = bookings
  // What a constraint pulls has found no place for itself, and stays where it is without levelling.
  const pulled = new Set([...known.early].filter(i => !booked(i)))
  const behind = waitersOf(waits)
  return {
    freeUntil: (i, dates) => {
      if (!isLate(ground, i) || known.moved.has(i) || pulled.has(i)) return Number.POSITIVE_INFINITY
      const kept = booked(i)
      const waiter = behind.get(i)
      if (kept && waiter) {
        if (dates.finish[i]! <= kept.to) return Number.POSITIVE_INFINITY
        waits.set(i, { ...waits.get(i), end: { at: kept.to, ...waiter } })
        return kept.to
      }
      if (kept) release(i)
      return seekBefore(i, dates)
    },
    noRoom: (i, dates) => {
      const wait = waits.get(i)!
      if (known.early.has(i)) {
        book(i, dates.start[i]!, dates.finish[i]!)
        waits.set(i, { ...wait, end: { ...wait.end!, at: dates.finish[i]! } })
        return
      }
      waits.delete(i)
      noRoom.push(i)
    },
  }
}

/** By leaf: one that waits behind it, for whom. Where somebody does it stays. */
function waitersOf(waits: Bookings['waits']): ReadonlyMap<number, Pick<Turn, 'resource' | 'leaf'>> {
  const waiters = new Map<number, Pick<Turn, 'resource' | 'leaf'>>()
  for (const [leaf, { begin }] of waits) if (begin) waiters.set(begin.leaf, { resource: begin.resource, leaf })
  return waiters
}

/**
 * Where the project begins, for which there was no room: as its `start` says; without one so early that all its work
 * fits in before its finish, each leaf as late as its people are free.
 */
function freeStart(ground: LateGround, { backward }: Orders): number {
  const { passes, begin, reset } = ground
  const { network, limits, projectStart } = passes
  if (!isBackward(network.plan) || network.plan.project.start || !Number.isFinite(projectStart)) return projectStart
  const late = { ...limits, late: new Uint8Array(network.count).fill(1) }
  const allLate: Passes = { ...passes, order: backward, limits: late, projectStart: projectStart - lengthOf(ground) }
  const early = forwardPass({ ...allLate, order: passes.order })
  const [alone, shared] = [copyDates(early), early]
  const end = anchorOf(allLate, early)
  placeLate(allLate, alone, end)
  placeLate(allLate, shared, end, freeBefore({ ...ground, passes: allLate }, nothing, begin(), []))
  reset()
  let start = projectStart
  for (let i = 0; i < network.count; i++)
    if (!network.isSummary[i] && shared.start[i]! < Math.min(start, alone.start[i]!)) start = shared.start[i]!
  return start
}

/** More than all that needs people takes in turn, in minutes. */
function lengthOf({ passes: { network, progress }, early, asks }: LateGround): number {
  let length = 366 * minutesPerDay
  for (let i = 0; i < network.count; i++)
    if (asks[i] && progress.mode[i] === planned) length += 2 * Math.max(0, early.finish[i]! - early.start[i]!)
  return length
}
