import { minutesPerDay } from '#engine/time/civil'
import { type Draft, type DraftMap, draft } from '../planText.ts'
import type { Context } from './context.ts'
import { dateText, minuteOf } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

/** A work resource as a person (or a team of several), a material or cost resource as `cost`. */
export function resourceDraft(resource: Element, { calendars }: Context): DraftMap {
  const isWork = isWorkResource(resource)
  const units = numberOf(resource, 'MaxUnits') ?? 1
  const calendar = calendars.get(textOf(resource, 'CalendarUID') ?? '')
  return draft([
    ['name', textOf(resource, 'Name')],
    ['type', isWork ? (1 < units ? 'team' : undefined) : 'cost'],
    ...(isWork ? availability(resource, units) : []),
    ['calendar', isWork && calendar !== 'default' ? calendar : undefined],
    ['rate', rate(resource, 'StandardRate')],
    ['overtime-rate', rate(resource, 'OvertimeRate')],
    ['cost-per-use', money(numberOf(resource, 'CostPerUse'))],
    ['email', textOf(resource, 'EmailAddress')],
  ])
}

export function isWorkResource(resource: Element): boolean {
  const type = numberOf(resource, 'Type') ?? 1
  return type === 1 && !flagOf(resource, 'IsCostResource')
}

/** Money in MSPDI is in hundredths. */
export function money(hundredths: number | undefined): number | undefined {
  return hundredths ? hundredths / 100 : undefined
}

/** Rates are in units of currency, per hour unless their format says otherwise. */
function rate(resource: Element, name: string): string | undefined {
  const amount = numberOf(resource, name)
  return amount ? `${amount}/h` : undefined
}

/** Share or number that changes over time, where there are availability periods; else the maximum. */
function availability(resource: Element, most: number): [string, Draft | undefined][] {
  const periods = childrenOf(childOf(resource, 'AvailabilityPeriods'), 'AvailabilityPeriod').flatMap(period => {
    const from = minuteOf(textOf(period, 'AvailableFrom'))
    const share = numberOf(period, 'AvailableUnits')
    return share === undefined ? [] : [{ from, to: minuteOf(textOf(period, 'AvailableTo')), share }]
  })
  const dated = periods.filter(({ from }) => from !== undefined && 0 <= from)
  const key = 1 < most ? 'units' : 'capacity'
  const value = (share: number): Draft => (1 < most ? Math.max(1, Math.round(share)) : percent(share))
  if (dated.length > 1) {
    return [[key, draft(dated.map(({ from, share }) => [dateText(from!)!.slice(0, 10), value(share)]))]]
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
