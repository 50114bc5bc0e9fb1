import { expect, test } from 'vitest'
import { readPlan } from '#language/read/read'
import { markedAt } from '#tests/support/marker'

/** The path at `$0`, and what the cursor is on. */
function at(fixture: string): string {
  const { text, offset } = markedAt(fixture)
  const { path, on } = readPlan(text, { file: 'plan' }).pathAt(offset)
  return `${path.join('/')} ${on}`
}

const task = 'tasks:\n  a:\n    name: A\n'

test.each([
  ['on a key', 'tasks:\n  a:\n    na$0me: A\n', 'tasks/a/name key'],
  ['at the end of a key', 'tasks:\n  a:\n    name$0: A\n', 'tasks/a/name key'],
  ['on a value', 'tasks:\n  a:\n    name: A$0B\n', 'tasks/a/name value'],
  ['behind a colon', 'tasks:\n  a:\n    after: $0\n', 'tasks/a/after value'],
  ['half a key', `${task}    du$0\n`, 'tasks/a/du key'],
  ['half a key above another', `tasks:\n  a:\n    du$0\n    name: A\n`, 'tasks/a/du key'],
  ['a blank line in a task', `${task}    $0\n`, 'tasks/a between'],
  ['a blank line in a task, more below', `${task}    $0\n    priority: 5\n`, 'tasks/a between'],
  ['a blank line for a new task', `${task}  $0\n`, 'tasks between'],
  ['a blank line for a new section', `${task}$0\n`, ' between'],
  ['an empty text', '$0', ' between'],
  ['an item of a list', 'tasks:\n  a:\n    after:\n      - b\n      - c$0\n', 'tasks/a/after/1 value'],
  ['an empty item of a list', 'tasks:\n  a:\n    after:\n      - b\n      - $0\n', 'tasks/a/after/1 value'],
  ['in a flow list', 'tasks:\n  a:\n    after: [b, c$0]\n', 'tasks/a/after/1 value'],
  ['behind a comma in a flow list', 'tasks:\n  a:\n    after: [b, $0]\n', 'tasks/a/after/1 value'],
  ['in a flow map', 'tasks:\n  a: { name: A, du$0ration: 1d }\n', 'tasks/a/duration key'],
  ['a value in a flow map', 'tasks:\n  a: { name: A, duration: 1d$0 }\n', 'tasks/a/duration value'],
  ['behind a comma in a flow map', 'tasks:\n  a: { name: A, $0}\n', 'tasks/a between'],
  ['in a nested task', 'tasks:\n  a:\n    tasks:\n      b:\n        name: $0\n', 'tasks/a/tasks/b/name value'],
  [
    'a blank line under the children',
    'tasks:\n  a:\n    tasks:\n      b:\n        name: B\n    $0\n',
    'tasks/a between',
  ],
  [
    'a blank line among the children',
    'tasks:\n  a:\n    tasks:\n      b:\n        name: B\n      $0\n',
    'tasks/a/tasks between',
  ],
])('%s', (_, fixture, expected) => {
  expect(at(fixture)).toBe(expected)
})
