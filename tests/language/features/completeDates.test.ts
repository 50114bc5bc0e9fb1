import { describe, expect, test } from 'vitest'
import { completion } from '#language/features/completion'
import { workspaceOf } from '#tests/support/planFiles'

/** Tue 10 Mar 2026 is what is known; Fri 1 May is a holiday, Thu 30 April a bridge day, work is Monday to Friday. */
const head = `tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-05, status-date: 2026-03-10, deadline: 2026-06-30 }
calendars:
  default:
    week: { mon-fri: [09:00-17:00] }
    holidays: { 2026-05-01: Labour Day }
    exceptions: { 2026-04-30: closed, 2026-05-02: [10:00-16:00] }
  always: { week: { mon-sun: [00:00-24:00] } }
resources:
  ben: { name: Ben }
sprints:
  s1: { name: Sprint 1, start: 2026-03-09, finish: 2026-03-20 }
  s2: { name: Sprint 2, start: 2026-03-23, finish: 2026-04-03 }
`
const tasks = 'tasks:\n  a: { name: Alpha, duration: 3d }\n'

function offered(fixture: string): readonly string[] {
  const { snapshot, offset } = workspaceOf(
    fixture.startsWith('---') || fixture.startsWith('tpm:') ? fixture : head + fixture,
  )
  return completion(snapshot, offset, '2026-03-02')
    .items.filter(({ kind }) => kind === 'date')
    .map(({ label, detail }) => `${label} ${detail}`)
}

describe('a date is offered with its weekday and its meaning', () => {
  const cases: readonly (readonly [name: string, fixture: string, offer: string])[] = [
    [
      'the status date',
      `${tasks}    deadline: $0`.replace('3d }\n    ', '3d }\n  b:\n    '),
      '2026-03-10 Tue 10 Mar · status date',
    ],
    ['the next working day', `${tasks}  b:\n    deadline: $0`, '2026-03-11 Wed 11 Mar · next working day'],
    [
      'the finish of a predecessor',
      `${tasks}  b:\n    after: a\n    deadline: $0`,
      '2026-03-13 Fri 13 Mar · finish of Alpha',
    ],
    [
      'the day after it, where something starts',
      `${tasks}  b:\n    after: a\n    start-no-earlier-than: $0`,
      '2026-03-16 Mon 16 Mar · computed start · next working day after Alpha',
    ],
    [
      'the finish of another plan’s task',
      `--- infra.tpm.yaml\nproject: { id: infra, name: I, start: 2026-04-06 }\ntasks:\n  net: { name: Network, duration: 2d }\n--- plan.tpm.yaml\n${head}tasks:\n  b:\n    after: infra/net\n    deadline: $0`,
      '2026-04-07 Tue 7 Apr · finish of Network',
    ],
    ['what is computed', `${tasks}  b:\n    duration: 2d\n    deadline: $0`, '2026-03-12 Thu 12 Mar · computed finish'],
    [
      'the finish at midnight is that day’s',
      'tasks:\n  b:\n    calendar: always\n    duration: 2ed\n    deadline: $0',
      '2026-03-12 Thu 12 Mar · computed finish · finish of the project',
    ],
    ['the start of the project', `${tasks}  b:\n    deadline: $0`, '2026-03-05 Thu 5 Mar · start of the project'],
    [
      'the deadline of the project',
      `${tasks}  b:\n    deadline: $0`,
      '2026-06-30 Tue 30 Jun · deadline of the project',
    ],
    ['the end of a sprint', `${tasks}  b:\n    deadline: $0`, '2026-03-20 Fri 20 Mar · end of Sprint 1'],
    [
      'the start of a sprint, where something starts',
      `${tasks}  b:\n    start-no-earlier-than: $0`,
      '2026-03-23 Mon 23 Mar · start of Sprint 2',
    ],
    [
      'the deadline of a milestone',
      `${tasks}  b:\n    deadline: $0\nmilestones:\n  ga: { name: GA, deadline: 2026-05-29 }\n`,
      '2026-05-29 Fri 29 May · deadline of GA',
    ],
    ['in a week', `${tasks}  b:\n    deadline: $0`, '2026-03-17 Tue 17 Mar · in a week'],
    ['a holiday by its name', `${tasks}  b:\n    deadline: 2026-05$0`, '2026-05-01 Fri 1 May · holiday: Labour Day'],
    ['a day that is closed', `${tasks}  b:\n    deadline: 2026-04$0`, '2026-04-30 Thu 30 Apr · closed by an exception'],
    [
      'a Saturday that is worked',
      `${tasks}  b:\n    deadline: 2026-05$0`,
      '2026-05-02 Sat 2 May · hours by an exception',
    ],
    ['a weekend', `${tasks}  b:\n    deadline: 2026-05$0`, '2026-05-09 Sat 9 May · day off'],
    [
      'no weekend for a task that works then',
      'tasks:\n  b:\n    calendar: always\n    deadline: 2026-05$0',
      '2026-05-09 Sat 9 May',
    ],
    ['a leap day', `${tasks}  b:\n    deadline: 2028-02$0`, '2028-02-29 Tue 29 Feb'],
    ['for a milestone', `${tasks}milestones:\n  m:\n    date: $0`, '2026-03-11 Wed 11 Mar · next working day'],
    ['for a risk', 'risks:\n  r:\n    review-by: $0', '2026-03-11 Wed 11 Mar · next working day'],
    ['for an action', 'actions:\n  x: { name: X, due: $0 }', '2026-03-11 Wed 11 Mar · next working day'],
    [
      'as the key of a rate',
      head.replace('name: Ben }', 'name: Ben, rate: { $0 } }'),
      '2026-03-10 Tue 10 Mar · status date',
    ],
    [
      'as the key of a holiday',
      head.replace('holidays: { 2026-05-01: Labour Day }', 'holidays: { 2026-05-01: Labour Day, $0 }'),
      '2026-03-10 Tue 10 Mar · status date',
    ],
    ['inside quotes', `${tasks}  b:\n    deadline: "$0"`, '2026-03-11 Wed 11 Mar · next working day'],
    ['right after the colon', `${tasks}  b:\n    deadline:$0`, '2026-03-11 Wed 11 Mar · next working day'],
    ['in an item of leave', 'resources:\n  maya:\n    leave:\n      - $0', '2026-03-11 Wed 11 Mar · next working day'],
  ]
  test.each(cases)('%s', (_name, fixture, offer) => {
    const [day, ...meanings] = offer.split(' · ')
    const line = offered(fixture).find(each => each.startsWith(day!)) ?? 'no such day'
    for (const meaning of meanings) expect(line.split(' · ')).toContain(meaning)
    if (meanings.length === 0) expect(line).toBe(day)
  })
})

describe('the order of dates', () => {
  const first = (fixture: string, count: number) =>
    offered(fixture)
      .slice(0, count)
      .map(line => line.slice(11))
  test('what is known now comes first, then the task’s own, its finish first for a deadline', () =>
    expect(first(`${tasks}  b:\n    after: a\n    duration: 2d\n    deadline: $0`, 5)).toEqual([
      'Tue 10 Mar · status date',
      'Wed 11 Mar · next working day',
      'Tue 17 Mar · computed finish · finish of the project · in a week',
      'Mon 16 Mar · computed start',
      'Fri 13 Mar · finish of Alpha',
    ]))
  test('and its start first for a constraint on it', () =>
    expect(first(`${tasks}  b:\n    after: a\n    duration: 2d\n    must-start-on: $0`, 4)[2]).toBe(
      'Mon 16 Mar · computed start · next working day after Alpha',
    ))
  test('the sprint of the task comes before the others', () => {
    const all = first(`${tasks}  b:\n    sprint: s2\n    deadline: $0`, 20)
    expect(all.findIndex(line => line.includes('Sprint 2'))).toBeLessThan(
      all.findIndex(line => line.includes('Sprint 1')),
    )
  })
  test('the days of a month that is typed are in order, whatever they mean', () => {
    const days = offered(`${tasks}  b:\n    deadline: 2026-03-$0`).map(line => line.slice(0, 10))
    expect(days).toEqual([...days].sort())
    expect(days.filter(day => day.startsWith('2026-03'))).toHaveLength(31)
  })
  test('each day is offered once', () => {
    const days = offered(`${tasks}  b:\n    after: a\n    deadline: 2026-03$0`).map(line => line.slice(0, 10))
    expect(new Set(days).size).toBe(days.length)
  })
  test.each(['actual-start', 'actual-finish'])('what has happened is not after the status date: %s', key => {
    const all = offered(`${tasks}  b:\n    after: a\n    ${key}: $0`)
    expect(all.slice(0, 3).map(line => line.replace(' · start of Sprint 1', ''))).toEqual([
      '2026-03-10 Tue 10 Mar · status date',
      '2026-03-09 Mon 9 Mar · working day before',
      '2026-03-06 Fri 6 Mar · 2 working days before',
    ])
    expect(all.every(line => line.slice(0, 10) <= '2026-03-10')).toBe(true)
  })
  test('the actual date of a milestone too', () =>
    expect(offered('milestones:\n  m:\n    actual: $0').every(line => line.slice(0, 10) <= '2026-03-10')).toBe(true))
  test('without a status date the project’s start is what is known', () =>
    expect(
      offered('tpm: 1\nproject: { name: P, start: 2026-03-06 }\ntasks:\n  a:\n    deadline: $0').slice(-4)[0],
    ).toBe('2026-03-09 Mon 9 Mar · next working day'))
  test('a date is found by its weekday or its meaning too', () => {
    const { snapshot, offset } = workspaceOf(`${head}${tasks}  b:\n    after: a\n    deadline: $0`)
    const item = completion(snapshot, offset, '2026-03-02').items.find(({ label }) => label === '2026-03-13')
    expect(item?.filter).toBe('2026-03-13 Fri 13 Mar · finish of Alpha')
  })
})
