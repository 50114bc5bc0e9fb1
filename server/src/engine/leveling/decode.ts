import type { Id } from '../model/plan.ts'
import type { Found } from '../schedule/allPasses.ts'
import { forwardPass } from '../schedule/forward.ts'
import { type Dates, type LeafWait, nothingHolds, type Passes } from '../schedule/passes.ts'
import { cancelled } from '../schedule/progress.ts'
import { type Bookings, emptyBookings } from './bookings.ts'
import { decodeLate } from './decodeLate.ts'
import { immovableIn, type Places, samePlaces } from './immovable.ts'
import { backwardOrderer, forwardOrderer, previousOf } from './levelOrder.ts'
import type { Ask, Profile } from './profile.ts'

/** What leaves of equal priority are ordered by: the least start goes first, of what is placed late the greatest finish. */
export interface Keys {
  readonly start: Float64Array
  readonly finish: Float64Array
}

/** A levelled schedule. */
export interface Decoded {
  readonly dates: Dates
  readonly waits: ReadonlyMap<number, LeafWait>
  /** Where the project begins: of a plan without `start` as early as its people need. */
  readonly projectStart: number
  /** The first start and the last finish. */
  readonly start: number
  readonly finish: number
  /** Has everybody whom no wait moves the people that were kept for it? */
  readonly settled: boolean
  /** Schedules that were built to get it. */
  readonly built: number
}

/** Builds one schedule: leaves in the order of priority and key, each as early, or as late, as its resources are free. */
export function decoderOf(
  { passes, early }: Pick<Found, 'passes' | 'early'>,
  asks: readonly (readonly Ask[] | undefined)[],
  profiles: ReadonlyMap<Id, Profile>,
): (keys: Keys) => Decoded {
  const { progress, limits } = passes
  const modes = progress.mode.slice()
  const { has: isFixed, after, places } = immovableIn({ passes, early }, asks)
  const atFirst = places(early)
  const reset = () => progress.mode.set(modes)
  const beginWith = (places: Places) => (): Bookings => {
    reset()
    const bookings = emptyBookings(passes, asks, profiles, after)
    for (const [i, { from, to }] of places) bookings.book(i, from, to)
    return bookings
  }
  /** What has begun is where what it comes after lets it go on: its people are kept for it there, once that is known. */
  const untilSettled = (build: (begin: () => Bookings) => Built): Decoded => {
    let known = atFirst
    for (let [round, built] = [1, 0]; ; round++) {
      const decoded = build(beginWith(known))
      built += decoded.built
      const found = places(decoded.dates)
      reset()
      const settled = samePlaces(found, known)
      if (settled || round === mostRounds) return { ...decoded, ...spanOf(passes, decoded.dates), settled, built }
      known = found
    }
  }
  const needsNobody = (i: number) => !asks[i]
  const orderForward = forwardOrderer(passes, needsNobody)
  if (!limits.anyLate) {
    const { projectStart } = passes
    return keys => {
      const order = orderForward(keys.start)
      return untilSettled(begin => {
        const { seek, cannotWait, waits } = begin()
        const freeFrom = (i: number, dates: Dates) => (isFixed(i) ? nothingHolds : seek(i, dates))
        const dates = forwardPass({ ...passes, order }, undefined, { freeFrom, cannotWait })
        return { dates, waits, projectStart, built: 1 }
      })
    }
  }
  const previous = previousOf(passes.network)
  const orderBackward = backwardOrderer(passes, previous, needsNobody)
  return keys => {
    const orders = { forward: orderForward(keys.start), backward: orderBackward(keys.finish) }
    return untilSettled(begin => decodeLate({ passes, early, asks, previous, isFixed, begin, reset }, orders))
  }
}

type Built = Omit<Decoded, 'start' | 'finish' | 'settled'>

/** The round that stands, whatever it has found. */
const mostRounds = 8

function spanOf({ network, progress }: Passes, dates: Dates): Pick<Decoded, 'start' | 'finish'> {
  let [start, finish] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < network.count; i++) {
    if (network.isSummary[i] || progress.mode[i] === cancelled) continue
    if (dates.start[i]! < start) start = dates.start[i]!
    if (finish < dates.finish[i]!) finish = dates.finish[i]!
  }
  return { start, finish }
}
