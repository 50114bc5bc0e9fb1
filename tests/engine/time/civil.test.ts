import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  civilMinute,
  civilParts,
  formatCivilDate,
  formatDateRange,
  formatDay,
  formatMinute,
  parseDate,
  parseDateRange,
  rangeEnd,
  weekdayOf,
} from '#engine/time/civil'

const dates = fc.record({
  year: fc.integer({ min: 1, max: 9999 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 31 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
})

describe('civil dates agree with Temporal', () => {
  test('which dates there are, how far apart, on which weekday, and how they are written', () => {
    const origin = Temporal.PlainDateTime.from('1970-01-01T00:00')
    fc.assert(
      fc.property(dates, parts => {
        const { year, month, day, hour, minute } = parts
        const at = civilMinute(year, month, day, hour, minute)
        let expected: Temporal.PlainDateTime | undefined
        try {
          expected = Temporal.PlainDateTime.from(parts, { overflow: 'reject' })
        } catch {
          expected = undefined
        }
        expect(at === undefined).toBe(expected === undefined)
        if (at === undefined || !expected) return
        expect(at).toBe(origin.until(expected, { largestUnit: 'minute' }).minutes)
        expect(weekdayOf(at)).toBe(expected.dayOfWeek - 1)
        expect(formatMinute(at)).toBe(expected.toString({ smallestUnit: 'minute' }))
        expect(civilParts(at)).toEqual({ ...parts, weekday: expected.dayOfWeek - 1 })
        expect(parseDate(formatMinute(at))).toEqual({ minute: at, hasTime: true })
      }),
      { numRuns: 3000 },
    )
  })
})

describe('dates as they are written', () => {
  test('what is not a date is none', () => {
    const wrong = [
      '2026-02-30',
      '2026-13-01',
      '0000-01-01',
      '2026-1-1',
      '2026-01-01T24:00',
      '2026-01-01T10',
      '26-01-01',
      ' 2026-01-01',
    ]
    for (const text of wrong) expect([text, parseDate(text)]).toEqual([text, undefined])
  })

  test('a range has both ends, and does not run backward', () => {
    const range = parseDateRange('2026-03-02..2026-03-13')!
    expect(formatMinute(rangeEnd(range.to))).toBe('2026-03-14T00:00')
    expect(formatDateRange(range)).toBe('2026-03-02..2026-03-13')
    expect(formatDateRange(parseDateRange('2026-03-02')!)).toBe('2026-03-02')
    expect(parseDateRange('2026-03-13..2026-03-02')).toBeUndefined()
    expect(parseDateRange('2026-03-02..')).toBeUndefined()
  })

  test('for people', () => {
    const { minute } = parseDate('2026-05-29')!
    expect(formatDay(minute)).toBe('Fri 29 May')
    expect(formatDay(minute, { year: true })).toBe('Fri 29 May 2026')
    expect(formatCivilDate(parseDate('2026-05-29T08:05')!)).toBe('2026-05-29T08:05')
  })
})
