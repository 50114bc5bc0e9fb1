import type { Id, Resource } from '../model/plan.ts'
import { minutesPerDay, minutesPerWeek } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'
import { mondayOf } from '../time/spans.ts'
import type { Dates, Passes } from './passes.ts'
import { planned, started } from './progress.ts'
import { doneWithin, type Limit, type Share } from './share.ts'
import type { OverLimit } from './types.ts'
import { limitOf, shareOf } from './work.ts'

/** What one task does of a resource's effort. */
interface Doing {
  readonly id: Id
  readonly from: number
  readonly to: number
  readonly share: Share
}

/** Rounding of shares. */
const tolerance = 1e-6

/**
 * The days and weeks in which tasks take more of a resource than its limits allow (rule 23). A single effort task never
 * does; a duration may, and several tasks together. Of several days with the same tasks the first stands for all.
 */
export function overLimitsOf(
  passes: Passes,
  dates: Dates,
  former?: { readonly overLimits: ReadonlyMap<Id, readonly OverLimit[]>; readonly only: ReadonlySet<Id> },
): ReadonlyMap<Id, readonly OverLimit[]> {
  const { network } = passes
  const over = new Map<Id, readonly OverLimit[]>()
  for (const resource of network.plan.resources.values()) {
    const limit = limitOf(network.time, resource)
    if (!limit) continue
    const isFormer = former && !former.only.has(resource.id)
    const found = isFormer ? former.overLimits.get(resource.id) : overLimitOf(passes, dates, resource, limit)
    if (found && found.length > 0) over.set(resource.id, found)
  }
  return over
}

function overLimitOf(
  passes: Passes,
  dates: Dates,
  resource: Resource,
  { perDay, perWeek }: Limit,
): readonly OverLimit[] {
  const doing = doingOf(passes, dates, resource)
  return [
    ...fullPeriods(doing, perDay, 'day', minutesPerDay, t => Math.floor(t / minutesPerDay) * minutesPerDay),
    ...fullPeriods(doing, perWeek, 'week', minutesPerWeek, mondayOf),
  ]
}

function doingOf({ network, progress }: Passes, dates: Dates, resource: Resource): readonly Doing[] {
  const doing: Doing[] = []
  network.tasks.forEach((task, i) => {
    const mode = progress.mode[i]!
    const from = mode === started ? dates.resume[i]! : dates.start[i]!
    const to = dates.finish[i]!
    if (network.isSummary[i] || (mode !== planned && mode !== started) || !(from < to)) return
    for (const assignment of task.assign) {
      if (assignment.resource !== resource.id) continue
      const share = shareOf(network.time, network.work[i]!, task, assignment, resource)
      doing.push({ id: task.id, from, to, share })
    }
  })
  return doing.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
}

function fullPeriods(
  doing: readonly Doing[],
  allowed: number,
  period: OverLimit['period'],
  length: number,
  periodOf: (minute: number) => number,
): readonly OverLimit[] {
  if (allowed === Number.POSITIVE_INFINITY) return []
  const found: OverLimit[] = []
  let active: Doing[] = []
  let next = 0
  for (let begin = 0; next < doing.length || active.length > 0; begin += length) {
    if (active.length === 0) begin = periodOf(doing[next]!.from)
    const end = begin + length
    while (next < doing.length && doing[next]!.from < end) active.push(doing[next++]!)
    let effort = 0
    const tasks: Id[] = []
    for (const { id, from, to, share } of active) {
      const done = doneWithin(share, from, to, begin, end)
      if (done > 0) tasks.push(id)
      effort += done
    }
    active = active.filter(({ to }) => end < to)
    const last = found.at(-1)?.tasks
    const isNew = last?.length !== tasks.length || last.some((id, k) => id !== tasks[k])
    if (allowed + tolerance < effort && isNew) {
      found.push({ period, from: begin as Minute, to: end as Minute, effort, allowed, tasks })
    }
  }
  return found
}
