import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationMinutes, formatDuration, formatWork, parseDuration, parseSignedDuration } from '#engine/time/duration'

const units = { dayMinutes: 480, weekMinutes: 2280 }

test('working durations by the calendar of the project, elapsed ones by the clock', () => {
  const minutes = (text: string) => durationMinutes(parseDuration(text)!, units)
  expect(['30min', '4h', '2d', '1.5w', '1mo', '0d'].map(minutes)).toEqual([30, 240, 960, 3420, 9120, 0])
  expect(['30emin', '4eh', '20ed', '1ew', '1emo'].map(minutes)).toEqual([30, 240, 28800, 10080, 40320])
})

test('what is not a duration is none', () => {
  for (const text of ['5', '5m', 'd', '-1d', '1 d', '1D', '1e', '1.d', '', '1d2h']) {
    expect([text, parseDuration(text)]).toEqual([text, undefined])
  }
})

test('a lag has a sign', () => {
  expect(parseSignedDuration('-2d')).toEqual({ amount: -2, unit: 'd', elapsed: false })
  expect(parseSignedDuration('+2ed')).toEqual({ amount: 2, unit: 'd', elapsed: true })
  expect(parseSignedDuration('+-2d')).toBeUndefined()
})

test('what is written is read again', () => {
  const amounts = fc.integer({ min: 0, max: 100_000 }).map(n => n / 100)
  fc.assert(
    fc.property(amounts, fc.constantFrom('min', 'h', 'd', 'w', 'mo'), fc.boolean(), (amount, unit, elapsed) => {
      const duration = { amount, unit, elapsed } as const
      expect(parseDuration(formatDuration(duration))).toEqual(duration)
    }),
  )
})

test('work in words', () => {
  expect([0, 45, 60, 90, 120, 240, 480, 720, 1000, -960].map(minutes => formatWork(minutes, 480))).toEqual([
    '0d',
    '45min',
    '1h',
    '1.5h',
    '2h',
    '4h',
    '1d',
    '1.5d',
    '2.08d',
    '-2d',
  ])
})
