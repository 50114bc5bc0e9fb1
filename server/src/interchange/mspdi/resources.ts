import { minutesPerDay } from '#engine/time/civil'
import type { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft } from '../planText.ts'
import type { Context } from './context.ts'
import { money, rateOf } from './costs.ts'
import { dateText, minuteOf } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

/**
 * A work resource as a person (or a team of several), a material or cost resource as `cost`: the price of that is in
 * the cost of the tasks that use it, since it is none per hour.
 */
export function resourceDraft(resource: Element, { calendars, notes }: Context): DraftMap {
  const isWork = isWorkResource(resource)
  const units = numberOf(resource, 'MaxUnits') ?? 1
  const calendar = calendars.get(textOf(resource, 'CalendarUID') ?? '')
  return draft([
    ['name', textOf(resource, 'Name')],
    ['type', isWork ? (1 < units ? 'team' : undefined) : 'cost'],
    ...(isWork ? availability(resource, units, notes) : []),
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

/**
 * Share or number that changes over time, where there are availability periods; else the maximum. None at all moves no
 * task in MS Project, in a plan it would be time off.
 */
function availability(resource: Element, most: number, notes: Notes): [string, Draft | undefined][] {
  const periods = childrenOf(childOf(resource, 'AvailabilityPeriods'), 'AvailabilityPeriod').flatMap(period => {
    const from = minuteOf(textOf(period, 'AvailableFrom'))
    const share = numberOf(period, 'AvailableUnits')
    return share === undefined ? [] : [{ from, to: minuteOf(textOf(period, 'AvailableTo')), share }]
  })
  const dated = periods.filter(({ from }) => from !== undefined && 0 <= from)
  const key = 1 < most ? 'units' : 'capacity'
  const value = (share: number): Draft => (1 < most ? Math.max(1, Math.round(share)) : percent(share))
  if (most === 0 || dated.some(({ share }) => share === 0))
    notes.add('Resources of which there is none for some time were taken to stay: that moves no task in MS Project')
  if (1 < most && [most, ...dated.map(({ share }) => share)].some(share => !Number.isInteger(share)))
    notes.add('A number of resources that is no whole one was rounded')
  if (dated.length > 1) {
    const known = dated.filter(({ share }) => share !== 0)
    return [[key, draft(known.map(({ from, share }) => [dateText(from!)!.slice(0, 10), value(share)]))]]
  }
  const [only] = dated
  return [
    [key, most === 1 || most === 0 ? undefined : value(most)],
    ['from', only && dateText(only.from!)?.slice(0, 10)],
    [
      'until',
      only?.to === undefined || 60_000_000 < only.to
        ? undefined
        : dateText(only.to - (only.to % minutesPerDay))?.slice(0, 10),
    ],
  ]
}

export function percent(share: number): string {
  return `${Math.round(share * 10000) / 100}%`
}
