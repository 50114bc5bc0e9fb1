import { lastFinish, workAt } from '../time/calendar.ts'
import { anchorOf, type Found } from './allPasses.ts'
import { latest, placeBy, workForStart } from './backward.ts'
import { isBackward } from './firstStart.ts'
import { gapsAfter } from './gaps.ts'
import { limitsBefore } from './limitReasons.ts'
import { latestByLink } from './links.ts'
import { fromStart, holdsFinish, linkPath, linkType } from './linkTable.ts'
import { cancelled, off, planned } from './progress.ts'
import { staysIn } from './stays.ts'
import type { Reason } from './types.ts'
import { lastHold } from './work.ts'

/** Instants are whole minutes; pots of effort round by less than this. */
const whole = 1e-6

interface Holder {
  readonly reason: Reason
  /** The latest work done before the start that it allows, in the working calendar of the leaf. */
  readonly begin: number
  /** The instant by which it has the leaf end, or where it `holdsStart` begin. */
  readonly at: number
  readonly holdsStart?: boolean
}

/**
 * What keeps a leaf from being placed later (rule 12): the successors, deadlines and constraints that allow the least, who
 * has its people afterwards in a levelled plan, or the project's finish; then the gaps up to the first of them. None
 * where it is not that which holds it: it is not placed late, or can't be early enough.
 */
export function lateReasons(found: Found, i: number): readonly Reason[] {
  const { passes, early, placed } = found
  const { network, limits, progress } = passes
  if (!limits.late[i] || progress.mode[i] !== planned) return []
  if (placed.start[i]! <= early.start[i]! && !isHeldByFinish(found, i)) return []
  const holders = [...successorsOf(found, i), ...datesOf(found, i), ...turnOf(found, i)]
  const least = holders.reduce((a, { begin }) => Math.min(a, begin), Number.POSITIVE_INFINITY)
  if (least < workAt(network.calendar[i]!, placed.start[i]!) - whole) return []
  const tied = holders.filter(({ begin }) => begin <= least + whole)
  return [...tied.map(({ reason }) => reason), ...gapsOf(found, i, tied)]
}

/**
 * Scheduled backward, is it the finish that holds what stands at its early dates? With float it is what comes before it:
 * what it would come before is as soon as possible. Float does not know of levelling.
 */
function isHeldByFinish({ passes: { network, waits }, totalFloat }: Found, i: number): boolean {
  return isBackward(network.plan) && (waits !== undefined || totalFloat[i]! <= 0)
}

/** Limits, days off and absences between a leaf and the first of those that it would come before. */
function gapsOf({ passes: { network }, placed }: Found, i: number, tied: readonly Holder[]): readonly Reason[] {
  const amount = network.amount[i]!
  if (amount === 0) return []
  const start = placed.start[i]!
  const byFinish = tied.filter(({ holdsStart }) => !holdsStart)
  const by = Math.min(...(byFinish.length > 0 ? byFinish : tied).map(({ at }) => at))
  // A start in a gap would be shown at its end: the leaf begins in the minute before.
  if (byFinish.length === 0) return gapsAfter(network, i, start + 1, by)
  // The rest of a day whose limit is reached is no day off.
  const full = Math.min(by, lastHold(network.work[i]!, start, placed.finish[i]!, amount))
  const end = Math.max(placed.finish[i]!, lastFinish(network.calendar[i]!, full))
  return [...limitsBefore(network, i, start, by), ...gapsAfter(network, i, end, by)]
}

function successorsOf({ passes, early, placed, freeFloat }: Found, i: number): readonly Holder[] {
  const { network, progress } = passes
  const { links, tasks, parent } = network
  const { holds } = freeFloat.swept
  const stays = staysIn(passes, early)
  const holders: Holder[] = []
  for (let from = i; 0 <= from; from = parent[from]!) {
    for (let k = links.out[from]!; k < links.out[from + 1]!; k++) {
      const e = links.outList[k]!
      const to = links.to[e]!
      const type = links.type[e]!
      // Just in time holds nothing; what counts from the start of a summary holds what begins it, if nothing else does.
      if (links.justInTime[e] || progress.mode[to] === off) continue
      if (type & fromStart && early.start[from] !== early.start[i]) continue
      const by = type & holdsFinish ? holds.finish[to]! : type === fromStart ? holds.atStart[to]! : holds.start[to]!
      if (by === Number.POSITIVE_INFINITY) continue
      const at = progress.mode[to] === cancelled ? by : latestByLink(network, e, by, placed.duration)
      if (type & fromStart && from !== i && stays[from]! <= at) continue
      const reason: Reason = {
        kind: 'successor',
        task: tasks[to]!.id,
        type: linkType(links, e),
        path: linkPath(links, e),
      }
      holders.push(
        type & fromStart
          ? { reason, begin: workForStart(network, i, at), at, holdsStart: true }
          : { reason, ...finishedBy(network, i, at) },
      )
    }
  }
  return holders
}

/** Deadlines of its own and of summaries around it, constraints, and the project's finish. */
function datesOf({ passes, early }: Found, i: number): readonly Holder[] {
  const { network, limits } = passes
  const { plan, tasks, parent, calendar } = network
  const end: Reason = { kind: 'successor', path: [...plan.project.path, 'finish'] }
  const holders: Holder[] = [{ reason: end, ...finishedBy(network, i, anchorOf(passes, early)) }]
  for (let of = i; 0 <= of; of = parent[of]!) {
    const deadline = limits.deadline[of]!
    const { id, path } = tasks[of]!
    const reason: Reason = { kind: 'constraint', constraint: 'date', task: id, path: [...path, 'deadline'] }
    if (Number.isFinite(deadline)) holders.push({ reason, ...finishedBy(network, i, deadline) })
  }
  const hold = (constraint: 'start-no-later-than' | 'finish-no-later-than', of: number, by: Omit<Holder, 'reason'>) =>
    holders.push({ reason: { kind: 'constraint', constraint, path: [...tasks[of]!.path, constraint] }, ...by })
  const { startBy, finishBy, finishByOf } = limits.bounds[i] ?? {}
  if (Number.isFinite(startBy)) {
    hold('start-no-later-than', i, { begin: workAt(calendar[i]!, startBy!), at: startBy!, holdsStart: true })
  }
  if (Number.isFinite(finishBy)) hold('finish-no-later-than', finishByOf!, finishedBy(network, i, finishBy!))
  return holders
}

/** Who has its people afterwards. */
function turnOf({ passes: { network, waits } }: Found, i: number): readonly Holder[] {
  const end = waits?.get(i)?.end
  if (!end) return []
  const { id, assign } = { id: network.tasks[end.leaf]!.id, assign: network.tasks[i]!.assign }
  const path = assign.find(({ resource }) => resource === end.resource)?.path
  const reason: Reason = { kind: 'successor', task: id, resource: end.resource, ...(path && { path }) }
  return [{ reason, ...finishedBy(network, i, end.at) }]
}

function finishedBy(network: Found['passes']['network'], i: number, at: number): Omit<Holder, 'reason'> {
  placeBy(network, i, at, Number.NaN, Number.POSITIVE_INFINITY, latest)
  return { begin: workAt(network.calendar[i]!, latest.start), at }
}
