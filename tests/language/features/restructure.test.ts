import { describe, expect, test } from 'vitest'
import type { Snapshot } from '#language/snapshot'
import { refactor, refactorOne } from '#tests/support/refactor'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { id: here, name: Here, start: 2026-03-02 }\n'

const dates = ({ schedule }: Snapshot, id: string) => {
  const { start, finish } = schedule.tasks.get(id)!
  return [start, finish]
}

describe('extract into a summary', () => {
  const plan = (inner: string) => `${head}tasks:\n${inner}`
  test('the tasks that are selected, with their comments', () =>
    expect(
      refactorOne(
        plan(
          `  a: { name: A, duration: 1d }\n\n  # about b\n  [[b:\n    name: B # why\n    duration: 2d\n    notes: |\n      some\n        words\n\n  c: { name: C, ]]duration: 1d, after: b }\n  d: { name: D, duration: 1d, after: c }\n`,
        ),
        'Extract 2 tasks',
      ),
    ).toBe(
      plan(
        `  a: { name: A, duration: 1d }\n\n  summary:\n    name: Summary\n    tasks:\n      # about b\n      b:\n        name: B # why\n        duration: 2d\n        notes: |\n          some\n            words\n\n      c: { name: C, duration: 1d, after: b }\n  d: { name: D, duration: 1d, after: c }\n`,
      ),
    ))
  test('one task at the cursor, with CRLF and four columns', () =>
    expect(
      refactorOne(
        `${head}tasks:\n    a$0:\n        name: A\n        duration: 1d\n`.replaceAll('\n', '\r\n'),
        'Extract into',
      ),
    ).toBe(
      `${head}tasks:\n    summary:\n        name: Summary\n        tasks:\n            a:\n                name: A\n                duration: 1d\n`.replaceAll(
        '\n',
        '\r\n',
      ),
    ))
  test('not milestones, which have none', () =>
    expect(refactorOne(`${head}milestones:\n  g$0a: { name: GA }\n`, 'Extract')).toBeUndefined())
  test('its id is free', () =>
    expect(refactorOne(plan('  summary$0:\n    name: A\n    duration: 1d\n'), 'Extract')).toContain('  summary-2:\n'))
})

describe('inline a summary', () => {
  const plan = `${head}tasks:
  prep: { name: Prep, duration: 1d }
  # the work
  bu$0ild:
    name: Build
    after: prep # first
    tasks:
      # one
      x:
        name: X
        duration: 2d
      v: { name: V, duration: 1d, after: x }
      z: { name: Z, duration: 1d }
  test: { name: Test, duration: 1d, after: build +1d }
`
  test('its tasks take its place, what it waits for and what waits for it follow', () =>
    expect(refactorOne(plan, 'Inline')).toBe(`${head}tasks:
  prep: { name: Prep, duration: 1d }
  # the work
  # first
  # one
  x:
    name: X
    duration: 2d
    after: prep
  v: { name: V, duration: 1d, after: [x, prep] }
  z: { name: Z, duration: 1d, after: prep }
  test: { name: Test, duration: 1d, after: [v +1d, z +1d] }
`))
  test('not where something counts from its start', () =>
    expect(refactorOne(plan.replace('build +1d', 'build SS+1d'), 'Inline')).toBeUndefined())
  test('not where a risk names it', () =>
    expect(
      refactorOne(`${plan}risks:\n  r: { name: R, probability: 10%, impact: low, affects: [build] }\n`, 'Inline'),
    ).toBeUndefined())
})

describe('split a task', () => {
  const plan = `${head}tasks:
  bu$0ild: # all
    name: "Build"
    duration: 4d
    deadline: 2026-03-10
  test: { name: Test, duration: 1d, after: build }
  watch: { name: Watch, duration: 1d, after: build SS }
`
  test('into halves; the deadline and what waits for its end go with the second', () =>
    expect(refactorOne(plan, 'Split into two of 2d')).toBe(`${head}tasks:
  build: # all
    name: "Build"
    duration: 2d
  build-2:
    name: "Build, part 2"
    duration: 2d
    after: build
    deadline: 2026-03-10
  test: { name: Test, duration: 1d, after: build-2 }
  watch: { name: Watch, duration: 1d, after: build SS }
`))
  test('not one that has begun', () =>
    expect(refactorOne(plan.replace('duration: 4d', 'duration: 4d\n    progress: 20%'), 'Split')).toBeUndefined())
})

describe('merge tasks', () => {
  const plan = `${head}tasks:
  a: { name: A, duration: 1d }
  [[b:
    name: B # kept
    duration: 2d
    after: a
  c: { name: C, duration: 3d, after: b, deadline: 2026-03-20 }
  d:]] { name: D, duration: 1d, after: c }
  e: { name: E, duration: 1d, after: [d, a] }
`
  test('that follow one another', () =>
    expect(
      refactorOne(
        plan
          .replace('deadline: 2026-03-20', 'name: C')
          .replace('name: C, name: C', 'name: C')
          .replace(', name: C }', ' }'),
        'Merge 3 tasks into "B" (6d)',
      ),
    ).toBe(`${head}tasks:
  a: { name: A, duration: 1d }
  b:
    name: B # kept
    duration: 6d
    after: a
  e: { name: E, duration: 1d, after: [b, a] }
`))
  const pair = (first: string, second: string) =>
    refactorOne(
      `${head}tasks:\n  [[a:\n    name: A\n    duration: ${first}\n  b:\n    name: B\n    duration: ${second}\n    after: a\n]]`,
      'Merge',
    )?.split('duration: ')[1]
  test.each([
    ['2d', '4h', '20h'],
    ['90min', '1.5h', '180min'],
    ['1w', '2d', '7d'],
    ['1w', '4h', '44h'],
    ['2ed', '12eh', '60eh'],
    ['0.5d', '0.25d', '0.75d'],
  ])('of %s and %s in the finer unit', (first, second, sum) => expect(pair(first, second)).toBe(`${sum}\n`))
  test('not of work and elapsed time', () => expect(pair('2d', '12eh')).toBeUndefined())
  test('not where something waits for what lies inside', () =>
    expect(refactorOne(plan.replace('after: [d, a]', 'after: [d, c]'), 'Merge')).toBeUndefined())
  test('not where one of them says more than the other can', () =>
    expect(refactorOne(plan.replace('name: D,', 'name: D, priority: 700,'), 'Merge')).toBeUndefined())
})

describe('order by start', () => {
  test('each with its comments, what stands between stays', () =>
    expect(
      refactorOne(
        `${head}ta$0sks:\n  # last\n  c: { name: C, duration: 1d, after: b }\n\n  # first\n  a:\n    name: A\n    duration: 1d\n  b: { name: B, duration: 1d, after: a }`,
        'Order',
      ),
    ).toBe(
      `${head}tasks:\n  # first\n  a:\n    name: A\n    duration: 1d\n\n  b: { name: B, duration: 1d, after: a }\n  # last\n  c: { name: C, duration: 1d, after: b }`,
    ))
  test('not what is in order', () =>
    expect(
      refactorOne(`${head}ta$0sks:\n  a: { name: A, duration: 1d }\n  b: { name: B, duration: 1d }\n`, 'Order'),
    ).toBeUndefined())
})

describe('extract into an included file', () => {
  const plan = `${head}# who\nresou$0rces:\n  # the lead\n  ann: { name: Ann }\n\ntasks:\n  a: { name: A, effort: 1d, assign: ann }\n`
  test('people, their text as it is', () =>
    expect(refactor(plan, 'Extract people into people.tpm.yaml')).toEqual({
      'people.tpm.yaml': 'tpm: 1\n# who\nresources:\n  # the lead\n  ann: { name: Ann }\n',
      'plan.tpm.yaml': `${head.replace('tpm: 1\n', 'tpm: 1\ninclude: [./people.tpm.yaml]\n')}\ntasks:\n  a: { name: A, effort: 1d, assign: ann }\n`,
    }))
  test('beside other includes, under a name that is free', () =>
    expect(
      Object.keys(
        refactor(plan.replace('tpm: 1\n', 'tpm: 1\ninclude: [./people.tpm.yaml]\n'), 'Extract people into people-2', {
          'people.tpm.yaml': 'tpm: 1\ncalendars: { c: { name: C } }\n',
        }) ?? {},
      ),
    ).toEqual(['people-2.tpm.yaml', 'plan.tpm.yaml']))
  test('not calendars that the people in it would lack', () =>
    expect(
      refactor(
        plan
          .replace('ann: { name: Ann }', 'ann: { name: Ann, calendar: c }')
          .replace('tasks:', 'calendars: { c: { name: C, week: { mon: [09:00-17:00] } } }\ntasks:'),
        'Extract people',
      ),
    ).toBeUndefined())
})

describe('move to another plan', () => {
  const other =
    'tpm: 1\nproject: { id: there, name: There, start: 2026-03-02 }\ntasks:\n  z: { name: Z, duration: 1d }\n'
  const third = `tpm: 1\nproject: { id: third, name: Third, start: 2026-03-02 }\ntasks:\n  w: { name: W, duration: 1d, after: here/b }\n`
  const plan = `${head}tasks:
  a: { name: A, duration: 1d }
  # it goes
  b$0:
    name: B
    duration: 2d
    after: [a, there/z]
  c: { name: C, duration: 1d, after: b SS+1d }
`
  test('its links and those to it follow, in all plans', () =>
    expect(refactor(plan, 'Move to the plan "There"', { 'other.tpm.yaml': other, 'third.tpm.yaml': third })).toEqual({
      'plan.tpm.yaml': `${head}tasks:\n  a: { name: A, duration: 1d }\n  c: { name: C, duration: 1d, after: there/b SS+1d }\n`,
      'other.tpm.yaml': `${other}  # it goes\n  b:\n    name: B\n    duration: 2d\n    after: [here/a, z]\n`,
      'third.tpm.yaml': third.replace('here/b', 'there/b'),
    }))
  test('a plan that waits for it names it by its own id', () =>
    expect(
      refactor(plan.replace(', there/z', ''), 'Move to the plan', {
        'other.tpm.yaml': `${other}  u: { name: U, duration: 1d, after: here/b }\n`,
      })?.['other.tpm.yaml'],
    ).toContain('after: b }\n  # it goes\n  b:\n'))
  test('not without the people it needs', () =>
    expect(
      refactor(
        plan
          .replace('duration: 2d', 'duration: 2d\n    assign: ann')
          .replace('tasks:', 'resources: { ann: { name: Ann } }\ntasks:'),
        'Move',
        { 'other.tpm.yaml': other },
      ),
    ).toBeUndefined())
  test('not where its id is taken', () =>
    expect(
      refactor(plan.replace(', there/z', ''), 'Move', { 'other.tpm.yaml': other.replace('z: {', 'b: {') }),
    ).toBeUndefined())
})

describe('convert keeps the dates', () => {
  const plan = `${head}resources: { ben: { name: Ben } }\ntasks:\n  a: { name: A, duration: 4$0d, assign: { ben: 50% } }\n`
  test('of a duration of half a person', () => {
    const effort = refactorOne(plan, 'Convert to effort')!
    expect(effort).toContain('effort: 2d, assign: { ben: 50% }')
    expect(dates(snapshotOf(effort), 'a')).toEqual(dates(snapshotOf(plan.replace('$0', '')), 'a'))
  })
  test('and of an effort', () =>
    expect(refactorOne(plan.replace('duration: 4$0d', 'effort: 2$0d'), 'Convert to duration')).toBe(
      plan.replace('$0', ''),
    ))
})
