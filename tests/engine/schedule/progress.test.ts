import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passesOf } from '#engine/schedule/allPasses'
import { planned, started } from '#engine/schedule/progress'
import { schedule } from '#engine/schedule/schedule'
import { workBetween } from '#engine/time/calendar'
import { buildPlan, type PlanWords, type TaskWords } from '#tests/support/build'
import { checkDates, reasonsOf, shortly } from './support.ts'

describe('what has happened (rule 16)', () => {
  test('what is finished is fixed, on a day off too; what is started is fixed at its start', () => {
    const result = checkDates(
      {
        statusDate: '2026-03-10',
        tasks: {
          done: { duration: '2d', actualStart: '2026-03-03', actualFinish: '2026-03-06T12:00' },
          weekend: { duration: '2d', actualStart: '2026-03-07T10:00', actualFinish: '2026-03-08T15:00' },
          going: { duration: '10d', actualStart: '2026-03-04', progress: 0.5 },
          left: { duration: '10d', actualStart: '2026-03-04', progress: 0.5, remaining: '2d' },
        },
      },
      { done: '3T08 – 6T12', weekend: '7T10 – 8T15', going: '4T08 – 17T17', left: '4T08 – 12T17' },
    )
    expect(result.tasks.get('done')).toMatchObject({ finished: true, progress: 1, totalFloat: 0, critical: false })
    expect(result.tasks.get('going')).toMatchObject({ started: true, progress: 0.5, duration: 10 * 480 })
    expect(reasonsOf(result, 'going')).toEqual(['actual', 'status-date'])
    expect(reasonsOf(result, 'done')).toEqual(['actual'])
  })

  test('without a status date what remains follows what is done', () =>
    void checkDates(
      { tasks: { a: { duration: '10d', actualStart: '2026-03-04', progress: 0.3 } } },
      { a: '4T08 – 17T17' },
    ))

  test('remaining of an effort task is effort', () =>
    void checkDates(
      {
        statusDate: '2026-03-03',
        resources: { ben: {} },
        tasks: { a: { effort: '10d', assign: { ben: 0.5 }, actualStart: '2026-03-02', remaining: '1d' } },
      },
      { a: '2T08 – 5T17' },
    ))

  test('what is left of an elapsed task goes on after the work of the status date (rule 4)', () => {
    const result = checkDates(
      { statusDate: '2026-03-04', tasks: { cure: { duration: '2ed', actualStart: '2026-03-03', progress: 0.5 } } },
      { cure: '3T08 – 5T17' },
    )
    expect(reasonsOf(result, 'cure')).toEqual(['actual', 'status-date'])
  })

  test('retained logic waits for the predecessor, override does not', () => {
    const tasks = {
      first: { duration: '5d' },
      second: { duration: '4d', after: 'first', actualStart: '2026-03-02', progress: 0.25 },
    }
    const retained = checkDates({ statusDate: '2026-03-03', tasks }, { first: '4T08 – 10T17', second: '2T08 – 13T17' })
    expect(reasonsOf(retained, 'second')).toEqual(['actual', 'dependency:first'])
    expect(retained.tasks.get('first')!.critical).toBe(true)
    const override = checkDates(
      { statusDate: '2026-03-03', progressLogic: 'override', tasks },
      { second: '2T08 – 6T17' },
    )
    expect(override.tasks.get('first')!.totalFloat).toBe(0)
    expect(override.tasks.get('second')!.totalFloat).toBe(2 * 480)
  })
})

describe('half-kept plans (rule 17)', () => {
  test('begun without a date: at its computed start, not after the status date', () =>
    void checkDates(
      {
        statusDate: '2026-03-05',
        tasks: {
          a: { duration: '5d', progress: 0.5 },
          b: { duration: '10d' },
          c: { duration: '2d', after: 'b', status: 'in-progress' },
          d: { duration: '2d', status: 'blocked' },
        },
      },
      { a: '2T08 – 10T12', b: '6T08 – 19T17', c: '6T08 – 23T17', d: '6T08 – 9T17' },
    ))

  test('less is left than there was, or something of what is done: begun, and what is left is placed', () => {
    const remaining = '1d'
    const result = checkDates(
      {
        statusDate: '2026-03-10',
        tasks: {
          less: { duration: '3d', remaining },
          done: { duration: '3d', remaining, status: 'done' },
          blocked: { duration: '3d', remaining, status: 'blocked' },
          'not-yet': { duration: '3d', remaining, status: 'not-started' },
          more: { duration: '3d', remaining: '4d' },
        },
      },
      {
        less: '2T08 – 11T17',
        done: '2T08 – 11T17',
        blocked: '2T08 – 11T17',
        'not-yet': '11T08 – 13T17',
        more: '11T08 – 13T17',
      },
    )
    expect(result.tasks.get('done')).toMatchObject({ started: true, finished: false })
  })

  test('where only what remains is written, the rest of it is done', () => {
    const begun = { duration: '10d', actualStart: '2026-03-02', assign: ['ann', 'ben'] }
    const result = schedule(
      buildPlan({
        statusDate: '2026-03-10',
        resources: { ann: {}, ben: {} },
        tasks: {
          part: { ...begun, remaining: '4d' },
          effort: { effort: '10d', assign: ['ann', 'ben'], remaining: '2d' },
          more: { ...begun, remaining: '12d' },
          said: { ...begun, progress: 0.25, remaining: '4d' },
          'not-yet': { duration: '10d', status: 'not-started', remaining: '4d' },
        },
      }),
    )
    const shares = [...result.tasks].map(([id, { progress }]) => [id, progress])
    expect(Object.fromEntries(shares)).toEqual({ part: 0.6, effort: 0.8, more: 0, said: 0.25, 'not-yet': 0 })
  })

  test('what must finish on a day and has begun is held by that day', () => {
    const constraints = { 'must-finish-on': '2026-03-20' }
    const a = { duration: '3d', actualStart: '2026-03-09', progress: 0.1, constraints }
    const result = checkDates({ statusDate: '2026-03-10', tasks: { a } }, { a: '9T08 – 20T17' })
    expect(reasonsOf(result, 'a')).toEqual(['actual', 'constraint:must-finish-on'])
  })

  test('done without a date: at its computed finish, not after the status date', () =>
    void checkDates(
      {
        statusDate: '2026-03-05',
        tasks: {
          a: { duration: '2d', status: 'done' },
          b: { duration: '9d', progress: 1 },
          c: { duration: '2d', actualFinish: '2026-03-05' },
          d: { milestone: true, after: 'a', milestoneStatus: 'reached' },
          e: { duration: '1d', after: 'a', status: 'done', remaining: '1d' },
        },
      },
      { a: '2T08 – 3T17', b: '2T08 – 5T17', c: '4T08 – 5T17', d: '3T17 – 3T17', e: '4T08 – 6T17' },
    ))

  test('what runs round the clock ends no later than the work of the status date, as what is left of it goes on then', () => {
    const tasks = (begun: object) => ({
      short: { duration: '12eh', ...begun },
      long: { duration: '3ed', ...begun },
      past: { duration: '4eh', ...begun },
      shift: { duration: '12eh', calendar: 'night', ...begun },
      first: { duration: '8h', status: 'done' as const },
      evening: { duration: '2eh', after: 'first FS+2eh', ...begun },
    })
    const calendars = { night: { week: { 0: ['18:00-23:00'] } } }
    // The 2nd ends with its work at 17:00, on the night calendar at 23:00.
    checkDates(
      { statusDate: '2026-03-02', calendars, tasks: tasks({ status: 'done' }) },
      { short: '2T08 – 2T17', long: '2T08 – 2T17', past: '2T08 – 2T12', shift: '2T18 – 2T23', evening: '2T15 – 2T17' },
    )
    checkDates(
      { statusDate: '2026-03-02', calendars, tasks: tasks({ status: 'in-progress', remaining: '1eh' }) },
      { short: '2T08 – 2T18', long: '2T08 – 2T18', past: '2T08 – 2T18', shift: '2T18 – 3T00', evening: '2T17 – 2T20' },
    )
  })
})

describe('the status date (rule 18)', () => {
  test('nothing unfinished is placed before it, milestones too', () => {
    const result = checkDates(
      {
        statusDate: '2026-03-06',
        tasks: {
          a: { duration: '1d' },
          m: { milestone: true, date: '2026-03-04' },
          reached: { milestone: true, actual: '2026-03-04' },
          n: { milestone: true, after: 'reached' },
        },
      },
      { a: '9T08 – 9T17', m: '9T08 – 9T08', reached: '4T17 – 4T17', n: '9T08 – 9T08' },
    )
    expect(reasonsOf(result, 'a')).toEqual(['status-date', 'calendar'])
    expect(shortly(result.statusDate!)).toBe('7T00')
  })

  test('elapsed work goes on after the work of its day, on a day off after the day, at a time from that time', () => {
    const tasks = {
      begun: { duration: '3ed', actualStart: '2026-03-06T10:00', progress: 0.5 },
      ahead: { duration: '3ed' },
      early: { duration: '3ed', progress: 0.5 },
      done: { duration: '9ed', status: 'done' as const },
    }
    const at = (statusDate: string, expected: Readonly<Record<string, string>>) =>
      checkDates({ statusDate, tasks }, expected)
    at('2026-03-06', { begun: '6T10 – 8T05', ahead: '6T17 – 9T17', early: '2T08 – 8T05', done: '2T08 – 6T17' })
    at('2026-03-08', { begun: '6T10 – 10T12', ahead: '9T00 – 12T00', early: '2T08 – 10T12', done: '2T08 – 9T00' })
    at('2026-03-08T10:00', { begun: '6T10 – 9T22', ahead: '8T10 – 11T10', early: '2T08 – 9T22', done: '2T08 – 8T10' })
    at('2026-03-09T20:00', { begun: '6T10 – 11T08', ahead: '9T20 – 12T20', early: '2T08 – 11T08', done: '2T08 – 9T20' })
    expect(reasonsOf(at('2026-03-08', {}), 'ahead')).toEqual(['status-date'])
  })

  test('no unfinished work lies before it', () => {
    fc.assert(
      fc.property(randomUnfinished, ({ statusDate, words }) => {
        const plan = buildPlan({ ...words, statusDate })
        const { passes, placed } = passesOf(plan, {})
        const { network, progress } = passes
        const dayStart = plan.project.statusDate!.minute
        const dayEnd = dayStart + (plan.project.statusDate!.hasTime ? 0 : 1440)
        for (let i = 0; i < network.count; i++) {
          if (progress.mode[i] !== planned && progress.mode[i] !== started) continue
          const from = progress.mode[i] === started ? placed.resume[i]! : placed.start[i]!
          // After the work of that day, which ends before midnight, or after a day off.
          const isAfter = dayEnd <= from || (dayStart < from && workBetween(network.own[i]!, from, dayEnd) === 0)
          expect([network.tasks[i]!.id, isAfter]).toEqual([network.tasks[i]!.id, true])
        }
      }),
      { numRuns: 400 },
    )
  })

  test('lag that has passed since the predecessor finished is not waited for again', () =>
    void checkDates(
      {
        statusDate: '2026-03-06',
        tasks: {
          a: { duration: '1d', actualStart: '2026-03-02', actualFinish: '2026-03-02' },
          b: { duration: '1d', after: 'a +3d' },
          c: { duration: '1d', after: 'a +6d' },
        },
      },
      { b: '9T08 – 9T17', c: '11T08 – 11T17' },
    ))
})

describe('cancelled (rule 19)', () => {
  test('a point without lag: its successors wait for its predecessors, and it counts nowhere', () => {
    const result = checkDates(
      {
        tasks: {
          a: { duration: '2d' },
          phase: {},
          x: { parent: 'phase', duration: '9d', after: 'a +3d', status: 'cancelled', actualCost: 70, cost: 500 },
          y: { parent: 'phase', duration: '1d' },
          b: { duration: '1d', after: 'x +4d' },
        },
      },
      { a: '2T08 – 3T17', x: '3T17 – 3T17', b: '4T08 – 4T17', phase: '2T08 – 2T17' },
    )
    expect(result.tasks.get('x')).toMatchObject({ cancelled: true, cost: 70, critical: false, duration: 0 })
    expect(result.tasks.get('phase')!.cost).toBe(70)
    expect(result.tasks.get('a')!.critical).toBe(true)
    expect(shortly(result.finish)).toBe('4T17')
  })

  test('a summary in which all is cancelled stands where the last of them does, in whatever order they are written', () => {
    const a = { duration: '2d' }
    const x = { parent: 'phase', duration: '1d', status: 'cancelled', after: 'a' } as const
    const y = { parent: 'phase', duration: '1d', status: 'cancelled' } as const
    checkDates({ tasks: { a, phase: {}, x, y } }, { phase: '3T17 – 3T17' })
    checkDates({ tasks: { a, phase: {}, y, x } }, { phase: '3T17 – 3T17' })
  })

  test('a cancelled summary cancels all inside', () => {
    const result = checkDates(
      {
        tasks: {
          a: { duration: '2d' },
          phase: { status: 'cancelled', after: 'a' },
          x: { parent: 'phase', duration: '9d' },
          b: { duration: '1d', after: 'phase' },
        },
      },
      { x: '3T17 – 3T17', phase: '3T17 – 3T17', b: '4T08 – 4T17' },
    )
    expect(result.tasks.get('phase')!.cancelled).toBe(true)
  })

  const deadline = '2026-03-03'
  const waits = { duration: '1d', after: 'a' } as const
  const phases: Readonly<Record<string, PlanWords['tasks']>> = {
    'a task': { x: { ...waits, status: 'cancelled', deadline } },
    'a milestone': { m: { milestone: true, after: 'a', milestoneStatus: 'cancelled', deadline } },
    'a summary': { s: { status: 'cancelled', after: 'a', deadline }, x: { parent: 's', duration: '1d' } },
    'all in a summary': { s: { deadline }, x: { parent: 's', ...waits, status: 'cancelled' } },
    'some in a summary': {
      s: { deadline },
      x: { parent: 's', ...waits, status: 'cancelled' },
      y: { parent: 's', duration: '1d' },
    },
    'all in a part of a summary': {
      s: { deadline },
      part: { parent: 's' },
      x: { parent: 'part', ...waits, status: 'cancelled' },
      y: { parent: 's', duration: '1d' },
    },
  }
  for (const [what, tasks] of Object.entries(phases)) {
    test(`the deadline of ${what} that is cancelled takes no float from what comes before`, () => {
      const result = schedule(buildPlan({ tasks: { a: { duration: '5d' }, ...tasks } }))
      expect(result.tasks.get('a')!.totalFloat).toBe(0)
    })
  }
})

const dayOf = fc.integer({ min: 2, max: 22 }).map(day => `2026-03-${String(day).padStart(2, '0')}`)

const unfinished: fc.Arbitrary<TaskWords> = fc.record({
  duration: fc.constantFrom('4h', '2d', '5d', '12eh', '3ed', '9ed'),
  calendar: fc.constantFrom(undefined, undefined, 'night', 'weekend'),
  after: fc.constantFrom(undefined, undefined, 't0', 't1 FS+1ed', 't0 FF', 't2 SS+1d'),
  actualStart: fc.option(dayOf, { nil: undefined }),
  progress: fc.constantFrom(undefined, undefined, 0.3, 0.9),
})

/** Tasks in several calendars, some begun, and a status date on any day, now and then at a time. */
const randomUnfinished: fc.Arbitrary<{ readonly statusDate: string; readonly words: PlanWords }> = fc.record({
  statusDate: fc
    .tuple(dayOf, fc.constantFrom('', '', '', 'T00:00', 'T10:30', 'T23:00'))
    .map(([day, time]) => `${day}${time}`),
  words: fc.array(unfinished, { minLength: 1, maxLength: 6 }).map(tasks => ({
    calendars: {
      night: { week: { 0: ['22:00-06:00'], 2: ['22:00-06:00'] } },
      weekend: { week: { 5: ['00:00-24:00'], 6: ['10:00-14:00'] } },
    },
    tasks: Object.fromEntries(
      tasks.map((task, i) => {
        const isEarlier = task.after && Number(task.after[1]) < i
        return [`t${i}`, { ...task, after: isEarlier ? task.after : undefined }]
      }),
    ),
  })),
})
