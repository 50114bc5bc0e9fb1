import { describe, expect, test } from 'vitest'
import { onTypeFormatting } from '#language/features/onTypeFormatting'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'

type Case = readonly [name: string, fixture: string, expected: string]

/** The text after Enter has been pressed; `$0` is where the cursor stands then. */
function entered(fixture: string): string {
  const { text, offset } = markedAt(fixture)
  return applyEdits(text, onTypeFormatting(text, offset))
}

describe('Enter below a key', () => {
  const cases: readonly Case[] = [
    ['of a section goes two columns in', 'tasks:\n$0', 'tasks:\n  '],
    ['of a task goes two columns in', 'tasks:\n  a:\n  $0\n', 'tasks:\n  a:\n    \n'],
    ['with a value keeps its column', 'tasks:\n  a:\n    name: A\n$0', 'tasks:\n  a:\n    name: A\n    '],
    [
      'goes where its entries stand',
      'tasks:\n$0\n    a:\n        name: A\n',
      'tasks:\n    \n    a:\n        name: A\n',
    ],
    ['with a comment behind it', 'tasks: # why\n$0', 'tasks: # why\n  '],
    [
      'in an item goes on in the item',
      'tasks:\n  a:\n    after:\n      - task: b\n$0',
      'tasks:\n  a:\n    after:\n      - task: b\n        ',
    ],
    ['whose text begins', 'tasks:\n  a:\n    notes: |\n$0', 'tasks:\n  a:\n    notes: |\n      '],
    ['whose flow is open', 'tasks: {\n$0', 'tasks: {\n  '],
    [
      'of a day keeps its column',
      'calendars:\n  d:\n    week:\n      mon-thu: [09:00-12:00]\n$0',
      'calendars:\n  d:\n    week:\n      mon-thu: [09:00-12:00]\n      ',
    ],
    [
      'of a holiday keeps its column',
      'calendars:\n  d:\n    holidays:\n      2026-05-01: Labour Day\n$0',
      'calendars:\n  d:\n    holidays:\n      2026-05-01: Labour Day\n      ',
    ],
    ['with CRLF', 'tasks:\r\n  a:\r\n$0\r\n', 'tasks:\r\n  a:\r\n    \r\n'],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(entered(fixture)).toBe(expected))
})

describe('Enter begins a list', () => {
  const below = (key: string) => `tasks:\n  a:\n    ${key}:\n`
  const cases: readonly Case[] = [
    ...['after', 'before', 'tags', 'links', 'code'].map(
      (key): Case => [`below ${key}`, `${below(key)}$0`, `${below(key)}      - `],
    ),
    ['below include', 'include:\n$0', 'include:\n  - '],
    ['below what a risk affects', 'risks:\n  r:\n    affects:\n$0', 'risks:\n  r:\n    affects:\n      - '],
    [
      'below the hours of a day',
      'calendars:\n  d:\n    week:\n      mon:\n$0',
      'calendars:\n  d:\n    week:\n      mon:\n        - ',
    ],
    ['where its items stand', `${below('after')}$0\n    - b\n`, `${below('after')}    - \n    - b\n`],
    ['not where a map may stand too', `${below('assign')}$0`, `${below('assign')}      `],
    [
      'not where a map stands',
      'calendars:\n  d:\n    holidays:\n$0\n      2026-05-01: X\n',
      'calendars:\n  d:\n    holidays:\n      \n      2026-05-01: X\n',
    ],
    ['not below a key that takes one value', `${below('duration')}$0`, `${below('duration')}      `],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(entered(fixture)).toBe(expected))
})

describe('Enter in a list', () => {
  const cases: readonly Case[] = [
    ['goes on with the next item', 'a:\n  - one\n$0', 'a:\n  - one\n  - '],
    ['goes on between two', 'a:\n  - one\n$0\n  - two\n', 'a:\n  - one\n  - \n  - two\n'],
    ['goes on behind a comment', 'a:\n  - one # why\n$0', 'a:\n  - one # why\n  - '],
    ['goes on at the column of the key', 'a:\n- one\n$0', 'a:\n- one\n- '],
    ['behind an empty item ends it', 'a:\n  - one\n  - \n$0', 'a:\n  - one\n\n'],
    [
      'behind an empty item of a task goes out',
      'tasks:\n  a:\n    after:\n      - b\n      - \n$0',
      'tasks:\n  a:\n    after:\n      - b\n\n    ',
    ],
    [
      'behind an empty item at the column of its key goes to that column',
      'tasks:\n  b:\n    after:\n    - a\n    -\n$0',
      'tasks:\n  b:\n    after:\n    - a\n\n    ',
    ],
    [
      'behind an empty item of a list in an item',
      'risks:\n  r:\n    actions:\n      - affects:\n        - a\n        -\n$0',
      'risks:\n  r:\n    actions:\n      - affects:\n        - a\n\n        ',
    ],
    ['below a dash with a comment alone goes on in the item', 'a:\n  - # ask Ana\n$0', 'a:\n  - # ask Ana\n    '],
    ['below a dash whose item stands below it', 'a:\n  -\n$0\n    task: b\n', 'a:\n  -\n    \n    task: b\n'],
    ['whose text begins', 'a:\n  - |\n$0', 'a:\n  - |\n    '],
    ['behind an open bracket', 'a:\n  - [b,\n$0', 'a:\n  - [b,\n      '],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(entered(fixture)).toBe(expected))
})

describe('Enter in flow keeps to the column', () => {
  const cases: readonly Case[] = [
    ['of a list', 'a: [\n  one,\n$0', 'a: [\n  one,\n  '],
    ['and puts no dash', 'tasks:\n  a: {\n    after:\n$0', 'tasks:\n  a: {\n    after:\n      '],
    ['and leaves a dash', 'a: [\n  -\n$0', 'a: [\n  -\n  '],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(entered(fixture)).toBe(expected))
})

/** Where in a text over several lines Enter is pressed: what stands before the line, the line, what is behind it. */
const inText = [
  ['of lines', 'notes: |\n      ', 'Steps:', ''],
  ['of lines', 'notes: >-\n      ', '- one', '\n    duration: 1d'],
  ['of lines', 'notes: |\n      one\n      ', '-', '\n      two'],
  ['of lines', 'notes: |\n      Risks:\n        ', '-', ''],
  ['with an anchor', 'notes: &n |\n      ', 'Steps:', ''],
  ['of an item', 'tags:\n      - |\n        ', '- one', ''],
  ['in quotes', 'notes: "one\n      ', 'two:', '\n      three"'],
  ['in quotes that begins', '', 'notes: "Steps:', '\n      one"'],
  ['in quotes of an item', 'tags:\n      ', "- 'one", "\n        two'"],
  ['without quotes', 'notes: one\n      ', 'two -', ''],
  ['without quotes', 'notes: one\n      ', '-', ''],
] as const

describe('Enter changes nothing', () => {
  const cases: readonly Case[] = [
    ['in the middle of a line', 'a:\n$0b: 1', 'a:\nb: 1'],
    ['below a blank line', 'a:\n\n$0', 'a:\n\n'],
    ['below a comment', 'a:\n  # one\n  $0', 'a:\n  # one\n  '],
    ...inText.map(
      ([place, before, line, after]): Case => [
        `in a text ${place}, below "${line}"`,
        `tasks:\n  b:\n    ${before}${line}\n$0${after}`,
        `tasks:\n  b:\n    ${before}${line}\n${after}`,
      ],
    ),
    ['where a plain text goes on', 'a:\n  - one\n$0\n    two\n', 'a:\n  - one\n\n    two\n'],
    ['at the beginning of the text', '$0', ''],
    ['where it is right already', 'tasks:\n  $0', 'tasks:\n  '],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(entered(fixture)).toBe(expected))
})
