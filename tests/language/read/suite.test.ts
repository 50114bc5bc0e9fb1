import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWithLibrary } from '#language/read/library'
import { readPlain } from '#language/read/plain'
import { readPlan } from '#language/read/read'
import type { Node } from '#language/read/reading'
import { applyEdit, edits, richPlan } from '#tests/support/planTexts'

interface Case {
  readonly id: string
  readonly title: string
  readonly yaml: string
  readonly error: boolean
}

const file = '../shared/data/yaml-test-suite/cases.json'
const cases: readonly Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

describe.skipIf(cases.length === 0)('the YAML test suite (skipped where ../shared/data is absent)', () => {
  test.each(cases.filter(({ error }) => error))('$id: $title is told as wrong', ({ yaml }) => {
    const codes = readPlan(yaml, { file: 'plan' }).problems.map(({ code }) => code)
    expect(codes.some(code => code.startsWith('yaml/') || code === 'plan/wrong-type')).toBe(true)
  })

  test('of what is right, only what a plan may not be is told as wrong YAML', () => {
    const told = cases.filter(({ yaml, error }) => {
      const root = readWithLibrary(yaml)
      if (error || root.problems.length > 0 || root.root?.kind !== 'map') return false
      return readPlan(yaml, { file: 'plan' }).problems.some(({ code }) => code === 'yaml/syntax' || code === 'yaml/tab')
    })
    expect(told.map(({ id }) => id)).toEqual([])
  })

  test('the plain reader reads what it reads as the library does, and nothing that is wrong', () => {
    const read = cases.filter(({ yaml }) => readPlain(yaml) !== undefined)
    for (const { yaml } of read)
      expect(readWithLibrary(yaml)).toEqual({ root: readPlain(yaml), problems: [], usesAnchors: false })
    expect(read.length).toBeGreaterThan(20)
  })
})

/** All that two trees can differ in but the ends of collections, which only say where the last value ends. */
function agree(text: string): void {
  const plain = readPlain(text)
  if (!plain) return
  const library = readWithLibrary(text)
  expect(library.problems).toEqual([])
  expect(library.root).toEqual(plain)
}

test('the plain reader reads the plan of the tests', () => {
  const sections = richPlan.split(/^(?=[a-z])/m)
  expect(sections.filter(section => readPlain(section) === undefined)).toEqual([])
  for (const section of sections) agree(section)
})

test('a comment behind the last item of a list is no item', () => {
  for (const text of ['k:\n  - a\n  #', 'k:\n  - a\n  # c\no: 1\n', 'k:\n  # c\n  - a\n  # d\n  - b\n  #\n'])
    agree(text)
})

test('on edited plans too the plain reader and the library agree', () => {
  const sections = richPlan.split(/^(?=[a-z])/m)
  fc.assert(
    fc.property(fc.constantFrom(...sections), edits, (section, all) => agree(all.reduce(applyEdit, section))),
    { numRuns: 1500 },
  )
})

test('on texts made of the characters that mean something they agree', () => {
  const scraps = fc.constantFrom(
    'a',
    'b: ',
    'b:',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '- ',
    '-',
    ':',
    '"',
    "'",
    '#',
    ' #',
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
    '|',
    '|\n',
    '>',
    '?',
    '&',
    '*',
    '!',
    '%',
    '@',
    '\t',
    '\r\n',
    '1',
    'é',
    '---',
    '...',
    '\\',
  )
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 14 }), parts => agree(`k: ${parts.join('')}`)),
    { numRuns: 3000 },
  )
})

const noisy = fc.array(
  fc.constantFrom(
    'tasks',
    ':',
    ' ',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '#',
    '|',
    '>',
    '&a',
    '*a',
    '!x',
    '<<',
    '?',
    '\t',
    '\r',
    '%YAML 1.1',
    '---',
    '...',
    '\u0000',
    '\ud800',
    '\ufeff',
    '\u202e',
    'project',
    'x',
  ),
  { maxLength: 60 },
)

test('block scalars too: folded and literal, with blank lines and every ending', () => {
  const line = fc.constantFrom('  a b', '  c', '', '   ', '    deeper', '  - d', '  # e', ' x', 'm: n')
  fc.assert(
    fc.property(
      fc.constantFrom('|', '>', '|-', '>-', '|+', '>+'),
      fc.array(line, { maxLength: 8 }),
      fc.boolean(),
      (header, lines, end) => agree(`k: ${header}\n${lines.join('\n')}${end ? '\n' : ''}`),
    ),
    { numRuns: 3000 },
  )
})

test('no text makes reading throw, and every span lies in the text', () => {
  fc.assert(
    fc.property(noisy, parts => {
      const text = parts.join('')
      const reading = readPlan(text, { file: 'plan' })
      for (const { span } of reading.problems) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeLessThanOrEqual(text.length)
        expect(span.start).toBeLessThanOrEqual(span.end)
      }
      for (let offset = 0; offset <= text.length; offset++) reading.pathAt(offset)
      spansOf(reading.root, text.length)
      void reading.ignores
    }),
    { numRuns: 1500 },
  )
})

function spansOf(node: Node | undefined, length: number): void {
  if (!node) return
  expect(0 <= node.start && node.start <= node.end && node.end <= length).toBe(true)
  if (node.kind === 'map') for (const { value } of node.entries) spansOf(value, length)
  if (node.kind === 'seq') for (const item of node.items) spansOf(item, length)
}
