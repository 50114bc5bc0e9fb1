import type { Id } from '../model/plan.ts'
import type { Found } from '../schedule/allPasses.ts'
import { forwardPass } from '../schedule/forward.ts'
import { type Dates, type LeafWait, nothingHolds, type Passes } from '../schedule/passes.ts'
import { cancelled, planned, started } from '../schedule/progress.ts'
import { type Bookings, emptyBookings } from './bookings.ts'
import { decodeLate, type LateGround } from './decodeLate.ts'
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
  const isFixed = (i: number) => isPinned(passes, i, modes[i]!)
  const { tasks } = passes.network
  const fixed = asks
    .flatMap((its, i) => (its && isFixed(i) ? [i] : []))
    .sort((a, b) => (tasks[a]!.id < tasks[b]!.id ? -1 : 1))
  const reset = () => progress.mode.set(modes)
  const begin = (): Bookings => {
    reset()
    const bookings = emptyBookings(passes, asks, profiles)
    bookFixed(passes, fixed, bookings)
    reset()
    return bookings
  }
  const needsNobody = (i: number) => !asks[i]
  const orderForward = forwardOrderer(passes, needsNobody)
  if (!limits.anyLate) {
    return keys => {
      const bookings = begin()
      const { cannotWait } = bookings
      const freeFrom = (i: number, dates: Dates) => (isFixed(i) ? nothingHolds : bookings.seek(i, dates))
      const order = orderForward(keys.start)
      const dates = forwardPass({ ...passes, order }, undefined, { freeFrom, cannotWait })
      const { projectStart } = passes
      const decoded = { dates, waits: bookings.waits, projectStart, ...spanOf(passes, dates), built: 1 }
      reset()
      return decoded
    }
  }
  const previous = previousOf(passes.network)
  const orderBackward = backwardOrderer(passes, previous, needsNobody)
  const ground: LateGround = { passes, early, asks, previous, isFixed, begin, reset }
  return keys => {
    const orders = { forward: orderForward(keys.start), backward: orderBackward(keys.finish) }
    const found = decodeLate(ground, orders)
    const decoded = { ...found, ...spanOf(passes, found.dates) }
    reset()
    return decoded
  }
}

/** Has a leaf begun, or must it be on a date? */
function isPinned({ limits }: Passes, i: number, mode: number): boolean {
  const bounds = limits.bounds[i]
  const must = bounds && (Number.isFinite(bounds.mustStart) || Number.isFinite(bounds.mustFinish))
  return mode === started || (mode === planned && must === true)
}

/** What has begun or must be on a date has its people before anyone else. */
function bookFixed(passes: Passes, fixed: readonly number[], { book }: Bookings): void {
  if (fixed.length === 0) return
  const { start, resume, finish } = forwardPass(passes)
  for (const i of fixed) {
    const from = Number.isNaN(resume[i]!) ? start[i]! : resume[i]!
    if (from < finish[i]!) book(i, from, finish[i]!)
  }
}

function spanOf({ network, progress }: Passes, dates: Dates): Pick<Decoded, 'start' | 'finish'> {
  let [start, finish] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < network.count; i++) {
    if (network.isSummary[i] || progress.mode[i] === cancelled) continue
    if (dates.start[i]! < start) start = dates.start[i]!
    if (finish < dates.finish[i]!) finish = dates.finish[i]!
  }
  return { start, finish }
}
