import Holidays, { type HolidaysTypes } from 'date-holidays'
import library from 'date-holidays/package.json' with { type: 'json' }
import { formatDateRange, minutesPerDay, parseDate } from '#engine/time/civil'
import type { DateRange, Minute } from '#engine/time/minute'
import type { FoundHolidays, HolidayLibrary } from '#language/features/holidays'

/** What is written beside holidays, so that it can be told where they are from. */
export const holidaySource = `date-holidays ${library.version}, data CC BY-SA 3.0`

/**
 * The public holidays of the world, by country (ISO 3166-1, two letters), state of it and region of that; names in the
 * country's own language. A bundle of its own in the server, loaded when it is asked for.
 */
export const holidays: HolidayLibrary = {
  source: holidaySource,
  countries: language => new Holidays().getCountries(language) ?? {},
  parts: ([country, state, region]) => {
    if (country === undefined || region !== undefined) return {}
    const all = new Holidays()
    return (state === undefined ? all.getStates(country) : all.getRegions(country, state)) ?? {}
  },
  find: holidaysIn,
}

function holidaysIn(steps: readonly string[], first: number, last: number): FoundHolidays {
  const [country = '', state, region] = steps
  const options = { types: ['public' as const] }
  const all = region
    ? new Holidays(country, state!, region, options)
    : state
      ? new Holidays(country, state, options)
      : new Holidays(country, options)
  const days = new Map<string, string>()
  const partial = new Set<string>()
  for (let year = first; year <= last; year++) {
    for (const holiday of all.getHolidays(year)) {
      if (holiday.type !== 'public') continue
      const range = rangeOf(holiday)
      if (!range) partial.add(holiday.name)
      else {
        const key = formatDateRange(range)
        const before = days.get(key)
        days.set(key, before === undefined || before === holiday.name ? holiday.name : `${before} / ${holiday.name}`)
      }
    }
  }
  return { days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)), partial: [...partial] }
}

/**
 * The whole days of a holiday; `undefined` where it covers only parts of days. One that begins at sunset (`-0600` behind
 * its first day) ends at sunset too: a day that it covers until 18:00 counts.
 */
function rangeOf({ date, start, end }: HolidaysTypes.Holiday): DateRange | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}):\d{2}(?: ([+-]\d{2})\d{2})?$/.exec(date)
  const from = match && parseDate(match[1]!)
  if (!from || match[2] !== '00:00') return undefined
  const hours = (end.getTime() - start.getTime()) / 3_600_000 + Number(match[3] ?? 0)
  const count = Math.floor((hours + 6) / 24)
  return count < 1
    ? undefined
    : { from, to: { minute: (from.minute + (count - 1) * minutesPerDay) as Minute, hasTime: false } }
}
