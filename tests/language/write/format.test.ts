import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlan } from '#language/read/read'
import { applyEdits } from '#language/write/edits'
import { formatPlan as formatReading } from '#language/write/format'
import { formatBlocks } from '#language/write/format/blocks'

const formatPlan = (text: string) => formatReading(readPlan(text, { file: '' }))
const formatted = (text: string): string => applyEdits(text, formatPlan(text))

const cases: readonly [string, string, string][] = [
  [
    'indentation becomes two spaces',
    'project:\n    name: P\n    start: 2026-01-05\n',
    'project:\n  name: P\n  start: 2026-01-05\n',
  ],
  [
    'lists stand two columns in',
    'tasks:\n  b:\n    after:\n    - a\n    - c\n    name: B\n',
    'tasks:\n  b:\n    after:\n      - a\n      - c\n    name: B\n',
  ],
  [
    'maps in lists',
    'tasks:\n  b:\n    after:\n        -   task: a\n            lag: 2d\n',
    'tasks:\n  b:\n    after:\n      - task: a\n        lag: 2d\n',
  ],
  ['links', 'tasks:\n  b:\n    after: a ss +3d\n', 'tasks:\n  b:\n    after: a SS+3d\n'],
  [
    'links in lists',
    'tasks:\n  b:\n    after: [a fs, c   ff - 50%,d FS+1ed]\n',
    'tasks:\n  b:\n    after: [a, c FF-50%, d +1ed]\n',
  ],
  ['quoted links stay', 'tasks:\n  b:\n    after: "a ss"\n', 'tasks:\n  b:\n    after: "a ss"\n'],
  ['before', 'milestones:\n  n:\n    before: ga.deadline  - 3w\n', 'milestones:\n  n:\n    before: ga.deadline -3w\n'],
  [
    'flow spacing',
    'resources:\n  ben: {name: Ben,rate:   90/h ,leave: [ 2026-01-05,2026-01-06 ]}\n',
    'resources:\n  ben: { name: Ben, rate: 90/h, leave: [2026-01-05, 2026-01-06] }\n',
  ],
  [
    'empty flow',
    'resources:\n  ben: {  }\ntasks:\n  a:\n    tags: [ ]\n',
    'resources:\n  ben: {}\ntasks:\n  a:\n    tags: []\n',
  ],
  [
    'a task in flow is opened',
    'tasks:\n  a: { name: A, duration: 2d }  # why\n',
    'tasks:\n  a: # why\n    name: A\n    duration: 2d\n',
  ],
  [
    'tasks in tasks are opened',
    'tasks: { s: { name: S, tasks: { a: { name: A, after: [b, c] } } } }\n',
    'tasks:\n  s:\n    name: S\n    tasks:\n      a:\n        name: A\n        after: [b, c]\n',
  ],
  [
    'milestones and risks are opened',
    'milestones:\n  m: { name: M }\nrisks: { r: { name: R, impact: { cost: 5 } } }\n',
    'milestones:\n  m:\n    name: M\nrisks:\n  r:\n    name: R\n    impact: { cost: 5 }\n',
  ],
  [
    'other flow stays',
    'calendars:\n  default:\n    week: { mon-fri: [09:00-12:00, 13:00-18:00] }\n',
    'calendars:\n  default:\n    week: { mon-fri: [09:00-12:00, 13:00-18:00] }\n',
  ],
  [
    'flow that passes 100 columns is opened',
    `tasks:\n  a:\n    tags: [${Array.from({ length: 12 }, (_, i) => `long-tag-${i}`).join(', ')}]\n`,
    `tasks:\n  a:\n    tags:\n${Array.from({ length: 12 }, (_, i) => `      - long-tag-${i}\n`).join('')}`,
  ],
  [
    'a comment does not count for the 100 columns',
    `tasks:\n  a:\n    tags: [one, two] # ${'x'.repeat(90)}\n`,
    `tasks:\n  a:\n    tags: [one, two] # ${'x'.repeat(90)}\n`,
  ],
  ['a block is never closed', 'resources:\n  ben:\n    name: Ben\n', 'resources:\n  ben:\n    name: Ben\n'],
  [
    'flow over lines is joined',
    'resources:\n  ben: {\n    name: Ben,\n    rate: 90/h\n  }\n',
    'resources:\n  ben: { name: Ben, rate: 90/h }\n',
  ],
  [
    'flow over lines with comments is opened',
    'resources:\n  ben: { # who\n    name: Ben, # his name\n    # his price\n    rate: 90/h\n  }\n',
    'resources:\n  ben:\n    # who\n    # his name\n    name: Ben\n    # his price\n    rate: 90/h\n',
  ],
  [
    'globs are quoted',
    'tasks:\n  a:\n    code: [src/sync/**, "x/*.ts", README.md]\n',
    'tasks:\n  a:\n    code: ["src/sync/**", "x/*.ts", README.md]\n',
  ],
  ['a single glob is quoted', 'tasks:\n  a:\n    code: src/sync/**\n', 'tasks:\n  a:\n    code: "src/sync/**"\n'],
  [
    'comments keep their place',
    '# top\n\nproject:\n    # inside\n    name: P # after\n    # at the end\n# below\ntasks:\n    a:\n        name: A\n',
    '# top\n\nproject:\n  # inside\n  name: P # after\n  # at the end\n# below\ntasks:\n  a:\n    name: A\n',
  ],
  [
    'aligned comments stay aligned',
    'project:\n    name: P      # one\n    start: 2026-01-05 # two\n',
    'project:\n  name: P      # one\n  start: 2026-01-05 # two\n',
  ],
  [
    'comments above the next task stay with it',
    'tasks:\n   a:\n      name: A\n   # about b\n   b:\n      name: B\n',
    'tasks:\n  a:\n    name: A\n  # about b\n  b:\n    name: B\n',
  ],
  [
    'blank lines stay, their spaces go',
    'project:\n  name: P\n   \n\n  start: 2026-01-05\n',
    'project:\n  name: P\n\n\n  start: 2026-01-05\n',
  ],
  ['spaces at line ends go', 'project:  \n  name: P   \n', 'project:\n  name: P\n'],
  ['spaces around the colon', 'project:\n  name :   P\n', 'project:\n  name: P\n'],
  ['quotes stay', `project:\n  name: 'P'\n  description: "Q"\n`, `project:\n  name: 'P'\n  description: "Q"\n`],
  [
    'text in blocks moves with its key',
    'project:\n    description: |\n        one\n          two\n\n        three\n    name: P\n',
    'project:\n  description: |\n    one\n      two\n\n    three\n  name: P\n',
  ],
  [
    'text with an indentation of its own',
    'project:\n    description: |2\n        one\n      two\n    name: P\n',
    'project:\n  description: |2\n      one\n    two\n  name: P\n',
  ],
  [
    'text over lines',
    'project:\n    description: one\n         two\n      three\n    name: P\n',
    'project:\n  description: one\n    two\n    three\n  name: P\n',
  ],
  [
    'quoted text over lines',
    'project:\n    description: "one\n        two\n\n        three" # why\n    name: P\n',
    'project:\n  description: "one\n    two\n\n    three" # why\n  name: P\n',
  ],
  ['CRLF stays', 'project:\r\n    name: P\r\n', 'project:\r\n  name: P\r\n'],
  ['text without a line end', 'project:\n    name: P', 'project:\n  name: P'],
  ['a document marker', '---\nproject:\n    name: P\n', '---\nproject:\n  name: P\n'],
  ['an empty text', '', ''],
  ['only comments', '   # a\n#b\n', '# a\n#b\n'],
  [
    'anchors and aliases',
    'resources:\n    a: &x { name: A,rate: 1/h }\n    b: *x\n',
    'resources:\n  a: &x { name: A, rate: 1/h }\n  b: *x\n',
  ],
  ['unknown keys keep their text', 'x-mine:\n     b: [1,2]\n', 'x-mine:\n  b: [1, 2]\n'],
  [
    'values that are wrong stay',
    'tasks:\n    a:\n        after: a to b\n        duration: soon\n',
    'tasks:\n  a:\n    after: a to b\n    duration: soon\n',
  ],
  ['estimates', 'tasks:\n  a:\n    effort: 1.50d .. 3d..  5.0d\n', 'tasks:\n  a:\n    effort: 1.5d..3d..5d\n'],
]

test.each(cases)('%s', (_name, text, expected) => {
  expect(formatted(text)).toBe(expected)
  expect(formatPlan(expected)).toEqual([])
})

describe('what has syntax errors is left alone', () => {
  test.each([
    'project:\n   name: [a\n',
    'a:\n\tb: 1\n',
    'a: 1\na: 2\n',
    'a: "x\n',
    '<<<<<<< HEAD\na:   1\n=======\na: 2\n>>>>>>> x\n',
    'a: {b: 1\nc:   2\n',
  ])('%j', text => {
    expect(formatPlan(text)).toEqual([])
  })
})

test('the plans that come with the product are canonical', () => {
  for (const name of readdirSync('media/templates')) {
    if (!name.endsWith('.yaml')) continue
    const text = readFileSync(`media/templates/${name}`, 'utf8')
    const again = formatted(text)
    expect(formatPlan(again), name).toEqual([])
  }
})

describe('laws', () => {
  const id = fc.constantFrom('a', 'b-c', 'task_1', 'Zeta')
  const comment = fc.constantFrom('', ' # note', '   #x', ' # tpm-ignore a/b')
  const value = fc.constantFrom(
    '2d',
    'a ss +3d',
    '[a fs, b-c]',
    '[ a,b ]',
    '{ name: X,duration: 2d }',
    '"quoted: text"',
    "'it''s'",
    'plain text here',
    '2026-01-05',
    '{}',
    '[]',
    '[one, [two, {x: 1}]]',
    '|\n%%one\n%% two\n',
    '>-\n%%folded\n\n%%text\n',
    'long\n%%text\n',
    '"a\n%%b"',
    '{ a: 1,\n%%b: [x, # c\n%%y] }',
    `[${'item, '.repeat(25)}last]`,
    'src/**/x',
    '"src/*"',
  )
  interface Part {
    readonly key: string
    readonly value: string
    readonly comment: string
    readonly blank: boolean
    readonly above: string
  }
  const keys = fc.constantFrom('name', 'duration', 'after', 'code', 'tags', 'notes', 'x-own', 'description', 'assign')
  const part: fc.Arbitrary<Part> = fc.record({
    key: keys,
    value,
    comment,
    blank: fc.boolean(),
    above: fc.constantFrom('', '# above', '  # in'),
  })
  const plan = fc
    .tuple(
      fc.constantFrom(1, 2, 3, 4, 8),
      fc.constantFrom('\n', '\r\n'),
      fc.array(
        fc.tuple(
          fc.constantFrom('tasks', 'risks', 'resources', 'milestones', 'x-any'),
          fc.array(fc.tuple(id, fc.array(part, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 3 }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([width, lineEnd, sections]) => {
      const pad = (depth: number) => ' '.repeat(width * depth)
      const lines: string[] = []
      const seen = new Set<string>()
      for (const [section, objects] of sections) {
        if (seen.has(section)) continue
        seen.add(section)
        lines.push(`${section}:`)
        const ids = new Set<string>()
        for (const [name, parts] of objects) {
          if (ids.has(name)) continue
          ids.add(name)
          lines.push(`${pad(1)}${name}:`)
          const used = new Set<string>()
          for (const one of parts) {
            if (used.has(one.key)) continue
            used.add(one.key)
            if (one.above) lines.push(pad(2) + one.above)
            const multi = one.value.includes('\n')
            lines.push(`${pad(2)}${one.key}: ${one.value.replaceAll('%%', pad(3) || ' ')}${multi ? '' : one.comment}`)
            if (one.blank) lines.push('')
          }
        }
      }
      return `${lines.join('\n')}\n`.replaceAll('\n', lineEnd)
    })

  test('formatting twice changes nothing more, keeps the meaning, comments and line ends', () => {
    let touched = 0
    fc.assert(
      fc.property(plan, text => {
        const once = formatted(text)
        expect(formatted(once)).toBe(once)
        const [before, after] = [readPlan(text, { file: 'x' }), readPlan(once, { file: 'x' })]
        expect(after.plan).toEqual(before.plan)
        expect(comments(once)).toEqual(comments(text))
        expect(once.includes('\r')).toBe(text.includes('\r'))
        if (once !== text) touched++
      }),
      { numRuns: 1500 },
    )
    expect(touched).toBeGreaterThan(500)
  })

  test('the guard against a changed meaning is never needed', () => {
    fc.assert(
      fc.property(plan, text => {
        const lineEnd = text.includes('\r') ? '\r\n' : '\n'
        const laidOut = formatBlocks(text)
          .map(({ lines }) => lines.join(lineEnd))
          .join(lineEnd)
        expect(formatted(text)).toBe(laidOut)
      }),
      { numRuns: 500 },
    )
  })

  test('edits are minimal: none begins or ends with what was there', () => {
    fc.assert(
      fc.property(plan, text => {
        for (const { span, text: fresh } of formatPlan(text)) {
          const old = text.slice(span.start, span.end)
          expect(old).not.toBe(fresh)
          if (old !== '' && fresh !== '') {
            expect(old[0]).not.toBe(fresh[0])
            expect(old.at(-1)).not.toBe(fresh.at(-1))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  function comments(text: string): readonly string[] {
    return [...text.matchAll(/(?<=^|\s)# ?\w[^\r\n]*/g)].map(([words]) => words.trim()).sort()
  }
})
