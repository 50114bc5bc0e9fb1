import { describe, expect, test } from 'vitest'
import { holidays } from '#interchange/holidays'
import { addHolidays, holidayActions, holidayPlaces } from '#language/features/holidays'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

const head = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks: { a: { name: A, duration: 1d } }
`

/** The text with the holidays in it; what is read of it. */
function added(text: string, code: string, years: readonly [number, number], calendar = 'default') {
  const snapshot = snapshotOf(text)
  const result = addHolidays(snapshot, holidays, { calendar, code, years })
  const after = applyEdits(text, result?.edits[0]?.edits ?? [])
  const spec = snapshotOf(after).plan.calendars.get(calendar)
  return { result, after, count: spec?.holidays.length, codes: snapshotOf(after).problems.map(({ code }) => code) }
}

/** The lines that came in, and whether all others stayed as they were. */
function newLines(before: string, after: string): readonly string[] {
  const left = before.split(/\r?\n/)
  const fresh: string[] = []
  for (const line of after.split(/\r?\n/)) {
    if (line === left[0]) left.shift()
    else fresh.push(line)
  }
  expect(left).toEqual([])
  return fresh
}

describe('writing public holidays into a calendar', () => {
  test('below those that are there, with where they are from', () => {
    const text = `${head}calendars:
  default:
    name: Berlin
    holidays:
      2026-12-25: 1. Weihnachtstag # with a comment
      # the last one
      2026-12-26: 2. Weihnachtstag
    day: 8h
`
    const { after, codes } = added(text, 'DE-BE', [2027, 2027])
    const lines = newLines(text, after)
    expect(lines.slice(0, 4)).toEqual([
      '      # Public holidays: Deutschland, Berlin (DE-BE), 2027',
      expect.stringMatching(/^ {6}# From date-holidays \d+\.\d+\.\d+, data CC BY-SA 3\.0$/),
      '      2027-01-01: Neujahr',
      '      2027-03-08: Internationaler Frauentag',
    ])
    expect(lines.length).toBe(12)
    expect(after).toContain('2. Weihnachtstag\n      # Public holidays')
    expect(codes).toEqual([])
  })

  test('before those that are later; a day that is there already is not written twice', () => {
    const text = `${head}calendars:
  default:
    holidays:
      2027-05-06: Bridge day
`.replaceAll('\n', '\r\n')
    const { after } = added(text, 'DE-BE', [2026, 2026])
    expect(after.indexOf('2026-12-26')).toBeLessThan(after.indexOf('2027-05-06'))
    expect(after.split('\r\n').length).toBe(text.split('\r\n').length + 12)
    const again = added(after, 'DE-BE', [2026, 2026])
    expect(again.result).toEqual({ count: 0, edits: [] })
    expect(added(after, 'DE-BE', [2026, 2027]).result!.count).toBe(9)
  })

  test('a list stays a list, braces stay braces', () => {
    const list = `${head}calendars:\n  default:\n    holidays:\n      - 2026-01-02\n`
    expect(newLines(list, added(list, 'DE-BE', [2026, 2026]).after).slice(2)).toContain(
      '      - 2026-05-14 # Christi Himmelfahrt',
    )
    const flow = `${head}calendars:\n  default:\n    holidays: [2026-01-02] # ours\n`
    const { after, codes } = added(flow, 'DE-BE', [2026, 2026])
    expect(after).toContain('    # Public holidays: Deutschland, Berlin (DE-BE), 2026\n')
    expect(after).toContain('    holidays: [2026-01-02, 2026-01-01, 2026-03-08,')
    expect(after).toContain('] # ours\n')
    expect(codes).toEqual([])
    const braces = `${head}calendars: { default: { name: Us, holidays: { 2026-01-02: Ours } } }\n`
    const within = added(braces, 'FR', [2026, 2026])
    expect(within.codes).toEqual([])
    expect(within.count).toBe(12)
    expect(within.after).toMatch(/^# Public holidays: France \(FR\), 2026\n# From .*\ncalendars: \{ default:/m)
  })

  test.each([
    ['in a block', 'calendars:\n  default:\n    holidays: 2026-08-10..2026-08-14 # company closed\n    day: 8h\n'],
    ['in braces', 'calendars:\n  default: { holidays: "2026-08-10..2026-08-14", day: 8h } # company closed\n'],
  ])('a single range that is there stays: %s', (_, calendars) => {
    const { result, after, count, codes } = added(head + calendars, 'DE-BE', [2026, 2026])
    expect({ added: result!.count, count, codes }).toEqual({ added: 10, count: 11, codes: [] })
    const [first] = snapshotOf(head + calendars).plan.calendars.get('default')!.holidays
    const all = snapshotOf(after).plan.calendars.get('default')!.holidays
    expect(all.map(({ range }) => range)).toContainEqual(first!.range)
    expect(after).toContain('# company closed\n')
  })

  test.each([
    ['no calendars', ''],
    ['no such calendar', 'calendars:\n  night:\n    name: Night\n    week: { mon: [22:00-06:00] }\n'],
    ['a calendar without holidays', 'calendars:\n  default:\n    week: { mon-fri: [09:00-17:00] }\n'],
    ['a calendar in braces', 'calendars:\n  default: { week: { mon-fri: [09:00-17:00] } }\n'],
    ['holidays without a value', 'calendars:\n  default:\n    holidays:\n    day: 8h\n'],
    ['empty braces', 'calendars:\n  default:\n    holidays: {}\n'],
    ['an empty list', 'calendars:\n  default:\n    holidays: []\n'],
    ['a calendar without a value', 'calendars:\n  default:\n'],
  ])('%s', (_, calendars) => {
    const { count, codes, after } = added(head + calendars, 'DE-BE', [2026, 2027])
    expect({ count, codes: codes.filter(code => code !== 'plan/unknown-key') }).toEqual({ count: 20, codes: [] })
    expect(after).toContain('# Public holidays: Deutschland, Berlin (DE-BE), 2026–2027')
  })

  test.each(['DE', 'FR', 'US', 'GB', 'JP', 'TR', 'IL', 'SA', 'IN', 'CH', 'BR', 'ZA', 'CN', 'TH', 'IR'])(
    'the names of %s are read as they are',
    code => {
      const expected = holidays.find([code], 2026, 2027).days
      for (const start of ['', 'calendars: { default: { holidays: { 2020-01-01: X } } }\n']) {
        const { after, codes } = added(head + start, code, [2026, 2027])
        const read = snapshotOf(after).plan.calendars.get('default')!.holidays
        expect(codes).toEqual([])
        expect(read.map(({ name }) => name).filter(name => name !== 'X')).toEqual(expected.map(([, name]) => name))
      }
    },
  )

  test('a text that can’t be read right, a place that is not there and too many years get nothing', () => {
    expect(added(`${head}calendars: { default: [\n`, 'DE-BE', [2026, 2026]).result?.edits).toEqual([])
    expect(added(head, 'DE-XX', [2026, 2026]).result).toBeUndefined()
    expect(added(head, '__proto__', [2026, 2026]).result).toBeUndefined()
    expect(added(head, 'DE', [1970, 2199]).result).toBeUndefined()
  })
})

describe('where holidays are offered', () => {
  const long = head.replace('duration: 1d', 'duration: 500d')
  const calendar = `calendars:
  default:
    name: Berlin
    # Public holidays: Deutschland, Berlin (DE-BE), 2026
    holi$0days: { 2026-12-25: Weihnachten }
`
  const actionsAt = (fixture: string) => {
    const { text, offset } = markedAt(fixture)
    const snapshot = snapshotOf(text)
    return holidayActions(snapshot, { start: offset, end: offset }).map(({ title, problem, years, code }) => ({
      title,
      code,
      years: years.join('-'),
      problem: problem?.code,
    }))
  }

  test('a plan that runs past their last year is offered the missing ones of the same place', () => {
    expect(actionsAt(long + calendar)).toEqual([
      {
        title: 'Add the public holidays of 2027–2028 (DE-BE)',
        code: 'DE-BE',
        years: '2027-2028',
        problem: 'calendar/holidays-end',
      },
      { title: 'Add public holidays…', code: undefined, years: '2027-2028', problem: 'calendar/holidays-end' },
    ])
  })

  test('where no place is noted, and on a calendar without any, the way to choose one', () => {
    expect(actionsAt(long + calendar.replace(/ *# Public.*\n/, ''))).toMatchObject([{ title: 'Add public holidays…' }])
    expect(actionsAt(`${head}calendars:\n  de$0fault:\n    day: 8h\n`)).toMatchObject([
      { title: 'Add public holidays…', years: '2026-2026', problem: undefined },
    ])
    expect(actionsAt(`${head}calendars:\n  default:\n    d$0ay: 8h\n`)).toEqual([])
  })

  test('once they are written the warning is gone', () => {
    const { text } = markedAt(long + calendar)
    const { after, codes } = added(text, 'DE-BE', [2027, 2028])
    expect(codes).not.toContain('calendar/holidays-end')
    expect(holidayPlaces(snapshotOf(after))).toEqual({
      places: [{ calendar: 'default', name: 'Berlin', code: 'DE-BE', last: 2028 }],
      years: [2026, 2028],
    })
  })

  test('the calendar under the cursor comes first, else the project’s', () => {
    const text = `${head}calendars:\n  default:\n    day: 8h\n  night:\n    day: 6h\n`
    const ids = (offset?: number) => holidayPlaces(snapshotOf(text), offset).places.map(({ calendar }) => calendar)
    expect(ids()).toEqual(['default', 'night'])
    expect(ids(text.indexOf('day: 6h'))).toEqual(['night', 'default'])
  })
})
