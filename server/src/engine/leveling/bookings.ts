import type { Id } from '../model/plan.ts'
import { type Dates, type LeafWait, nothingHolds, type Passes, type Turn } from '../schedule/passes.ts'
import type { Ask, Profile } from './profile.ts'

/** Who has what when in a schedule that is being built, and who has to give way. */
export interface Bookings {
  readonly waits: Map<number, LeafWait>
  readonly book: (i: number, from: number, to: number) => void
  readonly release: (i: number) => void
  /** What a leaf has booked; `undefined` where it has nothing. */
  readonly booked: (i: number) => { readonly from: number; readonly to: number } | undefined
  /** Books the place of a leaf; where others have its resources it tells until when, and the leaf waits. */
  readonly seek: (i: number, dates: Dates) => number
  /** It does not wait after all. */
  readonly cannotWait: (i: number) => void
  /** The same for one that is placed late: it tells by when it must end. */
  readonly seekBefore: (i: number, dates: Dates) => number
}

/** No bookings yet: those of a schedule before are gone. `passable` has the leaves that one does not wait for. */
export function emptyBookings(
  { network }: Passes,
  asks: readonly (readonly Ask[] | undefined)[],
  profiles: ReadonlyMap<Id, Profile>,
  passable: (i: number) => ReadonlySet<number> | undefined,
): Bookings {
  for (const profile of profiles.values()) profile.clear()
  const waits = new Map<number, LeafWait>()
  const [begins, ends] = [new Float64Array(network.count).fill(Number.NaN), new Float64Array(network.count)]
  const book = (i: number, from: number, to: number) => {
    begins[i] = from
    ends[i] = to
    for (const { profile, units, share } of asks[i]!) profile.book({ from, to, units, leaf: i, share })
  }
  const giveWay = (i: number, side: keyof LeafWait, at: number, resource: Id, leaf: number) => {
    const turn: Turn = { at, resource, leaf }
    waits.set(i, { ...waits.get(i), [side]: turn })
    return at
  }
  return {
    waits,
    book,
    release: i => {
      begins[i] = Number.NaN
      for (const { profile } of asks[i]!) profile.release(i)
    },
    booked: i => (Number.isNaN(begins[i]!) ? undefined : { from: begins[i]!, to: ends[i]! }),
    seek: (i, dates) => {
      const its = asks[i]
      if (!its) return nothingHolds
      const [from, to] = [dates.start[i]!, dates.finish[i]!]
      for (const { profile, units, share } of its) {
        const obstacle = profile.obstacle(from, to, units, share, passable(i))
        if (obstacle) return giveWay(i, 'begin', obstacle.to, profile.resource.id, obstacle.leaf)
      }
      book(i, from, to)
      return nothingHolds
    },
    cannotWait: i => {
      const { begin: _, ...rest } = waits.get(i) ?? {}
      if (rest.end) waits.set(i, rest)
      else waits.delete(i)
    },
    seekBefore: (i, dates) => {
      const its = asks[i]
      if (!its) return Number.POSITIVE_INFINITY
      const [from, to] = [dates.start[i]!, dates.finish[i]!]
      for (const { profile, units, share } of its) {
        const obstacle = profile.obstacleBefore(from, to, units, share)
        if (obstacle) return giveWay(i, 'end', obstacle.from, profile.resource.id, obstacle.leaf)
      }
      book(i, from, to)
      return Number.POSITIVE_INFINITY
    },
  }
}
