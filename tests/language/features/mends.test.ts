import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n'

/** What each fix makes of the text, by title. */
function mended(text: string): Readonly<Record<string, string>> {
  const actions = codeActions(snapshotOf(text), { start: 0, end: text.length }).filter(({ kind }) => kind === 'fix')
  return Object.fromEntries(actions.map(({ title, edits }) => [title, applyEdits(text, edits[0]!.edits)]))
}

const cases: readonly (readonly [name: string, before: string, title: string, after: string])[] = [
  [
    'half a key at the root that has something below it',
    `${head}tasks:\n  a: { name: A, duration: 1d }\nmilest\n  ga: { name: GA, after: a }\n`,
    'Write "milestones:"',
    `${head}tasks:\n  a: { name: A, duration: 1d }\nmilestones:\n  ga: { name: GA, after: a }\n`,
  ],
  [
    'half a key at the root, of which the rest is still to be typed',
    `${head}tasks:\n  a: { name: A, duration: 1d }\nresourc\n`,
    'Write "resources:"',
    `${head}tasks:\n  a: { name: A, duration: 1d }\nresources:\n`,
  ],
  ['half a key in a file that is begun', 'tpm: 1\nproj', 'Write "project:"', 'tpm: 1\nproject:'],
  [
    'half a key in a task',
    `${head}tasks:\n  a:\n    name: A\n    dur\n`,
    'Write "duration:"',
    `${head}tasks:\n  a:\n    name: A\n    duration:\n`,
  ],
  [
    'the second of two keys goes with all below it',
    `${head}tasks:\n  a: { name: A, duration: 1d }\n  b:\n    name: B\n    # why\n    after:\n      - a\n    after:\n      - a\n\n    duration: 2d\n`,
    'Remove this one',
    `${head}tasks:\n  a: { name: A, duration: 1d }\n  b:\n    name: B\n    # why\n    after:\n      - a\n\n    duration: 2d\n`,
  ],
  [
    'or the first',
    `${head}tasks:\r\n  a:\r\n    name: A\r\n    duration: 1d\r\n    duration: 2d\r\n`,
    'Remove the first one',
    `${head}tasks:\r\n  a:\r\n    name: A\r\n    duration: 2d\r\n`,
  ],
  [
    'in braces with one comma',
    `${head}tasks:\n  a: { name: A, duration: 1d, duration: 2d }\n`,
    'Remove this one',
    `${head}tasks:\n  a: { name: A, duration: 1d }\n`,
  ],
  [
    'a key without a value',
    `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n    deadline:\n`,
    'Remove "deadline"',
    `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n`,
  ],
  [
    'in braces a quoted value goes with its quotes',
    `${head}tasks:\n  a: { name: A, duration: 1d, owner: "x, y", owner: z }\n`,
    'Remove the first one',
    `${head}tasks:\n  a: { name: A, duration: 1d, owner: z }\n`,
  ],
  [
    'in braces a list goes with its brackets',
    `${head}tasks:\n  a: { tags: [x, "y]", { }], name: A, duration: 1d, tags: [z] }\n`.replace(', { }', ''),
    'Remove the first one',
    `${head}tasks:\n  a: { name: A, duration: 1d, tags: [z] }\n`,
  ],
  [
    'and the last one up to the brace',
    `${head}tasks:\n  a: { name: A, duration: 1d, tags: [z], tags: [x, y] }\n`,
    'Remove this one',
    `${head}tasks:\n  a: { name: A, duration: 1d, tags: [z] }\n`,
  ],
  [
    'a comment that was meant as text, in braces up to the comma',
    `${head}tasks:\n  a: { name: Valve #4 'b, c', duration: 3d }\n`,
    'Quote the text',
    `${head}tasks:\n  a: { name: "Valve #4 'b, c'", duration: 3d }\n`,
  ],
  [
    'where it is the whole value too',
    `${head}tasks:\n  a: { name: #4 Valve, duration: 3d }\n`,
    'Quote the text',
    `${head}tasks:\n  a: { name: "#4 Valve", duration: 3d }\n`,
  ],
  [
    'a key that is like none',
    `${head}tasks:\n  a: { till: 2026-03-09, name: A, duration: 1d }\n`,
    'Remove "till"',
    `${head}tasks:\n  a: { name: A, duration: 1d }\n`,
  ],
  [
    'a side of a conflict',
    `${head}tasks:\n  a:\n    name: A\n<<<<<<< HEAD\n    duration: 1d\n||||||| base\n    duration: 3d\n=======\n    duration: 2d\n>>>>>>> feature/two\n    priority: 700\n`,
    'Keep feature/two',
    `${head}tasks:\n  a:\n    name: A\n    duration: 2d\n    priority: 700\n`,
  ],
  [
    'what is left of a conflict',
    `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n>>>>>>> main\n`,
    'Remove the marker',
    `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n`,
  ],
  [
    'a word that is like none',
    `${head}tasks:\n  a: { name: A, duration: 1d, accrue: upfront }\n`,
    'Write "start"',
    `${head}tasks:\n  a: { name: A, duration: 1d, accrue: start }\n`,
  ],
  [
    'a name where a task should be',
    `${head}tasks:\n  a: Write the report\n`,
    'Make it the name',
    `${head}tasks:\n  a: { name: Write the report }\n`,
  ],
  [
    'an estimate of two points',
    `${head}tasks:\n  a: { name: A, duration: 10d..30d }\n`,
    'Write 10d..20d..30d: finish 2 Mar → 27 Mar',
    `${head}tasks:\n  a: { name: A, duration: 10d..20d..30d }\n`,
  ],
  [
    'no name',
    'tpm: 1\nproject: { id: new-bridge, start: 2026-03-02 }\n',
    'Add a name',
    'tpm: 1\nproject: { id: new-bridge, start: 2026-03-02, name: New bridge }\n',
  ],
  [
    'no start',
    'tpm: 1\nproject: { name: Bridge }\ntasks:\n  a: { name: A, duration: 1d, start-no-earlier-than: 2026-03-09 }\n',
    'Begin on 2026-03-09',
    'tpm: 1\nproject: { name: Bridge, start: 2026-03-09 }\ntasks:\n  a: { name: A, duration: 1d, start-no-earlier-than: 2026-03-09 }\n',
  ],
  [
    'a missing colon',
    `${head}tasks:\n  a:\n    name: A\n    duration 4d\n`,
    'Write "duration:"',
    `${head}tasks:\n  a:\n    name: A\n    duration: 4d\n`,
  ],
  [
    'a missing bracket',
    `${head}tasks:\n  a:\n    name: A\n    tags: [x, y # of two\n    duration: 4d\n`,
    'Close it with ]',
    `${head}tasks:\n  a:\n    name: A\n    tags: [x, y] # of two\n    duration: 4d\n`,
  ],
]

test.each(cases)('%s', (_name, before, title, after) => {
  expect(mended(before)).toMatchObject({ [title]: after })
})

test('of several conflicts one or all', () => {
  const one = (left: string, right: string) => `<<<<<<< HEAD\n${left}=======\n${right}>>>>>>> main\n`
  const text = (a: string, b: string) => `${head}tasks:\n  a:\n${a}    name: A\n${b}`
  const [l, r, m, s] = ['    duration: 1d\n', '    duration: 2d\n', '    priority: 1\n', '    priority: 2\n']
  const found = mended(text(one(l, r), one(m, s)))
  expect(found['Keep HEAD']).toBe(text(l, one(m, s)))
  expect(found['Keep main in all 2 conflicts']).toBe(text(r, s))
})

test('a key that is completed answers only where nothing is missing then', () => {
  const answering = (text: string) =>
    codeActions(snapshotOf(text), { start: 0, end: text.length })
      .filter(({ title, problem }) => title.startsWith('Write "') && problem)
      .map(({ title }) => title)
  expect(answering(`${head}tasks:\n  a: { name: A, duration: 1d }\nmilest\n  ga: { name: GA, after: a }\n`)).toEqual([
    'Write "milestones:"',
  ])
  expect(answering(`${head}resourc\n`)).toEqual([])
})
