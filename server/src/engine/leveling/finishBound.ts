import FlatQueue from 'flatqueue'
import type { Id, OverTime } from '../model/plan.ts'
import { type Found, latestFinish } from '../schedule/allPasses.ts'
import { emptyLateDates, lateSweep } from '../schedule/backward.ts'
import { forwardPass } from '../schedule/forward.ts'
import { lagElapsed, lagNone, lagPercent } from '../schedule/linkTable.ts'
import type { Network } from '../schedule/network.ts'
import type { Dates, Passes } from '../schedule/passes.ts'
import { joinedCalendar, resourceCalendar } from '../schedule/planTime.ts'
import { cancelled, planned } from '../schedule/progress.ts'
import type { Share } from '../schedule/share.ts'
import { sweepBack } from '../schedule/sweepBack.ts'
import { finishOfWork, limitOf, plainWork } from '../schedule/work.ts'
import { type Calendar, finishAt, startAt, workAt } from '../time/calendar.ts'
import type { Ask, Profile } from './profile.ts'
import { type Needs, threesOf } from './threes.ts'

type Asks = readonly (readonly Ask[] | undefined)[]

/** What a task takes of a resource: so many minutes of the resource's clock as if it had all of it, not before `head`. */
interface Piece {
  readonly leaf: number
  readonly minutes: number
  readonly head: number
}

/** The work that must share a resource, on a clock that runs whenever any of it can go on. */
interface Machine {
  readonly clock: Calendar
  /** In the order of their heads. */
  readonly pieces: readonly Piece[]
}

/** All at its earliest, in a network in which nothing comes earlier because something else comes later. */
interface Ground {
  readonly passes: Passes
  readonly dates: Dates
  readonly asks: Asks
  readonly profiles: ReadonlyMap<Id, Profile>
}

/** How often the stretch in which the bound lies is halved: to the minute, and of a big plan to a thousandth. */
const halvings = { small: 20, big: 10 }
/** Tasks of a big plan. */
const many = 1000

/**
 * An instant before which no levelled schedule finishes, from the critical path on and not after `upTo`; both in civil
 * minutes since 1970-01-01T00:00, as `Minute`.
 *
 * An end is ruled out ("destructive" bound: Klein & Scholl, EJOR 112, 1999) when a resource could not do its work by
 * then even if tasks could be interrupted and run side by side at will: each from its earliest start to the latest
 * finish that what follows leaves it before that end, the most urgent first (Jackson's preemptive schedule: Carlier,
 * EJOR 11, 1982). What needs two of three people each is one such work too. What levelling lets overlap does not count: what has started, what a constraint pulls back, what asks
 * for more than there is.
 */
export function finishBound(found: Found, asks: Asks, profiles: ReadonlyMap<Id, Profile>, upTo: number): number {
  const ground = { ...steadyGround(found), asks, profiles }
  const { project } = ground.passes.network.time
  const first = Math.max(latestFinish(ground.passes, ground.dates), limitsBound(ground))
  const machines = machinesOf(ground)
  if (machines.length === 0 || upTo <= first || isPossible(ground, machines, first)) return first
  let bound = first
  let [ruledOut, open] = [workAt(project, first), workAt(project, upTo)]
  const most = ground.passes.network.count < many ? halvings.small : halvings.big
  for (let n = 0; n < most && ruledOut + 1 < open; n++) {
    const middle = Math.floor((ruledOut + open) / 2)
    // Of a gap its end: in another calendar, work may end inside it.
    if (isPossible(ground, machines, startAt(project, middle))) open = middle
    else {
      ruledOut = middle
      bound = Math.max(bound, finishAt(project, middle + 1))
    }
  }
  return bound
}

function steadyGround({ passes, early }: Found): Pick<Ground, 'passes' | 'dates'> {
  const network = withSteadyLags(passes.network)
  if (network === passes.network) return { passes, dates: early }
  const progress = { ...passes.progress, mode: passes.progress.mode.slice() }
  const steady = { ...passes, network, progress }
  return { passes: steady, dates: forwardPass(steady) }
}

/** A share of what grows shorter by beginning later: such a lag is left out, such a lead with its link. */
function withSteadyLags(network: Network): Network {
  const { links, isSummary, work } = network
  const isUnsteady = (e: number) => {
    const from = links.from[e]!
    return links.lagKind[e] === lagPercent && 0 <= from && (isSummary[from] === 1 || work[from]!.shares !== undefined)
  }
  const unsteady = [...links.lagKind.keys()].filter(isUnsteady)
  if (unsteady.length === 0) return network
  const [lagKind, lag] = [links.lagKind.slice(), links.lag.slice()]
  for (const e of unsteady) {
    lagKind[e] = 0 < lag[e]! ? lagNone : lagElapsed
    lag[e] = 0 < lag[e]! ? 0 : Number.NEGATIVE_INFINITY
  }
  return { ...network, links: { ...links, lagKind, lag } }
}

/** Does a date hold a task against its logic, so that it cannot wait for what it needs? */
function isPulled({ limits }: Passes, i: number): boolean {
  const bounds = limits.bounds[i]
  if (!bounds) return false
  const { mustStart, mustFinish, startBy, finishBy } = bounds
  return Number.isFinite(mustStart) || Number.isFinite(mustFinish) || Number.isFinite(Math.min(startBy, finishBy))
}

function machinesOf(ground: Ground): readonly Machine[] {
  const { passes, asks } = ground
  const { network } = passes
  const work = new Map<Profile, Omit<Piece, 'head'>[]>()
  const needs: Needs<Profile>[] = []
  asks.forEach((its, leaf) => {
    if (!its || !mustWait(passes, leaf)) return
    const minutes = leastMinutes(network, leaf)
    const whole: Profile[] = []
    for (const { profile, units } of new Map(its.map(ask => [ask.profile, ask])).values()) {
      const [least, most] = unitsOver(profile, units)
      if (leastThere(profile) < most) continue
      const share = least / mostThere(profile)
      if (half < share) whole.push(profile)
      const known = work.get(profile)
      if (known) known.push({ leaf, minutes: minutes * share })
      else work.set(profile, [{ leaf, minutes: minutes * share }])
    }
    needs.push({ leaf, minutes, whole })
  })
  const threes = threesOf(needs).map(leaves => leaves.map(leaf => ({ leaf, minutes: leastMinutes(network, leaf) })))
  return [...work.values(), ...threes].map(pieces => machineOf(ground, pieces))
}

/** Of what needs more than half of a resource no two are done at once. */
const half = 0.5 + 1e-9

function machineOf({ passes: { network }, dates }: Ground, work: readonly Omit<Piece, 'head'>[]): Machine {
  const clock = work.map(({ leaf }) => network.calendar[leaf]!).reduce(joinedCalendar)
  const pieces = work.map(piece => ({ ...piece, head: workAt(clock, dates.start[piece.leaf]!) }))
  return { clock, pieces: pieces.sort((a, b) => a.head - b.head) }
}

/** Is a leaf one that levelling moves until its resources are free? */
function mustWait(passes: Passes, i: number): boolean {
  const { network, progress } = passes
  return progress.mode[i] === planned && !network.work[i]!.elapsed && !isPulled(passes, i)
}

/** The shortest that the work of a leaf can take, in minutes of its working calendar. */
function leastMinutes({ work, amount }: Network, i: number): number {
  const { shares } = work[i]!
  if (!shares) return amount[i]!
  return amount[i]! / shares.reduce((sum, { steps }) => sum + Math.max(...steps.map(({ rate }) => rate)), 0)
}

function unitsOver({ resource }: Profile, units: Ask['units']): readonly [least: number, most: number] {
  const changes = resource.capacity.map(({ from }) => from?.minute ?? Number.NEGATIVE_INFINITY)
  const all = [Number.NEGATIVE_INFINITY, ...changes].map(units)
  return [Math.min(...all), Math.max(...all)]
}

function mostThere({ resource: { units, capacity } }: Profile): number {
  return Math.max(...valuesOf(units)) * Math.max(...valuesOf(capacity))
}

function leastThere({ resource: { units, capacity } }: Profile): number {
  return Math.min(...valuesOf(units)) * Math.min(...valuesOf(capacity))
}

/** All values that hold at some time; before the first that is said it is 1. */
function valuesOf(values: OverTime<number>): readonly number[] {
  const said = values.map(({ value }) => value)
  return values.length === 0 || values[0]!.from ? [1, ...said] : said
}

/** Could every resource do its work if the project had to end by `end`? */
function isPossible(ground: Ground, machines: readonly Machine[], end: number): boolean {
  const latest = latestFinishes(ground, end)
  return machines.every(({ clock, pieces }) => {
    const due = pieces.map(({ leaf }) => workAt(clock, latest[leaf]!))
    return isInTime(pieces, due)
  })
}

/** The latest finish of each leaf for the project to end by `end`, whatever else becomes late. */
function latestFinishes({ passes, dates }: Ground, end: number): Float64Array {
  const { count } = passes.network
  const late = emptyLateDates(count)
  const unbound = { ...passes, limits: { ...passes.limits, bounds: [] } }
  // No leaf is known to be the one that begins its summary.
  const open = { ...dates, start: new Float64Array(count).fill(Number.NaN) }
  const sweep = lateSweep(unbound, open, late, end)
  sweepBack(unbound, open, {
    ...sweep,
    deadlines: false,
    settle: (i, finishBy, startBy, holds, byLinks) => {
      // What a date pulls does not move for what is before it, and the end does not count what is cancelled.
      if (isPulled(passes, i)) return
      if (passes.progress.mode[i] === cancelled) sweep.settle(i, byLinks, byLinks, holds, byLinks)
      else sweep.settle(i, finishBy, startBy, holds, byLinks)
      // Where it may do no more that day, a pot ends before the instant that holds its finish.
      if (passes.network.work[i]!.shares) holds.finish[i] = Number.POSITIVE_INFINITY
    },
  })
  return late.finish
}

/** Rounding of shares of minutes. */
const tolerance = 1e-6

/** Jackson's preemptive schedule of one machine: is each piece done when it is due? */
function isInTime(pieces: readonly Piece[], due: readonly number[]): boolean {
  const left = pieces.map(({ minutes }) => minutes)
  const urgent = new FlatQueue<number>()
  let at = Number.NEGATIVE_INFINITY
  for (let next = 0; next < pieces.length || 0 < urgent.length; ) {
    if (urgent.length === 0) at = Math.max(at, pieces[next]!.head)
    for (; next < pieces.length && pieces[next]!.head <= at; next++) urgent.push(next, due[next]!)
    const piece = urgent.peek()!
    const until = pieces[next]?.head ?? Number.POSITIVE_INFINITY
    if (until < at + left[piece]!) {
      left[piece]! -= until - at
      at = until
    } else {
      at += left[piece]!
      urgent.pop()
      if (due[piece]! + tolerance < at) return false
    }
  }
  return true
}

/** When each resource can have done all its effort within its limits a day and a week (rule 23). */
function limitsBound({ passes, dates, asks, profiles }: Ground): number {
  const { network } = passes
  const effort = new Map<Profile, { minutes: number; from: number }>()
  asks.forEach((its, i) => {
    const { shares, soleDoer } = network.work[i]!
    if (!its || !shares || !soleDoer || !mustWait(passes, i)) return
    const { profile, units } = its[0]!
    if (leastThere(profile) < unitsOver(profile, units)[1]) return
    const known = effort.get(profile) ?? { minutes: 0, from: Number.POSITIVE_INFINITY }
    known.minutes += network.amount[i]!
    known.from = Math.min(known.from, dates.start[i]!)
    effort.set(profile, known)
  })
  let bound = Number.NEGATIVE_INFINITY
  for (const { resource } of profiles.values()) {
    const known = effort.get(profiles.get(resource.id)!)
    const limit = limitOf(network.time, resource)
    if (!known || !limit) continue
    const calendar = resourceCalendar(network.time, resource)
    const steps = [{ from: Number.NEGATIVE_INFINITY, rate: mostThere(profiles.get(resource.id)!) }]
    const all: Share = { resource: resource.id, calendar, steps, limit }
    const finish = finishOfWork({ ...plainWork(calendar, calendar, 0), shares: [all] }, known.from, known.minutes)
    if (Number.isFinite(finish) && bound < finish) bound = finish
  }
  return bound
}
