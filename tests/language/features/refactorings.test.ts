import { expect, test } from 'vitest'
import { refactorings } from '#language/features/refactorings'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

const head =
  'tpm: 1\nproject: { name: P, start: 2026-03-05 }\nresources:\n  ben: { name: Ben }\ntasks:\n  a:\n    name: A\n    duration: 1d\n  b:\n    name: B\n'

/** The last line of the text after each refactoring, by title. */
function offered(lines: string): Record<string, string> {
  const { text, offset } = markedAt(head + lines)
  return Object.fromEntries(
    refactorings(snapshotOf(text), { start: offset, end: offset }).map(({ title, edits }) => [
      title,
      applyEdits(text, edits[0]!.edits).trimEnd().split('\n').at(-1)!.trim(),
    ]),
  )
}

const cases: readonly [string, string, Record<string, string>][] = [
  [
    'a duration with people',
    '    assign: ben\n    duration: 5$0d # why\n',
    { 'Convert to effort': 'effort: 5d # why', 'Estimate with three points: 3d..5d..9d': 'duration: 3d..5d..9d # why' },
  ],
  [
    'a duration without people',
    '    duration: 5$0d\n',
    { 'Estimate with three points: 3d..5d..9d': 'duration: 3d..5d..9d' },
  ],
  [
    'elapsed time',
    '    assign: ben\n    duration: 10$0ed\n',
    { 'Estimate with three points: 6ed..10ed..18ed': 'duration: 6ed..10ed..18ed' },
  ],
  [
    'effort with three points already',
    '    assign: ben\n    effort: 1d..2$0d..3d\n',
    { 'Convert to duration': 'duration: 1d..2d..3d' },
  ],
  [
    'a link',
    '    after: a$0 SS+2d\n',
    { 'Write in the long form': 'after: { task: a, type: start-to-start, lag: 2d }' },
  ],
  ['a link in a list', '    after: [a$0 -1d]\n', { 'Write in the long form': 'after: [{ task: a, lag: -1d }]' }],
  ['a plain link', '    after: a$0\n', { 'Write in the long form': 'after: { task: a }' }],
  [
    'the long form',
    '    after: [{ task: a$0, type: finish-to-finish, lag: 50% }]\n',
    { 'Write in the short form': 'after: [a FF+50%]' },
  ],
  ['comments inside have no place in the short form', '    after:\n      task: a$0 # agreed\n      lag: 2d\n', {}],
  ['a reason has no short form', '    after: [{ task: a$0, because: "it must" }]\n', {}],
  ['nothing at a name', '    notes: te$0xt\n', {}],
]

test.each(cases)('%s', (_name, lines, expected) => expect(offered(lines)).toEqual(expected))

test('none changes what the plan means', () => {
  for (const [, lines] of cases.filter(([name]) => name.includes('link') || name.includes('form'))) {
    const { text, offset } = markedAt(head + lines)
    const snapshot = snapshotOf(text)
    for (const { edits } of refactorings(snapshot, { start: offset, end: offset })) {
      const after = snapshotOf(applyEdits(text, edits[0]!.edits))
      expect(after.plan.tasks.get('b')!.after.map(({ path, ...link }) => link)).toEqual(
        snapshot.plan.tasks.get('b')!.after.map(({ path, ...link }) => link),
      )
      expect(after.problems).toHaveLength(snapshot.problems.length)
    }
  }
})
