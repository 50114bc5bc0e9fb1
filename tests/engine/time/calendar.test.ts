import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWork,
  compileSpans,
  finishAt,
  isWorking,
  lastFinish,
  nextStart,
  startAt,
  workAt,
  workBetween,
} from '#engine/time/calendar'
import { formatMinute, parseDate, parseDateRange } from '#engine/time/civil'
import type { Hours } from '#engine/time/minute'
import { type CalendarRules, standardTime, workingTime } from '#engine/time/workingCalendar'

const at = (text: string): number => parseDate(text)!.minute
const hours = (text: string): Hours => {
  const [from, to] = text.split('-').map(part => Number(part.slice(0, 2)) * 60 + Number(part.slice(3)))
  return { from: from!, to: to! <= from! ? to! + 1440 : to! }
}
const plain = { holidays: [], exceptions: [] }
const compile = (rules: CalendarRules, find: (id: string) => CalendarRules | undefined = () => undefined) =>
  compileSpans(workingTime(rules, find).spans)
const closed = (text: string) => ({ range: parseDateRange(text)! })

describe('the standard calendar', () => {
  const calendar = compileSpans(standardTime.spans)

  test('adds work over lunch, night and weekend', () => {
    expect(formatMinute(addWork(calendar, at('2026-03-06T15:00'), 180))).toBe('2026-03-09T09:00')
    expect(formatMinute(addWork(calendar, at('2026-03-09T09:00'), -180))).toBe('2026-03-06T15:00')
  })

  test('a finish is shown on the earlier side of a gap, a start on the later', () => {
    const work = workAt(calendar, at('2026-03-07T10:00'))
    expect(formatMinute(finishAt(calendar, work))).toBe('2026-03-06T17:00')
    expect(formatMinute(startAt(calendar, work))).toBe('2026-03-09T08:00')
  })
})

test('a holiday, an exception that opens it again, and one with hours', () => {
  const calendar = compile({
    ...plain,
    holidays: [closed('2026-04-03..2026-04-06')],
    exceptions: [
      { ...closed('2026-04-06'), hours: 'open' },
      { ...closed('2026-04-04'), hours: [hours('10:00-16:00')] },
    ],
  })
  expect(workBetween(calendar, at('2026-04-02T17:00'), at('2026-04-07'))).toBe(360 + 480)
  expect(formatMinute(nextStart(calendar, at('2026-04-03')))).toBe('2026-04-04T10:00')
})

test('a night shift belongs to the day it starts on, over the end of the week too', () => {
  const week = new Map([[6, [hours('22:00-06:00')]]])
  const calendar = compile({ ...plain, week, holidays: [closed('2026-03-09')] })
  expect(formatMinute(nextStart(calendar, at('2026-03-02T07:00')))).toBe('2026-03-08T22:00')
  expect(formatMinute(addWork(calendar, at('2026-03-02T07:00'), 480))).toBe('2026-03-09T06:00')
  const closedSunday = compile({ ...plain, week, holidays: [closed('2026-03-08')] })
  expect(formatMinute(nextStart(closedSunday, at('2026-03-02T07:00')))).toBe('2026-03-15T22:00')
})

test('a calendar fills what it does not say from the one it is based on, and the nearest wins on a day', () => {
  const base: CalendarRules = {
    ...plain,
    week: new Map([0, 1, 2, 3].map(day => [day, [hours('09:00-17:00')]])),
    holidays: [closed('2026-05-01')],
    exceptions: [{ ...closed('2026-05-02'), hours: [hours('10:00-16:00')] }],
  }
  const child: CalendarRules = {
    ...plain,
    basedOn: 'base',
    week: new Map([[4, [hours('09:00-13:00')]]]),
    holidays: [closed('2026-05-02')],
  }
  const calendar = compile(child, id => (id === 'base' ? base : undefined))
  expect(workBetween(calendar, at('2026-04-20'), at('2026-04-27'))).toBe(4 * 480 + 240)
  expect(workBetween(calendar, at('2026-05-01'), at('2026-05-03'))).toBe(0)
})

test('a circle of based-on is cut', () => {
  const loop: CalendarRules = { ...plain, basedOn: 'loop' }
  expect(
    workBetween(
      compile(loop, () => loop),
      at('2026-03-02'),
      at('2026-03-09'),
    ),
  ).toBe(2400)
})

test('d and w: the most frequent day, the longer on a tie, and the sum of the week', () => {
  const week = new Map([
    [0, [hours('08:00-16:00')]],
    [1, [hours('08:00-16:00')]],
    [2, [hours('08:00-12:00')]],
    [3, [hours('08:00-12:00')]],
  ])
  expect(workingTime({ ...plain, week }, () => undefined)).toMatchObject({ dayMinutes: 480, weekMinutes: 1440 })
  const said = { ...plain, week, day: { amount: 6, unit: 'h', elapsed: false } } as const
  expect(workingTime(said, () => undefined)).toMatchObject({ dayMinutes: 360, weekMinutes: 1440 })
})

test('a calendar without work has no next instant, and nothing hangs', () => {
  const calendar = compile({ ...plain, week: new Map() })
  expect(nextStart(calendar, at('2026-03-02'))).toBe(Number.POSITIVE_INFINITY)
  expect(addWork(calendar, at('2026-03-02'), 60)).toBe(Number.POSITIVE_INFINITY)
  expect(lastFinish(calendar, at('2026-03-02'))).toBe(Number.NEGATIVE_INFINITY)
})

/** A calendar of random hours on some days, with holidays and exceptions in March 2026. */
const calendars = fc
  .record({
    week: fc.array(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 40 })), { maxLength: 3 }),
      {
        minLength: 7,
        maxLength: 7,
      },
    ),
    closed: fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 4 }),
    opened: fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 3 }),
  })
  .map(({ week, closed: off, opened }): CalendarRules => {
    const day = (n: number) => closed(`2026-03-${String(n).padStart(2, '0')}`)
    const toHours = ([from, length]: [number, number]) => ({
      from: from * 30,
      to: Math.min(from * 30 + length * 15, 2880),
    })
    return {
      week: new Map(week.map((list, i) => [i, list.map(toHours)])),
      holidays: off.map(day),
      exceptions: opened.map(n => ({ ...day(n), hours: [{ from: 600, to: 900 }] })),
    }
  })

describe('on any calendar', () => {
  const origin = at('2026-02-10')
  const minutes = 50 * 1440
  /** Minute by minute, straight from the rules. */
  const worksBruteForce = (rules: CalendarRules, minute: number) => {
    const covers = (day: number) => {
      const midnight = Math.floor(minute / 1440) * 1440 - (day === 0 ? 0 : 1440)
      const inRange = ({ range }: { range: { from: { minute: number } } }) => range.from.minute === midnight
      const exception = rules.exceptions.findLast(inRange)
      const usual = rules.week!.get((((Math.floor(midnight / 1440) + 3) % 7) + 7) % 7)!
      const list = exception ? (exception.hours as readonly Hours[]) : rules.holidays.some(inRange) ? [] : usual
      return list.some(({ from, to }) => midnight + from <= minute && minute < midnight + to)
    }
    return covers(0) || covers(1)
  }

  test('the index agrees with a minute by minute reading, in both directions', () => {
    fc.assert(
      fc.property(calendars, rules => {
        const calendar = compile(rules)
        let work = 0
        const base = workAt(calendar, origin)
        for (let t = origin; t < origin + minutes; t += 1) {
          if (workAt(calendar, t) - base !== work) return false
          const works = worksBruteForce(rules, t)
          if (works) {
            if (startAt(calendar, base + work) !== t) return false
            if (finishAt(calendar, base + work + 1) !== t + 1) return false
          }
          if (works !== isWorking(calendar, t)) return false
          if (works) work++
        }
        return true
      }),
      { numRuns: 25 },
    )
  })
})
