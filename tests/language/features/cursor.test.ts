import { expect, test } from 'vitest'
import { cursorAt } from '#language/features/cursor'
import { readPlan } from '#language/read/read'
import { markedAt } from '#tests/support/marker'

/** `role path | typed | replaced` and, after it, what is special. */
function describeCursor(fixture: string, known = false): string {
  const { text, offset } = markedAt(fixture)
  const reading = readPlan(text, { file: 'plan' })
  const cursor = cursorAt(text, offset, keyStart => {
    const { path, on } = reading.pathAt(keyStart)
    return known && on === 'key' ? path : undefined
  })
  const extras = [
    cursor.either && 'either',
    cursor.flow && `flow-${cursor.flow}`,
    cursor.quote && 'quoted',
    cursor.needsSpace && 'needs-space',
    cursor.hasColon && 'has-colon',
    cursor.siblings.size > 0 && `beside ${[...cursor.siblings].join(',')}`,
  ].filter(Boolean)
  return [
    `${cursor.role} /${cursor.path.join('/')}`,
    cursor.typed,
    text.slice(cursor.replace.start, cursor.replace.end),
    ...extras,
  ].join(' | ')
}

const cases: readonly [string, string, string][] = [
  ['an empty text', '$0', 'key / |  |  | either'],
  ['half a key at the root', 'pro$0', 'key / | pro | pro | either'],
  ['a key with its colon', 'proj$0ect: 1', 'key / | proj | project | has-colon'],
  ['a key between others', 'tpm: 1\npro$0\ntasks:\n', 'key / | pro | pro | either | beside tpm,tasks'],
  ['a value', 'project:\n  name: He$0llo  # x', 'value /project/name | He | Hello'],
  ['a value right after the colon', 'project:\n  start:$0', 'value /project/start |  |  | needs-space'],
  ['a value not begun', 'project:\n  start: $0', 'value /project/start |  | '],
  ['a value before a comment', 'project:\n  start: $0 # soon', 'value /project/start |  | '],
  ['in a comment', 'project:\n  start: # so$0on', 'comment / | # so | # soon'],
  [
    'a blank line inside a task',
    'tasks:\n  a:\n    name: A\n    $0\n  b:\n    name: B',
    'key /tasks/a |  |  | either | beside name',
  ],
  [
    'a blank line between tasks',
    'tasks:\n  a:\n    name: A\n  $0\n  b:\n    name: B',
    'key /tasks |  |  | either | beside a,b',
  ],
  ['a blank line at the root', 'tasks:\n  a:\n    name: A\n$0\nrisks:\n', 'key / |  |  | either | beside tasks,risks'],
  ['half a key in a task', 'tasks:\n  a:\n    dur$0\n    name: A', 'key /tasks/a | dur | dur | either | beside name'],
  ['under broken lines', 'tasks:\n  a:\n    name A\n    [x\n    dur$0\n', 'key /tasks/a | dur | dur | either'],
  ['nothing under a text', 'tasks:\n  a:\n    name: A\n      $0', 'none /tasks/a/name |  | '],
  ['nothing in a block text', 'tasks:\n  a:\n    notes: |\n      after: b$0', 'none /tasks/a/notes |  | '],
  ['a list item', 'tasks:\n  b:\n    after:\n      - a\n      - $0', 'key /tasks/b/after/1 |  |  | either'],
  [
    'a list item without its space',
    'tasks:\n  b:\n    after:\n      -$0',
    'key /tasks/b/after/0 |  |  | either | needs-space',
  ],
  [
    'a list item at the column of its key',
    'tasks:\n  b:\n    after:\n    - a\n    - c$0',
    'key /tasks/b/after/1 | c | c | either',
  ],
  [
    'a key after a list at its own column',
    'tasks:\n  b:\n    after:\n    - a\n    du$0',
    'key /tasks/b | du | du | either | beside after',
  ],
  [
    'a map in a list',
    'tasks:\n  b:\n    after:\n      - task: a\n        ty$0',
    'key /tasks/b/after/0 | ty | ty | either | beside task',
  ],
  [
    'a value in a map in a list',
    'tasks:\n  b:\n    after:\n      - x\n      - task: a$0',
    'value /tasks/b/after/1/task | a | a',
  ],
  ['an open list', 'tasks:\n  b:\n    after: [a, $0\n    duration: 2d', 'value /tasks/b/after/1 |  |  | flow-seq'],
  ['a closed list', 'tasks:\n  b:\n    after: [a, c$0d, e]', 'value /tasks/b/after/1 | c | cd | flow-seq'],
  ['an empty list', 'tasks:\n  b:\n    after: [$0]', 'value /tasks/b/after/0 |  |  | flow-seq'],
  ['after a closed list', 'tasks:\n  b:\n    after: [a]$0', 'value /tasks/b/after | [a] | [a]'],
  [
    'half a flow map',
    'tasks:\n  b:\n    after: [{ task: b, ty$0',
    'key /tasks/b/after/0 | ty | ty | flow-map | beside task',
  ],
  [
    'a flow map with more to come',
    'tasks:\n  b:\n    after: [{ ty$0, lag: 2d }]',
    'key /tasks/b/after/0 | ty | ty | flow-map | beside lag',
  ],
  ['a flow value', 'tasks:\n  b: { name: B, after: a$0 }', 'value /tasks/b/after | a | a | flow-map'],
  ['a flow value not begun', 'tasks:\n  b: { name: B, after: $0 }', 'value /tasks/b/after |  |  | flow-map'],
  [
    'a flow value right after the colon',
    'tasks:\n  b: { name: B, after:$0 }',
    'value /tasks/b/after |  |  | flow-map | needs-space',
  ],
  ['a flow key with its colon', 'tasks:\n  b: { na$0me: B }', 'key /tasks/b | na | name | flow-map | has-colon'],
  ['a list in a flow map', 'tasks:\n  b: { after: [x, y$0] }', 'value /tasks/b/after/1 | y | y | flow-seq'],
  [
    'flow over lines',
    'risks:\n  r:\n    impact: {\n      schedule: 5d,\n      co$0\n    }',
    'key /risks/r/impact | co | co | flow-map | beside schedule',
  ],
  [
    'flow over lines, a value',
    'risks:\n  r:\n    impact: {\n      schedule: 5d,\n      cost: 1$0\n    }',
    'value /risks/r/impact/cost | 1 | 1 | flow-map',
  ],
  ['a double quoted value', 'project:\n  name: "He$0llo"', 'value /project/name | He | Hello | quoted'],
  ['an open quote', "project:\n  name: 'He$0", 'value /project/name | He | He | quoted'],
  ['a quoted item', 'tasks:\n  b:\n    code: ["src/$0"]', 'value /tasks/b/code/0 | src/ | src/ | flow-seq | quoted'],
  [
    'commas in quotes do not count',
    'tasks:\n  b: { name: "a, b", af$0 }',
    'key /tasks/b | af | af | flow-map | beside name',
  ],
  ['CRLF', 'tasks:\r\n  b:\r\n    after: a\r\n    du$0\r\n', 'key /tasks/b | du | du | either | beside after'],
  ['text outside ASCII before it', 'project:\n  name: "𝒳 ü"\n  st$0', 'key /project | st | st | either | beside name'],
  ['a quoted key', 'tasks:\n  "b":\n    du$0', 'key /tasks/b | du | du | either'],
  [
    'a date as a key',
    'calendars:\n  default:\n    holidays:\n      2026-05-01: T$0ag',
    'value /calendars/default/holidays/2026-05-01 | T | Tag',
  ],
  [
    'an id with a flow map below',
    'resources:\n  maya: { name: M }\n  ben: { ro$0 }',
    'key /resources/ben | ro | ro | flow-map',
  ],
  ['in the indentation', 'tasks:\n $0 b:\n', 'none /tasks |  | '],
]

test.each(cases)('%s', (_name, fixture, expected) => {
  expect(describeCursor(fixture)).toBe(expected)
  expect(describeCursor(fixture, true), 'with the help of the reading').toBe(expected)
})
