import { scheduleProject } from '#engine/leveling/scheduleProject'
import type { Plan } from '#engine/model/plan'
import { factsOf } from '#engine/rules/facts'
import { type External, type OutsideTask, sameOutsideTask } from '#engine/schedule/outside'
import { ringsAcross } from '#engine/schedule/rings'
import { taskForOthers } from '#engine/schedule/schedule'
import type { Schedule } from '#engine/schedule/types'

/** One plan among others, as the portfolio sees it. */
export interface Member {
  readonly uri: string
  readonly plan: Plan
}

const known = new WeakMap<Plan, ReadonlySet<string>>()

/** The `project.id`s of the other plans whose tasks this plan refers to. */
export function planReferences(plan: Plan): ReadonlySet<string> {
  const cached = known.get(plan)
  if (cached) return cached
  const ids = new Set<string>()
  for (const { after, before } of factsOf(plan).linkedOutside) {
    for (const links of [after, before]) {
      for (const { task } of links) {
        const slash = task.indexOf('/')
        if (slash > 0) ids.add(task.slice(0, slash))
      }
    }
  }
  known.set(plan, ids)
  return ids
}

/** Splits `plan-id/task-id`. */
export function splitReference(reference: string): { readonly plan: string; readonly task: string } | undefined {
  const slash = reference.indexOf('/')
  return slash > 0 ? { plan: reference.slice(0, slash), task: reference.slice(slash + 1) } : undefined
}

/** The plans that wait for `from` and that `from` waits for, itself included, sorted by URI: a ring that must be scheduled together. */
export function ringOf<M extends Member>(from: M, byProjectId: (id: string) => M | undefined): readonly M[] {
  const reach = (start: M): ReadonlyMap<string, M> => {
    const seen = new Map<string, M>()
    const open = [start]
    for (let next = open.pop(); next; next = open.pop()) {
      for (const id of planReferences(next.plan)) {
        const other = byProjectId(id)
        if (!other || seen.has(other.uri)) continue
        seen.set(other.uri, other)
        open.push(other)
      }
    }
    return seen
  }
  const ahead = reach(from)
  if (!ahead.has(from.uri)) return [from]
  return [...ahead.values()].filter(other => reach(other).has(from.uri)).sort((a, b) => (a.uri < b.uri ? -1 : 1))
}

/**
 * Schedules plans that wait for each other's tasks.
 *
 * What waits for itself over several plans is found first, and has no dates. The rest is scheduled round by round, each
 * with the dates of the round before, so the result does not depend on which plan is asked for first. A task whose other
 * plan has no dates yet is left out of a round; a chain of n crossings settles after n rounds.
 */
export function scheduleRing<M extends Member>(
  ring: readonly M[],
  byProjectId: (id: string) => M | undefined,
  scheduleOutside: (member: M) => Schedule | undefined,
): ReadonlyMap<string, Schedule> {
  const inside = new Set(ring.map(({ uri }) => uri))
  const rings = ringsAcross(ring.map(({ plan }) => plan))
  const crossings = ring.flatMap(({ plan }) => outsideReferences(plan))
  let round: ReadonlyMap<string, Schedule> = new Map()
  let said: readonly (OutsideTask | undefined)[] = []
  const external = (reference: string) => {
    const parts = splitReference(reference)
    const other = parts && byProjectId(parts.plan)
    const schedule = other && (inside.has(other.uri) ? round.get(other.uri) : scheduleOutside(other))
    return parts && schedule && taskForOthers(schedule, parts.task)
  }
  for (let n = 0; n <= crossings.length + 1; n++) {
    round = new Map(ring.map(({ uri, plan }) => [uri, scheduleProject(plan, { external, rings: rings.get(plan)! })]))
    const now = crossings.map(external)
    if (0 < n && now.every((task, at) => sameOutsideTask(task, said[at]))) break
    said = now
  }
  return round
}

/** A plan that is in no ring; `previous` is its schedule before an edit, from which what that left alone is taken over. */
export function scheduleAlone<M extends Member>(
  member: M,
  byProjectId: (id: string) => M | undefined,
  scheduleOutside: (member: M) => Schedule | undefined,
  previous?: Schedule,
): Schedule {
  return scheduleProject(member.plan, { external: externalTasks(byProjectId, scheduleOutside), previous })
}

/** The tasks of the other plans. */
export function externalTasks<M extends Member>(
  byProjectId: (id: string) => M | undefined,
  scheduleOf: (member: M) => Schedule | undefined,
): External {
  return reference => {
    const parts = splitReference(reference)
    const other = parts && byProjectId(parts.plan)
    const schedule = other && scheduleOf(other)
    return parts && schedule && taskForOthers(schedule, parts.task)
  }
}

/** What the others say of each task that a plan refers to: `false` where the plan has no such task, `undefined` where there is no such plan. */
export type Said = OutsideTask | false | undefined

export function saidByOthers(
  plan: Plan,
  byProjectId: (id: string) => { readonly plan: Plan; readonly schedule: Schedule } | undefined,
): readonly Said[] {
  return outsideReferences(plan).map(reference => {
    const parts = splitReference(reference)
    const other = parts && byProjectId(parts.plan)
    return parts && other && other.plan !== plan ? (taskForOthers(other.schedule, parts.task) ?? false) : undefined
  })
}

export function sameSaid(a: Said, b: Said): boolean {
  return a && b ? sameOutsideTask(a, b) : a === b
}

function outsideReferences(plan: Plan): readonly string[] {
  return factsOf(plan).linkedOutside.flatMap(({ after, before }) =>
    [...after, ...before].flatMap(({ task }) => (task.includes('/') ? [task] : [])),
  )
}
