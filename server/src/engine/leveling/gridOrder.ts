import type { Dates, Passes } from '../schedule/passes.ts'
import { valueAt } from '../schedule/planTime.ts'
import { planned } from '../schedule/progress.ts'
import type { Project } from './grid.ts'
import { previousOf } from './levelOrder.ts'
import type { Ask, Profile } from './profile.ts'
import { search } from './search.ts'

/** Units of time that a leaf of the usual length takes: finer ones cost time and change the order little. */
const unitsOfUsual = 4
/** Units of one person: a part of 5 % is a unit. */
const unitsOfOne = 20

/**
 * An order of the leaves from the search for short schedules, on a picture of the plan: equal units of working time,
 * each link finish to start without lag, no calendars. What it gives are keys, not dates: the plan's own rules place
 * the leaves, so an order that the picture misleads only fails to be better.
 *
 * Gives the start of each leaf in units, `NaN` for summaries.
 */
export function gridOrder(
  passes: Passes,
  asks: readonly (readonly Ask[] | undefined)[],
  dates: Dates,
  options: { readonly schedules: number; readonly draw: (limit: number) => number },
): Float64Array {
  const { starts } = search(picture(passes, asks, dates), options)
  const { count, isSummary } = passes.network
  const keys = new Float64Array(count).fill(Number.NaN)
  passes.order.forEach((node, at) => {
    if (node < count && !isSummary[node]) keys[node] = starts[at]!
  })
  return keys
}

/** The nodes of the network in their order: beginnings and ends of summaries take no time and nobody. */
function picture(passes: Passes, asks: readonly (readonly Ask[] | undefined)[], dates: Dates): Project {
  const { network, order, progress, projectStart } = passes
  const { count, isSummary } = network
  const isOpen = (node: number) => node < count && !isSummary[node] && progress.mode[node] === planned
  const lengths = Array.from(order, node => (isOpen(node) ? dates.duration[node]! : 0))
  const unit = unitOf(lengths)
  const numbers = new Map<Profile, number>()
  for (const { profile } of asks.flatMap(its => its ?? []))
    if (!numbers.has(profile)) numbers.set(profile, numbers.size)
  const capacity = [...numbers.keys()].map(({ resource }) =>
    Math.round(
      unitsOfOne * (valueAt(resource.units, projectStart) ?? 1) * (valueAt(resource.capacity, projectStart) ?? 1),
    ),
  )
  const nothing = capacity.map(() => 0)
  const demand = Array.from(order, node => {
    const its = isOpen(node) && asks[node]
    if (!its) return nothing
    const units = nothing.slice()
    for (const ask of its) {
      const number = numbers.get(ask.profile)!
      units[number] = Math.min(capacity[number]!, Math.round(unitsOfOne * ask.units(dates.start[node]!)))
    }
    return units
  })
  return {
    duration: lengths.map(length => Math.ceil(length / unit)),
    demand,
    capacity,
    predecessors: predecessorsOf(passes),
  }
}

/** A part of the usual length, and no less than keeps all together within a size that is worth its time. */
function unitOf(lengths: readonly number[]): number {
  const some = lengths.filter(length => 0 < length).sort((a, b) => a - b)
  const total = some.reduce((sum, length) => sum + length, 0)
  const usual = some[some.length >> 1] ?? 0
  return Math.max(1, usual / unitsOfUsual, total / (10 * unitsOfUsual * Math.max(1, some.length)))
}

/** By place in the order, what comes before. */
function predecessorsOf({ network, order }: Passes): readonly (readonly number[])[] {
  const { offset, next } = previousOf(network)
  const place = new Int32Array(2 * network.count).fill(-1)
  order.forEach((node, at) => {
    place[node] = at
  })
  return Array.from(order, node =>
    Array.from(next.subarray(offset[node], offset[node + 1]))
      .map(from => place[from]!)
      .filter(at => 0 <= at),
  )
}
