/** Refactorings keep dates, comments and all that is said, in every plan; where they can't, they are not offered. */
import { describe, expect, test } from 'vitest'
import { refactor, refactorOne } from '#tests/support/refactor'

const head = 'tpm: 1\nproject: { id: here, name: Here, start: 2026-01-05 }\n'
const there = 'tpm: 1\nproject: { id: there, name: There, start: 2026-01-05 }\n'

describe('split a task', () => {
  const plan = `${head}resources: { ana: { rate: 100/d }, bo: { rate: 50/d } }
tasks:
  long: { duration: 30d }
  a$0:
    duration: 4d
    assign:
      - ana # half a day
      - bo
    pauses: 2026-01-07
    ignore-resource-calendars: true
    x-ticket: 12
    # as agreed
    deadline: 2026-01-20 # by Ana

    # still open

  w: { duration: 1d, after: a }
`
  test('its people and all that holds for the whole hold for both; comments go with the deadline', () =>
    expect(refactorOne(plan, 'Split')).toBe(`${plan.slice(0, plan.indexOf('  a$0:'))}  a:
    duration: 2d
    assign:
      - ana # half a day
      - bo
    pauses: 2026-01-07
    ignore-resource-calendars: true
    x-ticket: 12

    # still open
  a-2:
    name: a, part 2
    duration: 2d
    assign:
      - ana # half a day
      - bo
    pauses: 2026-01-07
    ignore-resource-calendars: true
    after: a
    # as agreed
    deadline: 2026-01-20 # by Ana

  w: { duration: 1d, after: a-2 }
`))
  test('in braces', () =>
    expect(
      refactorOne(
        `${head}tasks:\n  a$0: { duration: 4d, tags: [x, y], deadline: 2026-01-20, notes: Some } # why\n`,
        'Split',
      ),
    ).toBe(
      `${head}tasks:\n  a: { duration: 2d, tags: [x, y], notes: Some } # why\n  a-2:\n    name: a, part 2\n    duration: 2d\n    tags: [x, y]\n    after: a\n    deadline: 2026-01-20\n`,
    ))
  test('what waits for it in another plan follows', () =>
    expect(
      refactor(plan, 'Split', { 'o.tpm.yaml': `${there}tasks:\n  o: { duration: 1d, after: here/a } # it\n` })?.[
        'o.tpm.yaml'
      ],
    ).toBe(`${there}tasks:\n  o: { duration: 1d, after: here/a-2 } # it\n`))
  test.each([
    ['what waits for a share of it', '  w: { duration: 1d, after: a +50% }'],
    ['what counts from its deadline', '  w: { duration: 1d, before: a.deadline -1d }'],
    ['a risk', '  w: { duration: 1d }\nrisks: { r: { probability: 10%, impact: low, affects: [a] } }'],
    ['a change', '  w: { duration: 1d }\nchanges: { c: { name: C, covers: [a] } }'],
  ])('not where it is named by %s', (_name, line) =>
    expect(refactorOne(plan.replace('  w: { duration: 1d, after: a }', line), 'Split')).toBeUndefined(),
  )
  test.each(['cost: 100', 'points: 5', 'progress: 0%', 'status: done', 'actual-cost: 5'])(
    'not where it says %s, which two can not share',
    line => expect(refactorOne(plan.replace('x-ticket: 12', line), 'Split')).toBeUndefined(),
  )
  test('not where each use costs', () =>
    expect(refactorOne(plan.replace('ana: {', 'ana: { cost-per-use: 10,'), 'Split')).toBeUndefined())
  test('not where halves are no whole minutes', () =>
    expect(refactorOne(plan.replace('duration: 4d', 'duration: 1min'), 'Split')).toBeUndefined())
})

describe('merge tasks', () => {
  const plan = (order: string, more = '') => `${head}tasks:
  other: { duration: 30d }
  # the plan
  [[design: { duration: 2d } # signed off by Ana
  # the work
  build: { duration: 3d, after: design } # needs the new server

  check:]] { duration: 1d, after: build, deadline: 2026-01-20 }
  order: { duration: 1d, after: ${order} }
${more}`
  test('their comments go above the one that stays, the last deadline into it', () =>
    expect(refactorOne(plan('check'), 'Merge 3 tasks into "design" (6d)')).toBe(`${head}tasks:
  other: { duration: 30d }
  # the plan
  # the work
  # needs the new server
  design: { duration: 6d, deadline: 2026-01-20 } # signed off by Ana
  order: { duration: 1d, after: design }
`))
  test('not where another waits for the end of the first: it would be later', () =>
    expect(refactorOne(plan('design'), 'Merge')).toBeUndefined())
  test('what counts from the start of the first stays', () =>
    expect(refactorOne(plan('design SS+1d'), 'Merge')).toContain('after: design SS+1d }'))
  test('not where it counts a share of the first', () =>
    expect(refactorOne(plan('design SS+50%'), 'Merge')).toBeUndefined())
  test('not where a deadline would be lost', () =>
    expect(
      refactorOne(plan('check').replace('after: design }', 'after: design, deadline: 2026-01-12 }'), 'Merge'),
    ).toBeUndefined())
  test('not where a comment silences a rule of one that goes', () =>
    expect(refactorOne(plan('check').replace('# the work', '# tpm-ignore plan/x'), 'Merge')).toBeUndefined())
  test('what waits for the last in another plan follows, and for the first it is not offered', () => {
    const other = (id: string) => ({ 'o.tpm.yaml': `${there}tasks:\n  o: { duration: 1d, after: here/${id} }\n` })
    expect(refactor(plan('check'), 'Merge', other('check'))?.['o.tpm.yaml']).toBe(other('design')['o.tpm.yaml'])
    expect(refactor(plan('check'), 'Merge', other('design'))).toBeUndefined()
    expect(refactor(plan('check'), 'Merge', other('build'))).toBeUndefined()
  })
})

describe('inline a summary', () => {
  const plan = (fields: string) => `${head}tasks:
  # before
  s$0: # all of it
    name: S
${fields}    tasks:

      # one
      x: { duration: 2d, tags: [ui] }
      v:
        duration: 1d
        after: x

      # later: z
  end: { duration: 1d, after: s }
`
  test('its comments stand where its tasks stand, its tags are theirs', () =>
    expect(refactorOne(plan('    tags: [ui, "a: b"] # for reports\n'), 'Inline')).toBe(`${head}tasks:
  # before
  # all of it
  # for reports
  # one
  x: { duration: 2d, tags: [ui, "a: b"] }
  v:
    duration: 1d
    after: x
    tags: [ui, "a: b"]
  # later: z

  end: { duration: 1d, after: v }
`))
  test.each(['deadline: 2026-02-01', 'notes: Some', 'owner: Ana', 'code: ["src/**"]', 'x-id: 1', 'description: D'])(
    'not where it says %s',
    field => expect(refactorOne(plan(`    ${field}\n`), 'Inline')).toBeUndefined(),
  )
  test('not where it says why it waits', () =>
    expect(
      refactorOne(
        plan('    after: { task: p, because: "It must" }\n').replace('  # before', '  p: { duration: 1d }'),
        'Inline',
      ),
    ).toBeUndefined())
})

describe('move to another plan', () => {
  const plan = `${head}tasks:
  keep: { duration: 30d }
  s:
    name: S
    tasks:
      x: { duration: 1d }
      v$0: { duration: 5d }
  z: { duration: 1d, after: x }
`
  const other = (name = 'o.tpm.yaml') => ({ [name]: `${there}tasks:\n  o: { duration: 1d }\n` })
  test('without the tasks that stay moving', () => {
    expect(refactor(plan, 'Move to the plan "There"', other())).toBeUndefined()
    expect(refactor(plan.replace('x: { duration: 1d', 'x: { duration: 9d'), 'Move', other())).toBeDefined()
  })
  const single = `${head}tasks:\n  keep: { duration: 30d }\n  v$0: { duration: 5d, FIELD }\n`
  test.each(['code: ["src/**"]', 'acceptance: { a: { name: A, evidence: "test.xml" } }'])(
    'not into another folder where it says %s',
    field => {
      const text = single.replace('FIELD', field)
      expect(refactor(text, 'Move', other())).toBeDefined()
      expect(refactor(text, 'Move', other('sub/o.tpm.yaml'))).toBeUndefined()
    },
  )
  test('not out of a summary whose tags hold for it', () =>
    expect(
      refactor(
        plan.replace('x: { duration: 1d', 'x: { duration: 9d').replace('name: S', 'name: S\n    tags: ui'),
        'Move',
        other(),
      ),
    ).toBeUndefined())
  test('not where it would cost something else', () => {
    const people = (rate: number) => `resources: { ana: { rate: ${rate}/d } }\ntasks:`
    const text = single.replace('FIELD', 'assign: ana').replace('tasks:', people(100))
    const of = (rate: number) => ({ 'o.tpm.yaml': other()['o.tpm.yaml']!.replace('tasks:', people(rate)) })
    expect(refactor(text, 'Move', of(100))).toBeDefined()
    expect(refactor(text, 'Move', of(200))).toBeUndefined()
  })
  test('not from below a comment that stands free', () =>
    expect(
      refactor(single.replace('  v$0', '  # external\n\n  v$0').replace(', FIELD', ''), 'Move', other()),
    ).toBeUndefined())
})

describe('whole lines that are selected', () => {
  const plan = `${head}tasks:
  # first of all
  design: { duration: 2d }
  build: { duration: 3d, after: design }
  order: { duration: 1d }
`
  const select = (from: string, to: string) => plan.replace(from, `[[${from}`).replace(to, `]]${to}`)
  test.each([
    ['from the beginning of a line to that of the next', '  design', '  order'],
    ['from the comment above', '  # first', '  order'],
    ['from within it', 'first of all', '  order'],
    ['with the end of the line before', '\n  # first', '  order'],
  ])('%s', (_name, from, to) => {
    expect(refactorOne(select(from, to), 'Extract 2 tasks')).toContain(`    tasks:
      # first of all
      design: { duration: 2d }
      build: { duration: 3d, after: design }
  order`)
    expect(refactorOne(select(from, to), 'Merge 2 tasks')).toContain('design: { duration: 5d }\n  order')
  })
  test('one line is one task', () =>
    expect(refactorOne(select('  design', '  build'), 'Extract into a summary')).toContain(
      '      design: { duration: 2d }\n  build',
    ))
  test('in a summary they are its tasks', () =>
    expect(
      refactorOne(
        `${head}tasks:\n  s:\n    tasks:\n[[      a: { duration: 1d }\n      b: { duration: 1d }\n]]      c: { duration: 1d }\n  d: { duration: 1d }\n`,
        'Extract 2 tasks',
      ),
    ).toContain('          b: { duration: 1d }\n      c'))
  test('a part of a summary and what follows it are the summary and that', () =>
    expect(
      refactorOne(
        `${head}tasks:\n  s:\n    tasks:\n      a: { duration: 1d }\n[[      b: { duration: 1d }\n  d: { duration: 1d }\n]]  e: { duration: 1d }\n`,
        'Extract 2 tasks',
      ),
    ).toContain('      s:\n        tasks:\n          a: { duration: 1d }\n'))
})

describe('order by start', () => {
  const plan = `${head}ta$0sks:
  b:
    duration: 1d
    after: a

    # b waits for the customer
  # about a
  a: { duration: 1d }
`
  test('a comment that stands further in goes with what it stands in, over blank lines', () =>
    expect(refactorOne(plan, 'Order')).toBe(
      `${head}tasks:\n  # about a\n  a: { duration: 1d }\n  b:\n    duration: 1d\n    after: a\n\n    # b waits for the customer\n`,
    ))
  test.each([
    ['a blank line below', '  # about a\n', '  # about a\n\n'],
    ['a heading', '  # about a\n', '\n# Phase 2\n'],
    ['above the first', '  b:\n', '  # Phase 1\n\n  b:\n'],
  ])('not where a comment stands free: %s', (_name, from, to) =>
    expect(refactorOne(plan.replace(from, to), 'Order')).toBeUndefined(),
  )
})

describe('estimates', () => {
  const plan = (field: string) =>
    `${head}resources: { ana: { rate: 100/d } }\ntasks:\n  a: { ${field.replace(': ', ': $0')}, assign: { ana: 50% } }\n`
  test.each([
    ['0.02d', '0.012d..0.02d..0.036d'],
    ['0.1w', '0.06w..0.1w..0.18w'],
    ['4h', '2.4h..4h..7.2h'],
  ])('three points of %s', (value, points) =>
    expect(refactorOne(plan(`duration: ${value}`), 'Estimate')).toBe(plan(`duration: ${points}`).replace('$0', '')),
  )
  test('three points of half a person keep dates and cost, and the title says so', () => {
    expect(refactorOne(plan('duration: 2d..4d..8d'), 'Convert to effort: 1d..2d..4d')).toBe(
      plan('effort: 1d..2d..4d').replace('$0', ''),
    )
    expect(refactorOne(plan('effort: 1d..2d..4d'), 'Convert to duration: 2d..4d..8d')).toBe(
      plan('duration: 2d..4d..8d').replace('$0', ''),
    )
  })
  test('of what has begun too', () =>
    expect(refactorOne(plan('duration: 4d, progress: 50%'), 'Convert to effort: 2d')).toBe(
      plan('effort: 2d, progress: 50%').replace('$0', ''),
    ))
})
