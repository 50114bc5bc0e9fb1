import type { Id, Resource } from '../model/plan.ts'
import type { Network } from '../schedule/network.ts'
import { resourceCalendar, valueAt } from '../schedule/planTime.ts'
import { doneWithin, type Limit, type Share } from '../schedule/share.ts'
import { doesWork, limitOf, shareOf, unitsAt } from '../schedule/work.ts'
import { type Calendar, nextStart } from '../time/calendar.ts'
import { minutesPerDay, minutesPerWeek } from '../time/civil.ts'
import { mondayOf } from '../time/spans.ts'

/** A stretch in which a leaf has a resource. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly leaf: number
}

/** The same, with how much of it. */
interface Booking extends Stretch {
  /** How many of it, by instant: what is left out follows the capacity. */
  readonly units: (instant: number) => number
  /** What the leaf does of the resource's effort, where that has limits. */
  readonly share?: Share | undefined
}

/** A booking, and the latest end among it and those that begin before it: where a search backward may stop. */
interface Kept extends Booking {
  /** Its units at its beginning. */
  readonly atFrom: number
  reach: number
}

/** Rounding of shares. */
const tolerance = 1e-9

/** Who has what of one resource when. Bookings overlap as far as units × capacity reach. */
export class Profile {
  readonly resource: Resource
  readonly #limit: Limit | undefined
  #bookings: Kept[] = []

  /** The instants from which its units or its capacity are others, as it is at work. */
  readonly #turns: readonly number[]

  constructor(resource: Resource, calendar: Calendar, limit?: Limit) {
    this.resource = resource
    this.#limit = limit
    const dates = [...resource.units, ...resource.capacity].flatMap(({ from }) => (from ? [from.minute] : []))
    // A machine may be asked for at any hour.
    this.#turns = resource.type === 'equipment' ? dates : dates.map(minute => nextStart(calendar, minute))
  }

  clear(): void {
    this.#bookings = []
  }

  book(booked: Booking): void {
    const { from, to } = booked
    let at = this.#bookings.length
    while (0 < at && from < this.#bookings[at - 1]!.from) at--
    this.#bookings.splice(at, 0, { ...booked, atFrom: booked.units(from), reach: to })
    this.#reachFrom(at)
  }

  /** Gives back what a leaf has booked. */
  release(leaf: number): void {
    this.#bookings = this.#bookings.filter(booking => booking.leaf !== leaf)
    this.#reachFrom(0)
  }

  #reachFrom(first: number): void {
    let reach = first === 0 ? Number.NEGATIVE_INFINITY : this.#bookings[first - 1]!.reach
    for (let at = first; at < this.#bookings.length; at++) {
      const booking = this.#bookings[at]!
      reach = Math.max(reach, booking.to)
      booking.reach = reach
    }
  }

  /** Those that overlap a stretch, in order of their beginning. */
  #near(from: number, to: number): readonly Kept[] {
    const near: Kept[] = []
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
  obstacle(
    from: number,
    to: number,
    units: Booking['units'],
    share?: Share,
    passable?: ReadonlySet<number>,
  ): Stretch | undefined {
    const busy = this.#busy(from, to, units, passable)
    if (busy) return busy.active.reduce((first, booking) => (booking.to < first.to ? booking : first))
    return this.#limit && share && this.#full(this.#limit, from, to, share, false)
  }

  /** The same looking back: who ends by the beginning of that stretch is out of the way of the booking that begins last. */
  obstacleBefore(from: number, to: number, units: Booking['units'], share?: Share): Stretch | undefined {
    const busy = this.#busy(from, to, units)
    if (!busy) return this.#limit && share && this.#full(this.#limit, from, to, share, true)
    const last = busy.active.reduce((last, booking) => (last.from < booking.from ? booking : last))
    // Before there were fewer of the resource it may be free beside that booking.
    const turn = this.#turns.reduce((a, b) => (b <= busy.instant ? Math.max(a, b) : a), last.from)
    return { from: turn, to: last.to, leaf: last.leaf }
  }

  /** The first instant at which there is not enough of it, and who has it then. */
  #busy(
    from: number,
    to: number,
    unitsOver: Booking['units'],
    passable?: ReadonlySet<number>,
  ): { readonly instant: number; readonly active: readonly Kept[] } | undefined {
    const all = this.#near(from, to)
    const near = passable ? all.filter(({ leaf }) => !passable.has(leaf)) : all
    if (near.length === 0) return undefined
    const turns = this.#turns.filter(instant => from < instant && instant < to)
    const instants = [from, ...near.flatMap(booking => (from < booking.from ? [booking.from] : [])), ...turns]
    const isSteady = this.#turns.length === 0
    const atFrom = unitsOver(from)
    for (const instant of instants) {
      const units = isSteady ? atFrom : unitsOver(instant)
      const there = (valueAt(this.resource.units, instant) ?? 1) * (valueAt(this.resource.capacity, instant) ?? 1)
      const active = near.filter(booking => booking.from <= instant && instant < booking.to)
      const taken = active.reduce((sum, booking) => sum + (isSteady ? booking.atFrom : booking.units(instant)), 0)
      if (active.length === 0 || taken + units <= there + tolerance || there + tolerance < units) continue
      return { instant, active }
    }
    return undefined
  }

  /**
   * The first day or week, or the last, that others have used so far that there is no room for this besides: it ends the
   * wait (rule 23).
   */
  #full({ perDay, perWeek }: Limit, from: number, to: number, share: Share, isLast: boolean): Stretch | undefined {
    const day = Math.floor(from / minutesPerDay) * minutesPerDay
    const periods = [
      { most: perDay, first: day, length: minutesPerDay },
      { most: perWeek, first: mondayOf(from), length: minutesPerWeek },
    ]
    for (const { most, first, length } of periods) {
      const count = most < Number.POSITIVE_INFINITY ? Math.ceil((to - first) / length) : 0
      for (let k = 0; k < count; k++) {
        const begin = first + (isLast ? count - 1 - k : k) * length
        const full = this.#fullPeriod(most, begin, begin + length, from, to, share)
        if (full) return full
      }
    }
    return undefined
  }

  #fullPeriod(most: number, begin: number, end: number, from: number, to: number, share: Share): Stretch | undefined {
    const own = doneWithin(share, from, to, begin, end)
    if (own <= 0 || most + tolerance < own) return undefined
    let [used, leaf] = [0, -1]
    for (const booking of this.#near(begin, end)) {
      const done = booking.share ? doneWithin(booking.share, booking.from, booking.to, begin, end) : 0
      if (done > 0) leaf = booking.leaf
      used += done
    }
    return leaf < 0 || used + own <= most + tolerance ? undefined : { from: begin, to: end, leaf }
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
      const profile =
        profiles.get(resource.id) ?? new Profile(resource, resourceCalendar(network.time, resource), limit)
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
