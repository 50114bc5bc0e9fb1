import Holidays, { type HolidaysTypes } from 'date-holidays'
import library from 'date-holidays/package.json' with { type: 'json' }
import { nearest } from '#engine/rules/nearest'
import { formatDateRange, minutesPerDay, parseDate } from '#engine/time/civil'
import type { DateRange, Minute } from '#engine/time/minute'
import { draft, planText } from '#interchange/planText'
import { visible } from './escape.ts'
import { type ExitCode, Impossible } from './exit.ts'
import type { Io } from './io.ts'

export interface HolidaysOptions {
  /** ISO 3166-1, two letters. */
  readonly country: string
  /** A part of the country, and of that: `BE`, `BY`, `BY-A`. */
  readonly region?: string
  /** `2026`, `2026..2028`, `2026-2028`. */
  readonly years: string
}

/** The public holidays of a country and region as the `holidays` of a calendar, in the country's own language. */
export function printHolidays({ country, region, years }: HolidaysOptions, io: Io): ExitCode {
  const [first, last] = yearsOf(years)
  const place = placeOf(country, region)
  const found = holidaysIn(place, first, last)
  if (found.days.size === 0) throw new Impossible(`No public holiday of ${place.code} is known for ${years}`)
  const span = first === last ? `${first}` : `${first}–${last}`
  const comments = [
    `Public holidays: ${place.name} (${place.code}), ${span}`,
    `From date-holidays ${library.version}, data CC BY-SA 3.0`,
    ...(found.partial.length === 0 ? [] : [`Left out, not whole days: ${found.partial.join(', ')}`]),
  ]
  io.out(planText(draft([['holidays', draft([...found.days].sort(([a], [b]) => (a < b ? -1 : 1)))]]), comments))
  return 0
}

const mostYears = 50

function yearsOf(written: string): readonly [first: number, last: number] {
  const match = /^(\d{4})(?:(?:\.\.|-)(\d{4}))?$/.exec(written)
  const [first, last] = match ? [Number(match[1]), Number(match[2] ?? match[1])] : [Number.NaN, Number.NaN]
  if (!match || last < first || mostYears <= last - first || first < 1970 || 2199 < last) {
    throw new Impossible(
      `--years takes one year or a range of at most ${mostYears} from 1970 to 2199, e.g. 2026..2028; "${visible(written)}" is none`,
    )
  }
  return [first, last]
}

/** A country, a state of it, a region of that, as the library knows them. */
interface Place {
  /** `DE-BE` */
  readonly code: string
  readonly name: string
  readonly steps: readonly string[]
}

function placeOf(country: string, region: string | undefined): Place {
  const library = new Holidays()
  const countries = library.getCountries() ?? {}
  const code = country.toUpperCase()
  if (!Object.hasOwn(countries, code)) {
    throw new Impossible(
      `There is no country "${visible(country)}" here: it is two letters, e.g. DE${guess(country, { ...library.getCountries('en'), ...countries }, library.getCountries('en') ?? {})}`,
    )
  }
  let place: Place = { code, name: countries[code]!, steps: [code] }
  for (const part of region?.split(/[-/]/) ?? []) place = partOf(library, place, part)
  return place
}

function partOf(library: Holidays, { code, name, steps }: Place, written: string): Place {
  const [country, state] = steps as [string, string?]
  const parts =
    (steps.length === 1
      ? library.getStates(country)
      : steps.length === 2
        ? library.getRegions(country, state!)
        : undefined) ?? {}
  const part = Object.keys(parts).find(key => key.toUpperCase() === written.toUpperCase())
  if (part !== undefined) {
    return { code: `${code}-${part}`, name: `${name}, ${parts[part]}`, steps: [...steps, part] }
  }
  const all = Object.entries(parts).map(([key, words]) => `${key} (${words})`)
  const which = all.length === 0 ? 'It has none here: leave it out' : `There are ${all.join(', ')}`
  throw new Impossible(`${name} has no region "${visible(written)}"${guess(written, parts, parts)}. ${which}`)
}

/** `. Did you mean DE (Germany)?`: by code or by name, whichever is nearer to what was written. */
function guess(
  written: string,
  codes: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>>,
): string {
  const entries = [...Object.entries(names), ...Object.entries(codes)]
  const isShort = written.length <= 3
  const same = entries.find(([, name]) => name.toLowerCase() === written.toLowerCase())?.[1]
  const word = same ?? nearest(written, isShort ? Object.keys(codes) : entries.map(([, name]) => name))
  const code = isShort && word !== same ? word : entries.find(([, name]) => name === word)?.[0]
  return code === undefined ? '' : `. Did you mean ${code} (${names[code] ?? codes[code]})?`
}

interface Found {
  /** Day or range → name; several of one day are joined. */
  readonly days: ReadonlyMap<string, string>
  /** Names of those that cover a part of a day only. */
  readonly partial: readonly string[]
}

function holidaysIn({ steps }: Place, first: number, last: number): Found {
  const [country, state, region] = steps as [string, string?, string?]
  const options = { types: ['public' as const] }
  const library = region
    ? new Holidays(country, state!, region, options)
    : state
      ? new Holidays(country, state, options)
      : new Holidays(country, options)
  const days = new Map<string, string>()
  const partial = new Set<string>()
  for (let year = first; year <= last; year++) {
    for (const holiday of library.getHolidays(year)) {
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
  return { days, partial: [...partial] }
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
