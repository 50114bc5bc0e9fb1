import { expect, test } from 'vitest'
import type { Path } from '#engine/model/path'
import type { PlanChange } from '#engine/rules/rule'
import { readPlan } from '#language/read/read'
import { applyChanges } from '#language/write/applyChanges'
import { applyEdits } from '#language/write/edits'

function changed(text: string, ...changes: PlanChange[]): string {
  return applyEdits(text, applyChanges(readPlan(text, { file: 'plan.tpm.yaml' }), changes))
}

const at = (path: string): Path => path.split('/').map(step => (/^\d+$/.test(step) ? Number(step) : step))
const set = (path: string, text: string): PlanChange => ({ kind: 'set', path: at(path), text })
const remove = (path: string): PlanChange => ({ kind: 'remove', path: at(path) })
const rename = (path: string, to: string): PlanChange => ({ kind: 'rename-key', path: at(path), to })
const replace = (path: string, text: string, on?: 'key'): PlanChange => ({
  kind: 'replace',
  at: { path: at(path), ...(on && { on }) },
  with: text,
})
const word = (path: string, old: string, text: string): PlanChange => ({
  kind: 'replace',
  at: { path: at(path), word: old },
  with: text,
})

const task = 'tasks:\n  a:\n    name: A  # first\n    duration: 2d\n  b:\n    name: B\n    after: a\n'

const cases: readonly [string, string, PlanChange[], string][] = [
  [
    'set replaces a plain value and keeps its comment',
    'project:\n  name: Old  # note\n',
    [set('project/name', 'New')],
    'project:\n  name: New  # note\n',
  ],
  [
    'set replaces a quoted value',
    "project:\n  name: 'Old' # note\n",
    [set('project/name', '"New: x"')],
    'project:\n  name: "New: x" # note\n',
  ],
  [
    'set writes a value that is missing',
    'project:\n  name:  # note\n',
    [set('project/name', 'New')],
    'project:\n  name: New  # note\n',
  ],
  ['set adds a key at the end of its block', task, [set('tasks/b/duration', '3d')], `${task}    duration: 3d\n`],
  [
    'set adds a key before the next object',
    task,
    [set('tasks/a/assign', 'ben')],
    task.replace('duration: 2d\n', 'duration: 2d\n    assign: ben\n'),
  ],
  [
    'set adds a key above the children of a summary',
    'tasks:\n  s:\n    name: S\n    tasks:\n      x:\n        name: X\n',
    [set('tasks/s/deadline', '2026-05-01')],
    'tasks:\n  s:\n    name: S\n    deadline: 2026-05-01\n    tasks:\n      x:\n        name: X\n',
  ],
  [
    'set adds to a flow map',
    'resources:\n  ben: { name: Ben }\n',
    [set('resources/ben/rate', '90/h')],
    'resources:\n  ben: { name: Ben, rate: 90/h }\n',
  ],
  [
    'set adds to an empty flow map',
    'resources:\n  ben: {}\n',
    [set('resources/ben/rate', '90/h')],
    'resources:\n  ben: { rate: 90/h }\n',
  ],
  [
    'set adds behind a trailing comma',
    'resources:\n  ben: { name: Ben, }\n',
    [set('resources/ben/rate', '90/h')],
    'resources:\n  ben: { name: Ben, rate: 90/h }\n',
  ],
  [
    'set replaces in a flow map',
    'resources:\n  ben: { name: Ben, rate: 1/h } # x\n',
    [set('resources/ben/rate', '90/h')],
    'resources:\n  ben: { name: Ben, rate: 90/h } # x\n',
  ],
  [
    'set appends to a flow list',
    'tasks:\n  b:\n    after: [a]\n',
    [set('tasks/b/after/1', 'c')],
    'tasks:\n  b:\n    after: [a, c]\n',
  ],
  [
    'set makes a list of a single value',
    'tasks:\n  b:\n    after: a  # why\n',
    [set('tasks/b/after/1', 'c +2d')],
    'tasks:\n  b:\n    after: [a, c +2d]  # why\n',
  ],
  [
    'set appends to a block list',
    'tasks:\n  b:\n    after:\n      - a  # why\n    name: B\n',
    [set('tasks/b/after/1', 'c')],
    'tasks:\n  b:\n    after:\n      - a  # why\n      - c\n    name: B\n',
  ],
  [
    'set appends to a block list at the column of its key',
    'tasks:\n  b:\n    after:\n    - a\n    name: B\n',
    [set('tasks/b/after/1', 'c')],
    'tasks:\n  b:\n    after:\n    - a\n    - c\n    name: B\n',
  ],
  [
    'set makes the first link a single one',
    task,
    [set('tasks/a/after/0', 'b')],
    task.replace('2d\n', '2d\n    after: b\n'),
  ],
  [
    'set makes the first of other lists a list',
    task,
    [set('tasks/a/tags/0', 'x')],
    task.replace('2d\n', '2d\n    tags: [x]\n'),
  ],
  [
    'set makes the keys on the way',
    task,
    [set('tasks/a/remaining/likely', '1d')],
    task.replace('2d\n', '2d\n    remaining:\n      likely: 1d\n'),
  ],
  [
    'set makes a section, in its place',
    'project:\n  name: P\n\ntasks:\n  a:\n    name: A\n',
    [set('resources/ben/name', 'Ben')],
    'project:\n  name: P\nresources:\n  ben:\n    name: Ben\n\ntasks:\n  a:\n    name: A\n',
  ],
  [
    'set puts the version first',
    '# A plan\nproject:\n  name: P\n',
    [set('tpm', '1')],
    '# A plan\ntpm: 1\nproject:\n  name: P\n',
  ],
  ['set in an empty text', '', [set('project/name', 'P')], 'project:\n  name: P\n'],
  ['set in a text of comments', '# only this', [set('tpm', '1')], '# only this\ntpm: 1\n'],
  ['set a block', task, [set('risks/r', 'name: R\nowner: ben')], `${task}risks:\n  r:\n    name: R\n    owner: ben\n`],
  [
    'set a block for a plain value',
    'tasks:\n  a:\n    duration: 5d # long\n    name: A\n',
    [set('tasks/a/duration', 'optimistic: 1d\nlikely: 5d')],
    'tasks:\n  a:\n    duration: # long\n      optimistic: 1d\n      likely: 5d\n    name: A\n',
  ],
  [
    'set a plain value for a block',
    'tasks:\n  a:\n    duration:   # long\n      likely: 5d\n      optimistic: 1d\n    name: A\n',
    [set('tasks/a/duration', '5d')],
    'tasks:\n  a:\n    duration: 5d   # long\n    name: A\n',
  ],
  ['set below a key without a value', 'tasks:\n', [set('tasks/a/name', 'A')], 'tasks:\n  a:\n    name: A\n'],
  [
    'set keeps CRLF',
    'project:\r\n  name: P\r\n',
    [set('project/start', '2026-01-05')],
    'project:\r\n  name: P\r\n  start: 2026-01-05\r\n',
  ],
  [
    'set at the end of a text without a line end',
    'project:\n  name: P',
    [set('project/start', '2026-01-05')],
    'project:\n  name: P\n  start: 2026-01-05',
  ],
  [
    'set keeps four-space indentation',
    'project:\n    name: P\n',
    [set('project/start', '2026-01-05')],
    'project:\n    name: P\n    start: 2026-01-05\n',
  ],
  [
    'two sets of one new section',
    'tpm: 1\n',
    [set('project/name', 'P'), set('project/start', '2026-01-05')],
    'tpm: 1\nproject:\n  name: P\n  start: 2026-01-05\n',
  ],

  ['remove takes the line and its comment', task, [remove('tasks/a/name')], task.replace('    name: A  # first\n', '')],
  ['remove keeps comments above', 'a:\n  # why\n  b: 1\n  c: 2\n', [remove('a/b')], 'a:\n  # why\n  c: 2\n'],
  ['remove takes a block', task, [remove('tasks/a')], 'tasks:\n  b:\n    name: B\n    after: a\n'],
  ['remove the last line of a text', 'a:\n  b: 1\n  c: 2', [remove('a/c')], 'a:\n  b: 1'],
  ['remove from a flow map, the first', 'a: { b: 1, c: 2 }\n', [remove('a/b')], 'a: { c: 2 }\n'],
  ['remove from a flow map, the last', 'a: { b: 1, c: 2 }\n', [remove('a/c')], 'a: { b: 1 }\n'],
  [
    'remove from a flow list',
    'tasks:\n  b:\n    after: [a, c, d]\n',
    [remove('tasks/b/after/1')],
    'tasks:\n  b:\n    after: [a, d]\n',
  ],
  [
    'remove two of a list',
    'tasks:\n  b:\n    after: [a, c, d]\n',
    [remove('tasks/b/after/0'), remove('tasks/b/after/2')],
    'tasks:\n  b:\n    after: [c]\n',
  ],
  [
    'remove all of a list takes the key',
    'tasks:\n  b:\n    name: B\n    after: [a, c]\n',
    [remove('tasks/b/after/0'), remove('tasks/b/after/1')],
    'tasks:\n  b:\n    name: B\n',
  ],
  [
    'remove the only entry takes what it is in',
    'tasks:\n  b:\n    name: B\n    assign: { ben: 50% }\n',
    [remove('tasks/b/assign/ben')],
    'tasks:\n  b:\n    name: B\n',
  ],
  [
    'remove an item of a block list',
    'tasks:\n  b:\n    after:\n      - a # x\n      - c\n',
    [remove('tasks/b/after/0')],
    'tasks:\n  b:\n    after:\n      - c\n',
  ],
  [
    'remove the first key of an item',
    'tasks:\n  b:\n    after:\n      - task: a\n        lag: 2d\n',
    [remove('tasks/b/after/0/task')],
    'tasks:\n  b:\n    after:\n      - lag: 2d\n',
  ],
  [
    'remove a later key of an item',
    'tasks:\n  b:\n    after:\n      - task: a\n        lag: 2d\n',
    [remove('tasks/b/after/0/lag')],
    'tasks:\n  b:\n    after:\n      - task: a\n',
  ],
  [
    'remove a text over lines',
    'project:\n  name: P\n  description: |\n    one\n\n    two\n  start: 2026-01-05\n',
    [remove('project/description')],
    'project:\n  name: P\n  start: 2026-01-05\n',
  ],
  [
    'remove the only key of a task leaves the task, empty',
    'tasks:\n  a:\n    name: A\n  b: # the second\n    assign: nobody # b\n',
    [remove('tasks/b/assign')],
    'tasks:\n  a:\n    name: A\n  b: {} # the second\n',
  ],
  [
    'remove the only key of a task in braces',
    'tasks:\n  b: { assign: nobody } # b\n',
    [remove('tasks/b/assign')],
    'tasks:\n  b: {} # b\n',
  ],
  [
    'remove the only key of a task in braces over lines keeps what is not its own',
    'tasks:\n  b: { # the second\n    assign: nobody, # who?\n    # more to come\n  }\n',
    [remove('tasks/b/assign')],
    'tasks:\n  b: { # the second\n    # more to come\n  }\n',
  ],
  [
    'remove the only dependency leaves its milestone, and the section with its comments',
    'milestones:\n  # agreed with the board\n  ga:\n    after: gone\n    # go-live\n',
    [remove('milestones/ga/after')],
    'milestones:\n  # agreed with the board\n  ga: {}\n    # go-live\n',
  ],
  [
    'remove the only key at the end of a text without a line end',
    'calendars:\r\n  berlin:\r\n    based-on: munich',
    [remove('calendars/berlin/based-on')],
    'calendars:\r\n  berlin: {}',
  ],
  [
    'remove the last key of a criterion leaves the criterion',
    'tasks:\n  a:\n    acceptance:\n      fast:\n        status: open\n',
    [remove('tasks/a/acceptance/fast/status')],
    'tasks:\n  a:\n    acceptance:\n      fast: {}\n',
  ],
  [
    'remove what goes with its key keeps comments on lines of their own',
    'tasks:\n  a:\n    name: A\n    after: # soon\n      # the lawyers say so\n      - gone # x\n    duration: 1d\n',
    [remove('tasks/a/after/0')],
    'tasks:\n  a:\n    name: A\n      # the lawyers say so\n    duration: 1d\n',
  ],
  [
    'remove the last of a list over lines keeps the comments of the others',
    'tasks:\n  b:\n    after: [\n      a, # first: agreed\n      nope # second\n    ]\n',
    [remove('tasks/b/after/1')],
    'tasks:\n  b:\n    after: [\n      a # first: agreed\n    ]\n',
  ],
  [
    'remove one from the middle of a list over lines',
    'tasks:\n  b:\n    after: [\n      a, # first\n      nope, # second\n      c # third\n    ]\n',
    [remove('tasks/b/after/1')],
    'tasks:\n  b:\n    after: [\n      a, # first\n      c # third\n    ]\n',
  ],
  [
    'remove the last of a list before its bracket on the same line',
    'tasks:\n  b:\n    after: [a, # first\n      nope ]\n',
    [remove('tasks/b/after/1')],
    'tasks:\n  b:\n    after: [a # first\n       ]\n',
  ],
  [
    'remove the first of a list over lines with its comment',
    'tasks:\n  b:\n    after: [nope, # first\n      a] # all\n',
    [remove('tasks/b/after/0')],
    'tasks:\n  b:\n    after: [\n      a] # all\n',
  ],
  [
    'remove one of two on a line keeps their comment',
    'tasks:\n  b:\n    after: [a, nope, # both\n      c]\n',
    [remove('tasks/b/after/1')],
    'tasks:\n  b:\n    after: [a, # both\n      c]\n',
  ],
  ['remove what is not there does nothing', task, [remove('tasks/c'), remove('tasks/a/zzz')], task],

  ['rename a key', task, [rename('tasks/a/duration', 'effort')], task.replace('duration', 'effort')],
  [
    'rename a key in flow',
    'resources:\n  ben: { nam: Ben }\n',
    [rename('resources/ben/nam', 'name')],
    'resources:\n  ben: { name: Ben }\n',
  ],
  ['rename a key never makes a second of the name', task, [rename('tasks/a/duration', 'name')], task],
  [
    'replace a word',
    'tasks:\n  b:\n    after: [aa SS+3d, a SS+3d]\n',
    [word('tasks/b/after/1', 'a', 'x')],
    'tasks:\n  b:\n    after: [aa SS+3d, x SS+3d]\n',
  ],
  [
    'replace a word in quotes',
    'tasks:\n  b:\n    after: "a SS+3d"\n',
    [word('tasks/b/after', 'a', 'x')],
    'tasks:\n  b:\n    after: "x SS+3d"\n',
  ],
  [
    'replace an item',
    'tasks:\n  b:\n    after: [a, c]\n',
    [replace('tasks/b/after/1', 'd -1w')],
    'tasks:\n  b:\n    after: [a, d -1w]\n',
  ],
  [
    'replace a value',
    'project:\n  start: 2026-02-30\n',
    [replace('project/start', '2026-02-28')],
    'project:\n  start: 2026-02-28\n',
  ],
  [
    'replace a key',
    'projekt:\n  start: 2026-02-28\n',
    [replace('projekt', 'project', 'key')],
    'project:\n  start: 2026-02-28\n',
  ],
  [
    'replace a value that is missing',
    'project:\n  start:\n  name: P\n',
    [replace('project/start', '2026-02-28')],
    'project:\n  start: 2026-02-28\n  name: P\n',
  ],
  [
    'replace an empty item',
    'tasks:\n  b:\n    after:\n      -\n      - c\n',
    [replace('tasks/b/after/0', 'a')],
    'tasks:\n  b:\n    after:\n      - a\n      - c\n',
  ],
  [
    'move a value to another key',
    task,
    [set('tasks/a/effort', '2d'), remove('tasks/a/duration')],
    task.replace('duration', 'effort'),
  ],
  [
    'set and rename together',
    task,
    [rename('tasks/a', 'z'), word('tasks/b/after', 'a', 'z'), set('tasks/a/assign', 'ben')],
    'tasks:\n  z:\n    name: A  # first\n    duration: 2d\n    assign: ben\n  b:\n    name: B\n    after: z\n',
  ],
  ['no change', task, [], task],
]

test.each(cases)('%s', (_name, text, changes, expected) => {
  expect(changed(text, ...changes)).toBe(expected)
})
