import { backwardPass } from '../schedule/backward.ts'
import type { Dates, Passes } from '../schedule/passes.ts'
import { cancelled } from '../schedule/progress.ts'
import { workBetween } from '../time/calendar.ts'
import { leavesBefore, previousOf } from './levelOrder.ts'

/** How late a schedule is. */
export interface Lateness {
  /** Working minutes past their deadlines, of all tasks. */
  readonly late: number
  /** The tasks that miss a deadline which holds without levelling. */
  readonly missed: readonly number[]
}

/** Measures how late schedules of a plan are; `before` is the one without levelling. */
export function latenessIn({ network, limits, progress }: Passes, before: Dates): (dates: Dates) => Lateness {
  const due: number[] = []
  for (let i = 0; i < network.count; i++)
    if (Number.isFinite(limits.deadline[i]!) && progress.mode[i] !== cancelled) due.push(i)
  const lateOf = (i: number, { finish }: Dates) => {
    const late = workBetween(network.own[i]!, limits.deadline[i]!, finish[i]!)
    return Math.max(0, late || 0)
  }
  const holds = new Set(due.filter(i => lateOf(i, before) === 0))
  return dates => {
    let sum = 0
    const missed: number[] = []
    for (const i of due) {
      const late = lateOf(i, dates)
      sum += late
      if (0 < late && holds.has(i)) missed.push(i)
    }
    return { late: sum, missed }
  }
}

/** Keys by which the most urgent goes first: the latest finishes with which all deadlines hold, and the project ends by `end`. */
export function urgentKeys(passes: Passes, placed: Dates, end: number): Float64Array {
  return backwardPass(passes, placed, end).finish
}

/** What has a part in when these tasks end: they and all that comes before them. */
export function leavesFor({ network }: Passes, tasks: readonly number[]): readonly number[] {
  return [...leavesBefore(network, previousOf(network), tasks), ...tasks]
}
