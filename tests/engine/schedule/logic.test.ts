import { describe, expect, test } from 'vitest'
import { continuous } from '#engine/schedule/planTime'
import { schedule } from '#engine/schedule/schedule'
import { buildPlan } from '#tests/support/build'
import { checkDates, reasonsOf, shortly, spanOf } from './support.ts'

describe('links (rule 10)', () => {
  test('the four types, without lag', () =>
    void checkDates(
      {
        tasks: {
          a: { duration: '3d', constraints: { 'start-no-earlier-than': '2026-03-03' } },
          fs: { duration: '1d', after: 'a' },
          ss: { duration: '1d', after: 'a SS' },
          ff: { duration: '1d', after: 'a FF' },
          sf: { duration: '1d', after: 'a SF' },
        },
      },
      { a: '3T08 – 5T17', fs: '6T08 – 6T17', ss: '3T08 – 3T17', ff: '5T08 – 5T17', sf: '2T08 – 2T17' },
    ))

  test('working, elapsed, percent and negative lag', () =>
    void checkDates(
      {
        tasks: {
          a: { duration: '5d' },
          working: { duration: '1d', after: 'a +1d' },
          elapsed: { duration: '1d', after: 'a +1ed' },
          percent: { duration: '1d', after: 'a SS+40%' },
          lead: { duration: '1d', after: 'a -2d' },
          farLead: { duration: '1d', after: 'a -20d' },
        },
      },
      {
        a: '2T08 – 6T17',
        working: '10T08 – 10T17',
        elapsed: '9T08 – 9T17',
        percent: '4T08 – 4T17',
        lead: '5T08 – 5T17',
        farLead: '2T08 – 2T17',
      },
    ))

  test('an elapsed lag that lands on a Saturday holds a start to Monday and a finish to Friday (rule 5)', () =>
    void checkDates(
      {
        tasks: {
          a: { duration: '4d' },
          start: { duration: '1d', after: 'a +2ed' },
          finish: { duration: '1d', after: 'a FF+2ed' },
        },
      },
      { a: '2T08 – 5T17', start: '9T08 – 9T17', finish: '6T08 – 6T17' },
    ))

  test('working lag runs on the task calendar of the successor', () =>
    void checkDates(
      {
        calendars: { weekend: { week: { 5: ['08:00-12:00', '13:00-17:00'], 6: ['08:00-12:00', '13:00-17:00'] } } },
        tasks: { a: { duration: '1d' }, b: { duration: '1d', calendar: 'weekend', after: 'a +1d' } },
      },
      { b: '8T08 – 8T17' },
    ))

  test('an elapsed duration runs round the clock and starts when it may', () =>
    void checkDates(
      { tasks: { a: { duration: '5d' }, b: { duration: '2ed', after: 'a' }, c: { duration: '1d', after: 'b' } } },
      { b: '6T17 – 8T17', c: '9T08 – 9T17' },
    ))

  test('before: just in time, it follows what it is before and does not hold it', () => {
    const result = checkDates(
      {
        tasks: {
          build: { duration: '10d' },
          ga: { milestone: true, after: 'build' },
          notice: { milestone: true, before: 'ga -1w' },
          print: { duration: '2d', before: 'ga' },
        },
      },
      { ga: '13T17 – 13T17', notice: '6T17 – 6T17', print: '12T08 – 13T17' },
    )
    expect(reasonsOf(result, 'print')).toEqual(['dependency:ga'])
  })

  test('before a deadline: counted back from the date', () =>
    void checkDates(
      {
        tasks: {
          ga: { milestone: true, deadline: '2026-03-27', after: 'notice' },
          notice: { milestone: true, before: 'ga.deadline -1w' },
        },
      },
      { notice: '20T17 – 20T17', ga: '20T17 – 20T17' },
    ))

  test('a reference to nothing is left out; one to another plan counts, and is missed where the plan is', () => {
    const plan = buildPlan({
      tasks: { a: { duration: '1d', after: ['nowhere', 'other/x'] }, b: { duration: '1d', after: 'a' } },
    })
    expect(spanOf(schedule(plan).tasks.get('a')!)).toBe('2T08 – 2T17')
    const { minute } = plan.project.start!
    const x = {
      start: minute,
      finish: (minute + 3 * 1440) as never,
      duration: 3 * 1440,
      calendar: continuous,
      elapsed: true,
    }
    expect(spanOf(schedule(plan, { external: () => x }).tasks.get('a')!)).toBe('5T08 – 5T17')
    const missing = schedule(plan, { external: () => undefined })
    expect(missing.tasks.get('a')!.unscheduled).toBe('other-plan-missing')
    expect(spanOf(missing.tasks.get('b')!)).toBe('2T08 – 2T17')
  })
})

describe('points without length (rule 5)', () => {
  test('after a finish on the earlier side of a gap, at a start constraint on the later', () =>
    void checkDates(
      {
        tasks: {
          work: { duration: '5d' },
          done: { milestone: true, after: 'work' },
          next: { milestone: true, after: 'work', constraints: { 'start-no-earlier-than': '2026-03-09' } },
          begin: { milestone: true },
          begun: { milestone: true, after: 'begin' },
        },
      },
      { done: '6T17 – 6T17', next: '9T08 – 9T08', begin: '2T08 – 2T08', begun: '2T08 – 2T08' },
    ))

  test('a date that is fixed by others', () =>
    void checkDates(
      { tasks: { delivery: { milestone: true, date: '2026-03-15' }, use: { duration: '1d', after: 'delivery' } } },
      { delivery: '13T17 – 13T17', use: '16T08 – 16T17' },
    ))

  test('what follows a point in a gap does not start before what the point waits for', () =>
    void checkDates(
      {
        calendars: { always: { week: Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map(day => [day, ['00:00-24:00']])) } },
        tasks: {
          run: { duration: '6ed' },
          done: { milestone: true, after: 'run' },
          night: { duration: '1h', calendar: 'always', after: 'done' },
        },
      },
      { run: '2T08 – 8T08', done: '6T17 – 6T17', night: '8T08 – 8T09' },
    ))
})

describe('summaries (rule 11)', () => {
  test('links into one hold every leaf, links out of one count from its ends', () =>
    void checkDates(
      {
        tasks: {
          first: { duration: '2d' },
          phase: { after: 'first +1d' },
          inner: { parent: 'phase' },
          a: { parent: 'inner', duration: '1d' },
          b: { parent: 'inner', duration: '2d', after: 'a' },
          c: { parent: 'phase', duration: '1d' },
          later: { duration: '1d', after: 'phase' },
          beside: { duration: '1d', after: 'phase SS+1d' },
        },
      },
      {
        a: '5T08 – 5T17',
        b: '6T08 – 9T17',
        c: '5T08 – 5T17',
        phase: '5T08 – 9T17',
        inner: '5T08 – 9T17',
        later: '10T08 – 10T17',
        beside: '6T08 – 6T17',
      },
    ))

  test('leaves inherit the calendar and the constraints that hold a summary', () => {
    const result = checkDates(
      {
        calendars: { early: { week: { 0: ['06:00-14:00'], 1: ['06:00-14:00'], 2: ['06:00-14:00'] } } },
        tasks: {
          phase: {
            calendar: 'early',
            constraints: { 'start-no-earlier-than': '2026-03-03', 'finish-no-later-than': '2026-03-04' },
          },
          a: { parent: 'phase', duration: '8h' },
          b: { parent: 'phase', duration: '16h', after: 'a' },
        },
      },
      { a: '3T06 – 3T14', b: '3T06 – 4T14' },
    )
    expect(result.conflicts).toMatchObject([
      { task: 'phase', constraint: 'finish-no-later-than', against: { task: 'a', path: ['tasks', 'b', 'after', 0] } },
    ])
    expect(result.tasks.get('a')!.totalFloat).toBe(-480)
  })

  test('figures roll up: progress by duration, the least float, effort and cost', () => {
    const result = schedule(
      buildPlan({
        resources: { ben: { rate: 100 } },
        tasks: {
          phase: {},
          a: { parent: 'phase', duration: '1d', assign: 'ben', status: 'done' },
          b: { parent: 'phase', duration: '3d', after: 'a', cost: 50 },
          c: { parent: 'phase', duration: '1d' },
        },
      }),
    )
    const phase = result.tasks.get('phase')!
    expect(phase).toMatchObject({
      progress: 0.2,
      effort: 480,
      cost: 850,
      totalFloat: 0,
      duration: 4 * 480,
      critical: true,
    })
    expect(result.cost).toBe(850)
  })
})

describe('constraints and deadlines (rule 12)', () => {
  test('start and finish no earlier than, on days off too', () =>
    void checkDates(
      {
        tasks: {
          start: { duration: '1d', constraints: { 'start-no-earlier-than': '2026-03-07' } },
          finish: { duration: '2d', constraints: { 'finish-no-earlier-than': '2026-03-08' } },
        },
      },
      { start: '9T08 – 9T17', finish: '5T08 – 6T17' },
    ))

  test('what must be or must not be later wins over logic, and the conflict names both sides', () => {
    const after = 'long'
    const result = checkDates(
      {
        tasks: {
          long: { duration: '10d' },
          mso: { duration: '2d', after, constraints: { 'must-start-on': '2026-03-05' } },
          mfo: { duration: '2d', after, constraints: { 'must-finish-on': '2026-03-05' } },
          snlt: { duration: '2d', after, constraints: { 'start-no-later-than': '2026-03-05' } },
          fnlt: { duration: '2d', after, constraints: { 'finish-no-later-than': '2026-03-05' } },
          next: { duration: '1d', after: 'mso' },
          fine: { duration: '1d', constraints: { 'start-no-later-than': '2026-03-05' } },
        },
      },
      {
        mso: '5T08 – 6T17',
        mfo: '4T08 – 5T17',
        snlt: '5T08 – 6T17',
        fnlt: '4T08 – 5T17',
        next: '9T08 – 9T17',
        fine: '2T08 – 2T17',
      },
    )
    expect(result.conflicts.map(({ task, constraint, against }) => `${task} ${constraint} ${against.task}`)).toEqual([
      'mso must-start-on long',
      'mfo must-finish-on long',
      'snlt start-no-later-than long',
      'fnlt finish-no-later-than long',
    ])
    expect(result.conflicts.map(({ required, allowed }) => `${shortly(required)} ${shortly(allowed)}`)).toEqual([
      '16T08 5T08',
      '17T17 5T17',
      '16T08 5T08',
      '17T17 5T17',
    ])
    expect(result.tasks.get('long')!.totalFloat).toBe(-8 * 480)
    expect(reasonsOf(result, 'mso')).toEqual(['constraint:must-start-on'])
  })

  test('must- without a conflict holds a task later than its logic', () => {
    const constraints = { 'must-start-on': '2026-03-05' }
    const result = checkDates({ tasks: { a: { duration: '1d', constraints } } }, { a: '5T08 – 5T17' })
    expect(result.conflicts).toEqual([])
  })

  test('a deadline moves nothing and lowers the late finish', () => {
    const result = checkDates(
      { tasks: { a: { duration: '5d', deadline: '2026-03-04' }, b: { duration: '10d' } } },
      { a: '2T08 – 6T17' },
    )
    expect(result.tasks.get('a')).toMatchObject({ totalFloat: -2 * 480, critical: false })
    expect(shortly(result.tasks.get('a')!.lateFinish)).toBe('4T17')
  })

  test('a milestone in the middle of a day may end as late as the evening of the deadline', () => {
    const result = checkDates(
      {
        tasks: {
          a: { milestone: true, after: 'b', deadline: '2026-03-13' },
          b: { duration: '3.25d' },
          long: { duration: '20d' },
          end: { milestone: true, after: ['a', 'long'] },
        },
      },
      { a: '5T10 – 5T10' },
    )
    expect(shortly(result.tasks.get('a')!.lateFinish)).toBe('13T17')
  })

  test('the deadline of the project makes the float of all negative', () => {
    const result = checkDates({ deadline: '2026-03-05', tasks: { a: { duration: '5d' } } }, { a: '2T08 – 6T17' })
    expect(result.tasks.get('a')).toMatchObject({ totalFloat: -480, critical: true })
    expect(shortly(result.deadline!)).toBe('5T17')
  })

  test('a point before what starts at night stands on the evening before, and does not move it', () =>
    void checkDates(
      {
        start: '2026-03-09',
        calendars: { night: { week: { 2: ['22:00-06:00'] } } },
        tasks: {
          ready: { milestone: true, schedule: 'as-late-as-possible' },
          shift: {
            duration: '1h',
            after: 'ready',
            calendar: 'night',
            constraints: { 'must-start-on': '2026-03-12T05:00' },
          },
        },
      },
      { ready: '11T17 – 11T17', shift: '12T05 – 12T06' },
    ))

  test('as late as possible: without moving a successor, in chains, to the finish without one', () => {
    const schedule = 'as-late-as-possible'
    const result = checkDates(
      {
        tasks: {
          long: { duration: '5d' },
          end: { duration: '1d', after: 'long' },
          a: { duration: '1d', schedule },
          b: { duration: '1d', schedule, after: 'a' },
          c: { duration: '1d', after: ['b', 'long'] },
          alone: { duration: '2d', schedule },
        },
      },
      { a: '5T08 – 5T17', b: '6T08 – 6T17', c: '9T08 – 9T17', alone: '6T08 – 9T17' },
    )
    expect(reasonsOf(result, 'b')).toEqual(['successor:c', 'calendar'])
    expect(reasonsOf(result, 'alone')).toEqual(['successor'])
    expect(result.tasks.get('a')).toMatchObject({ freeFloat: 0, totalFloat: 0 })
    expect(shortly(result.tasks.get('a')!.earlyStart)).toBe('2T08')
  })

  test('as late as possible, though what counts from the start of its summary would hold it, where another begins that', () => {
    const late = { schedule: 'as-late-as-possible' } as const
    const result = checkDates(
      {
        tasks: {
          long: { duration: '10d' },
          phase: {},
          first: { parent: 'phase', duration: '1d' },
          paper: { parent: 'phase', duration: '1d', ...late },
          step: { parent: 'phase' },
          inside: { parent: 'step', duration: '2d', ...late },
          beside: { duration: '1d', after: 'phase SS' },
          over: { duration: '1d', after: 'phase SF+2d' },
          // What counts from the start of "other" holds both of those that begin it: neither stays.
          other: {},
          one: { parent: 'other', duration: '1d', ...late },
          two: { parent: 'other', duration: '1d', ...late },
          shown: { duration: '1d', after: 'other SS' },
          // Nor does what is moved with a task that is late.
          third: {},
          led: { parent: 'third', duration: '1d', before: 'paper' },
          lone: { parent: 'third', duration: '1d', ...late, constraints: { 'start-no-earlier-than': '2026-03-02' } },
          told: { duration: '1d', after: 'third SS', constraints: { 'start-no-earlier-than': '2026-03-02' } },
        },
      },
      {
        first: '2T08 – 2T17',
        paper: '13T08 – 13T17',
        inside: '12T08 – 13T17',
        beside: '2T08 – 2T17',
        over: '3T08 – 3T17',
        one: '2T08 – 2T17',
        two: '2T08 – 2T17',
        shown: '2T08 – 2T17',
        lone: '2T08 – 2T17',
      },
    )
    expect(reasonsOf(result, 'paper')).toEqual(['successor'])
    expect(reasonsOf(result, 'one')).toEqual(['project-start'])
  })

  test('a day off in the middle, a deadline of its own, and a just-in-time follower of what is late', () =>
    void checkDates(
      {
        tasks: {
          long: { duration: '10d' },
          late: { duration: '1d', schedule: 'as-late-as-possible', deadline: '2026-03-08' },
          notice: { duration: '1d', before: 'late' },
        },
      },
      { late: '6T08 – 6T17', notice: '5T08 – 5T17' },
    ))
})

describe('backward scheduling (rule 13)', () => {
  test('without a start its finish holds, though it begins with what stands in a gap', () => {
    const back = { finish: '2026-03-20', schedule: 'as-late-as-possible' } as const
    void checkDates({ ...back, tasks: { end: { duration: '0d' } } }, { end: '20T17 – 20T17' })
    // An hour round the clock and then four of work: it begins at noon, in the break of those who work by day.
    void checkDates(
      { ...back, tasks: { cure: { duration: '1eh' }, end: { milestone: true, after: 'cure +4h' } } },
      { cure: '20T12 – 20T13', end: '20T17 – 20T17' },
    )
    void checkDates(
      {
        ...back,
        tasks: {
          phase: {},
          work: { parent: 'phase', duration: '1h' },
          ready: { parent: 'phase', milestone: true },
          end: { milestone: true, after: 'phase', schedule: 'as-soon-as-possible' },
        },
      },
      { work: '20T16 – 20T17', ready: '20T17 – 20T17', end: '20T17 – 20T17' },
    )
  })

  const backward = { finish: '2026-03-27', schedule: 'as-late-as-possible' } as const

  test('what is just in time for nothing, or for itself, moves no start and takes no dates from the rest', () => {
    const tasks = { c: { duration: '5d' }, a: { duration: '2d', before: 'c' } }
    const c = '23T08 – 27T17'
    void checkDates(
      { ...backward, tasks: { ...tasks, a: { duration: '2d', before: 'nobody' } } },
      { c, a: '26T08 – 27T17' },
    )
    void checkDates(
      { ...backward, tasks: { ...tasks, a: { duration: '2d', before: 'c', status: 'cancelled' } } },
      { c },
    )
    void checkDates({ ...backward, tasks: { ...tasks, a: { duration: '2d', before: 'b' }, b: { before: 'a' } } }, { c })
  })
  test('what is just in time comes before what it is for, and the project begins with it', () =>
    void checkDates(
      {
        ...backward,
        tasks: {
          c: { duration: '5d' },
          d: { duration: '5d', after: 'c' },
          a: { duration: '2d', before: 'c -1d' },
          b: { duration: '1d', before: 'a' },
        },
      },
      { c: '16T08 – 20T17', d: '23T08 – 27T17', a: '11T08 – 12T17', b: '10T08 – 10T17' },
    ))
  test('leaves are as late as possible; the project starts when the first must', () => {
    const result = checkDates(
      {
        ...backward,
        tasks: { a: { duration: '5d' }, b: { duration: '3d', after: 'a' }, c: { duration: '1d', after: 'a' } },
      },
      { a: '18T08 – 24T17', b: '25T08 – 27T17', c: '27T08 – 27T17' },
    )
    expect(shortly(result.start)).toBe('18T08')
    expect(shortly(result.finish)).toBe('27T17')
  })

  test('one that says as soon as possible is as soon as possible', () =>
    void checkDates(
      { ...backward, tasks: { a: { duration: '5d' }, b: { duration: '1d', schedule: 'as-soon-as-possible' } } },
      { a: '23T08 – 27T17', b: '23T08 – 23T17' },
    ))

  test('what would fall before the start or the status date stays there with negative float', () => {
    const result = checkDates(
      { ...backward, start: '2026-03-23', tasks: { a: { duration: '5d' }, b: { duration: '2d', after: 'a' } } },
      { a: '23T08 – 27T17', b: '30T08 – 31T17' },
    )
    expect(result.tasks.get('a')!.totalFloat).toBe(-2 * 480)
  })
})

describe('what can not be scheduled (rules 9 and 15)', () => {
  test('a circle is an ordered loop with every edge; what is outside and not downstream has its dates', () => {
    const result = checkDates(
      {
        tasks: {
          c: { duration: '1d', after: 'b' },
          a: { duration: '1d', after: ['c', 'free'] },
          b: { duration: '1d', after: 'a' },
          down: { duration: '1d', after: 'b' },
          free: { duration: '1d' },
        },
      },
      { a: 'cycle', b: 'cycle', c: 'cycle', down: 'after-cycle', free: '2T08 – 2T17' },
    )
    expect(result.cycles).toEqual([
      {
        edges: [
          { from: 'a', to: 'b', path: ['tasks', 'b', 'after', 0] },
          { from: 'b', to: 'c', path: ['tasks', 'c', 'after', 0] },
          { from: 'c', to: 'a', path: ['tasks', 'a', 'after', 0] },
        ],
      },
    ])
    expect(shortly(result.finish)).toBe('2T17')
  })

  test('a task that waits for itself, and links between a summary and what is inside it', () => {
    const result = checkDates(
      {
        tasks: {
          self: { duration: '1d', after: 'self' },
          out: {},
          inner: { parent: 'out', duration: '1d', after: 'out' },
          other: { parent: 'out', duration: '1d' },
          into: { after: 'leaf' },
          leaf: { parent: 'into', duration: '1d' },
        },
      },
      { self: 'cycle', inner: 'cycle', leaf: 'cycle', other: '2T08 – 2T17', into: 'cycle', out: '2T08 – 2T17' },
    )
    expect(result.tasks.get('out')!.partial).toBe(true)
    expect(result.cycles.map(({ edges }) => edges.map(({ from, to }) => `${from}>${to}`).join(' '))).toEqual([
      'inner>out out>inner',
      'into>leaf leaf>into',
      'self>self',
    ])
  })

  test('a working calendar without time takes only its own task out', () =>
    void checkDates(
      {
        calendars: { closed: { week: {} } },
        resources: { gone: { until: '2026-02-01' } },
        tasks: {
          a: { duration: '1d', calendar: 'closed' },
          b: { duration: '1d', assign: 'gone' },
          c: { effort: '1d', assign: 'gone' },
          d: { duration: '1d', after: ['a', 'b', 'c'] },
        },
      },
      { a: 'no-working-time', b: 'no-working-time', c: 'no-working-time', d: '2T08 – 2T17' },
    ))
})

test('push and pull: a task moves earlier again when what held it does (rule 14)', () => {
  for (const [duration, expected] of [
    ['5d', '9T08 – 9T17'],
    ['2d', '4T08 – 4T17'],
  ] as const) {
    checkDates({ tasks: { a: { duration }, b: { duration: '1d', after: 'a' } } }, { b: expected })
  }
})

test('the order of the text changes nothing', () => {
  const tasks = {
    a: { duration: '3d' },
    b: { duration: '2d', after: ['a SS+1d', 'c FF'] },
    c: { duration: '4d', after: 'a +50%' },
  }
  const turned = Object.fromEntries(Object.entries(tasks).reverse())
  const dates = (plan: typeof tasks) => [...schedule(buildPlan({ tasks: plan })).tasks.values()].map(spanOf).sort()
  expect(dates(turned as typeof tasks)).toEqual(dates(tasks))
})
