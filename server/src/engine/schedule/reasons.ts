import type { Path } from '../model/path.ts'
import type { ConstraintKind, Task } from '../model/plan.ts'
import { workAt } from '../time/calendar.ts'
import { formatDuration } from '../time/duration.ts'
import type { Minute } from '../time/minute.ts'
import type { Found } from './allPasses.ts'
import { type Driver, visitComputedStart, visitDrivers } from './drivers.ts'
import { gapsBefore } from './gaps.ts'
import { lateReasons } from './lateReasons.ts'
import { limitsAfter } from './limitReasons.ts'
import { lagMinutes } from './links.ts'
import { fromStart, holdsFinish, lagNone, linkPath, linkType } from './linkTable.ts'
import type { Network } from './network.ts'
import type { Dates, Passes } from './passes.ts'
import { cancelled, finished, off, planned, started } from './progress.ts'
import type { Reason } from './types.ts'

/**
 * What holds leaf `i` where it is: all that are tied, then the gaps it waits through (rule 21; P6's driving
 * relationships).
 */
export function reasonsOf(found: Found, i: number): readonly Reason[] {
  const isLate = pulledBy(found.passes, found.placed, i).length === 0
  const late = isLate ? lateReasons(found, i) : []
  return late.length > 0 ? late : withWrittenStart(found, i, reasonsBy(found, i, holdingDates(found, i)))
}

/**
 * A start that nobody wrote follows from the first task of a plan that is scheduled backward: that is held by what it
 * comes before, where it comes before anything.
 */
function withWrittenStart(found: Found, i: number, reasons: readonly Reason[]): readonly Reason[] {
  const isStart = ({ kind }: Reason) => kind === 'project-start'
  if (found.passes.network.plan.project.start || !reasons.some(isStart)) return reasons
  const held = reasonsBy(found, i, found.placed).filter(reason => !isStart(reason))
  return held.some(({ kind }) => kind !== 'calendar') ? held : reasons
}

/** What holds leaf `i` at its early dates, though it may be placed later. */
export function earlyReasonsOf(found: Found, i: number): readonly Reason[] {
  return reasonsBy(found, i, found.early)
}

function reasonsBy(found: Found, i: number, dates: Dates): readonly Reason[] {
  const { passes } = found
  const { progress } = passes
  const mode = progress.mode[i]!
  if (mode === off) return []
  if (mode === finished) return [actualReason(passes, i)]
  const pulled = pulledBy(passes, dates, i)
  const reasons: Reason[] =
    mode === started ? [actualReason(passes, i), ...startReasons(found, dates, i), ...pulled] : [...pulled]
  // The same link may hold the start of what has begun and the rest of it.
  const told = new Set(reasons.flatMap(({ path }) => (path ? [String(path)] : [])))
  const add = (reason: Reason) => {
    if (told.size === 0 || !told.has(String(reason.path))) reasons.push(reason)
  }
  let latest = Number.NEGATIVE_INFINITY
  visitDrivers(passes, dates, i, {
    link: (e, at) => {
      add(linkReason(found, dates, e))
      if (!(passes.network.links.type[e]! & holdsFinish)) latest = Math.max(latest, at)
    },
    date: (kind, of, at) => {
      add(dateReason(passes, kind, of))
      if (kind !== 'finish-no-earlier-than' && kind !== 'date') latest = Math.max(latest, at)
    },
    wait: ({ resource, leaf, at }) => {
      const assignment = passes.network.tasks[i]!.assign.find(given => given.resource === resource)
      reasons.push({ kind: 'resource', resource, task: passes.network.tasks[leaf]!.id, path: assignment?.path })
      latest = Math.max(latest, at)
    },
  })
  if (pulled.length === 0 && passes.network.amount[i]! > 0) {
    const begin = mode === started ? dates.resume[i]! : dates.start[i]!
    reasons.push(...gapsBefore(passes.network, i, latest, begin))
  }
  const [from, amount] =
    mode === started ? [dates.resume[i]!, progress.remaining[i]!] : [dates.start[i]!, passes.network.amount[i]!]
  return [...reasons, ...limitsAfter(passes.network, i, from, dates.finish[i]!, amount)]
}

/** What holds the computed start of what has begun without a date (rule 17). */
function startReasons(found: Found, dates: Dates, i: number): readonly Reason[] {
  const { network, limits, progress } = found.passes
  if (!Number.isNaN(progress.actualStart[i]!)) return []
  const reasons: Reason[] = []
  const mustStart = limits.bounds[i]?.mustStart
  if (mustStart !== undefined && dates.start[i] === mustStart)
    reasons.push({
      kind: 'constraint',
      constraint: 'must-start-on',
      path: [...network.tasks[i]!.path, 'must-start-on'],
    })
  else
    visitComputedStart(found.passes, dates, i, {
      link: e => reasons.push(linkReason(found, dates, e)),
      date: (kind, of) => reasons.push(dateReason(found.passes, kind, of)),
    })
  return reasons
}

/**
 * The dates at which what is before a leaf holds it. What is placed late comes just before what follows it and does not
 * hold that (rule 12): its early dates do, but for what follows it just in time and was moved with it.
 */
function holdingDates({ passes, early, placed }: Found, i: number): Dates {
  const calendar = passes.network.calendar[i]!
  // A point that stands elsewhere in the same gap has not moved.
  const isSame = (a: number, b: number) => Object.is(a, b) || workAt(calendar, a) === workAt(calendar, b)
  return (['start', 'finish', 'resume'] as const).every(key => isSame(early[key][i]!, placed[key][i]!)) ? early : placed
}

function linkReason({ passes: { network, progress }, placed }: Found, dates: Dates, e: number): Reason {
  const { links, tasks } = network
  const from = links.from[e]!
  const kind = links.lagKind[e]!
  const entry = links.entries[e]!
  const task = from < 0 ? entry.task : tasks[from]!.id
  const path = linkPath(links, e)
  const isPoint = progress.mode[links.to[e]!] === cancelled || (0 <= from && progress.mode[from] === cancelled)
  const hasLag = kind !== lagNone && !isPoint
  const minutes = hasLag ? lagMinutes(network, e, kind, dates.duration) : 0
  const side = links.type[e]! & fromStart ? 'start' : 'finish'
  const isElsewhere = from < 0 ? links.others.has(e) : dates[side][from] !== placed[side][from]
  const lag = {
    ...(hasLag && { minutes, ...writtenLag(network, e, minutes) }),
    ...(isElsewhere && { at: (from < 0 ? links.fixed[e] : dates[side][from]) as Minute }),
  }
  // Counted back from a deadline, it is held by a date, not by the task that has it.
  if (entry.fromDeadline) return { kind: 'constraint', constraint: 'date', task, ...lag, path }
  return { kind: 'dependency', task, type: linkType(links, e), ...lag, path }
}

/** The lag, without its sign: as it is written; of a percent of what runs round the clock, in time of the clock. */
function writtenLag({ links, work }: Network, e: number, minutes: number): Pick<Reason, 'lag'> {
  const { lag } = links.entries[e]!
  const from = links.from[e]!
  if (lag?.kind === 'duration') {
    return { lag: formatDuration({ ...lag.duration, amount: Math.abs(lag.duration.amount) }) }
  }
  if (!(from < 0 ? links.others.get(e)?.elapsed : work[from]!.elapsed)) return {}
  const hours = Math.abs(minutes) / 60
  const [time, unit] = hours < 24 ? [hours, 'h' as const] : [hours / 24, 'd' as const]
  return { lag: formatDuration({ amount: Math.round(time * 100) / 100, unit, elapsed: true }) }
}

function dateReason({ network }: Passes, kind: Driver, of: number): Reason {
  const { plan, tasks } = network
  if (kind === 'project-start' || kind === 'status-date') {
    const key = kind === 'project-start' ? 'start' : 'status-date'
    return { kind, path: [...plan.project.path, key] }
  }
  return { kind: 'constraint', constraint: kind, path: [...tasks[of]!.path, kind] }
}

function actualReason({ network }: Passes, i: number): Reason {
  const task = network.tasks[i]!
  const key = task.actualFinish
    ? 'actual-finish'
    : task.actualStart
      ? 'actual-start'
      : task.actual
        ? 'actual'
        : undefined
  return { kind: 'actual', path: [...task.path, key ?? saidOf(task)] }
}

/** What says of a task without dates that it has begun, or is done. */
function saidOf({ progress, status, milestoneStatus, remaining }: Task): string {
  if (progress) return 'progress'
  const isSaid = status === 'in-progress' || status === 'done' || milestoneStatus === 'reached'
  return remaining && !isSaid ? 'remaining' : 'status'
}

/** `must-` and `no-later-than` constraints that hold the task just where it is. */
function pulledBy({ network, limits, progress }: Passes, dates: Dates, i: number): readonly Reason[] {
  const bounds = limits.bounds[i]
  const mode = progress.mode[i]!
  if (!bounds || (mode !== planned && mode !== started)) return []
  const calendar = network.calendar[i]!
  const same = (a: number, b: number) => workAt(calendar, a) === workAt(calendar, b)
  const reason = (constraint: ConstraintKind, path: Path): Reason => ({
    kind: 'constraint',
    constraint,
    path: [...path, constraint],
  })
  const { path } = network.tasks[i]!
  // Of what has begun only the finish is held, where the rest of its work can wait for it.
  if (mode === started) return same(bounds.mustFinish, dates.finish[i]!) ? [reason('must-finish-on', path)] : []
  if (!Number.isNaN(bounds.mustStart)) return [reason('must-start-on', path)]
  if (!Number.isNaN(bounds.mustFinish)) return [reason('must-finish-on', path)]
  const pull = dates.pulls.get(i)
  if (pull?.by === 'start-no-later-than' && same(bounds.startBy, dates.start[i]!)) return [reason(pull.by, path)]
  if (pull?.by === 'finish-no-later-than' && same(bounds.finishBy, dates.finish[i]!)) {
    return [reason(pull.by, network.tasks[bounds.finishByOf]!.path)]
  }
  return []
}
