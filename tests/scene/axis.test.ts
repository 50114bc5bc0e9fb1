import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilMinute } from '#engine/time/civil'
import { axisOf, axisSize } from '#scene/axis'
import { textWidth } from '#scene/text'

const day = (year: number, month: number, date: number) => civilMinute(year, month, date)! / 1440
const labels = (from: number, to: number, pixels: number) => {
  const { upper, lower } = axisOf(from, to, pixels)
  return { upper: upper.map(({ label }) => label), lower: lower.map(({ label }) => label) }
}

describe('axis', () => {
  test('days in weeks', () => {
    const { upper, lower } = labels(day(2026, 3, 2), day(2026, 3, 9), 40)
    expect(upper).toEqual(['2–8 Mar 2026 · week 10'])
    expect(lower).toEqual(['Mon 2', 'Tue 3', 'Wed 4', 'Thu 5', 'Fri 6', 'Sat 7', 'Sun 8'])
  })

  test('weeks in months, by the day of their Monday', () => {
    const { upper, lower } = labels(day(2026, 3, 1), day(2026, 4, 1), 8)
    expect(upper).toEqual(['March 2026'])
    expect(lower).toEqual(['23', '2', '9', '16', '23', '30'])
  })

  test('months in quarters, quarters in years, years in decades', () => {
    expect(labels(day(2026, 1, 1), day(2026, 7, 1), 1)).toEqual({
      upper: ['Q1 2026', 'Q2 2026'],
      lower: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    })
    expect(labels(day(2026, 1, 1), day(2026, 7, 1), 0.5)).toEqual({ upper: ['2026'], lower: ['Q1', 'Q2'] })
    expect(labels(day(2022, 1, 1), day(2032, 1, 1), 0.1)).toEqual({
      upper: ['2020–2029', '2030–2039'],
      lower: Array.from({ length: 10 }, (_, i) => `${2022 + i}`),
    })
  })

  test('a plan of some months has no decade over it, however narrow its picture', () => {
    expect(labels(day(2026, 1, 1), day(2027, 4, 1), 0.27)).toEqual({
      upper: ['2026', '2027'],
      lower: ['Q1', 'Q2', 'Q3', 'Q4', 'Q1'],
    })
    expect(labels(day(2026, 1, 1), day(2028, 1, 1), 0.12)).toEqual({
      upper: ['2026', '2027'],
      lower: Array(8).fill(''),
    })
    expect(labels(day(2020, 1, 1), day(2028, 1, 1), 0.12).upper).toEqual(['2020–2029'])
  })

  test('a week over the turn of a year says both months and the later year', () => {
    expect(labels(day(2026, 12, 28), day(2026, 12, 29), 40).upper).toEqual(['28 Dec – 3 Jan 2027 · week 53'])
  })

  test('the calendar ends, and the axis with it', () => {
    expect(axisOf(day(9999, 12, 1), day(9999, 12, 31) + 100, 10).upper.at(-1)?.label).toBe('December 9999')
  })

  test('whatever the zoom: no gap, no overlap, every label within its stretch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 60_000 }),
        fc.double({ min: 0.05, max: 160, noNaN: true }),
        fc.integer({ min: 200, max: 3000 }),
        (from, pixels, width) => {
          const to = from + width / pixels
          const { upper, lower } = axisOf(from, to, pixels)
          for (const ticks of [upper, lower]) {
            expect(ticks[0]!.from).toBeLessThanOrEqual(from)
            ticks.forEach((tick, i) => {
              if (i > 0) expect(tick.from).toBe(ticks[i - 1]!.to)
              expect(textWidth(tick.label, axisSize)).toBeLessThanOrEqual((tick.to - tick.from) * pixels)
            })
          }
          expect(upper.length).toBeLessThanOrEqual(lower.length)
        },
      ),
    )
  })
})
