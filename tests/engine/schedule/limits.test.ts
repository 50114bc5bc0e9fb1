import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passesOf } from '#engine/schedule/allPasses'
import { drivingOf } from '#engine/schedule/driving'
import { schedule } from '#engine/schedule/schedule'
import { describeReason } from '#engine/schedule/why'
import { startAt, workAt } from '#engine/time/calendar'
import { minutesPerDay, minutesPerWeek } from '#engine/time/civil'
import type { Minute } from '#engine/time/minute'
import { mondayOf } from '#engine/time/spans'
import { buildPlan, type PlanWords } from '#tests/support/build'
import { checkDates, reasonsOf, shortly } from './support.ts'

describe('limits constrain effort (rule 23)', () => {
  test('what a day has no room for is done on a later one', () =>
    checkDates(
      { resources: { ben: { perDay: '4h' } }, tasks: { a: { effort: '12h', assign: 'ben' } } },
      { a: '2T08 – 4T12' },
    ))

  test('a day that begins late has the limit still before it', () =>
    checkDates(
      {
        resources: { ben: { perDay: '4h' } },
        tasks: {
          first: { duration: '5h' },
          a: { effort: '9h', assign: 'ben', after: 'first' },
        },
      },
      // Monday 14:00–17:00, Tuesday four hours, Wednesday two.
      { a: '2T14 – 4T10' },
    ))

  test('a week that is full leaves the rest to the next', () =>
    checkDates(
      { resources: { ben: { perWeek: '20h' } }, tasks: { a: { effort: '30h', assign: 'ben' } } },
      { a: '2T08 – 10T10' },
    ))

  test('a day and a week at once', () =>
    checkDates(
      { resources: { ben: { perDay: '6h', perWeek: '20h' } }, tasks: { a: { effort: '23h', assign: 'ben' } } },
      { a: '2T08 – 9T11' },
    ))

  test('units below the limit are not held by it, nor is a duration', () =>
    checkDates(
      {
        resources: { ben: { perDay: '4h' } },
        tasks: { half: { effort: '8h', assign: { ben: 0.5 } }, fixed: { duration: '2d', assign: 'ben' } },
      },
      { half: '2T08 – 3T17', fixed: '2T08 – 3T17' },
    ))

  test('the other of two does what the limit of one leaves', () => {
    const result = checkDates(
      {
        resources: { ann: { rate: 10 }, ben: { perDay: '2h', rate: 100 } },
        tasks: { a: { effort: '20h', assign: ['ann', 'ben'] } },
      },
      // Two days of 8 + 2 hours.
      { a: '2T08 – 3T17' },
    )
    expect(result.tasks.get('a')).toMatchObject({ effort: 1200, cost: 16 * 10 + 4 * 100 })
  })

  test('a night shift counts on the days its hours are on', () =>
    checkDates(
      {
        calendars: { night: { week: { 0: ['22:00-06:00'], 1: ['22:00-06:00'], 2: ['22:00-06:00'] } } },
        resources: { ben: { perDay: '4h', calendar: 'night' } },
        tasks: { a: { effort: '12h', assign: 'ben', calendar: 'night' } },
      },
      // Monday two hours before midnight, Tuesday four after it, Wednesday four, Thursday two.
      { a: '2T22 – 5T02' },
    ))

  test('leave moves it on, and a limit of nothing leaves no time', () =>
    checkDates(
      {
        resources: { ben: { perDay: '4h', leave: ['2026-03-03'] }, ann: { perWeek: '0h' } },
        tasks: { a: { effort: '8h', assign: 'ben' }, never: { effort: '8h', assign: 'ann' } },
      },
      { a: '2T08 – 4T12', never: 'no-working-time' },
    ))

  test('what remains is held by the limit too, and as late as possible counts back by it', () =>
    checkDates(
      {
        statusDate: '2026-03-03',
        resources: { ben: { perDay: '4h' } },
        tasks: {
          begun: { effort: '20h', assign: 'ben', actualStart: '2026-03-02', remaining: '10h' },
          late: { effort: '10h', assign: 'ben', schedule: 'as-late-as-possible', after: 'begun FF' },
          end: { duration: '0d', constraints: { 'must-finish-on': '2026-03-13' } },
        },
      },
      { begun: '2T08 – 6T10', late: '11T15 – 13T12' },
    ))

  test('what holds its end may come while the day has no room any more, and moves nothing that ends late enough', () => {
    const tasks = {
      lead: { duration: '15h' },
      whole: { effort: '6h', assign: 'ben', after: 'lead FF' },
      short: { duration: '9h' },
      stays: { effort: '6h', assign: 'ann', after: 'short FF' },
      long: { duration: '10d' },
    }
    const result = checkDates(
      { resources: { ben: { perDay: '5h' }, ann: { perDay: '5h' } }, tasks },
      // An hour on Monday, five on Tuesday; the other as early as can be, though from 11:00 on it would end no later.
      { lead: '2T08 – 3T16', whole: '2T16 – 3T14', short: '2T08 – 3T09', stays: '2T08 – 3T09' },
    )
    // To the end of Tuesday; a minute more and an hour of Monday is not enough.
    expect(result.tasks.get('lead')!.freeFloat).toBe(60)
  })

  test('what is left of a day whose limit is used up is not asked for', () => {
    const overloads = (resources: NonNullable<PlanWords['resources']>, tasks: PlanWords['tasks']) => {
      const result = schedule(buildPlan({ resources, tasks }))
      const found = (result.overloads.get('ben') ?? []).map(
        ({ from, to, load, tasks }) => `${shortly(from)} – ${shortly(to)} ${load} ${tasks.join(' ')}`,
      )
      return { found, over: result.overLimits.has('ben') }
    }
    const a = { effort: '12h', assign: 'ben' }
    const at = (time: string) => ({ constraints: { 'start-no-earlier-than': time } })
    const afternoon = { duration: '4h', assign: 'ben', ...at('2026-03-03T13:00') }
    expect(overloads({ ben: { perDay: '4h' } }, { a, afternoon })).toEqual({ found: [], over: true })
    const later = { duration: '2d', assign: 'ben', ...at('2026-03-04') }
    expect(overloads({ ben: { perWeek: '10h' } }, { a, later })).toEqual({ found: [], over: true })
    // Both mornings, and not what lies between them.
    expect(
      overloads({ ben: { perDay: '4h' } }, { a: { ...a, effort: '8h' }, b: { duration: '2d', assign: 'ben' } }),
    ).toEqual({
      found: ['2T08 – 2T12 2 a b', '3T08 – 3T12 2 a b'],
      over: true,
    })
  })

  test('why names it', () => {
    const plan = buildPlan({
      resources: { ben: { perDay: '4h' } },
      tasks: { a: { effort: '12h', assign: 'ben' }, b: { duration: '1d', after: 'a' } },
    })
    const result = schedule(plan)
    expect(reasonsOf(result, 'a')).toEqual(['project-start', 'resource:ben'])
    const reason = drivingOf(result.tasks.get('a')!)[1]!
    expect(reason).toMatchObject({ minutes: 480, path: ['resources', 'ben', 'limits'] })
    expect(describeReason(plan, result, 'a', reason)).toBe('The limits of ben hold its finish: 1d later')
  })
})

test('why names it where it makes what is placed late begin earlier, and no day off where the day is only full', () => {
  const late = { schedule: 'as-late-as-possible' } as const
  const plan = buildPlan({
    resources: { ben: { perDay: '4h' }, ann: { perDay: '6h', leave: ['2026-03-12'] } },
    tasks: {
      a: { effort: '10h', assign: 'ben', ...late },
      b: { effort: '3h', assign: 'ben', ...late },
      c: { effort: '7h', assign: ['ben', 'ann'], ...late },
      end: { duration: '1d', after: ['a', 'b', 'c'], constraints: { 'must-start-on': '2026-03-13' } },
    },
  })
  const result = schedule(plan)
  const words = (id: string) => drivingOf(result.tasks.get(id)!).map(reason => describeReason(plan, result, id, reason))
  const end = 'As late as possible before "end" Fri 13 Mar 2026'
  expect(words('a')).toEqual([end, 'The limits of ben hold its start: 1d earlier'])
  expect(words('b')).toEqual([end])
  expect(words('c')).toEqual([end, 'The limits of ben hold its start: 2.5h earlier'])
})

const people: PlanWords['resources'] = {
  ann: { perDay: '5h' },
  ben: { perWeek: '13h', leave: ['2026-03-04..2026-03-05'] },
  cem: { perDay: '3h', perWeek: '10h', calendar: 'night' },
  dan: { perDay: '6h', capacity: { '2026-01-01': 1, '2026-03-11': 0.5 } },
}
const night = { week: { 0: ['22:00-06:00'], 2: ['20:00-24:00'], 4: ['22:00-06:00'], 6: ['22:00-06:00'] } }
const always = { week: Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map(day => [day, ['00:00-24:00']])) }

const drafts = fc.record({
  hours: fc.integer({ min: 1, max: 60 }),
  lead: fc.integer({ min: 0, max: 50 }),
  who: fc.subarray(['ann', 'ben', 'cem', 'dan'], { minLength: 1 }),
})

test('hour after hour: nobody does more than their limit, nothing is dropped, and it ends as early as that lets it', () => {
  fc.assert(
    fc.property(drafts, ({ hours, lead, who }) => {
      const words: PlanWords = {
        calendars: { night, always },
        resources: people,
        tasks: {
          first: { duration: `${lead}eh` },
          a: { effort: `${hours}h`, assign: who, calendar: 'always', after: 'first' },
        },
      }
      const { start, finish, effort } = schedule(buildPlan(words)).tasks.get('a')!
      const tried = byTrying(start, hours * 60, who)
      expect(finish).toBe(tried)
      expect(effort).toBe(hours * 60)
    }),
  )
})

/** A few tasks that wait for earlier ones, most of them effort of someone with a limit. */
const limited: fc.Arbitrary<PlanWords> = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 1, max: 30 }),
      who: fc.constantFrom('', 'ann', 'ben', 'dan'),
      links: fc.array(fc.tuple(fc.nat(4), fc.constantFrom('FS', 'SS', 'FF', 'FF+3h', 'SF-2h')), { maxLength: 2 }),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map(rows => ({
    start: '2026-03-02',
    resources: { ann: people.ann!, ben: people.ben!, dan: { perDay: '6h', perWeek: '3d' } },
    tasks: Object.fromEntries(
      rows.map(({ hours, who, links }, i) => {
        const after = links.flatMap(([back, type]) => (i <= back ? [] : [`t${i - back - 1} ${type}`]))
        return [`t${i}`, who ? { effort: `${hours}h`, assign: who, after } : { duration: `${hours}h`, after }]
      }),
    ),
  }))

test('without the limits that it names, what is placed late begins later; without others it stays', () => {
  fc.assert(
    fc.property(limited, words => {
      const end = { duration: '1d', constraints: { 'must-start-on': '2026-04-13' } }
      const rows = Object.entries(words.tasks).map(
        ([id, task]) => [id, { ...task, schedule: 'as-late-as-possible' as const }] as const,
      )
      const plan = buildPlan({ ...words, tasks: { ...Object.fromEntries(rows), end } })
      const { tasks } = schedule(plan)
      for (const [id, dates] of tasks) {
        const { task, start } = dates
        const driving = drivingOf(dates)
        const names = driving.some(({ path }) => path?.at(-1) === 'limits')
        const who = task.assign[0] && plan.resources.get(task.assign[0].resource)
        // A start that holds it besides would hold it alone.
        if (id === 'end' || !who || driving.some(({ type }) => type?.startsWith('S'))) continue
        // The same with everybody else, successors too, where they are.
        const alone = { ...who, id: 'alone', limits: {} }
        const free = { ...task, assign: [{ ...task.assign[0]!, resource: 'alone' }] }
        const rest = schedule({
          ...plan,
          resources: new Map([...plan.resources, ['alone', alone]]),
          tasks: new Map([...plan.tasks, [id, free]]),
        })
        expect([id, rest.tasks.get(id)!.start > start]).toEqual([id, names])
      }
    }),
  )
})

test('with limits too, so much later as the free float moves nothing else, and as the total float not the finish', () => {
  fc.assert(
    fc.property(limited, fc.nat(), (words, pick) => {
      const plan = buildPlan(words)
      const { tasks, finish } = schedule(plan)
      const { task, start, freeFloat, totalFloat } = [...tasks.values()][pick % tasks.size]!
      const { project } = passesOf(plan, {}).passes.network.time
      const held = (slack: number) => {
        const minute = Math.max(start, startAt(project, workAt(project, start) + slack)) as Minute
        const constraints = { 'start-no-earlier-than': { minute, hasTime: true } }
        return schedule({ ...plan, tasks: new Map([...plan.tasks, [task.id, { ...task, constraints }]]) })
      }
      const free = held(freeFloat)
      for (const [id, other] of tasks)
        if (id !== task.id) expect([id, free.tasks.get(id)!.start]).toEqual([id, other.start])
      expect(workAt(project, held(totalFloat).finish)).toBeLessThanOrEqual(workAt(project, finish))
    }),
    { numRuns: 200 },
  )
})

test('minute after minute, somebody is overloaded who does more at once than there is of them', () => {
  const rows = fc.array(
    fc.record({
      hours: fc.integer({ min: 1, max: 25 }),
      who: fc.constantFrom('ann', 'ben', 'dan'),
      share: fc.constantFrom(1, 0.7, 0.5),
      from: fc.integer({ min: 2, max: 6 }),
      hour: fc.integer({ min: 8, max: 14 }),
      fixed: fc.boolean(),
    }),
    { minLength: 2, maxLength: 5 },
  )
  fc.assert(
    fc.property(rows, drafts => {
      const tasks = drafts.map(({ hours, who, share, from, hour, fixed }, i) => {
        const begin = `2026-03-0${from}T${String(hour).padStart(2, '0')}:00`
        const work = fixed ? { duration: `${hours}h` } : { effort: `${hours}h` }
        return [
          `t${i}`,
          { ...work, assign: { [who]: share }, constraints: { 'start-no-earlier-than': begin } },
        ] as const
      })
      const { ann, ben, dan } = people
      const plan = buildPlan({ resources: { ann: ann!, ben: ben!, dan: dan! }, tasks: Object.fromEntries(tasks) })
      const result = schedule(plan)
      for (const who of ['ann', 'ben', 'dan']) {
        const asked = askedOf(
          who,
          drafts.flatMap(({ who: its, share, fixed }, i) => {
            const { start, finish } = result.tasks.get(`t${i}`)!
            return its === who ? [{ id: `t${i}`, share, fixed, start, finish }] : []
          }),
        )
        const told = new Map<number, string>()
        for (const { from, to, tasks: its } of result.overloads.get(who) ?? [])
          for (let minute: number = from; minute < to; minute++)
            if (worksAt(who, minute)) told.set(minute, its.join(' '))
        expect([...told]).toEqual([...asked])
      }
    }),
    { numRuns: 60 },
  )
})

/** The minutes in which somebody has more than they can do, and in which tasks. */
function askedOf(
  who: string,
  tasks: readonly { id: string; share: number; fixed: boolean; start: number; finish: number }[],
): ReadonlyMap<number, string> {
  const over = new Map<number, string>()
  const used = new Map<string, number>()
  const first = Math.min(...tasks.map(({ start }) => start))
  const last = Math.max(...tasks.map(({ finish }) => finish))
  for (let minute = first; minute < last; minute++) {
    if (!worksAt(who, minute)) continue
    const { rate, perDay, perWeek } = limitsAt(who, minute)
    let sum = 0
    const ids: string[] = []
    for (const { id, share, fixed, start, finish } of tasks) {
      if (minute < start || finish <= minute) continue
      const [day, week] = [`${id} day ${Math.floor(minute / minutesPerDay)}`, `${id} week ${mondayOf(minute)}`]
      const done = Math.min(share, perDay - (used.get(day) ?? 0), perWeek - (used.get(week) ?? 0))
      if (!fixed && done <= 1e-6) continue
      used.set(day, (used.get(day) ?? 0) + done)
      used.set(week, (used.get(week) ?? 0) + done)
      sum += share
      ids.push(id)
    }
    if (rate + 1e-9 < sum) over.set(minute, ids.sort().join(' '))
  }
  return over
}

/** Minute after minute, everyone who is at work and within their limits takes from the pot. */
function byTrying(start: number, effort: number, who: readonly string[]): number {
  const used = new Map<string, number>()
  let left = effort
  for (let minute = start; ; minute++) {
    if (left <= 1e-6) return minute
    for (const id of who) {
      const day = `${id} day ${Math.floor(minute / minutesPerDay)}`
      const week = `${id} week ${mondayOf(minute)}`
      const { rate, perDay, perWeek } = limitsAt(id, minute)
      if (!worksAt(id, minute)) continue
      const done = Math.min(rate, perDay - (used.get(day) ?? 0), perWeek - (used.get(week) ?? 0))
      used.set(day, (used.get(day) ?? 0) + done)
      used.set(week, (used.get(week) ?? 0) + done)
      left -= done
    }
  }
}

function limitsAt(id: string, minute: number) {
  const half = id === 'dan' && dayOfMarch(minute) >= 11
  const perDay = { ann: 300, cem: 180, dan: 360 }[id] ?? Number.POSITIVE_INFINITY
  const perWeek = { ben: 780, cem: 600 }[id] ?? Number.POSITIVE_INFINITY
  return { rate: half ? 0.5 : 1, perDay, perWeek }
}

function worksAt(id: string, minute: number): boolean {
  const weekday = Math.floor((minute - mondayOf(minute)) / minutesPerDay)
  const clock = minute % minutesPerDay
  if (id !== 'cem') {
    const away = id === 'ben' && [4, 5].includes(dayOfMarch(minute))
    return weekday < 5 && !away && ((480 <= clock && clock < 720) || (780 <= clock && clock < 1020))
  }
  const within = (day: number, from: number, to: number) => {
    const at = (minute - mondayOf(minute) - day * minutesPerDay + minutesPerWeek) % minutesPerWeek
    return from <= at && at < to
  }
  return within(2, 1200, 1440) || [0, 4, 6].some(day => within(day, 1320, 1800))
}

function dayOfMarch(minute: number): number {
  return new Date(minute * 60_000).getUTCDate()
}
