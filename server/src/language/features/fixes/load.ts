import type { Id } from '#engine/model/plan'
import type { Schedule } from '#engine/schedule/types'

/** Is nobody asked for more, beyond what they can do or their limits allow, than before? */
export function burdensNobodyMore(before: Schedule, after: Schedule): boolean {
  return isNowhereMore(overloadOf(before), overloadOf(after)) && isNowhereMore(overLimitOf(before), overLimitOf(after))
}

/** Of each resource: units beyond what it can do × minutes; being asked for while away counts as very many. */
function overloadOf({ overloads }: Schedule): ReadonlyMap<Id, number> {
  return sums(overloads, ({ from, to, load }) => (to - from) * (Math.min(load, mostLoad) - 1))
}

const mostLoad = 100

/** Of each resource: minutes of effort beyond its limits. */
function overLimitOf({ overLimits }: Schedule): ReadonlyMap<Id, number> {
  return sums(overLimits, ({ effort, allowed }) => effort - allowed)
}

function sums<T>(lists: ReadonlyMap<Id, readonly T[]>, excess: (one: T) => number): ReadonlyMap<Id, number> {
  return new Map([...lists].map(([id, all]) => [id, all.reduce((sum, one) => sum + excess(one), 0)]))
}

function isNowhereMore(before: ReadonlyMap<Id, number>, after: ReadonlyMap<Id, number>): boolean {
  return [...after].every(([id, excess]) => excess <= (before.get(id) ?? 0) + tolerance)
}

/** Sums of fractions are not exact. */
const tolerance = 1e-6
