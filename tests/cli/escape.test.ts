import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText, textCell } from '../../server/src/cli/csv.ts'
import { columnsOf, fitColumns, visible } from '../../server/src/cli/escape.ts'
import { tpm } from './memoryIo.ts'

test('signs that a terminal shows in two columns count two, an emoji of several as one sign', () => {
  for (const sign of ['✅', '⭐', '❌', '⚡', '🆕', '⌚', '〈', '🈁', '概', '👍', '👍🏽', '❤️', '🇩🇪', '👩\u200d💻'])
    expect([sign, columnsOf(sign)]).toEqual([sign, 2])
  for (const sign of ['a', 'é', 'e\u0301', '→', '✓', '♥', '…']) expect([sign, columnsOf(sign)]).toEqual([sign, 1])
})

test('whatever a text is, it is fitted to as many columns as were asked for', () => {
  const signs = fc.constantFrom('a', '✅', '🇩🇪', '👩\u200d💻', 'e\u0301', '概', 'می\u200cخواهم', '❤️')
  const texts = fc.oneof(
    fc.array(signs, { maxLength: 12 }).map(parts => parts.join('')),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 20 }), (text, columns) => {
      expect(columnsOf(fitColumns(text, columns))).toBe(columns)
    }),
  )
})

test('a joiner stays where it shapes letters or joins emoji, and is written out where it only hides', () => {
  for (const text of ['می\u200cخواهم', 'क्\u200dष', '👩\u200d💻', '👩🏽\u200d💻', '❤️\u200d🔥'])
    expect(visible(text)).toBe(text)
  expect(visible('pass\u200dword')).toBe('pass\\u{200d}word')
  expect(visible('\u200ca')).toBe('\\u{200c}a')
  expect(visible('می\u200c')).toBe('می\\u{200c}')
  expect(visible('می\u200c\u200cخواهم')).toBe('می\\u{200c}\\u{200c}خواهم')
})

const steering = /(?![\t\n\r])\p{Cc}/u

test('no text in a table steers the terminal that it is printed to', () => {
  expect(textCell('\x1b[31mred\x07')).toBe('\ufffd[31mred\ufffd')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(csvText([[textCell(text)]])).not.toMatch(steering)
    }),
  )
})

test('nor one in a calendar', async () => {
  const plan = `tpm: 1\nproject: { name: "P\\e[31m", start: 2026-03-02 }\nmilestones:\n  m: { name: "M\\e[2J" }\n`
  const { out } = await tpm('report plan.tpm.yaml --format ics', { files: { 'plan.tpm.yaml': plan } })
  expect(out).toContain('SUMMARY:M\ufffd[2J')
  expect(out).not.toMatch(steering)
})
