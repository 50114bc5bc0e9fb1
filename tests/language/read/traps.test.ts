import { describe, expect, test } from 'vitest'
import { readPlan } from '#language/read/read'
import { checkProblems, planOf, readingOf } from '#tests/support/plan'

const head = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
`

/** Fixtures are plans; what is wrong is marked at the end of its line. */
const traps: readonly (readonly [string, string])[] = [
  ['a # behind a text is told as a comment', `tasks:\n  a:\n    name: Fix #12    #~ yaml/lost-comment "#12"\n`],
  [
    'a # where a text begins takes the value',
    `stakeholders:\n  a:\n    channel: #ops    #~ yaml/lost-comment "#ops"\n`,
  ],
  [
    'in flow it takes the bracket too',
    `stakeholders:\n  a: { name: A, channel: #ops }    #~ yaml/lost-comment "#ops"\n`,
  ],
  ['a glob with * is no alias', `tasks:\n  a:\n    code: *.ts    #~ yaml/glob "*.ts"\n`],
  ['a glob with ! is no tag', `tasks:\n  a:\n    code:\n      - !src/x    #~ yaml/glob "!src/x"\n`],
  ['braces in a list are no map', `tasks:\n  a:\n    code: [src/{a,b}, lib]    #~ yaml/glob "src/{a,b}"\n`],
  [
    'a comma in { } ends a text',
    `tasks:\n  a:\n    acceptance: { a: A week, with no diff }    #~ yaml/flow-comma "A week, with no diff"\n`,
  ],
  ['a comma in { } ends a number', `budget:\n  lines:\n    x: { planned: 12,000 }    #~ yaml/flow-comma "12,000"\n`],
  ['a comma in a number', `budget:\n  total: 12,000    #~ plan/bad-money "12,000"\n`],
  ['a list without brackets', `tasks:\n  a:\n    assign: ann, bo    #~ plan/bad-id "ann, bo"\n`],
  ['in { } too', `tasks:\n  a: { assign: ann, bo }    #~ yaml/flow-comma "ann, bo"\n`],
  ['of dependencies', `tasks:\n  a: { after: dig +2d, b }    #~ yaml/flow-comma "dig +2d, b"\n`],
  ['no space behind a colon', `tasks:\n  a:\n    after:b    #~ yaml/missing-space "after:b"\n`],
  ['no space behind a dash', `tasks:\n  a:\n    tags:\n      -x    #~ yaml/missing-space "-x"\n      - y\n`],
  ['half a key', `tasks:\n  a:\n    name: A\n    du    #~ yaml/syntax "du"\n    priority: 5\n`],
  ['two colons', `tasks:\n  a:\n    name: Fix: it    #~ yaml/syntax "Fix: it"\n`],
  ['a line too deep', `tasks:\n  a:\n    name: Fix\n     duration: 1d    #~ yaml/syntax "duration"\n`],
  ['a line not deep enough', `tasks:\n  a:\n    name: Fix\n   duration: 1d    #~ yaml/syntax "duration"\n`],
  ['a tag', `tasks:\n  a:\n    name: !!str A    #~ yaml/tag "!!str"\n`],
  ['a merge key', `tasks:\n  a: &x { name: A }\n  b:\n    <<: *x    #~ yaml/merge-key "<<"\n    duration: 1d\n`],
  ['an alias of nothing', `tasks:\n  a:\n    owner: *z    #~ yaml/alias "*z"\n`],
  ['a second document', `tasks:\n  a: { name: A }\n---    #~ yaml/documents "---"\ntpm: 1\n`],
  ['a key twice', `tasks:\n  a: { name: A }\n  a: { name: B }    #~ yaml/duplicate-key "a"\n`],
  ['an id twice', `tasks:\n  a: { name: A }\n  b:\n    tasks:\n      a: { name: B }    #~ plan/duplicate-id "a"\n`],
  [
    'a milestone with the id of a task',
    `tasks:\n  a: { name: A }\nmilestones:\n  a: { name: B }    #~ plan/duplicate-id "a"\n`,
  ],
  [
    'a stakeholder with the id of a person',
    `resources:\n  a: { name: A }\nstakeholders:\n  a: { name: B }    #~ plan/duplicate-id "a"\n`,
  ],
  ['a key without a value', `tasks:\n  a:\n    name:    #~ yaml/missing-value "name"\n`],
  ['a list as a key', `tasks:\n  [a, b]: 1    #~ yaml/collection-key "[a, b]"\n`],
  ['an id that others take for false', `tasks:\n  no: { name: A }    #~ plan/bad-id "no"\n`],
  ['__proto__', `tasks:\n  __proto__:    #~ plan/bad-id "__proto__"\n    name: A\n`],
  ['a list where a map belongs', `tasks: [a]    #~ plan/wrong-type "[a]"\n`],
  [
    'a day named twice',
    `calendars:\n  default:\n    week: { mon: [09:00-12:00], mon-fri: closed }    #~ yaml/duplicate-key "mon-fri"\n`,
  ],
  ['off for closed', `calendars:\n  default:\n    week: { mon: off }    #~ plan/unknown-word "off"\n`],
  [
    'hours that are no list',
    `calendars:\n  default:\n    week: { mon: 09:00-12:00 }    #~ plan/bad-hours "09:00-12:00"\n`,
  ],
]

describe('what YAML accepts and loses, and what it refuses, is told once and at its words', () => {
  test.each(traps)('%s', (_, fixture) => checkProblems(head + fixture))
})

test('a version of YAML other than 1.2 is refused', () => {
  checkProblems(`%YAML 1.1    #~ yaml/directive "%YAML 1.1"\n---\n${head}`)
})

test('a git conflict is told once, and both sides are read', () => {
  const text = `${head}tasks:\n  a:\n    duration: 1d\n<<<<<<< HEAD\n  b: { duration: 2d }\n=======\n  c: { duration: 3d }\n>>>>>>> other\n`
  const { plan, problems } = readPlan(text, { file: 'plan' })
  expect(problems.map(({ code }) => code)).toEqual(['yaml/conflict-marker'])
  expect([...plan.tasks.keys()]).toEqual(['a', 'b', 'c'])
})

test('tabs are told as one mistake, and what they indent is read', () => {
  const text = `${head}tasks:\n\ta:\n\t\tname: A\n\t\tduration: 2d\n`
  const { plan, problems } = readPlan(text, { file: 'plan' })
  expect(problems.map(({ code }) => code)).toEqual(['yaml/tab'])
  expect(plan.tasks.get('a')?.duration?.likely.amount).toBe(2)
})

test('a task that is broken does not blind the next', () => {
  const { tasks } = planOf(
    `${head}tasks:\n  a: { name: A,\n  b: { name: "B\n  c: { name: C }\n  d:\n    after: [a, \n    name: D\n  e: { duration: 1d }\n`,
  )
  expect([...tasks.keys()]).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(tasks.get('c')?.name).toBe('C')
  expect(tasks.get('e')?.duration?.likely.amount).toBe(1)
})

test('a block of text says what it would say on a line; a name is one line', () => {
  const blocks = `tasks:\n  a:\n    name: >\n      Build the\n      thing\n    notes: |\n      One\n      two\n    duration: >-\n      3d\n    deadline: |\n      2026-03-09\n  b:\n    name: |+\n      Build\n\n      it\n\n    duration: 1d\n  c: { name: "Two\\nlines", duration: 1d }\n`
  const reading = readingOf(`${head}${blocks}`)
  expect(reading.problems).toEqual([])
  const [a, b, c] = [...reading.plan.tasks.values()]
  expect(a).toMatchObject({ name: 'Build the thing', notes: 'One\ntwo', deadline: { hasTime: false } })
  expect([b!.name, c!.name]).toEqual(['Build it', 'Two lines'])
})

test('anchors work across tasks, and what an alias stands for is told at the alias', () => {
  const reading = readingOf(`${head}tasks:\n  a:\n    name: A\n    tags: &t [x, y]\n  b:\n    name: B\n    tags: *t\n`)
  expect(reading.problems).toEqual([])
  expect(reading.plan.tasks.get('b')?.tags).toEqual(['x', 'y'])
  const { start, end } = reading.spanOf({ path: ['tasks', 'b', 'tags', 1] })
  expect(reading.text.slice(start, end)).toBe('*t')
})

test('keys behind the children of a summary are its own', () => {
  const { tasks } = planOf(
    `${head}tasks:\n  a:\n    name: A\n    tasks:\n      b: { duration: 1d }\n    owner: maya\n  c: { duration: 1d }\n`,
  )
  expect(tasks.get('a')).toMatchObject({ kind: 'summary', children: ['b'], owner: 'maya' })
  expect(tasks.get('c')?.parent).toBeUndefined()
})

test('a text of one megabyte of brackets, dashes, tabs or comments is read', () => {
  for (const scrap of ['[', '{a: ', '? ', '- ', '\t', '# tpm-ignore x\n', 'a: "', '\u0001']) {
    const reading = readPlan(scrap.repeat(200_000), { file: 'plan' })
    expect(reading.plan.tasks.size).toBe(0)
    void reading.ignores
  }
})
