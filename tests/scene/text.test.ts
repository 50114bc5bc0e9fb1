import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitText, pickLabel, textWidth } from '#scene/text'

test('a text that fits is left alone', () => {
  expect(fitText('Landing zone', 200, 12)).toBe('Landing zone')
})

test('one that does not ends in an ellipsis, or is left out where nothing could be read', () => {
  expect(fitText('Landing zone', 50, 12)).toMatch(/^Land\w*…$/)
  expect(fitText('Landing zone', 12, 12)).toBe('')
})

test('the longest label that fits is taken', () => {
  expect(pickLabel(['January 2026', 'Jan 2026', 'Jan'], 50, 11)).toBe('Jan 2026')
  expect(pickLabel(['January'], 10, 11)).toBe('')
})

test('what is fitted fits, and surrogate pairs stay whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 300 }), (text, width) => {
      const fitted = fitText(text, width, 12)
      expect(textWidth(fitted, 12)).toBeLessThanOrEqual(Math.max(width, 0))
      expect(fitted.isWellFormed()).toBe(true)
    }),
  )
})
