import type { Id, Task } from '../model/plan.ts'
import { workBetween } from '../time/calendar.ts'
import type { WorkMinutes } from '../time/minute.ts'
import type { Found } from './allPasses.ts'
import { roomOf } from './backward.ts'
import { latestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import { cancelled, finished, off } from './progress.ts'
import { foundBehind } from './schedule.ts'
import { bound } from './sweepBack.ts'
import type { Schedule } from './types.ts'

/** A task of another plan that waits for one of this plan. */
export interface Awaiting {
  readonly task: Task
  /** How far the one of this plan can slip without moving it, as free float has it of successors in one plan (rule 20). */
  readonly room: WorkMinutes
}

const free = Number.POSITIVE_INFINITY

/** Who in `other` waits for a task, or for a summary around it. `plan` is the `project.id` of the task's plan. */
export function awaitingIn(other: Schedule, schedule: Schedule, plan: Id, id: Id): readonly Awaiting[] {
  const [there, here] = [foundBehind.get(other), foundBehind.get(schedule)]
  const i = here?.passes.network.indexOf.get(id)
  if (!there || !here || i === undefined || schedule.tasks.get(id)?.unscheduled) return []
  const { links, tasks } = there.passes.network
  const least = new Map<Task, number>()
  for (const [e, { cancelled: isCancelled = false }] of links.others) {
    const { task: reference, fromDeadline } = links.entries[e]!
    if (fromDeadline || links.justInTime[e] || !reference.startsWith(`${plan}/`)) continue
    const awaited = here.passes.network.indexOf.get(reference.slice(plan.length + 1))
    const at = latestFor(there, e, isCancelled)
    if (awaited === undefined || at === free) continue
    const room = roomUnder(here, i, awaited, at, (links.type[e]! & fromStart) !== 0)
    const task = tasks[links.to[e]!]!
    if (room !== undefined) least.set(task, Math.min(room, least.get(task) ?? free))
  }
  return [...least].map(([task, room]) => ({ task, room: Math.max(0, room) as WorkMinutes }))
}

/** The latest that link `e` lets its predecessor start or finish while its successor stays where it is. */
function latestFor({ passes, placed, freeFloat }: Found, e: number, isCancelled: boolean): number {
  const { network, progress } = passes
  const { links } = network
  const { holds } = freeFloat.swept
  const to = links.to[e]!
  const type = links.type[e]!
  const latest = type & holdsFinish ? holds.finish[to]! : type === fromStart ? holds.atStart[to]! : holds.start[to]!
  if (latest === free || progress.mode[to] === off) return free
  return isCancelled || progress.mode[to] === cancelled ? latest : latestByLink(network, e, latest, placed.duration)
}

/** How far task `i` can slip while what is awaited, itself or a summary around it, starts or ends by an instant. */
function roomUnder(
  { passes, placed }: Found,
  i: number,
  awaited: number,
  at: number,
  byStart: boolean,
): number | undefined {
  const { network, progress } = passes
  for (let around = i; around !== awaited; around = network.parent[around]!) if (around < 0) return undefined
  if (progress.mode[i] === finished || progress.mode[i] === cancelled) return undefined
  // What counts from the start of a summary is held by what begins it.
  if (byStart && placed.start[i]! !== placed.start[awaited]!) return undefined
  if (network.isSummary[i]) return workBetween(network.own[i]!, byStart ? placed.start[i]! : placed.finish[i]!, at)
  bound.by = -1
  return byStart ? roomOf(passes, placed, i, free, at) : roomOf(passes, placed, i, at, free)
}
