import { nearest } from '#engine/rules/nearest'
import { holidays } from '#interchange/holidays'
import { draft, planText } from '#interchange/planText'
import { holidayNote } from '#language/features/holidays'
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
  const found = holidays.find(place.steps, first, last)
  if (found.days.length === 0) throw new Impossible(`No public holiday of ${place.code} is known for ${years}`)
  const comments = holidayNote(place, [first, last], found, holidays.source)
  io.out(planText(draft([['holidays', draft(found.days)]]), comments))
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
  const countries = holidays.countries()
  const code = country.toUpperCase()
  if (!Object.hasOwn(countries, code)) {
    const english = holidays.countries('en')
    throw new Impossible(
      `There is no country "${visible(country)}" here: it is two letters, e.g. DE${guess(country, { ...english, ...countries }, english)}`,
    )
  }
  let place: Place = { code, name: countries[code]!, steps: [code] }
  for (const part of region?.split(/[-/]/) ?? []) place = partOf(place, part)
  return place
}

function partOf({ code, name, steps }: Place, written: string): Place {
  const parts = holidays.parts(steps)
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
