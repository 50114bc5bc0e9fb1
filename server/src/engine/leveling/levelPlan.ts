import type { Id, Plan } from '../model/plan.ts'
import { anchorOf, type Found, passesOf, preparePasses, type TaskTurn, type Wait } from '../schedule/allPasses.ts'
import { backwardPass } from '../schedule/backward.ts'
import { isBackward } from '../schedule/firstStart.ts'
import type { Dates, LeafWait, Passes, Turn } from '../schedule/passes.ts'
import { planned } from '../schedule/progress.ts'
import { type ScheduleOptions, schedule, scheduleOf } from '../schedule/schedule.ts'
import type { Schedule } from '../schedule/types.ts'
import { lastFinish, workBetween } from '../time/calendar.ts'
import type { Minute } from '../time/minute.ts'
import { type Lateness, latenessIn, leavesFor, urgentKeys } from './deadlines.ts'
import { type Decoded, decoderOf, type Keys } from './decode.ts'
import { drawFrom } from './draw.ts'
import { finishBound } from './finishBound.ts'
import { gridOrder } from './gridOrder.ts'
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
  /** No levelled schedule of this plan finishes earlier; scheduled backward, it need not end before its finish. */
  readonly bound: Minute
  /** Working minutes of the project's calendar between the bound and the finish. */
  readonly gap: number
  /** Schedules built. */
  readonly schedules: number
  /** The tasks that wait, or come earlier, and for whom. */
  readonly waits: ReadonlyMap<Id, Wait>
  /** Where a plan without `start` begins, where that does not follow from its waits. */
  readonly start?: Minute
}

type Built = Decoded & Lateness

/** Leaves that are placed by default: a plan of 50 tasks is tried in 400 orders, one of 5,000 in 4. */
const placements = 20_000

/**
 * Levels a plan (`spec/scheduling.md` rule 22): a task waits until its resources are free; one that is to be as late as
 * possible ends before others have them. Tasks are not split; what has started, must be on a date, or is cancelled stays
 * where it is. Order: by priority, then by the latest start that the network allows (of what is late by the earliest
 * finish), then by id, by the serial schedule-generation scheme (Kelley 1963); then as {@link gridOrder} has them, and a
 * seeded search for a better order among tasks of equal priority, bounded by a number of schedules. Better is an earlier
 * finish, then less time past deadlines; of a plan that is scheduled backward a finish that holds, then a later start. A
 * task counts as important as the most important that comes after it.
 */
export function levelPlan(plan: Plan, options: LevelOptions = {}): Leveled {
  const found = passesOf(plan, options)
  const before = scheduleOf(found)
  const { passes, placed, early, end } = found
  const { asks, profiles } = asksOf(passes.network)
  const tries = options.schedules ?? usualTries(passes)
  const decoder = decoderOf(found, asks, profiles)
  const keys = { start: backwardPass(passes, placed, end).start, finish: early.finish }
  const dueBy = isBackward(plan) ? anchorOf(passes, early) : Number.NEGATIVE_INFINITY
  const latenessOf = latenessIn(passes, placed)
  const build = (its: Keys): Built => {
    const decoded = decoder(its)
    return { ...decoded, ...latenessOf(decoded.dates) }
  }
  let best = build(keys)
  let { built } = best
  const attempt = (its: Keys) => {
    const trial = build(its)
    built += trial.built
    if (isBetter(trial, best, dueBy)) best = trial
  }
  const draw = drawFrom(options.seed ?? 1)
  const movable = movableLeaves(passes, asks)
  const least = boundOf(found, asks, profiles, dueBy, best.finish)
  const canMove = () => built < tries && movable.length > 1
  const canBeShorter = () => least < best.finish || (isBackward(plan) && best.start < before.start)
  const isMissing = () => 0 < best.missed.length
  if (canMove() && canBeShorter()) {
    const order = gridOrder(passes, asks, best.dates, { schedules: picturesFor(passes), draw })
    attempt({ start: order, finish: order })
  }
  if (canMove() && isMissing()) attempt({ ...keys, start: urgentKeys(passes, placed, best.finish) })
  if (canMove() && isMissing()) attempt({ ...keys, start: urgentFirst(passes, placed, best) })
  while (canMove() && (canBeShorter() || isMissing() || !best.settled)) {
    const start =
      isMissing() && draw(2) === 0 ? hasten(passes, best, draw) : disturb(keys.start, best.dates.start, movable, draw)
    const finish = passes.limits.anyLate ? disturb(keys.finish, best.dates.finish, movable, draw) : keys.finish
    attempt({ start, finish })
  }
  const waits = waitsOf(passes, best.waits)
  const start = startBeside(found, options, waits, best)
  const leveled = schedule(plan, { ...options, waits, ...(start !== undefined && { start }) })
  const { project } = passes.network.time
  const bound = Math.min(least, best.finish)
  const gap = Math.max(0, workBetween(project, bound, best.finish))
  return {
    schedule: leveled,
    before,
    // A milestone between two working days is shown at the end of the first.
    bound: 0 < gap ? (lastFinish(project, bound) as Minute) : leveled.finish,
    gap,
    schedules: built,
    waits,
    ...(start !== undefined && { start }),
  }
}

/** What is late is placed forward and backward. */
function usualTries({ network, limits }: Passes): number {
  const each = Math.max(1, network.count) * (limits.anyLate ? 2 : 1)
  return Math.max(1, Math.min(400, Math.round(placements / each)))
}

/** Schedules on the grid: cheap for a small plan, and each takes time like the square of the tasks. */
function picturesFor({ network: { count } }: Passes): number {
  return Math.max(2, Math.min(3000, Math.round(50_000_000 / (count * count))))
}

/** A plan that is scheduled backward need not end before its finish; without `start` nothing else is known of it. */
function boundOf(
  found: Found,
  asks: readonly (readonly Ask[] | undefined)[],
  profiles: ReadonlyMap<Id, Profile>,
  dueBy: number,
  finish: number,
): number {
  const { plan } = found.passes.network
  if (finish <= dueBy || (isBackward(plan) && !plan.project.start)) return dueBy
  return Math.max(dueBy, finishBound(found, asks, profiles, finish))
}

/** An earlier finish, then less time past deadlines; of a plan that is scheduled backward then a later start. */
function isBetter(trial: Built, best: Built, dueBy: number): boolean {
  if (trial.settled !== best.settled) return trial.settled
  const [finish, least] = [Math.max(trial.finish, dueBy), Math.max(best.finish, dueBy)]
  if (finish !== least) return finish < least
  if (trial.late !== best.late) return trial.late < best.late
  return Number.isFinite(dueBy) && best.start < trial.start
}

function waitsOf({ network: { tasks } }: Passes, found: ReadonlyMap<number, LeafWait>): ReadonlyMap<Id, Wait> {
  const turn = ({ at, resource, leaf }: Turn): TaskTurn => ({ at: at as Minute, resource, task: tasks[leaf]!.id })
  const waits = new Map<Id, Wait>()
  for (const [i, { begin, end }] of found)
    waits.set(tasks[i]!.id, { ...(begin && { begin: turn(begin) }), ...(end && { end: turn(end) }) })
  return waits
}

/** Where a plan without `start` begins, where that does not follow from the waits. */
function startBeside(
  { passes, order }: Found,
  options: ScheduleOptions,
  waits: ReadonlyMap<Id, Wait>,
  { projectStart }: Decoded,
): Minute | undefined {
  const { plan } = passes.network
  if (!isBackward(plan) || plan.project.start || !Number.isFinite(projectStart)) return undefined
  const follows = preparePasses(passes.network, order, { ...options, waits }).passes.projectStart
  return follows === projectStart ? undefined : (projectStart as Minute)
}

function movableLeaves(
  { network, progress }: Passes,
  asks: readonly (readonly Ask[] | undefined)[],
): readonly number[] {
  const leaves: number[] = []
  for (let i = 0; i < network.count; i++) if (asks[i] && progress.mode[i] === planned) leaves.push(i)
  return leaves
}

/** The order of the best schedule, but what the deadlines that it misses wait for goes first, the most urgent before. */
function urgentFirst(passes: Passes, placed: Dates, best: Built): Float64Array {
  const urgent = urgentKeys(passes, placed, best.finish)
  const keys = best.dates.start.slice()
  for (const i of leavesFor(passes, best.missed)) keys[i] = best.start - (best.finish - urgent[i]!)
  return keys
}

/** The order of the best schedule, but what one of those deadlines waits for goes earlier. */
function hasten(passes: Passes, best: Built, draw: (limit: number) => number): Float64Array {
  const keys = best.dates.start.slice()
  const by = ((best.finish - best.start) * (1 + draw(parts))) / parts
  for (const i of leavesFor(passes, [best.missed[draw(best.missed.length)]!])) keys[i]! -= by
  return keys
}

/** The parts of a plan's length by which tasks are hastened. */
const parts = 16

/** Another order: now and then by where the best schedule has the tasks, with a few of them moved elsewhere. */
function disturb(
  keys: Float64Array,
  best: Float64Array,
  movable: readonly number[],
  draw: (limit: number) => number,
): Float64Array {
  const changed = draw(2) === 0 ? keys.slice() : best.slice()
  const moves = 1 + draw(Math.max(1, Math.min(8, movable.length >> 2)))
  for (let n = 0; n < moves; n++) {
    const [a, b] = [movable[draw(movable.length)]!, movable[draw(movable.length)]!]
    const kept = changed[a]!
    changed[a] = changed[b]!
    if (draw(2) === 0) changed[b] = kept
  }
  return changed
}
