import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onTypeFormatting } from '#language/features/onTypeFormatting'
import { pasteText } from '#language/features/pasteText'
import { stepValue } from '#language/features/stepValue'
import { readPlan } from '#language/read/read'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

/** Right, with texts that look like lists and maps, lists in all their places, and values at their bounds. */
const plan = `tpm: 1
project:
  name: Bridge
  start: 2026-03-05
  description: |
    Steps:
    - one
    -
      two: 3
    # no comment
tasks:
  a:
    name: "A
      long: name
      - it
      is"
    duration: 1d
    after:
    - b
    - sla-4h SS-2d # because
    -   task: d
        lag: -1d
    tags: [ one,
      two, # the second
      three ]
  b: { name: B, duration: 3d,
    deadline: 2026-06-01,
    code:
      [src, lib] }
  sla-4h:
      duration: 2d..3d..9d
      progress: 100%
      notes: >-
        Risks:
          - x
          -

        end
      before:
        -
          d -1d
        - # which one
          a -2w
  d: {duration: 1d}
calendars:
  default:
    week: { mon-fri: [09:00-12:00, 12:15-17:00] }
    holidays: { 2026-05-01: Labour Day, 2026-05-02: More }
resources:
  ben: { name: Ben, rate: { 2026-01-01: 90/h, 2026-01-02: 95/h }, leave: [2026-03-02..2026-03-13, 2026-04-01] }
`
const read = (text: string) => readPlan(text, { file: 'plan.tpm.yaml' })
const errors = (text: string) => read(text).problems.filter(({ severity }) => severity === 'error').length
/** What a plan says, wherever it says it: an item more moves the places of the others. */
const meaning = (text: string) =>
  JSON.stringify(read(text).plan, (key, value) =>
    key === 'path' ? undefined : value instanceof Map ? [...value] : value,
  )
const letters = (text: string) => text.replace(/\s/g, '')

/** With LF or CRLF, and an offset of one that comes first in a line, stands behind its dash, ends it or is anywhere. */
const placed = (pattern: RegExp) =>
  fc.constantFrom(plan, plan.replaceAll('\n', '\r\n')).chain(text => {
    const places = [...text.matchAll(pattern)].map(match => match.index + match[0].length)
    return fc.record({ text: fc.constant(text), at: fc.constantFrom(...places) })
  })

/** Entries and items, with all that is below them, with and without their first indentation and last line end. */
const clips = plan.split('\n').flatMap((line, first, lines) => {
  const column = /^ */.exec(line)![0].length
  const length = lines.slice(first + 1).findIndex(other => other !== '' && other.search(/\S/) <= column)
  const clip = lines.slice(first, length < 0 ? undefined : first + 1 + length).join('\n')
  return [clip, clip.slice(column), `${clip}\n`, `${clip.slice(column)}\n`]
})

test('Enter takes nothing but an empty item, puts nothing but a dash, and the plan says what it would without', () => {
  fc.assert(
    fc.property(placed(/[^\r\n](?=\r?\n)/g), ({ text, at }) => {
      const indent = /^ */.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0]
      const typed = `${text.slice(0, at)}${text.includes('\r') ? '\r\n' : '\n'}${indent}`
      const [before, after] = [typed, typed + text.slice(at)]
      const edits = onTypeFormatting(after, before.length)
      for (const { span, text: put } of edits) {
        expect(after.slice(span.start, span.end)).toMatch(/^\s*-?\s*$/)
        expect(put).toMatch(/^ *(?:- )?$/)
      }
      if (edits.length > 0) expect(meaning(applyEdits(after, edits))).toBe(meaning(after))
    }),
    { numRuns: 40 },
  )
})

test('a paste has all that was copied, and leaves all that was there in its column', () => {
  fc.assert(
    fc.property(placed(/^ *(?:- +)*/gm), fc.constantFrom(...clips), ({ text, at }, clip) => {
      const edit = pasteText(snapshotOf(text), { start: at, end: at }, clip)
      if (!edit) return
      const start = text.lastIndexOf('\n', at - 1) + 1
      const after = applyEdits(text, [edit])
      const dash = text.slice(edit.span.start, at).includes('-') ? '-' : ''
      const rest = text.slice(at, text.indexOf('\n', at))
      expect(letters(`${edit.text}${rest}`)).toBe(letters(`${clip}${clip.endsWith('\n') ? dash : ''}${rest}`))
      const line = /[^\n]*$/.exec(after.slice(0, after.length - (text.length - at)))![0]
      if (rest.trim() !== '') expect(line.length).toBe(at - start)
    }),
    { numRuns: 40 },
  )
})

test('a step changes one value, and the text has no new errors', () => {
  const before = errors(plan)
  fc.assert(
    fc.property(placed(/\d/g), fc.constantFrom(1, -1, 5, -7), ({ text, at }, steps) => {
      const edit = stepValue(snapshotOf(text), at, steps)
      if (!edit) return
      expect(text.slice(edit.span.start, edit.span.end)).toMatch(/^[+-]?\d[\dT:.-]*(?:e?(?:min|h|d|w|mo)|%)?$/)
      expect(edit.text).toMatch(/^[+-]?\d[\dT:.-]*(?:e?(?:min|h|d|w|mo)|%)?$/)
      expect(errors(applyEdits(text, [edit]))).toBeLessThanOrEqual(before)
    }),
    { numRuns: 40 },
  )
})
