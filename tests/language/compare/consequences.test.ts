/** What follows from a change. */
import { describe, expect, test } from 'vitest'
import { compareTexts, shortly } from '#tests/support/compare'

const head = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-02, currency: EUR }\n'
const plan = (rest: string) => head + rest
const tasks = `tasks:
  a: { name: A, duration: 5d }
  b: { name: B, duration: 3d }
milestones:
  m: { name: M, after: [a, b], deadline: 2026-03-09 }
`
const compare = (before: string, after: string) => compareTexts(plan(before), plan(after))
const verdict = (from: string, to: string) => compare(tasks, tasks.replace(from, to)).verdict

describe('the verdict', () => {
  test('is worse where something is later and nothing better', () =>
    expect(verdict('A, duration: 5d', 'A, duration: 6d')).toBe('worse'))
  test('is better where something is earlier and nothing worse', () =>
    expect(verdict('A, duration: 5d', 'A, duration: 4d')).toBe('better'))
  test('is mixed where the one is earlier and the other dearer', () =>
    expect(verdict('A, duration: 5d', 'A, duration: 4d, cost: 100')).toBe('mixed'))
  test('is mixed at best where unfinished work is gone', () => {
    expect(compare(tasks, tasks.replace('  b: { name: B, duration: 3d }\n', '').replace('[a, b]', 'a')).verdict).toBe(
      'mixed',
    )
    expect(verdict('A, duration: 5d', 'A, duration: 5d, status: cancelled')).toBe('mixed')
  })
  test('is unchanged where nothing that counts moves', () => {
    expect(verdict('B, duration: 3d', 'B, duration: 4d')).toBe('unchanged')
    expect(verdict('name: A', 'name: Alpha')).toBe('unchanged')
  })
  test('is none where a side has tasks without dates', () =>
    expect(verdict('A, duration: 5d', 'A, duration: 5d, after: m')).toBe('unjudged'))
  test('is worse for a broken policy alone', () => {
    const policy = 'policy: { require-owner: true }\n'
    const { verdict } = compare(policy + tasks.replace('name: A,', 'name: A, owner: ann,'), policy + tasks)
    expect(verdict).toBe('worse')
  })
})

describe('a movement', () => {
  test('is split between two edits that each would do it alone, with what they overlap', () => {
    const after = tasks.replace('A, duration: 5d', 'A, duration: 7d').replace('B, duration: 3d', 'B, duration: 7d')
    const { project, edits } = compare(tasks, after)
    expect(shortly(edits)).toEqual(['changed task a duration: 5d → 7d', 'changed task b duration: 3d → 7d'])
    expect(project).toMatchObject({
      minutes: 960,
      days: 4,
      progressMinutes: 0,
      revisionMinutes: 960,
      interactionMinutes: 960,
      attribution: [
        { edit: 'e1', minutes: 480 },
        { edit: 'e2', minutes: 480 },
      ],
    })
  })

  test('is first by progress, then by revision', () => {
    const before = plan(
      'tasks:\n  a: { name: A, duration: 4d, actual-start: 2026-03-02, progress: 50% }\n  b: { name: B, duration: 2d, after: a }\n',
    ).replace('start: 2026-03-02,', 'start: 2026-03-02, status-date: 2026-03-03,')
    const after = before
      .replace('progress: 50%', 'progress: 50%, remaining: 3d')
      .replace('B, duration: 2d', 'B, duration: 1d')
    const { project, edits } = compareTexts(before, after)
    expect(edits.map(({ field, nature }) => [field, nature])).toEqual([
      ['remaining', 'progress'],
      ['duration', 'revision'],
    ])
    expect(project).toMatchObject({ minutes: 0, progressMinutes: 480, revisionMinutes: -480 })
    expect(project.attribution).toEqual([
      { edit: 'e1', minutes: 480 },
      { edit: 'e2', minutes: -480 },
    ])
  })

  test('of a milestone that comes or goes has no share', () => {
    const { milestones } = compare(tasks, tasks.replace('m: { name: M', 'n: { name: N'))
    expect(
      milestones.map(({ id, before, after, minutes }) => [id, before === undefined, after === undefined, minutes]),
    ).toEqual([
      ['n', true, false, undefined],
      ['m', false, true, undefined],
    ])
  })

  test('by a new summary with all inside it is one edit’s', () => {
    const after = tasks
      .replace(
        'milestones:',
        '  s: { name: S, after: a, tasks: { x: { name: X, duration: 2d }, y: { name: Y, duration: 1d, after: x } } }\nmilestones:',
      )
      .replace('[a, b]', '[a, b, s]')
    const { project, edits } = compare(tasks, after)
    const [share] = project.attribution
    expect([share?.minutes, edits.find(({ edit }) => edit === share?.edit)?.id]).toEqual([1440, 's'])
  })

  test('by a calendar, a person’s leave and a rate is theirs', () => {
    const before = `calendars: { default: { week: { mon-fri: [08:00-12:00, 13:00-17:00] } } }
resources: { ann: { name: Ann, rate: 100/h } }
tasks: { a: { name: A, duration: 5d, assign: ann } }
`
    const after = before
      .replace('[08:00-12:00, 13:00-17:00] }', '[08:00-12:00, 13:00-17:00] }, holidays: [2026-03-04]')
      .replace('rate: 100/h', 'rate: 110/h, leave: [2026-03-05..2026-03-06]')
    const { project, cost, edits } = compare(before, after)
    const idOf = (edit: string) => edits.find(one => one.edit === edit)!.field
    expect(project.attribution.map(({ edit, minutes }) => [idOf(edit), minutes])).toEqual([
      ['leave', 960],
      ['holidays', 480],
    ])
    expect(cost.attribution.map(({ edit, amount }) => [idOf(edit), amount])).toEqual([['rate', 400]])
  })
})

test('the critical path before and after, and the float that is lost', () => {
  const { criticalPath, floatLost } = compare(tasks, tasks.replace('B, duration: 3d', 'B, duration: 6d'))
  expect(criticalPath).toEqual({ before: ['a', 'm'], after: ['b', 'm'] })
  expect(floatLost.map(({ id, before, after, becameCritical }) => [id, before, after, becameCritical])).toEqual([
    ['b', 960, 0, true],
  ])
})

test('people who are overloaded, and who are no more', () => {
  const people = (b: string, d: string) => `resources: { ann: { name: Ann }, ben: { name: Ben } }
tasks:
  a: { name: A, duration: 2d, assign: ann }
  b: { name: B, duration: 2d, assign: ${b} }
  c: { name: C, duration: 2d, assign: ben }
  d: { name: D, duration: 2d, assign: ${d} }
`
  const { overloads } = compare(people('ann', 'ben, after: c'), people('ben', 'ben, after: c'))
  expect(overloads.gone).toMatchObject([{ resource: 'ann', tasks: ['a', 'b'], load: 2 }])
  expect(overloads.new).toMatchObject([{ resource: 'ben', tasks: ['b', 'c'], load: 2 }])
})

test('risks that are opened, closed, raised and lowered, on the base’s matrix', () => {
  const risks = (list: string) => `${tasks}risks:\n${list}`
  const before = risks(
    '  up: { name: Up, probability: 20%, impact: { cost: 100 } }\n  down: { name: Down, probability: 60%, impact: { schedule: 1d } }\n  gone: { name: Gone, probability: 10%, impact: high }\n',
  )
  const after = risks(
    '  up: { name: Up, probability: 40%, impact: { cost: 100 } }\n  down: { name: Down, probability: 20%, impact: { schedule: 1d } }\n  gone: { name: Gone, probability: 10%, impact: high, status: closed }\n  fresh: { name: Fresh, probability: 50%, impact: { schedule: 2d } }\n',
  )
  const { opened, closed, raised, lowered, exposure } = compare(before, after).risks
  expect({ opened, closed, raised, lowered }).toEqual({
    opened: ['fresh'],
    closed: ['gone'],
    raised: ['up'],
    lowered: ['down'],
  })
  expect(exposure).toEqual({ before: { days: 0.6, cost: 20 }, after: { days: 1.2, cost: 40 } })
})

test('findings new and gone, wherever their lines are', () => {
  const late = tasks.replace('2026-03-09', '2026-03-03')
  const { diagnostics } = compare(late, `# a comment\n${tasks.replace('A, duration: 5d', 'A')}`)
  expect(diagnostics.gone.map(({ code }) => code)).toContain('schedule/deadline-missed')
  expect(diagnostics.new.map(({ code }) => code)).toEqual(['plan/no-duration'])
})

test('shares of a levelled plan sum to its movement', () => {
  const people = (days: number) =>
    `resources: { ann: { name: Ann } }\ntasks:\n  a: { name: A, duration: 2d, assign: ann }\n  b: { name: B, duration: ${days}d, assign: ann }\n  c: { name: C, duration: 1d, assign: ann, priority: ${days}00 }\n`
  const levelled = (text: string) => plan(text).replace('currency: EUR', 'leveling: auto')
  const { project } = compareTexts(levelled(people(2)), levelled(people(4)))
  expect(project.minutes).toBe(960)
  expect(project.attribution.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(960)
})
