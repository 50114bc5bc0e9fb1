import type { Id, Resource } from '../model/plan.ts'
import type { Network } from '../schedule/network.ts'
import { valueAt } from '../schedule/planTime.ts'
import { doneWithin, type Limit, type Share } from '../schedule/share.ts'
import { doesWork, limitOf, shareOf, unitsAt } from '../schedule/work.ts'
import { minutesPerDay, minutesPerWeek } from '../time/civil.ts'
import { mondayOf } from '../time/spans.ts'

/** A stretch in which a leaf has some units of a resource. */
interface Booking {
  readonly from: number
  readonly to: number
  readonly units: number
  readonly leaf: number
  /** What the leaf does of the resource's effort, where that has limits. */
  readonly share?: Share | undefined
}

/** A booking, and the latest end among it and those that begin before it: where a search backward may stop. */
interface Kept extends Booking {
  reach: number
}

/** Rounding of shares. */
const tolerance = 1e-9

/** Who has what of one resource when. Bookings overlap as far as units × capacity reach. */
export class Profile {
  readonly resource: Resource
  readonly #limit: Limit | undefined
  #bookings: Kept[] = []

  constructor(resource: Resource, limit?: Limit) {
    this.resource = resource
    this.#limit = limit
  }

  clear(): void {
    this.#bookings = []
  }

  book(booked: Booking): void {
    const { from, to } = booked
    let at = this.#bookings.length
    while (0 < at && from < this.#bookings[at - 1]!.from) at--
    this.#bookings.splice(at, 0, { ...booked, reach: to })
    for (let reach = at === 0 ? to : Math.max(to, this.#bookings[at - 1]!.reach); at < this.#bookings.length; at++) {
      const booking = this.#bookings[at]!
      reach = Math.max(reach, booking.to)
      booking.reach = reach
    }
  }

  /** Those that overlap a stretch, in order of their beginning. */
  #near(from: number, to: number): readonly Booking[] {
    const near: Booking[] = []
    for (let at = this.#countBefore(to) - 1; 0 <= at && from < this.#bookings[at]!.reach; at--) {
      const booking = this.#bookings[at]!
      if (from < booking.to) near.push(booking)
    }
    return near.reverse()
  }

  /** How many begin before an instant. */
  #countBefore(instant: number): number {
    let [low, high] = [0, this.#bookings.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#bookings[middle]!.from < instant) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * The booking that stands in the way of `units` from `from` to `to` and ends first; `undefined` where they are free.
   * What asks for more than there ever is finds nothing in its way: waiting would not help it.
   */
  obstacle(from: number, to: number, units: number, share?: Share): Booking | undefined {
    return this.#busy(from, to, units) ?? (this.#limit && share && this.#full(this.#limit, from, to, share))
  }

  #busy(from: number, to: number, units: number): Booking | undefined {
    const near = this.#near(from, to)
    if (near.length === 0) return undefined
    for (const instant of [from, ...near.flatMap(booking => (from < booking.from ? [booking.from] : []))]) {
      const there = (valueAt(this.resource.units, instant) ?? 1) * (valueAt(this.resource.capacity, instant) ?? 1)
      const active = near.filter(booking => booking.from <= instant && instant < booking.to)
      const taken = active.reduce((sum, booking) => sum + booking.units, 0)
      if (active.length === 0 || taken + units <= there + tolerance || there + tolerance < units) continue
      return active.reduce((first, booking) => (booking.to < first.to ? booking : first))
    }
    return undefined
  }

  /** The first day or week that others have used so far that there is no room for this besides: it ends the wait (rule 23). */
  #full({ perDay, perWeek }: Limit, from: number, to: number, share: Share): Booking | undefined {
    if (perDay < Number.POSITIVE_INFINITY) {
      for (let day = Math.floor(from / minutesPerDay) * minutesPerDay; day < to; day += minutesPerDay) {
        const full = this.#fullPeriod(perDay, day, day + minutesPerDay, from, to, share)
        if (full) return full
      }
    }
    if (perWeek < Number.POSITIVE_INFINITY) {
      for (let monday = mondayOf(from); monday < to; monday += minutesPerWeek) {
        const full = this.#fullPeriod(perWeek, monday, monday + minutesPerWeek, from, to, share)
        if (full) return full
      }
    }
    return undefined
  }

  #fullPeriod(most: number, begin: number, end: number, from: number, to: number, share: Share): Booking | undefined {
    const own = doneWithin(share, from, to, begin, end)
    if (own <= 0 || most + tolerance < own) return undefined
    let [used, leaf] = [0, -1]
    for (const booking of this.#near(begin, end)) {
      const done = booking.share ? doneWithin(booking.share, booking.from, booking.to, begin, end) : 0
      if (done > 0) leaf = booking.leaf
      used += done
    }
    return leaf < 0 || used + own <= most + tolerance ? undefined : { from: begin, to: end, units: 0, leaf }
  }
}

/** What a leaf asks of each resource while it runs. Cost resources are never scarce. */
export interface Ask {
  readonly profile: Profile
  readonly units: (instant: number) => number
  /** How much of the resource's effort it takes, where that has limits. */
  readonly share?: Share | undefined
}

/** The resources of a plan and what each leaf asks of them; `undefined` where it asks for none. */
export function asksOf(network: Network): {
  readonly profiles: ReadonlyMap<Id, Profile>
  readonly asks: readonly (readonly Ask[] | undefined)[]
} {
  const { plan, tasks, isSummary, count } = network
  const profiles = new Map<Id, Profile>()
  const asks: (readonly Ask[] | undefined)[] = new Array(count)
  for (let i = 0; i < count; i++) {
    if (isSummary[i] || tasks[i]!.assign.length === 0) continue
    const its = tasks[i]!.assign.flatMap(assignment => {
      const resource = plan.resources.get(assignment.resource)
      if (!resource || !(doesWork(resource) || resource.type === 'equipment')) return []
      const limit = limitOf(network.time, resource)
      const profile = profiles.get(resource.id) ?? new Profile(resource, limit)
      profiles.set(resource.id, profile)
      const units = (instant: number) => unitsAt(assignment, resource, instant)
      return [
        {
          profile,
          units,
          ...(limit && { share: shareOf(network.time, network.work[i]!, tasks[i]!, assignment, resource) }),
        },
      ]
    })
    if (its.length > 0) asks[i] = its
  }
  return { profiles, asks }
}
