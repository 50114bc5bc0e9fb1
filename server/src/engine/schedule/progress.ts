import type { Task } from '../model/plan.ts'
import { finishInstant, startInstant } from './bounds.ts'
import { type Network, remainingAmount } from './network.ts'

/** How far a leaf is. `off` is one that can't be scheduled. */
export const planned = 0
export const started = 1
export const finished = 2
export const cancelled = 3
export const off = 4

/** What has happened, leaf by leaf (rules 16–19). */
export interface Progress {
  readonly mode: Uint8Array
  /** As the plan says; `NaN` where it doesn't: then it is where the schedule puts it, not after the status date (rule 17). */
  readonly actualStart: Float64Array
  readonly actualFinish: Float64Array
  /** What is left of a started leaf, in the measure of its work; `NaN` for one that isn't started. */
  readonly remaining: Float64Array
  /** Share that is done, 0–1. */
  readonly share: Float64Array
}

/** Reads the progress of every task. */
export function progressOf(network: Network): Progress {
  const { count } = network
  const progress: Progress = {
    mode: new Uint8Array(count),
    actualStart: new Float64Array(count),
    actualFinish: new Float64Array(count),
    remaining: new Float64Array(count),
    share: new Float64Array(count),
  }
  for (let i = 0; i < count; i++) readProgress(network, progress, i)
  return progress
}

/** Reads the progress of one task, whose summary's is read. */
export function readProgress(network: Network, progress: Progress, i: number): void {
  const { tasks, parent, own, amount, isSummary } = network
  const { mode, actualStart, actualFinish, remaining, share } = progress
  const task = tasks[i]!
  actualStart[i] = actualFinish[i] = remaining[i] = Number.NaN
  share[i] = 0
  const above = parent[i]!
  mode[i] = (0 <= above && mode[above] === cancelled) || isCancelled(task) ? cancelled : planned
  if (isSummary[i] || mode[i] === cancelled) return
  const left = remainingAmount(network, i)
  const finish = task.actualFinish ?? task.actual
  if (task.actualStart) actualStart[i] = startInstant(own[i]!, task.actualStart)
  if (finish) actualFinish[i] = finishInstant(own[i]!, finish)
  if (finish || isDone(task, left)) mode[i] = finished
  else if (hasBegun(task, (left ?? amount[i]!) < amount[i]!)) mode[i] = started
  share[i] = mode[i] === finished ? 1 : (task.progress ?? (mode[i] === started ? doneShare(amount[i]!, left) : 0))
  if (mode[i] === started) remaining[i] = left ?? amount[i]! - Math.round(amount[i]! * share[i]!)
}

/** Where nobody says how much is done, it is what does not remain. */
function doneShare(amount: number, left = amount): number {
  return left < amount ? (amount - left) / amount : 0
}

function isCancelled({ status, milestoneStatus }: Task): boolean {
  return status === 'cancelled' || milestoneStatus === 'cancelled'
}

/** What is said to be done and has work left has begun, and so has that of which less is left than there was. */
function hasBegun({ status, actualStart, progress = 0 }: Task, isLess: boolean): boolean {
  if (actualStart || 0 < progress || status === 'in-progress' || status === 'done') return true
  return isLess && status !== 'not-started'
}

/** Said to be done; where work remains, the work is believed. */
function isDone({ status, milestoneStatus, progress }: Task, remaining: number | undefined): boolean {
  if (0 < (remaining ?? 0)) return false
  return status === 'done' || milestoneStatus === 'reached' || (progress ?? 0) >= 1
}
