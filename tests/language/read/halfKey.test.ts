import { expect, test } from 'vitest'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { name: N, start: 2026-03-02 }\n'
const problemsOf = (lines: string) => snapshotOf(head + lines).problems.filter(({ code }) => code.startsWith('yaml/'))
const general = 'A line is a key, ":" and a value, or an item of a list, "- …"'

test.each([
  ['in a task', 'tasks:\n  build:\n    name: B\n    dur\n    priority: 5\n', 'Write "duration: …"'],
  ['alone in a task', 'tasks:\n  build:\n    dura\n', 'Write "duration: …"'],
  ['at the root', 'resource\n  ann: { name: Ann }\n', 'Write "resources: …"'],
  ['where ids are', 'calendars:\n  def', general],
  ['where ids are, beside others', 'resources:\n  bo\n  ann: { name: Ann }\n', general],
  ['of another place', 'tasks:\n  build:\n    name: B\n    probabil\n    duration: 1d\n', general],
  ['of two letters', 'tasks:\n  build:\n    na\n', general],
])('half a key is completed to one that may stand there: %s', (_name, lines, help) =>
  expect(problemsOf(lines).map(one => one.help)).toEqual([help]),
)

test('an item of a list among keys is told as that, once', () =>
  expect(problemsOf('tasks:\n  lay: { name: Lay, duration: 1d }\n  - c\n').map(({ message }) => message)).toEqual([
    'Here stands an item of a list, among keys',
  ]))
