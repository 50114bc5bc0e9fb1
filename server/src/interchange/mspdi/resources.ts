import { civilMinute, formatIsoDay } from '#engine/time/civil'
import { type Draft, type DraftMap, draft } from '../planText.ts'
import type { Context } from './context.ts'
import { money, rateOf } from './costs.ts'
import { finishOf, minuteOf } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

/**
 * Resources of a file that have a name or something to do. The nameless row with the UID 0 stands for work that nobody
 * has.
 */
export function peopleOf(root: Element): readonly Element[] {
  const given = new Set(
    childrenOf(childOf(root, 'Assignments'), 'Assignment').map(assignment => textOf(assignment, 'ResourceUID')),
  )
  return childrenOf(childOf(root, 'Resources'), 'Resource').filter(resource => {
    const uid = textOf(resource, 'UID')
    return textOf(resource, 'Name') !== undefined || (uid !== undefined && uid !== '0' && given.has(uid))
  })
}

/**
 * A work resource as a person (or a team of several), a material or cost resource as `cost`: the price of that is in
 * the cost of the tasks that use it, since it is none per hour.
 */
export function resourceDraft(resource: Element, { calendars, notes, resources }: Context): DraftMap {
  const id = resources.get(textOf(resource, 'UID') ?? '')
  const isWork = isWorkResource(resource)
  const periods = availabilityOf(resource)
  const units = mostOf(resource, periods)
  const calendar = calendars.get(textOf(resource, 'CalendarUID') ?? '')
  return draft([
    // A plan names everybody.
    ['name', textOf(resource, 'Name') ?? id],
    ['type', isWork ? (1 < units ? 'team' : undefined) : 'cost'],
    ...(isWork ? availability(periods, units, what => notes.add(what, id)) : []),
    ['calendar', isWork && calendar !== 'default' ? calendar : undefined],
    ['rate', isWork ? rateOf(resource, 'StandardRate') : undefined],
    ['overtime-rate', isWork ? rateOf(resource, 'OvertimeRate') : undefined],
    ['cost-per-use', isWork ? money(numberOf(resource, 'CostPerUse')) : undefined],
    ['email', textOf(resource, 'EmailAddress')],
  ])
}

export function isWorkResource(resource: Element): boolean {
  const type = numberOf(resource, 'Type') ?? 1
  return type === 1 && !flagOf(resource, 'IsCostResource')
}

/** Is there less than one, at least for some time? In a plan that is what one gives to a task who says nothing else. */
export function isPartTime(resource: Element): boolean {
  const periods = availabilityOf(resource)
  const shares = periods.length === 0 ? [mostOf(resource, periods)] : periods.map(({ share }) => share)
  return isWorkResource(resource) && shares.some(share => 0 < share && share < 1)
}

/** Where MS Project begins and ends an availability that says nothing: the first and the last day it knows. */
const always = { from: civilMinute(1984, 1, 1)!, to: civilMinute(2049, 12, 31)! }

interface Availability {
  readonly from: number
  readonly to: number
  readonly share: number
}

/**
 * Share or number that changes over time, where there are availability periods; else the maximum. Availability moves no
 * task in MS Project (outside of it people are overallocated); in a plan times without anybody would be time off.
 */
function availability(
  periods: readonly Availability[],
  most: number,
  note: (what: string) => void,
): [string, Draft | undefined][] {
  const key = 1 < most ? 'units' : 'capacity'
  const value = (share: number): Draft => (1 < most ? Math.max(1, Math.round(share)) : percent(share))
  const known = periods.filter(({ share }) => share !== 0)
  if (most === 0 || known.length < periods.length || hasGap(known))
    note('Resources of which there is none for some time were taken to stay: that moves no task in MS Project')
  if (1 < most && [most, ...periods.map(({ share }) => share)].some(share => !Number.isInteger(share)))
    note('A number of resources that is no whole one was rounded')
  if (new Set(known.map(({ share }) => share)).size > 1)
    return [[key, draft(known.map(({ from, share }) => [formatIsoDay(from), value(share)]))]]
  return [[key, most === 1 || most === 0 ? undefined : value(most)]]
}

/** The largest share or number at any time; the maximum of the file is that of the day it was written. */
function mostOf(resource: Element, periods: readonly Availability[]): number {
  if (periods.length === 0) return numberOf(resource, 'MaxUnits') ?? 1
  return Math.max(...periods.map(({ share }) => share))
}

/** Availability periods in order. */
function availabilityOf(resource: Element): readonly Availability[] {
  return childrenOf(childOf(resource, 'AvailabilityPeriods'), 'AvailabilityPeriod')
    .flatMap(period => {
      const share = numberOf(period, 'AvailableUnits')
      const from = minuteOf(textOf(period, 'AvailableFrom')) ?? always.from
      const to = finishOf(textOf(period, 'AvailableTo')) ?? always.to
      return share === undefined ? [] : [{ from, to, share }]
    })
    .sort((a, b) => a.from - b.from)
}

/** Is nobody there before, between or after some periods? One ends a minute before midnight, the next begins there. */
function hasGap(periods: readonly Availability[]): boolean {
  if (periods.length === 0) return false
  return (
    always.from < periods[0]!.from ||
    periods.at(-1)!.to < always.to ||
    periods.some(({ from }, n) => 0 < n && periods[n - 1]!.to + 1 < from)
  )
}

export function percent(share: number): string {
  return `${Math.round(share * 10000) / 100}%`
}
