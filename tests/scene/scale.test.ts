import { expect, test } from 'vitest'
import { civilMinute } from '#engine/time/civil'
import { dayPosition, xOf } from '#scene/scale'

const hours = { from: 9 * 60, to: 17 * 60 }
const at = (hour: number) => civilMinute(2026, 3, 2, hour)!
const monday = civilMinute(2026, 3, 2)! / 1440

test('the working hours fill the day, and the night takes no room', () => {
  expect(dayPosition(at(9), hours)).toBe(monday)
  expect(dayPosition(at(13), hours)).toBe(monday + 0.5)
  expect(dayPosition(at(17), hours)).toBe(monday + 1)
  expect(dayPosition(at(23), hours)).toBe(monday + 1)
  expect(dayPosition(at(3), hours)).toBe(monday)
})

test('what ends on one evening and what begins on the next morning stand side by side', () => {
  const scale = { origin: monday, pixelsPerDay: 10, hours }
  expect(xOf(at(17), scale)).toBe(10)
  expect(xOf(civilMinute(2026, 3, 3, 9)!, scale)).toBe(10)
})
