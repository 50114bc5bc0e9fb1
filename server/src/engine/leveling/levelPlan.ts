import FlatQueue from 'flatqueue'
import type { Id, Plan } from '../model/plan.ts'
import { passesOf, type Wait } from '../schedule/allPasses.ts'
import { backwardPass } from '../schedule/backward.ts'
import { forwardPass } from '../schedule/forward.ts'
import { waitingOf } from '../schedule/order.ts'
import type { Dates, LeafWait, Passes } from '../schedule/passes.ts'
import { cancelled, planned, started } from '../schedule/progress.ts'
import { type ScheduleOptions, schedule, scheduleOf } from '../schedule/schedule.ts'
import type { Schedule } from '../schedule/types.ts'
import { workBetween } from '../time/calendar.ts'
import type { Minute } from '../time/minute.ts'
import { drawFrom } from './draw.ts'
import { finishBound } from './finishBound.ts'
import { type Ask, asksOf, type Profile } from './profile.ts'

export interface LevelOptions extends ScheduleOptions {
  /** How many schedules are built; left out, as many as a plan of its size is worth. Never bounded by time. */
  readonly schedules?: number
  readonly seed?: number
}

/** A plan in which no resource has more work than it can do, as far as waiting can bring that about. */
export interface Leveled {
  readonly schedule: Schedule
  /** The schedule without levelling. */
  readonly before: Schedule
  /** No levelled schedule of this plan finishes earlier. */
  readonly bound: Minute
  /** Working minutes of the project's calendar between the bound and the finish. */
  readonly gap: number
  /** Schedules built. */
  readonly schedules: number
  /** The tasks that wait, and for whom. */
  readonly waits: ReadonlyMap<Id, Wait>
}

/** Leaves that are placed by default: a plan of 50 tasks is tried in 400 orders, one of 5,000 in 4. */
const placements = 20_000

/**
 * Levels a plan (`spec/scheduling.md` rule 22): a task waits until its resources are free. Tasks are not split; what has
 * started, must be on a date, or is cancelled stays where it is. Order: by priority, then by the latest start that the
 * network allows, then by id, by the serial schedule-generation scheme (Kelley 1963); then a seeded search for a better
 * order among tasks of equal priority, bounded by a number of schedules. What is to be as late as possible, all of a plan
 * that is scheduled backward, neither waits nor is waited for: its overloads stay.
 */
export function levelPlan(plan: Plan, options: LevelOptions = {}): Leveled {
  const found = passesOf(plan, options)
  const before = scheduleOf(found)
  const { passes, placed, end } = found
  const { asks: all, profiles } = asksOf(passes.network)
  const asks = all.map((its, i) => (isLoose(passes, i) ? undefined : its))
  const tries =
    options.schedules ?? Math.max(1, Math.min(400, Math.round(placements / Math.max(1, passes.network.count))))
  const decoder = decoderOf(passes, asks, profiles)
  const keys = backwardPass(passes, placed, end).start.slice()
  let best = decoder(keys)
  let built = 1
  const draw = drawFrom(options.seed ?? 1)
  const movable = movableLeaves(passes, asks)
  const bound = finishBound(found, asks, profiles, best.finish)
  while (built < tries && bound < best.finish && movable.length > 1) {
    const trial = decoder(disturb(keys, best.dates, movable, draw))
    built++
    if (trial.finish < best.finish) best = trial
  }
  const waits = new Map<Id, Wait>()
  const { tasks } = passes.network
  for (const [i, { until, resource, leaf }] of best.waits) {
    waits.set(tasks[i]!.id, { until: until as Minute, resource, task: tasks[leaf]!.id })
  }
  const leveled = schedule(plan, { ...options, waits })
  const gap = workBetween(passes.network.time.project, bound, best.finish)
  return { schedule: leveled, before, bound: bound as Minute, gap: Math.max(0, gap), schedules: built, waits }
}

interface Decoded {
  readonly dates: Dates
  readonly finish: number
  readonly waits: ReadonlyMap<number, LeafWait>
}

/** Is a leaf still to be placed as late as it can be, once all others have their dates? */
function isLoose({ limits, progress }: Passes, i: number): boolean {
  const { mustStart, mustFinish } = limits.bounds[i] ?? { mustStart: Number.NaN, mustFinish: Number.NaN }
  return limits.late[i] === 1 && progress.mode[i] === planned && Number.isNaN(mustStart) && Number.isNaN(mustFinish)
}

/** Builds one schedule: leaves in the order of priority and key, each as early as its resources are free. */
function decoderOf(passes: Passes, asks: readonly (readonly Ask[] | undefined)[], profiles: ReadonlyMap<Id, Profile>) {
  const { network, progress, limits } = passes
  const modes = progress.mode.slice()
  const isFixed = (i: number) => {
    const bounds = limits.bounds[i]
    const must = bounds && (Number.isFinite(bounds.mustStart) || Number.isFinite(bounds.mustFinish))
    return modes[i] === started || (modes[i] === planned && must === true)
  }
  const fixed = asks.flatMap((its, i) => (its && isFixed(i) ? [i] : []))
  const orderBy = orderer(passes)

  return (keys: Float64Array): Decoded => {
    progress.mode.set(modes)
    for (const profile of profiles.values()) profile.clear()
    const waits = new Map<number, LeafWait>()
    const book = (i: number, from: number, to: number) => {
      for (const { profile, units, share } of asks[i]!) profile.book({ from, to, units, leaf: i, share })
    }
    const freeFrom = (i: number, dates: Dates): number => {
      const its = asks[i]
      if (!its) return Number.NEGATIVE_INFINITY
      const [from, to] = [dates.start[i]!, dates.finish[i]!]
      if (isFixed(i)) return Number.NEGATIVE_INFINITY
      for (const { profile, units, share } of its) {
        const obstacle = profile.obstacle(from, to, units, share)
        if (!obstacle) continue
        waits.set(i, { until: obstacle.to, resource: profile.resource.id, leaf: obstacle.leaf })
        return obstacle.to
      }
      book(i, from, to)
      return Number.NEGATIVE_INFINITY
    }
    bookFixed(passes, fixed, book)
    progress.mode.set(modes)
    const dates = forwardPass({ ...passes, order: orderBy(keys) }, undefined, freeFrom)
    let finish = Number.NEGATIVE_INFINITY
    for (let i = 0; i < network.count; i++) {
      if (!network.isSummary[i] && progress.mode[i] !== cancelled && finish < dates.finish[i]!)
        finish = dates.finish[i]!
    }
    progress.mode.set(modes)
    return { dates, finish, waits }
  }
}

/** What has begun or must be on a date has its people before anyone else. */
function bookFixed(
  passes: Passes,
  fixed: readonly number[],
  book: (i: number, from: number, to: number) => void,
): void {
  if (fixed.length === 0) return
  const { start, resume, finish } = forwardPass(passes)
  for (const i of fixed) {
    const from = Number.isNaN(resume[i]!) ? start[i]! : resume[i]!
    if (from < finish[i]!) book(i, from, finish[i]!)
  }
}

/** Nodes in an order in which each stands after what it waits for, else by priority, then key, then id. */
function orderer({ network, order }: Passes) {
  const { count, tasks, isSummary, parent } = network
  const { offset, next } = waitingOf(network)
  const inOrder = new Uint8Array(2 * count)
  for (const node of order) inOrder[node] = 1
  const waits = new Int32Array(2 * count)
  for (const node of order)
    for (let k = offset[node]!; k < offset[node + 1]!; k++) if (inOrder[next[k]!]) waits[next[k]!]!++
  const priority = new Float64Array(count)
  for (let i = 0; i < count; i++) priority[i] = tasks[i]!.priority ?? (parent[i]! < 0 ? 500 : priority[parent[i]!]!)
  const rank = new Float64Array(count)
  const byId = tasks.map((_, i) => i).sort((a, b) => (tasks[a]!.id < tasks[b]!.id ? -1 : 1))
  byId.forEach((i, at) => {
    rank[i] = at / (count + 1)
  })
  return (keys: Float64Array): Int32Array => {
    const left = waits.slice()
    const queue = new FlatQueue<number>()
    const positions = positionsOf(keys)
    // Beginnings and ends of summaries take no time: they go first.
    const weight = (node: number) =>
      count <= node || isSummary[node] ? -1 : (1000 - priority[node]!) * 1e9 + positions[node]! + rank[node]!
    for (const node of order) if (left[node] === 0) queue.push(node, weight(node))
    const nodes = new Int32Array(order.length)
    for (let at = 0; 0 < queue.length; at++) {
      const node = queue.pop()!
      nodes[at] = node
      for (let k = offset[node]!; k < offset[node + 1]!; k++) {
        const to = next[k]!
        if (inOrder[to] && --left[to]! === 0) queue.push(to, weight(to))
      }
    }
    return nodes
  }
}

/** Where each key stands among all: small whole numbers, equal for equal keys. */
function positionsOf(keys: Float64Array): Float64Array {
  const sorted = [...new Set(keys)].filter(key => !Number.isNaN(key)).sort((a, b) => a - b)
  const at = new Map(sorted.map((key, position) => [key, position]))
  return keys.map(key => at.get(key) ?? sorted.length)
}

function movableLeaves(
  { network, progress }: Passes,
  asks: readonly (readonly Ask[] | undefined)[],
): readonly number[] {
  const leaves: number[] = []
  for (let i = 0; i < network.count; i++) if (asks[i] && progress.mode[i] === planned) leaves.push(i)
  return leaves
}

/** Another order: now and then by where the best schedule has the tasks, with a few of them moved elsewhere. */
function disturb(
  keys: Float64Array,
  best: Dates,
  movable: readonly number[],
  draw: (limit: number) => number,
): Float64Array {
  const changed = draw(2) === 0 ? keys.slice() : best.start.slice()
  const moves = 1 + draw(Math.max(1, Math.min(8, movable.length >> 2)))
  for (let n = 0; n < moves; n++) {
    const [a, b] = [movable[draw(movable.length)]!, movable[draw(movable.length)]!]
    const kept = changed[a]!
    changed[a] = changed[b]!
    if (draw(2) === 0) changed[b] = kept
  }
  return changed
}
