import { rangeEnd } from '../time/civil.ts'
import type { Schedule, ScheduledTask } from './types.ts'

/** The tasks of a schedule with which something is the matter, in its order: few of many, found in one pass. */
export interface Standing {
  /** Tasks, milestones and summaries that have dates and are not cancelled: how many. */
  readonly dated: number
  /** Those of them that are not finished. */
  readonly open: number
  /** Without dates, summaries too. */
  readonly undated: readonly ScheduledTask[]
  /** Open tasks and milestones that are too late for what follows them. */
  readonly negativeFloat: readonly ScheduledTask[]
  /** What ends after its deadline, finished or not. */
  readonly late: readonly ScheduledTask[]
}

const known = new WeakMap<Schedule, Standing>()

export function standingOf(schedule: Schedule): Standing {
  let standing = known.get(schedule)
  if (!standing) {
    standing = lookOver(schedule)
    known.set(schedule, standing)
  }
  return standing
}

function lookOver({ tasks }: Schedule): Standing {
  const undated: ScheduledTask[] = []
  const negativeFloat: ScheduledTask[] = []
  const late: ScheduledTask[] = []
  let dated = 0
  let open = 0
  for (const one of tasks.values()) {
    const { task, unscheduled, cancelled, totalFloat } = one
    if (unscheduled) {
      undated.push(one)
      continue
    }
    if (cancelled) continue
    dated++
    if (!one.finished) open++
    if (totalFloat < 0 && task.kind !== 'summary' && !one.finished) negativeFloat.push(one)
    if (task.deadline && rangeEnd(task.deadline) < one.finish) late.push(one)
  }
  return { dated, open, undated, negativeFloat, late }
}
