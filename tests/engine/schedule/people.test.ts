import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drivingOf } from '#engine/schedule/driving'
import { schedule } from '#engine/schedule/schedule'
import { buildPlan } from '#tests/support/build'
import { checkDates, reasonsOf, shortly } from './support.ts'

describe('duration (rule 6)', () => {
  test('leave moves the task of the one who is away', () => {
    const result = checkDates(
      {
        resources: { ben: { leave: ['2026-03-03..2026-03-04'] } },
        tasks: {
          a: { duration: '3d', assign: 'ben' },
          b: { duration: '1d', assign: 'ben', constraints: { 'start-no-earlier-than': '2026-03-03' } },
        },
      },
      { a: '2T08 – 6T17', b: '5T08 – 5T17' },
    )
    expect(reasonsOf(result, 'b')).toEqual(['constraint:start-no-earlier-than', 'resource:ben'])
    expect(drivingOf(result.tasks.get('b')!)[1]).toMatchObject({ minutes: 960, path: ['tasks', 'b', 'assign'] })
  })

  test('of two it goes on while one is at work; ignoring their calendars it goes on anyway', () => {
    const resources = { ann: { leave: ['2026-03-04..2026-03-05'] }, ben: { leave: ['2026-03-03..2026-03-04'] } }
    checkDates(
      {
        resources,
        tasks: {
          both: { duration: '3d', assign: ['ann', 'ben'] },
          ignoring: { duration: '3d', assign: ['ann', 'ben'], ignoreResourceCalendars: true },
          machine: { duration: '3d', assign: ['mill'] },
        },
      },
      { both: '2T08 – 5T17', ignoring: '2T08 – 4T17' },
    )
  })

  test('units never change the dates; effort is units times the hours each is at work', () => {
    const result = checkDates(
      {
        resources: { ben: { rate: 100 }, sre: { type: 'team', units: 3, rate: 50, costPerUse: 7 } },
        tasks: { a: { duration: '2d', assign: { ben: 0.5, sre: 2 } } },
      },
      { a: '2T08 – 3T17' },
    )
    expect(result.tasks.get('a')).toMatchObject({ effort: 480 + 4 * 480, cost: 8 * 100 + 32 * 50 + 7 })
  })

  test('pauses are without work, and a rate holds from its day', () => {
    const result = checkDates(
      {
        resources: { ben: { rate: { '2026-01-01': 10, '2026-03-05': 20 } } },
        tasks: { a: { duration: '3d', assign: 'ben', pauses: ['2026-03-03..2026-03-03'] } },
      },
      { a: '2T08 – 5T17' },
    )
    expect(result.tasks.get('a')!.cost).toBe(8 * 10 * 2 + 8 * 20)
  })

  test('of a capacity and a rate that begin during the work only what is after counts', () => {
    const result = checkDates(
      {
        resources: { half: { capacity: { '2026-03-04': 0.5 } }, up: { rate: { '2026-03-04': 200 } } },
        tasks: { a: { duration: '4d', assign: 'half' }, b: { duration: '4d', assign: 'up' } },
      },
      { a: '2T08 – 5T17', b: '2T08 – 5T17' },
    )
    expect(result.tasks.get('a')!.effort).toBe((16 + 8) * 60)
    expect(result.tasks.get('b')!.cost).toBe(16 * 200)
  })

  test('work that an exception opens outside the usual hours is paid as overtime', () => {
    const result = checkDates(
      {
        calendars: { default: { exceptions: { '2026-03-07': ['08:00-12:00'], '2026-03-06': ['08:00-12:00'] } } },
        resources: { ben: { rate: 10, overtimeRate: 15 } },
        tasks: { a: { duration: '40h', assign: 'ben' } },
      },
      // Friday's four hours are within the usual ones, Saturday's are not.
      { a: '2T08 – 7T12' },
    )
    expect(result.tasks.get('a')!.cost).toBe(36 * 10 + 4 * 15)
  })

  test('pauses are without work of an elapsed duration too, and cost nothing', () => {
    const result = checkDates(
      {
        resources: { ben: { rate: 10 } },
        tasks: {
          a: { duration: '10ed', assign: 'ben', pauses: ['2026-03-05..2026-03-07'] },
          b: { duration: '1ed', after: 'c', pauses: ['2026-03-04..2026-03-06'] },
          c: { duration: '3d' },
        },
      },
      { a: '2T08 – 15T08', b: '7T00 – 8T00' },
    )
    // At work from the 2nd to the 4th and from the 9th to the 13th.
    expect(result.tasks.get('a')).toMatchObject({ effort: 8 * 480, cost: 640, duration: 10 * 1440 })
    expect(drivingOf(result.tasks.get('b')!)).toMatchObject([
      { kind: 'dependency', task: 'c' },
      { kind: 'calendar', path: ['tasks', 'b', 'pauses'] },
    ])
  })

  test('with pauses an elapsed duration is as the same hours on a calendar that never closes', () => {
    const day = fc.integer({ min: 2, max: 20 }).map(n => `2026-03-${String(n).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), day, fc.array(day, { maxLength: 4 }), (hours, start, pauses) => {
        const common = { calendar: 'always', constraints: { 'start-no-earlier-than': start }, pauses }
        const always = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map(weekday => [weekday, ['00:00-24:00']]))
        const { tasks } = schedule(
          buildPlan({
            calendars: { always: { week: always } },
            tasks: { a: { duration: `${hours}eh`, ...common }, b: { duration: `${hours}h`, ...common } },
          }),
        )
        const { start: from, finish: to, totalFloat } = tasks.get('b')!
        expect(tasks.get('a')).toMatchObject({ start: from, finish: to, totalFloat })
      }),
    )
  })

  test('an elapsed duration knows no calendar and costs only hours at work', () => {
    const result = checkDates(
      { resources: { ben: { rate: 10 } }, tasks: { a: { duration: '7ed', assign: 'ben' } } },
      { a: '2T08 – 9T08' },
    )
    expect(result.tasks.get('a')).toMatchObject({ cost: 400, effort: 2400, duration: 7 * 1440 })
  })

  test('from and until: nobody works before or after', () =>
    void checkDates(
      {
        resources: { late: { from: '2026-03-04' }, gone: { until: '2026-03-03' } },
        tasks: {
          a: { duration: '1d', assign: 'late' },
          b: { duration: '2d', assign: 'gone' },
          c: { duration: '3d', assign: 'gone' },
        },
      },
      { a: '4T08 – 4T17', b: '2T08 – 3T17', c: 'no-working-time' },
    ))

  test('a task on its own calendar: only where both work', () =>
    void checkDates(
      {
        calendars: {
          late: { week: Object.fromEntries([0, 1, 2, 3, 4].map(day => [day, ['13:00-21:00']])) },
          night: { week: { 0: ['22:00-06:00'], 6: ['22:00-06:00'] } },
        },
        resources: { ben: {}, owl: { calendar: 'night' } },
        tasks: {
          a: { duration: '8h', calendar: 'late', assign: 'ben' },
          b: { duration: '8h', calendar: 'night', assign: 'owl' },
          c: { duration: '1h', after: 'b', calendar: 'night' },
        },
      },
      { a: '2T13 – 3T17', b: '2T00 – 3T00', c: '3T00 – 3T01' },
    ))
})

describe('effort (rules 7 and 8)', () => {
  test('part-time people take longer; units that are written count as they are', () =>
    void checkDates(
      {
        resources: { part: { capacity: 0.8 }, full: {} },
        tasks: {
          a: { effort: '4d', assign: 'part' },
          b: { effort: '4d', assign: { part: 0.5 } },
          c: { effort: '4d', assign: { full: 2 } },
          d: { effort: '4d' },
        },
      },
      { a: '2T08 – 6T17', b: '2T08 – 11T17', c: '2T08 – 3T17', d: '2T08 – 5T17' },
    ))

  test('one pot, minute by minute, each on their own calendar', () => {
    const result = checkDates(
      {
        resources: { ann: { leave: ['2026-03-02'] }, ben: { leave: ['2026-03-04'] }, half: { capacity: 0.5 } },
        tasks: { a: { effort: '4d', assign: ['ann', 'ben'] }, b: { effort: '3d', assign: ['ben', 'half'] } },
      },
      // Monday ben, Tuesday both, Wednesday ann: four days' work. Monday and Tuesday 1.5 each.
      { a: '2T08 – 4T17', b: '2T08 – 3T17' },
    )
    expect(result.tasks.get('a')!.effort).toBe(4 * 480)
    expect(result.tasks.get('a')!.duration).toBe(3 * 480)
  })

  test('it starts at the first minute of the first who is there, and no one takes from it who is away', () =>
    void checkDates(
      { resources: { ann: { leave: ['2026-03-02..2026-03-03'] } }, tasks: { a: { effort: '1d', assign: 'ann' } } },
      { a: '4T08 – 4T17' },
    ))

  test('capacity that changes over time', () =>
    void checkDates(
      {
        resources: { ben: { capacity: { '2026-01-01': 1, '2026-03-04': 0.5 } } },
        tasks: { a: { effort: '3d', assign: 'ben' } },
      },
      { a: '2T08 – 5T17' },
    ))

  test('equipment must be there and does none of it', () => {
    const result = checkDates(
      {
        resources: {
          ben: {},
          crane: { type: 'equipment', leave: ['2026-03-03'], rate: 10 },
          fee: { type: 'cost', costPerUse: 99 },
        },
        tasks: { a: { effort: '2d', assign: ['ben', 'crane', 'fee'] } },
      },
      { a: '2T08 – 4T17' },
    )
    expect(result.tasks.get('a')).toMatchObject({ effort: 960, cost: 160 + 99 })
  })
})

describe('overload (rule 22)', () => {
  const overloads = (words: Parameters<typeof buildPlan>[0], who: string) =>
    (schedule(buildPlan(words)).overloads.get(who) ?? []).map(
      ({ from, to, load, tasks }) => `${shortly(from)} – ${shortly(to)} ${load} ${tasks.join(' ')}`,
    )

  test('two at once, as one interval over nights and the weekend', () => {
    const tasks = {
      a: { duration: '6d', assign: 'ben' },
      b: { duration: '5d', assign: 'ben', constraints: { 'start-no-earlier-than': '2026-03-04' } },
    }
    expect(overloads({ resources: { ben: {} }, tasks }, 'ben')).toEqual(['4T08 – 9T17 2 a b'])
  })

  test('a pool gives as many as there are, part-time people what they have', () => {
    const tasks = {
      a: { duration: '2d', assign: ['pool', 'part'] },
      b: { duration: '1d', assign: { pool: 2, part: 0.2 } },
      c: { duration: '1d', assign: 'pool' },
    }
    const words = { resources: { pool: { type: 'team', units: 3 }, part: { capacity: 0.8 } }, tasks } as const
    expect(overloads(words, 'pool')).toEqual(['2T08 – 2T17 1.3333333333333333 a b c'])
    expect(overloads(words, 'part')).toEqual(['2T08 – 2T17 1.25 a b'])
  })

  test('two shifts of one team never meet', () => {
    const days = [0, 1, 2, 3, 4]
    const calendars = {
      day: { week: Object.fromEntries(days.map(day => [day, ['06:00-14:00']])) },
      late: { week: Object.fromEntries(days.map(day => [day, ['14:00-22:00']])) },
      crew: { week: Object.fromEntries(days.map(day => [day, ['06:00-22:00']])) },
      lap: { week: Object.fromEntries(days.map(day => [day, ['12:00-16:00']])) },
    }
    const resources = { crew: { type: 'team', calendar: 'crew' } } as const
    const shifts = {
      a: { duration: '16h', calendar: 'day', assign: 'crew' },
      b: { duration: '16h', calendar: 'late', assign: 'crew' },
    }
    expect(overloads({ calendars, resources, tasks: shifts }, 'crew')).toEqual([])
    const lap = { ...shifts, c: { duration: '4h', calendar: 'lap', assign: 'crew' } }
    expect(overloads({ calendars, resources, tasks: lap }, 'crew')).toEqual(['2T12 – 2T14 2 a c', '2T14 – 2T16 2 b c'])
  })

  test('asked for while away, where calendars are ignored', () => {
    const tasks = { a: { duration: '3d', assign: 'ben', ignoreResourceCalendars: true } }
    expect(overloads({ resources: { ben: { leave: ['2026-03-03'] } }, tasks }, 'ben')).toEqual([
      '3T08 – 3T17 Infinity a',
    ])
  })

  test('what is finished or cancelled asks for nothing', () => {
    const tasks = {
      a: { duration: '3d', assign: 'ben' },
      b: { duration: '3d', assign: 'ben', actualStart: '2026-03-02', actualFinish: '2026-03-04' },
      c: { duration: '3d', assign: 'ben', status: 'cancelled' },
    } as const
    expect(overloads({ resources: { ben: {} }, tasks }, 'ben')).toEqual([])
  })
})
