import type { Id, Resource } from '../model/plan.ts'
import type { Network } from '../schedule/network.ts'
import { valueAt } from '../schedule/planTime.ts'
import { doesWork, unitsAt } from '../schedule/work.ts'

/** A stretch in which a leaf has some units of a resource. */
interface Booking {
  readonly from: number
  readonly to: number
  readonly units: number
  readonly leaf: number
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
  #bookings: Kept[] = []

  constructor(resource: Resource) {
    this.resource = resource
  }

  clear(): void {
    this.#bookings = []
  }

  book({ from, to, units, leaf }: Booking): void {
    let at = this.#bookings.length
    while (0 < at && from < this.#bookings[at - 1]!.from) at--
    this.#bookings.splice(at, 0, { from, to, units, leaf, reach: to })
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
  obstacle(from: number, to: number, units: number): Booking | undefined {
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
}

/** What a leaf asks of each resource while it runs. Cost resources are never scarce. */
export interface Ask {
  readonly profile: Profile
  readonly units: (instant: number) => number
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
      const profile = profiles.get(resource.id) ?? new Profile(resource)
      profiles.set(resource.id, profile)
      return [{ profile, units: (instant: number) => unitsAt(assignment, resource, instant) }]
    })
    if (its.length > 0) asks[i] = its
  }
  return { profiles, asks }
}
