import type { Found } from './allPasses.ts'
import type { Network } from './network.ts'
import { cancelled, off } from './progress.ts'
import { earlyReasonsOf, reasonsOf } from './reasons.ts'
import type { Behind } from './results.ts'
import type { Reason, ScheduledTask } from './types.ts'

const known = new WeakMap<ScheduledTask, readonly Reason[]>()

/**
 * What holds a task where it is, all that are tied (rule 21). Few tasks are ever asked: it is found only then, and not by
 * the part of the server that each keystroke passes.
 */
export function drivingOf(task: ScheduledTask): readonly Reason[] {
  const before = known.get(task)
  if (before) return before
  const reasons = reasonsBehind(task)
  known.set(task, reasons)
  return reasons
}

function reasonsBehind({ behind, task }: ScheduledTask): readonly Reason[] {
  if (!behind) return []
  const { found, at } = behind as Behind
  return task.kind === 'summary' ? summaryReasons(found, at) : reasonsOf(found, at)
}

/** What holds a task at its early dates, though it may be placed later. */
export function earlyDrivingOf({ behind }: ScheduledTask): readonly Reason[] {
  if (!behind) return []
  const { found, at } = behind as Behind
  return earlyReasonsOf(found, at)
}

/** A summary begins when the first task inside it does: it is held by what holds that. */
function summaryReasons(found: Found, i: number): readonly Reason[] {
  const { passes, placed } = found
  const { network, progress } = passes
  const start = placed.start[i]!
  for (let k = i + 1; k < network.count && isInside(network, k, i); k++) {
    const counts = !network.isSummary[k] && progress.mode[k] !== off && progress.mode[k] !== cancelled
    if (counts && placed.start[k] === start) return reasonsOf(found, k)
  }
  return []
}

function isInside({ parent }: Network, task: number, summary: number): boolean {
  for (let at = parent[task]!; summary <= at; at = parent[at]!) if (at === summary) return true
  return false
}
