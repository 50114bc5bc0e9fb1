import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { codeLenses, describeLens } from '#language/features/codeLens'
import { completion } from '#language/features/completion'
import { definition } from '#language/features/definition'
import { hierarchyItemAt, predecessorCalls, successorCalls } from '#language/features/dependencyHierarchy'
import { documentLinks } from '#language/features/documentLinks'
import { type DocumentSymbol, documentSymbols } from '#language/features/documentSymbols'
import { documentHighlights, findReferences } from '#language/features/findReferences'
import { fixAll } from '#language/features/fixAll'
import { foldingRanges } from '#language/features/foldingRanges'
import { formatting, rangeFormatting } from '#language/features/formatting'
import { hover } from '#language/features/hover'
import { inlayHints } from '#language/features/inlayHints'
import { linkedSpans } from '#language/features/linkedEditing'
import { onTypeFormatting } from '#language/features/onTypeFormatting'
import { pasteText } from '#language/features/pasteText'
import { prepareRename, rename } from '#language/features/rename'
import { selectionRanges } from '#language/features/selectionRanges'
import { semanticTokens } from '#language/features/semanticTokens'
import { signatureHelp } from '#language/features/signatureHelp'
import { stepValue } from '#language/features/stepValue'
import { workspaceSymbols } from '#language/features/workspaceSymbols'
import { readPlan } from '#language/read/read'
import type { Span } from '#language/read/reading'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

const seed = readFileSync('media/templates/minimal.tpm.yaml', 'utf8').slice(0, 3000)

/** Right, and in no way canonical. */
const loose = `tpm: 1
project:
    name:   Bridge # here
    start: 2026-03-05
    description: |
        one
          two
resources: {ben: {name: Ben,rate: 90/h}, maya: { name: "Maya L", leave: [2026-03-02..2026-03-13] } }
tasks:
   # first
   a: {name: A, duration: 2d, after: [ b ss +3d,c ]}
   s:
       name: Sum

       tasks:
         x: { name: X, code: [src/**/*.ts] }   # x
         y:
            name: 'Y'
            after:
            - x fs
            -   task: a
                lag: 2d
            tags: [ one,
               two, # the second
               three ]
risks: { r: { name: R, impact: {schedule: 5d,cost: 100} } }
`

/** A plan with pieces cut out and others put in: what a text looks like while it is written, and worse. */
const brokenFrom = (seed: string, most: number) =>
  fc
    .array(
      fc.record({
        at: fc.nat(seed.length),
        cut: fc.nat(40),
        put: fc.constantFrom(
          '',
          '[',
          '{',
          ']',
          '}',
          ':',
          ': ',
          '- ',
          '\n',
          '\r\n',
          '\r',
          '\t',
          '"',
          "'",
          '#',
          ' #',
          ',',
          '|',
          '>',
          '&a ',
          '*a',
          '!t ',
          '<<: ',
          '? ',
          '---\n',
          '𝒳',
          '\ufeff',
          'after: ',
          'tasks:\n',
          '\n      ',
          '<<<<<<< HEAD\n',
          '\0',
        ),
      }),
      { maxLength: most },
    )
    .map(changes =>
      changes.reduce(
        (text, { at, cut, put }) =>
          text.slice(0, Math.min(at, text.length)) + put + text.slice(Math.min(at + cut, text.length)),
        seed,
      ),
    )

/** Asks every feature about a text, and looks at what must hold of any answer. */
function askEverything(text: string, at: number): void {
  const offset = Math.min(at, text.length)
  const snapshot = snapshotOf(text)
  const inText = ({ start, end }: Span) =>
    expect(0 <= start && start <= end && end <= text.length, `${start}–${end} of ${text.length}`).toBe(true)
  const list = completion(snapshot, offset, '2026-03-02')
  inText(list.replace)
  expect(list.replace.start <= offset && offset <= list.replace.end).toBe(true)
  expect(text.slice(list.replace.start, list.replace.end)).not.toMatch(/[\r\n]/)
  for (const found of [hover(snapshot, offset), prepareRename(snapshot, offset), hierarchyItemAt(snapshot, offset)])
    if (found) inText(found.span)
  const found = definition(snapshot, offset)
  if (found) inText(found.origin)
  for (const { span } of [
    ...findReferences(snapshot, offset, { withDefinition: true }),
    ...documentHighlights(snapshot, offset),
    ...documentLinks(snapshot),
    ...codeLenses(snapshot),
  ])
    inText(span)
  for (const { task } of codeLenses(snapshot)) expect(describeLens(snapshot, task)).not.toContain('NaN')
  for (const span of [
    ...selectionRanges(snapshot, offset),
    ...semanticTokens(snapshot.reading.blocks),
    ...linkedSpans(snapshot, offset),
  ])
    inText(span)
  const walk = ({ span, nameSpan, children }: DocumentSymbol): void => {
    inText(span)
    inText(nameSpan)
    expect(span.start <= nameSpan.start && nameSpan.end <= span.end).toBe(true)
    children.forEach(walk)
  }
  documentSymbols(snapshot).forEach(walk)
  const lines = text.split(/\r\n|\r|\n/).length
  for (const { startLine, endLine } of foldingRanges(text)) expect(startLine < endLine && endLine < lines).toBe(true)
  for (const { text: words } of inlayHints(
    snapshot,
    { start: 0, end: text.length },
    new Set(['dates', 'float', 'cost']),
  ))
    expect(words).not.toContain('NaN')
  for (const { edits } of [
    ...codeActions(snapshot, { start: 0, end: text.length }).flatMap(({ edits }) => edits),
    ...fixAll(snapshot),
  ])
    for (const { span } of edits) inText(span)
  const renamed = rename(snapshot, offset, 'renamed')
  if ('edits' in renamed) for (const { edits } of renamed.edits) for (const { span } of edits) inText(span)
  for (const { id } of snapshot.plan.tasks.values()) void [predecessorCalls(snapshot, id), successorCalls(snapshot, id)]
  for (const edit of [...onTypeFormatting(text, offset), ...rangeFormatting(snapshot, { start: offset, end: offset })])
    inText(edit.span)
  const step = stepValue(snapshot, offset, 1)
  if (step) inText(step.span)
  const paste = pasteText(snapshot, { start: offset, end: offset }, 'b:\n  name: B\n')
  if (paste) inText(paste.span)
  signatureHelp(snapshot, offset)
  workspaceSymbols([snapshot], 'a')
}

test('no text makes a feature fail, and every span lies in the text', () => {
  fc.assert(
    fc.property(fc.oneof(brokenFrom(seed, 6), brokenFrom(loose, 6)), fc.nat(seed.length), (text, at) => {
      askEverything(text, at)
    }),
    { numRuns: 400 },
  )
})

test('formatting any text keeps what it says', () => {
  let touched = 0
  fc.assert(
    fc.property(brokenFrom(loose, 2), text => {
      const edits = formatting(snapshotOf(text))
      const once = applyEdits(text, edits)
      expect(readPlan(once, { file: 'x' }).plan).toEqual(readPlan(text, { file: 'x' }).plan)
      expect(formatting(snapshotOf(once))).toEqual([])
      if (edits.length > 0) touched++
    }),
    { numRuns: 400 },
  )
  expect(touched).toBeGreaterThan(100)
})

const hostile = readdirSync('tests/fixtures/hostile').filter(name => name.endsWith('.tpm.yaml'))

test('nor does a hostile one', () => {
  expect(hostile.length).toBeGreaterThan(100)
  for (const name of hostile) {
    const text = readFileSync(`tests/fixtures/hostile/${name}`, 'utf8')
    for (const at of [0, text.length >> 2, text.length >> 1, text.length]) askEverything(text, at)
  }
})

test('a byte order mark for a value, with lines below it, is read as far as it goes', () => {
  const { plan, problems } = readPlan('tpm: \uFEFF\n  id: a\nproject: { name: Bridge, start: 2026-03-02 }\n', {
    file: 'plan.tpm.yaml',
  })
  expect(plan.project.name).toBe('Bridge')
  expect(problems.length).toBeGreaterThan(0)
})
