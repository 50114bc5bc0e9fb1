import { describe, expect, test } from 'vitest'
import { pasteText } from '#language/features/pasteText'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

/** The text after a paste at `$0`; where nothing is to be done, what an editor does by itself. */
function pasted(fixture: string, clip: string): string {
  const { text, offset } = markedAt(fixture)
  const span = { start: offset, end: offset }
  const edit = pasteText(snapshotOf(text), span, clip)
  return applyEdits(text, [edit ?? { span, text: clip }])
}

const plan = 'tpm: 1\ntasks:\n  a:\n    name: A\n    duration: 2d\n'
const b = '  b:\n    name: B\n    duration: 1d\n'
const withB = plan + b

type Case = readonly [name: string, fixture: string, clip: string, expected: string]

describe('a task', () => {
  const cases: readonly Case[] = [
    ['by whole lines at the beginning of a line stays as it is', `${plan}$0`, b, withB],
    ['without the indentation of its first line', `${plan}  $0\n`, 'b:\n    name: B\n    duration: 1d', withB],
    ['behind the last field of another goes one level out', `${plan}    $0\n`, b.trimEnd(), withB],
    ['without its first indentation goes out as well', `${plan}    $0\n`, 'b:\n    name: B\n    duration: 1d', withB],
    ['from a deeper level', `${plan}$0`, '      b:\n        name: B\n        duration: 1d\n', withB],
    ['from a plan of four columns', `${plan}$0`, '    b:\n        name: B\n        duration: 1d\n', withB],
    ['from the root of a text', `${plan}$0`, 'b:\n  name: B\n  duration: 1d\n', withB],
    ['with tabs', `${plan}$0`, 'b:\n\tname: B\n\tduration: 1d\n', withB],
    [
      'into a summary',
      'tasks:\n  s:\n    tasks:\n      $0\n',
      b.trimEnd(),
      'tasks:\n  s:\n    tasks:\n      b:\n        name: B\n        duration: 1d\n',
    ],
    [
      'into a summary, from the beginning of the line',
      'tasks:\n  s:\n    tasks:\n$0\n',
      'b:\n  name: B\n  duration: 1d',
      'tasks:\n  s:\n    tasks:\n      b:\n        name: B\n        duration: 1d\n',
    ],
    [
      'beside one of a summary, where the cursor stands',
      'tasks:\n  s:\n    tasks:\n      x:\n        name: X\n      $0\n',
      b.trimEnd(),
      'tasks:\n  s:\n    tasks:\n      x:\n        name: X\n      b:\n        name: B\n        duration: 1d\n',
    ],
    [
      'beside a summary, where the cursor stands',
      'tasks:\n  s:\n    tasks:\n      x:\n        name: X\n  $0\n',
      'b:\n        name: B\n        duration: 1d',
      'tasks:\n  s:\n    tasks:\n      x:\n        name: X\n  b:\n    name: B\n    duration: 1d\n',
    ],
    [
      'before another',
      'tasks:\n$0  a:\n    name: A\n',
      'b:\n  name: B\n',
      'tasks:\n  b:\n    name: B\n  a:\n    name: A\n',
    ],
    ['two of them', `${plan}    $0\n`, 'b:\n  name: B\nc:\n  name: C', `${plan}  b:\n    name: B\n  c:\n    name: C\n`],
    [
      'with comments and blank lines',
      `${plan}    $0\n`,
      'b: # two\n  # why\n\n  name: B',
      `${plan}  b: # two\n    # why\n\n    name: B\n`,
    ],
    [
      'with a text over lines',
      `${plan}    $0\n`,
      'b:\n  notes: |\n    one\n      two',
      `${plan}  b:\n    notes: |\n      one\n        two\n`,
    ],
    [
      'with a task in it',
      `${plan}    $0\n`,
      'b:\n  name: B\n  tasks:\n    c:\n      name: C',
      `${plan}  b:\n    name: B\n    tasks:\n      c:\n        name: C\n`,
    ],
    [
      'into a text with CRLF',
      'tasks:\r\n  a:\r\n    name: A\r\n    $0\r\n',
      'b:\n  name: B',
      'tasks:\r\n  a:\r\n    name: A\r\n  b:\r\n    name: B\r\n',
    ],
  ]
  test.each(cases)('%s', (_name, fixture, clip, expected) => expect(pasted(fixture, clip)).toBe(expected))
})

describe('fields', () => {
  const cases: readonly Case[] = [
    [
      'go below the task',
      'tasks:\n  a:\n$0\n',
      'name: A\nduration: 2d',
      'tasks:\n  a:\n    name: A\n    duration: 2d\n',
    ],
    [
      'go beside the others',
      'tasks:\n  a:\n    name: A\n$0\n',
      'duration: 2d\nowner: ben',
      'tasks:\n  a:\n    name: A\n    duration: 2d\n    owner: ben\n',
    ],
    [
      'keep to the cursor',
      'tasks:\n  a:\n    name: A\n    $0\n',
      '        duration: 2d\n        owner: ben',
      'tasks:\n  a:\n    name: A\n    duration: 2d\n    owner: ben\n',
    ],
    [
      'whose first line has lost its indentation',
      'tasks:\n  a:\n    name: A\n    $0\n',
      'duration: 2d\n        owner: ben',
      'tasks:\n  a:\n    name: A\n    duration: 2d\n    owner: ben\n',
    ],
    [
      'take the columns that stand below',
      'tasks:\n    a:\n$0\n        owner: ben\n',
      'name: A\nduration: 2d',
      'tasks:\n    a:\n        name: A\n        duration: 2d\n        owner: ben\n',
    ],
    [
      'of an item, behind its dash',
      'tasks:\n  a:\n    after:\n      - $0\n',
      'task: b\nlag: 2d',
      'tasks:\n  a:\n    after:\n      - task: b\n        lag: 2d\n',
    ],
    [
      'of a project',
      'tpm: 1\nproject:\n$0\n',
      'name: P\nstart: 2026-03-02',
      'tpm: 1\nproject:\n  name: P\n  start: 2026-03-02\n',
    ],
    [
      'of a risk',
      'risks:\n  r:\n    name: R\n$0\n',
      'owner: ben\nresponse: accept',
      'risks:\n  r:\n    name: R\n    owner: ben\n    response: accept\n',
    ],
  ]
  test.each(cases)('%s', (_name, fixture, clip, expected) => expect(pasted(fixture, clip)).toBe(expected))
})

describe('what stands behind the paste keeps its place', () => {
  const cases: readonly Case[] = [
    [
      'a task before the first letter of another',
      'tasks:\n  $0b: { duration: 1d }\n',
      'c:\n  duration: 1d\n',
      'tasks:\n  c:\n    duration: 1d\n  b: { duration: 1d }\n',
    ],
    [
      'fields before another one',
      'tasks:\n  a:\n    $0name: A\n',
      'duration: 2d\nowner: ben\n',
      'tasks:\n  a:\n    duration: 2d\n    owner: ben\n    name: A\n',
    ],
    [
      'one line before a field',
      'tasks:\n  a:\n    $0name: A\n',
      'owner: ben\n',
      'tasks:\n  a:\n    owner: ben\n    name: A\n',
    ],
    [
      'in the middle of the indentation',
      'tasks:\n  a:\n  $0  name: A\n',
      'owner: ben\npoints: 3\n',
      'tasks:\n  a:\n    owner: ben\n    points: 3\n    name: A\n',
    ],
    [
      'a comment',
      'tasks:\n  $0# about a\n  a: { duration: 1d }\n',
      'c:\n  duration: 1d\n',
      'tasks:\n  c:\n    duration: 1d\n  # about a\n  a: { duration: 1d }\n',
    ],
    [
      'an item',
      'tasks:\n  a:\n    after:\n      - $0b\n',
      '- c\n- d SS\n',
      'tasks:\n  a:\n    after:\n      - c\n      - d SS\n      - b\n',
    ],
    [
      'a field of an item',
      'tasks:\n  a:\n    after:\n      - $0task: b\n',
      'type: SS\nlag: 2d\n',
      'tasks:\n  a:\n    after:\n      - type: SS\n        lag: 2d\n        task: b\n',
    ],
  ]
  test.each(cases)('%s', (_name, fixture, clip, expected) => expect(pasted(fixture, clip)).toBe(expected))

  test('behind a selection of whole lines', () => {
    const text = 'tasks:\n  a: { duration: 1d }\n  b: { duration: 1d }\n'
    const span = { start: text.indexOf('a:'), end: text.indexOf('  b:') }
    const edit = pasteText(snapshotOf(text), span, 'c:\n  duration: 1d\n')!
    expect(applyEdits(text, [edit])).toBe('tasks:\n  c:\n    duration: 1d\n  b: { duration: 1d }\n')
  })
})

describe('items behind a dash', () => {
  const list = (items: string) => `tasks:\n  a:\n    after:\n${items}`
  const cases: readonly Case[] = [
    ['bring their own', list('      - $0\n'), '- b\n- c SS', list('      - b\n      - c SS\n')],
    ['at the column of the key', list('    - $0\n'), '  - b\n  - c SS', list('    - b\n    - c SS\n')],
    ['of which the first one lost its dash', list('      - $0\n'), 'b\n- c SS', list('      - b\n      - c SS\n')],
    [
      'of which the first one lost its dash and has fields',
      list('      - $0\n'),
      'task: b\n    lag: 2d\n  - c',
      list('      - task: b\n        lag: 2d\n      - c\n'),
    ],
  ]
  test.each(cases)('%s', (_name, fixture, clip, expected) => expect(pasted(fixture, clip)).toBe(expected))
})

describe('other lines', () => {
  const cases: readonly Case[] = [
    [
      'tabs and spaces within a line stay',
      'tasks:\n  a:\n    $0\n',
      'notes: |\n\tone  \n\ttwo\tthree',
      'tasks:\n  a:\n    notes: |\n      one  \n      two\tthree\n',
    ],
    [
      'a section goes to the root',
      'tasks:\n  a:\n    name: A\n    $0\n',
      'risks:\n  r:\n    name: R',
      'tasks:\n  a:\n    name: A\nrisks:\n  r:\n    name: R\n',
    ],
    [
      'items go below the key',
      'tasks:\n  a:\n    after:\n$0\n',
      '- b\n- c',
      'tasks:\n  a:\n    after:\n      - b\n      - c\n',
    ],
    [
      'a person goes below the people',
      'resources:\n  ben: { name: Ben }\n$0\n',
      'maya:\n  name: Maya\n  rate: 95/h',
      'resources:\n  ben: { name: Ben }\n  maya:\n    name: Maya\n    rate: 95/h\n',
    ],
    [
      'holidays go below their key',
      'calendars:\n  d:\n    holidays:\n$0\n',
      '2026-05-01: Labour Day\n2026-05-14: Ascension',
      'calendars:\n  d:\n    holidays:\n      2026-05-01: Labour Day\n      2026-05-14: Ascension\n',
    ],
    [
      'lines of a text keep to the cursor',
      'tasks:\n  a:\n    notes: |\n      $0\n',
      'one\n  two\nthree',
      'tasks:\n  a:\n    notes: |\n      one\n        two\n      three\n',
    ],
    [
      'lines of a text go to its column from the beginning of a line',
      'tasks:\n  a:\n    notes: |\n$0      one\n',
      'two:\n  three\n',
      'tasks:\n  a:\n    notes: |\n      two:\n        three\n      one\n',
    ],
    [
      'lines further in of a text stay as they are',
      'tasks:\n  a:\n    notes: |\n$0      one\n',
      '        - two\n        - three\n',
      'tasks:\n  a:\n    notes: |\n        - two\n        - three\n      one\n',
    ],
    [
      'one line goes nowhere else',
      'baselines:\n  $0kickoff: plan-v1\n',
      'tpm: 1\n',
      'baselines:\n  tpm: 1\n  kickoff: plan-v1\n',
    ],
    [
      'nothing goes between a key and what is below it',
      'tasks:\n  a:\n    name: A\n    $0\n    duration: 2d\n',
      'risks:\n  r: {}\n',
      'tasks:\n  a:\n    name: A\n    risks:\n      r: {}\n\n    duration: 2d\n',
    ],
    [
      'what fits nowhere goes to the column of what stands behind the cursor',
      'tasks:\n  a:\n $0   name: A\n',
      'Nonsense here:\n  x: 1\n',
      'tasks:\n  a:\n    Nonsense here:\n      x: 1\n    name: A\n',
    ],
    ['one line is as it is', `${plan}    $0\n`, 'owner: ben', `${plan}    owner: ben\n`],
    ['one whole line is as it is', `${plan}$0`, '  b: { name: B }\n', `${plan}  b: { name: B }\n`],
    [
      'in the middle of a line they are as they are',
      'tasks:\n  a:\n    name: A$0\n',
      'b\nc',
      'tasks:\n  a:\n    name: Ab\nc\n',
    ],
    [
      'before the rest of a line they are as they are',
      'tasks:\n  $0a:\n    name: A\n',
      'b:\nc',
      'tasks:\n  b:\nca:\n    name: A\n',
    ],
    [
      'words at the beginning of a line are as they are',
      'tasks:\n$0\n',
      'some words\nand more',
      'tasks:\nsome words\nand more\n',
    ],
    [
      'what fits nowhere keeps to the cursor',
      'tasks:\n  a:\n    name: A\n    $0\n',
      'Nonsense here:\n  x: 1',
      'tasks:\n  a:\n    name: A\n    Nonsense here:\n      x: 1\n',
    ],
    ['into an empty text', '$0', 'tpm: 1\nproject:\n  name: P\n', 'tpm: 1\nproject:\n  name: P\n'],
  ]
  test.each(cases)('%s', (_name, fixture, clip, expected) => expect(pasted(fixture, clip)).toBe(expected))

  test('over a selection', () => {
    const text = 'tasks:\n  a:\n    name: A\n    xyz\n'
    const start = text.indexOf('xyz')
    const edit = pasteText(snapshotOf(text), { start, end: start + 3 }, 'b:\n  name: B')!
    expect(applyEdits(text, [edit])).toBe('tasks:\n  a:\n    name: A\n  b:\n    name: B\n')
  })
})
