import { describe, expect, test } from 'vitest'
import { readPlan } from '#language/read/read'
import { tpm } from './memoryIo.ts'

const head = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks: { a: { name: A, duration: 1d } }
calendars:
  default:
`

/** The text as part of a calendar, with what reading says of it. */
function calendarWith(holidays: string) {
  const { plan, problems } = readPlan(head + holidays.replace(/^(?=.)/gm, '    '), { file: 'plan.tpm.yaml' })
  return { calendar: plan.calendars.get('default')!, codes: problems.map(({ code }) => code) }
}

describe('tpm calendar holidays', () => {
  test('writes the public holidays of a region by their own names', async () => {
    const { code, out, err } = await tpm('calendar holidays --country DE --region BE --years 2026')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      /^# Public holidays: Deutschland, Berlin \(DE-BE\), 2026\n# From date-holidays \d+\.\d+\.\d+, data CC BY-SA 3\.0\n/,
    )
    expect(out.replace(/^#.*\n/gm, '')).toBe(`holidays:
  2026-01-01: Neujahr
  2026-03-08: Internationaler Frauentag
  2026-04-03: Karfreitag
  2026-04-06: Ostermontag
  2026-05-01: Maifeiertag
  2026-05-14: Christi Himmelfahrt
  2026-05-25: Pfingstmontag
  2026-10-03: Tag der Deutschen Einheit
  2026-12-25: 1. Weihnachtstag
  2026-12-26: 2. Weihnachtstag
`)
  })

  test('takes a range of years in either way of writing', async () => {
    const dots = await tpm('calendar holidays --country de --region be --years 2026..2028')
    const hyphen = await tpm('calendar holidays --country DE --region BE --years 2026-2028')
    expect(dots.out).toBe(hyphen.out)
    for (const year of [2026, 2027, 2028]) expect(dots.out).toContain(`  ${year}-01-01: Neujahr\n`)
  })

  test('knows regions of regions', async () => {
    const augsburg = await tpm('calendar holidays --country DE --region BY-A --years 2026')
    expect(augsburg.out).toContain('(DE-BY-A)')
    expect(augsburg.out).toContain('2026-08-08: Augsburger Friedensfest')
  })

  test('a holiday of several days is a range; one of half a day is left out and named', async () => {
    expect((await tpm('calendar holidays --country TR --years 2026')).out).toContain(
      '2026-03-20..2026-03-22: Ramazan Bayramı\n',
    )
    const china = (await tpm('calendar holidays --country CN --years 2026')).out
    expect(china).toMatch(/# Left out, not whole days: .*国际妇女节/)
    expect(china).not.toContain('2026-03-08:')
  })

  test.each(['DE', 'FR', 'US', 'GB', 'JP', 'TR', 'IL', 'SA', 'IN', 'CH', 'BR', 'ZA', 'CN'])(
    'what it writes for %s is read without a word',
    async country => {
      const { code, out } = await tpm(`calendar holidays --country ${country} --years 2025..2027`)
      expect(code).toBe(0)
      const { calendar, codes } = calendarWith(out)
      expect(codes).toEqual([])
      expect(calendar.holidays.length).toBe(out.split('\n').filter(line => /^ {2}\S/.test(line)).length)
    },
  )

  test.each([
    ['--country XQ --years 2026', 'There is no country "XQ" here'],
    ['--country Germany --years 2026', 'Did you mean DE (Germany)?'],
    [
      '--country DE --region BX --years 2026',
      'Deutschland has no region "BX". There are BB (Brandenburg), BE (Berlin)',
    ],
    ['--country DE --region Berln --years 2026', 'Did you mean BE (Berlin)?'],
    [
      '--country DE --region BE-X --years 2026',
      'Deutschland, Berlin has no region "X". It has none here: leave it out',
    ],
    ['--country DE --years 2028..2026', '--years takes one year or a range'],
    ['--country DE --years soon', '--years takes one year or a range'],
    ['--country DE --years 1000..9999', '--years takes one year or a range'],
    ['--country __proto__ --years 2026', 'There is no country "__proto__" here'],
  ])('%s is told', async (words, message) => {
    const { code, out, err } = await tpm(`calendar holidays ${words}`)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  test('a country and years are needed', async () => {
    expect((await tpm('calendar holidays --country DE')).err).toContain('--years')
    expect((await tpm('calendar holidays --years 2026')).err).toContain('--country')
  })
})
