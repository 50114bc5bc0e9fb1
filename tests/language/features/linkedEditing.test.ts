import { describe, expect, test } from 'vitest'
import { linkedSpans } from '#language/features/linkedEditing'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

/** The lines with a place that is edited together with the one at `$0`. */
function linked(fixture: string, others: Record<string, string> = {}): readonly string[] {
  const { text, offset } = markedAt(`tpm: 1\nproject: { id: bridge, name: Bridge, start: 2026-03-05 }\n${fixture}`)
  return linkedSpans(snapshotOf(text, others), offset).map(({ start, end }) => {
    const line = text.slice(text.lastIndexOf('\n', start) + 1, text.indexOf('\n', start))
    const column = start - text.lastIndexOf('\n', start) - 1
    return `${line.slice(0, column)}<${text.slice(start, end)}>${line.slice(column + end - start)}`.trim()
  })
}

const tasks = (first: string, rest = '') =>
  `tasks:\n  ${first}:\n    name: A\n  b:\n    name: B\n    after: a SS+1d\n  c:\n    name: C\n    after: [b, a]\n${rest}`

describe('typing in an id where it is defined changes', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['its links', tasks('a$0'), ['<a>:', 'after: <a> SS+1d', 'after: [b, <a>]']],
    ['them from its first letter', tasks('$0a'), ['<a>:', 'after: <a> SS+1d', 'after: [b, <a>]']],
    [
      'links back from a deadline',
      'milestones:\n  g$0a:\n    name: G\n    deadline: 2026-05-01\n  n:\n    name: N\n    before: ga.deadline -3w\n',
      ['<ga>:', 'before: <ga>.deadline -3w'],
    ],
    [
      'what a risk affects',
      `${tasks('a$0')}risks:\n  r: { name: R, affects: [a], mitigation: [a, Ask a friend] }\n`,
      [
        '<a>:',
        'after: <a> SS+1d',
        'after: [b, <a>]',
        'r: { name: R, affects: [<a>], mitigation: [a, Ask a friend] }',
        'r: { name: R, affects: [a], mitigation: [<a>, Ask a friend] }',
      ],
    ],
    [
      'assignments, as values and as keys',
      'resources:\n  be$0n: { name: Ben }\ntasks:\n  a:\n    assign: ben\n  b:\n    assign: { ben: 50% }\n  c:\n    owner: ben\n',
      ['<ben>: { name: Ben }', 'assign: <ben>', 'assign: { <ben>: 50% }', 'owner: <ben>'],
    ],
    [
      'a calendar that others stand on',
      'calendars:\n  def$0ault: { week: { mon: [09:00-12:00] } }\n  nights: { based-on: default }\n',
      ['<default>: { week: { mon: [09:00-12:00] } }', 'nights: { based-on: <default> }'],
    ],
    [
      'a sprint',
      'sprints:\n  s$01: { name: S }\ntasks:\n  a:\n    sprint: s1\n',
      ['<s1>: { name: S }', 'sprint: <s1>'],
    ],
    [
      'a risk',
      'risks:\n  r$0: { name: R }\nissues:\n  i: { name: I, risk: r }\n',
      ['<r>: { name: R }', 'i: { name: I, risk: <r> }'],
    ],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(linked(fixture)).toEqual(expected))
})

describe('nothing is linked', () => {
  const cases: readonly [string, string][] = [
    ['in a reference: another is meant', tasks('a').replace('after: a', 'after: a$0')],
    ['where nobody names it', 'tasks:\n  a$0:\n    name: A\n'],
    ['where two have the id', `${tasks('a$0')}  a:\n    name: Again\n`],
    ['at the second of two', `${tasks('a')}  a$0:\n    name: Again\n`],
    ['where a milestone has the id too', `${tasks('a$0')}milestones:\n  a:\n    name: Again\n`],
    ['before its colon is typed', 'tasks:\n  b:\n    after: a\n  a$0\n'],
    ['in a name', tasks('a').replace('name: A', 'name: A$0')],
    ['in a key of the format', tasks('a').replace('name: A', 'na$0me: A')],
  ]
  test.each(cases)('%s', (_name, fixture) => expect(linked(fixture)).toEqual([]))

  test('where another plan waits for it: that takes a rename', () => {
    const app = (after: string) =>
      `project: { id: app, name: App, start: 2026-03-05 }\ntasks:\n  x: { name: X, after: ${after} }\n`
    expect(linked(tasks('a$0'), { 'app.tpm.yaml': app('bridge/a') })).toEqual([])
    expect(linked(tasks('a$0'), { 'app.tpm.yaml': app('bridge/b') })).toHaveLength(3)
  })

  test('in a library, which other files share', () => {
    const { text, offset } = markedAt(
      'resources:\n  be$0n: { name: Ben, manager: maya }\n  maya: { name: Maya, manager: ben }\n',
    )
    expect(linkedSpans(snapshotOf(text), offset)).toEqual([])
  })
})
