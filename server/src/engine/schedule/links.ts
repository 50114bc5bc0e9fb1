import { finishAt, startAt, workAt } from '../time/calendar.ts'
import { fromStart, lagElapsed, lagNone, lagPercent } from './linkTable.ts'
import type { Network } from './network.ts'
import type { Dates } from './passes.ts'
import { continuous } from './planTime.ts'

/**
 * The instant from which link `e` lets its successor start (or finish, FF and SF), given when its predecessor starts
 * and finishes (rule 10; MS Project's lags: the successor's calendar, elapsed, percent). `duration` is the
 * predecessor's as scheduled, for percent lags.
 */
export function earliestByLink(network: Network, e: number, dates: Dates): number {
  const { start, finish, duration } = dates
  const { links } = network
  const from = links.from[e]!
  const type = links.type[e]!
  const base = from < 0 ? links.fixed[e]! : type & fromStart ? start[from]! : finish[from]!
  const kind = links.lagKind[e]!
  if (kind === lagNone) return base
  if (kind === lagElapsed) return base + links.lag[e]!
  const calendar = lagCalendar(network, e, kind)
  const known =
    0 <= from && network.calendar[from] === calendar
      ? type & fromStart
        ? dates.startWork[from]!
        : dates.finishWork[from]!
      : Number.NaN
  const work = (Number.isNaN(known) ? workAt(calendar, base) : known) + lagMinutes(network, e, kind, duration)
  // After a finish the lag ends with work done, at a start it ends where work can begin.
  return type === fromStart ? startAt(calendar, work) : finishAt(calendar, work)
}

/**
 * The latest instant at which the predecessor may start (SS, SF) or finish for its successor not to pass `latest`: the
 * inverse of {@link earliestByLink}. `latest` is the later side of the successor's start or finish.
 */
export function latestByLink(network: Network, e: number, latest: number, duration: Float64Array): number {
  const { links } = network
  const kind = links.lagKind[e]!
  if (kind === lagNone) return latest
  if (kind === lagElapsed) return latest - links.lag[e]!
  const calendar = lagCalendar(network, e, kind)
  let work = workAt(calendar, latest)
  if (links.type[e] === fromStart && latest < startAt(calendar, work)) work -= 1
  return startAt(calendar, work - lagMinutes(network, e, kind, duration))
}

/** What the lag comes to, in minutes of the time it runs on. */
export function lagMinutes({ links }: Network, e: number, kind: number, duration: Float64Array): number {
  const lag = links.lag[e]!
  if (kind !== lagPercent) return lag
  const from = links.from[e]!
  return Math.round(lag * (from < 0 ? (links.others.get(e)?.duration ?? 0) : duration[from]!))
}

/** Working lag runs on the successor's task calendar, percent lag like the predecessor's own time. */
function lagCalendar({ links, own, work }: Network, e: number, kind: number) {
  if (kind !== lagPercent) return own[links.to[e]!]!
  const from = links.from[e]!
  return from < 0 ? (links.others.get(e)?.calendar ?? continuous) : work[from]!.calendar
}
