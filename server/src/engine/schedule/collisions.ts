import type { ConstraintKind, Task } from '../model/plan.ts'
import { nextStart, workAt } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import { type Bounds, isHeldByDate } from './bounds.ts'
import type { Network } from './network.ts'
import type { Dates, Passes } from './passes.ts'
import { cancelled, finished, started } from './progress.ts'
import type { Collision } from './types.ts'
import { finishOfWork, startOfWork } from './work.ts'

/** What holds one end of a leaf: its own constraint, or one of a summary around it. */
interface Hold {
  readonly constraint: ConstraintKind | 'date'
  /** The task that it is written at. */
  readonly of: number
  readonly at: number
}

/**
 * Constraints that hold the same task and exclude each other by their dates and its length, whatever the rest of the
 * plan does (rules 11 and 12). Of each task and each pair of kinds the two that are furthest apart.
 */
export function collisionsOf(passes: Passes, dates: Dates): readonly Collision[] {
  const { network, limits } = passes
  const found: Collision[] = []
  for (let i = 0; i < network.count; i++) {
    const bounds = limits.bounds[i]
    if (!bounds || !hasTwo(passes, bounds, i)) continue
    const highs = holding(passes, i, notAfter(bounds, i))
    const lows = holding(passes, i, notBefore(passes, bounds, i))
    // Where all that holds it is kept, nothing collides.
    if (isKept(lows, highs, dates, i)) continue
    for (const low of lows) {
      for (const high of highs) if (collide(network, i, low, high)) found.push(collision(network, i, low, high))
    }
  }
  return found
}

/** Most tasks with constraints have none that could exclude another. */
function hasTwo({ network, limits }: Passes, bounds: Bounds, i: number): boolean {
  const { startFrom, finishFrom, startBy, finishBy, mustStart, mustFinish } = bounds
  if (!Number.isNaN(mustStart) || !Number.isNaN(mustFinish)) return true
  if (Math.min(startBy, finishBy) === Number.POSITIVE_INFINITY) return false
  let from = Math.max(startFrom, finishFrom)
  for (let s = network.parent[i]!; 0 <= s; s = network.parent[s]!) from = Math.max(from, limits.gate[s]!)
  return from !== Number.NEGATIVE_INFINITY
}

/** Once a task has begun only what is said of its finish holds it, once it is over nothing (rule 12). */
function holding({ progress }: Passes, i: number, holds: readonly Hold[]): readonly Hold[] {
  const mode = progress.mode[i]!
  if (mode === finished || mode === cancelled) return []
  const left = mode === started ? holds.filter(({ constraint }) => !holdsStart(constraint)) : holds
  return left.filter(({ at }) => Number.isFinite(at))
}

function notAfter({ startBy, finishBy, finishByOf, mustStart, mustFinish }: Bounds, i: number): readonly Hold[] {
  return [
    { constraint: 'start-no-later-than', of: i, at: startBy },
    { constraint: 'finish-no-later-than', of: finishByOf, at: finishBy },
    { constraint: 'must-start-on', of: i, at: mustStart },
    { constraint: 'must-finish-on', of: i, at: mustFinish },
  ]
}

function notBefore({ network, limits }: Passes, bounds: Bounds, i: number): readonly Hold[] {
  const { startFrom, finishFrom, mustStart, mustFinish } = bounds
  let [at, of] = [startFrom, i]
  for (let s = network.parent[i]!; 0 <= s; s = network.parent[s]!) {
    if (at < limits.gate[s]!) [at, of] = [limits.gate[s]!, s]
  }
  return [
    { constraint: 'start-no-earlier-than', of, at },
    { constraint: isHeldByDate(network, i, bounds) ? 'date' : 'finish-no-earlier-than', of: i, at: finishFrom },
    { constraint: 'must-start-on', of: i, at: mustStart },
    { constraint: 'must-finish-on', of: i, at: mustFinish },
  ]
}

function isKept(lows: readonly Hold[], highs: readonly Hold[], { start, finish }: Dates, i: number): boolean {
  const end = ({ constraint }: Hold) => (holdsStart(constraint) ? start[i]! : finish[i]!)
  return lows.every(hold => hold.at <= end(hold)) && highs.every(hold => end(hold) <= hold.at)
}

/** Does what is not to be before `low` pass `high`, as working instants (rule 5)? */
function collide({ tasks, calendar, work, amount }: Network, i: number, low: Hold, high: Hold): boolean {
  if (low.constraint === high.constraint) return false
  const its = calendar[i]!
  const isBefore = (a: number, b: number) => workAt(its, a) < workAt(its, b)
  const [lowStarts, highStarts] = [holdsStart(low.constraint), holdsStart(high.constraint)]
  if (lowStarts === highStarts) return isBefore(high.at, low.at)
  if (amount[i] === 0) return isBefore(high.at, low.at) || isWrittenBefore(tasks, high, low)
  const end = finishOfWork(work[i]!, nextStart(its, lowStarts ? low.at : high.at), amount[i]!)
  if (!Number.isFinite(end)) return false
  if (lowStarts) return isBefore(high.at, end)
  // Where a limit of a day or a week is reached, the end may be held later without moving the work.
  return isBefore(end, low.at) && isBefore(high.at, startOfWork(work[i]!, low.at, amount[i]!))
}

/**
 * Of a point Friday evening and Monday morning are one instant, but who writes that it is over on the one and begins on
 * the other means two.
 */
function isWrittenBefore(tasks: Network['tasks'], high: Hold, low: Hold): boolean {
  const [to, from] = [high, low].map(({ constraint, of }) => dateOf(tasks[of]!, constraint)!)
  return (to!.hasTime ? to!.minute : rangeEnd(to!) - 1) < from!.minute
}

function collision(network: Network, i: number, low: Hold, high: Hold): Collision {
  const [kept, broken] = rank(low.constraint) < rank(high.constraint) ? [high, low] : [low, high]
  const its = network.work[i]!
  const amount = network.amount[i]!
  const from = holdsStart(kept.constraint)
  const isSameEnd = amount === 0 || from === holdsStart(broken.constraint)
  const other = from ? finishOfWork(its, nextStart(its.calendar, kept.at), amount) : startOfWork(its, kept.at, amount)
  const side = ({ constraint, of }: Hold) => ({
    constraint,
    task: network.tasks[of]!.id,
    path: [...network.tasks[of]!.path, constraint],
  })
  return {
    task: network.tasks[i]!.id,
    kept: side(kept),
    broken: side(broken),
    allowed: (isSameEnd ? kept.at : other) as Minute,
  }
}

/** Which of two wins (rule 12): `must-` over `no-later-than`, that over the rest. */
function rank(constraint: Hold['constraint']): number {
  return ['no-later-than', 'must-finish', 'must-start'].findIndex(words => constraint.includes(words))
}

function holdsStart(constraint: Hold['constraint']): boolean {
  return constraint.includes('start')
}

/** The date of a constraint, or of a milestone, as it is written. */
export function dateOf({ constraints, date }: Task, kind: Hold['constraint']): CivilDate | undefined {
  return kind === 'date' ? date?.likely : constraints[kind]
}
