import { scheduleProject } from '#engine/leveling/scheduleProject'
import type { Plan } from '#engine/model/plan'
import { factsOf } from '#engine/rules/facts'
import type { Schedule } from '#engine/schedule/types'
import type { Minute } from '#engine/time/minute'

/** When another plan's task (`plan-id/task-id`) starts and finishes; `undefined` where it can't be known. */
export type ExternalDates = (reference: string) => { readonly start: Minute; readonly finish: Minute } | undefined

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
 * Round by round, each with the dates of the round before, so the result does not depend on which plan
 * is asked for first. A task whose other plan has no dates yet is left out of a round; a chain of n
 * crossings settles after n rounds, and what has not settled by then waits for itself.
 */
export function scheduleRing<M extends Member>(
  ring: readonly M[],
  byProjectId: (id: string) => M | undefined,
  scheduleOutside: (member: M) => Schedule | undefined,
): ReadonlyMap<string, Schedule> {
  const inside = new Set(ring.map(({ uri }) => uri))
  let round: ReadonlyMap<string, Schedule> = new Map()
  const crossings = ring.reduce((sum, { plan }) => sum + countCrossings(plan), 0)
  for (let n = 0; n <= crossings + 1; n++) {
    const last = round
    const datesOf: ExternalDates = reference => {
      const parts = splitReference(reference)
      const other = parts && byProjectId(parts.plan)
      if (!parts || !other) return undefined
      return datesIn(inside.has(other.uri) ? last.get(other.uri) : scheduleOutside(other), parts.task)
    }
    round = new Map(ring.map(({ uri, plan }) => [uri, scheduleProject(plan, { external: datesOf })]))
    if (sameDates(last, round)) return round
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
  return scheduleProject(member.plan, { external: externalDates(byProjectId, scheduleOutside), previous })
}

/** When the tasks of the other plans start and finish. */
export function externalDates<M extends Member>(
  byProjectId: (id: string) => M | undefined,
  scheduleOf: (member: M) => Schedule | undefined,
): ExternalDates {
  return reference => {
    const parts = splitReference(reference)
    const other = parts && byProjectId(parts.plan)
    return parts && other && datesIn(scheduleOf(other), parts.task)
  }
}

/** What other plans say of each task that a plan refers to, in words that can be compared. */
export function outsideDates(
  plan: Plan,
  byProjectId: (id: string) => { readonly plan: Plan; readonly schedule: Schedule } | undefined,
): readonly string[] {
  return factsOf(plan).linkedOutside.flatMap(({ after, before }) =>
    [...after, ...before].map(({ task }) => {
      const parts = splitReference(task)
      const other = parts && byProjectId(parts.plan)
      if (!other || other.plan === plan) return ''
      const dates = datesIn(other.schedule, parts.task)
      return `${other.plan.tasks.has(parts.task)} ${dates?.start} ${dates?.finish}`
    }),
  )
}

function countCrossings(plan: Plan): number {
  let count = 0
  for (const { after, before } of factsOf(plan).linkedOutside) {
    for (const links of [after, before]) for (const { task } of links) if (task.includes('/')) count++
  }
  return count
}

function datesIn(schedule: Schedule | undefined, id: string): { start: Minute; finish: Minute } | undefined {
  const task = schedule?.tasks.get(id)
  return task && !task.unscheduled ? { start: task.start, finish: task.finish } : undefined
}

function sameDates(a: ReadonlyMap<string, Schedule>, b: ReadonlyMap<string, Schedule>): boolean {
  if (a.size !== b.size) return false
  for (const [uri, { tasks }] of b) {
    const before = a.get(uri)!.tasks
    for (const [id, { start, finish, unscheduled }] of tasks) {
      const old = before.get(id)
      if (!old || old.unscheduled !== unscheduled) return false
      if (!unscheduled && (old.start !== start || old.finish !== finish)) return false
    }
  }
  return true
}
