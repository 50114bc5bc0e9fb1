import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextEdit } from '#language/read/reading'
import { applyEdits, composeEdits, sortEdits, trimEdit } from '#language/write/edits'

/** Edits of a text of a length, apart from each other. */
const editsOf = (length: number): fc.Arbitrary<TextEdit[]> =>
  fc
    .tuple(
      fc.array(fc.nat(length), { maxLength: 8 }),
      fc.array(fc.constantFrom('', 'x', 'yz', 'long text'), { minLength: 4, maxLength: 4 }),
    )
    .map(([cuts, texts]) => {
      const sorted = [...new Set(cuts)].sort((a, b) => a - b)
      const edits: TextEdit[] = []
      for (let i = 0; i + 1 < sorted.length; i += 2)
        edits.push({ span: { start: sorted[i]!, end: sorted[i + 1]! }, text: texts[edits.length % 4]! })
      return edits
    })

test('two lists of edits, composed, do what both do one after the other', () => {
  const cases = fc.string({ maxLength: 30 }).chain(text =>
    editsOf(text.length).chain(first => {
      const middle = applyEdits(text, first)
      return editsOf(middle.length).map(second => ({ text, first, second, expected: applyEdits(middle, second) }))
    }),
  )
  fc.assert(
    fc.property(cases, ({ text, first, second, expected }) => {
      const composed = composeEdits(first, second)
      expect(applyEdits(text, composed)).toBe(expected)
      const sorted = sortEdits(composed)
      for (const [index, edit] of sorted.entries())
        if (index > 0) expect(edit.span.start).toBeGreaterThanOrEqual(sorted[index - 1]!.span.end)
    }),
    { numRuns: 3000 },
  )
})

test('a trimmed edit does the same and touches no more than it must', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 12, unit: 'binary' }),
      fc.string({ maxLength: 12, unit: 'binary' }),
      (old, fresh) => {
        const edit = trimEdit(old, { span: { start: 0, end: old.length }, text: fresh })
        expect(edit ? applyEdits(old, [edit]) : old).toBe(fresh)
        if (!edit) return
        const removed = old.slice(edit.span.start, edit.span.end)
        expect(
          removed === '' || edit.text === '' || removed[0] !== edit.text[0] || /[\ud800-\udbff]/.test(removed[0]!),
        ).toBe(true)
      },
    ),
  )
})
