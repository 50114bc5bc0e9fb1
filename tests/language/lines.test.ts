import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LineIndex, lineIndex } from '#language/lines'

/** Line ends of all kinds, whole and cut in two by an edit. */
const texts = fc
  .array(fc.constantFrom('\n', '\r', '\r\n', 'a', 'bc', '𝄞', ''), { maxLength: 12 })
  .map(parts => parts.join(''))

const startsOf = (lines: LineIndex) => Array.from({ length: lines.count }, (_, line) => lines.startOf(line))

/** As LSP has it: a line ends at LF, CRLF or CR. */
const expected = (text: string) => [
  0,
  ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length),
]

test('lines begin behind each line end', () =>
  fc.assert(
    fc.property(texts, text => {
      expect(startsOf(lineIndex(text))).toEqual(expected(text))
    }),
  ))

test('the lines of an edited text are those of the text read anew', () =>
  fc.assert(
    fc.property(texts, texts, texts, texts, (start, before, after, end) => {
      const former = lineIndex(start + before + end)
      const text = start + after + end
      expect(startsOf(lineIndex(text, former))).toEqual(expected(text))
    }),
    { numRuns: 2000 },
  ))

test('an offset becomes a position and comes back, but inside a line end', () =>
  fc.assert(
    fc.property(texts, fc.nat(30), (text, offset) => {
      const lines = lineIndex(text)
      const position = lines.positionAt(offset)
      const clamped = Math.min(offset, text.length)
      expect(lines.startOf(position.line) + position.character).toBe(clamped)
      const isInside = text[clamped - 1] === '\r' && text[clamped] === '\n'
      expect(lines.offsetAt(position)).toBe(isInside ? clamped - 1 : clamped)
    }),
  ))
