import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finishBound } from '#engine/leveling/finishBound'
import { levelPlan } from '#engine/leveling/levelPlan'
import { asksOf } from '#engine/leveling/profile'
import type { Plan } from '#engine/model/plan'
import { passesOf } from '#engine/schedule/allPasses'
import { workAt, workBetween } from '#engine/time/calendar'
import { randomPlans } from '#tests/engine/schedule/randomPlan'
import { shortly } from '#tests/engine/schedule/support'
import { buildPlan, type PlanWords, type TaskWords } from '#tests/support/build'
import { latePlans } from './latePlans.ts'

/** The bound as it is when no levelled schedule is known: nothing but its own argument keeps it down. */
function boundOf(plan: Plan): number {
  const found = passesOf(plan, {})
  const { asks, profiles } = asksOf(found.passes.network)
  return finishBound(found, asks, profiles, found.end + 20 * 7 * 1440)
}

/** The same plan with the tasks in that order of priority: the serial scheme then places them in it. */
function inOrder(plan: Plan, order: readonly string[]): Plan {
  const tasks = new Map(plan.tasks)
  order.forEach((id, k) => {
    tasks.set(id, { ...tasks.get(id)!, priority: 1000 - k })
  })
  return { ...plan, tasks }
}

function ordersOf(ids: readonly string[]): readonly (readonly string[])[] {
  if (ids.length < 2) return [ids]
  return ids.flatMap(id => ordersOf(ids.filter(other => other !== id)).map(rest => [id, ...rest]))
}

/** The earliest finish of all schedules that some order of the tasks that share people leads to. */
function shortestByTrying(plan: Plan): number {
  const busy = [...plan.tasks.values()].filter(({ assign }) => assign.length > 0).map(({ id }) => id)
  const finishes = ordersOf(busy).map(order => levelPlan(inOrder(plan, order), { schedules: 1 }).schedule.finish)
  return Math.min(...finishes)
}

function expectBelow(plan: Plan, finish: number): void {
  const { project } = passesOf(plan, {}).passes.network.time
  expect(workAt(project, boundOf(plan))).toBeLessThanOrEqual(workAt(project, finish))
}

const people: PlanWords['resources'] = {
  ann: { leave: ['2026-03-04..2026-03-05'] },
  ben: { capacity: 0.5, leave: ['2026-03-12'] },
  cat: { perDay: '5h', perWeek: '3d' },
  crew: { type: 'team', units: 2 },
  rig: { type: 'equipment' },
}

/** Effort and durations, units, limits, equipment, pools, links with shares of what grows shorter, progress, dates. */
const crowded: fc.Arbitrary<PlanWords> = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 1, max: 40 }),
      isEffort: fc.boolean(),
      who: fc.constantFrom<TaskWords['assign']>(
        'ann',
        'ann',
        'ben',
        'cat',
        'crew',
        ['ann', 'ben'],
        ['ann', 'rig'],
        ['ben', 'rig'],
        ['cat', 'crew'],
        { ann: 0.5 },
        { ann: 2 },
        { crew: 2 },
      ),
      after: fc.array(fc.nat(), { maxLength: 2 }),
      link: fc.constantFrom('', '', '', ' SS+4h', ' FF+2h', ' FS+50%', ' FS-40%', ' SS+50%', ' FS+1ed', ' FF+150%'),
      more: fc.constantFrom<TaskWords>(
        {},
        {},
        {},
        {},
        { actualStart: '2026-03-02', progress: 0.3 },
        { constraints: { 'must-start-on': '2026-03-03' } },
        { constraints: { 'finish-no-later-than': '2026-03-05' } },
        { constraints: { 'start-no-earlier-than': '2026-03-06' } },
        { deadline: '2026-03-04' },
        { status: 'cancelled' },
      ),
      isInside: fc.boolean(),
    }),
    { minLength: 2, maxLength: 4 },
  )
  .map(drafts => {
    const tasks: Record<string, TaskWords> = { phase: {}, first: { parent: 'phase', duration: '1h' } }
    drafts.forEach(({ hours, isEffort, who, after, link, more, isInside }, i) => {
      const before = [...new Set(after.map(n => n % (i + 1)))].map(k => (k === i ? 'phase' : `t${k}`))
      const isOut = before.includes('phase')
      tasks[`t${i}`] = {
        [isEffort ? 'effort' : 'duration']: `${hours}h`,
        assign: who,
        after: before.map(id => id + link),
        ...(isInside && !isOut && i < 2 ? { parent: 'phase', after: [] } : {}),
        ...more,
      }
    })
    return { start: '2026-03-02', resources: people, tasks }
  })

test('no schedule that some order of the tasks leads to finishes before the bound', () => {
  fc.assert(
    fc.property(crowded, words => {
      const plan = buildPlan(words)
      expectBelow(plan, shortestByTrying(plan))
    }),
    { numRuns: 60 },
  )
})

test('no levelled schedule finishes before the bound: several calendars, all links, elapsed time, dates', () => {
  fc.assert(
    fc.property(
      randomPlans({ summaries: true, calendars: true, elapsed: true, dates: true }),
      fc.nat(),
      (words, seed) => {
        const plan = buildPlan(words)
        expectBelow(plan, levelPlan(plan, { schedules: 25, seed }).schedule.finish)
      },
    ),
    { numRuns: 150 },
  )
})

test('no levelled schedule finishes before the bound where something is as late as possible', () => {
  fc.assert(
    fc.property(latePlans({ wild: true }), fc.nat(), (words, seed) => {
      // Scheduled backward without a start it may begin earlier than without levelling.
      fc.pre(words.start !== undefined)
      const plan = buildPlan(words)
      expectBelow(plan, levelPlan(plan, { schedules: 25, seed }).schedule.finish)
    }),
    { numRuns: 100 },
  )
})

test('the bound counts what comes before and after the work that a person must do in turn', () => {
  const plan = buildPlan({
    start: '2026-03-02',
    resources: { ann: {} },
    tasks: {
      prepare: { duration: '2d' },
      left: { duration: '2d', assign: 'ann', after: 'prepare' },
      right: { duration: '2d', assign: 'ann', after: 'prepare' },
      ship: { duration: '3d', after: ['left', 'right'] },
    },
  })
  const { bound, gap, schedule, before } = levelPlan(plan)
  // The path is 7 days long and the person's work 4; together they are 9.
  expect([before.finish, bound, schedule.finish].map(shortly)).toEqual(['10T17', '12T17', '12T17'])
  expect(gap).toBe(0)
})

test('the bound counts that of what needs two of three people no two are done at once', () => {
  const boundIn = (...who: readonly NonNullable<TaskWords['assign']>[]) => {
    const rows = who.map((assign, i) => [`t${i}`, { duration: '2d', assign }] as const)
    const plan = buildPlan({
      start: '2026-03-02',
      resources: { ann: {}, ben: {}, cem: {}, crew: { type: 'team', units: 3 } },
      tasks: Object.fromEntries(rows),
    })
    const { time } = passesOf(plan, {}).passes.network
    return workBetween(time.project, plan.project.start!.minute, boundOf(plan)) / 480
  }
  expect(boundIn(['ann', 'ben'], ['ben', 'cem'], ['ann', 'cem'])).toBe(6)
  expect(boundIn(['ann', 'ben'], ['ben', 'cem'], ['ann', 'cem'], ['ann', 'ben', 'cem'])).toBe(8)
  expect(boundIn(['ann', 'ben'], ['ben', 'cem'], { ann: 0.5, cem: 0.5 })).toBe(4)
  expect(boundIn({ ann: 0.6, ben: 0.6 }, { ben: 0.6, cem: 1 }, { ann: 0.6, cem: 1 })).toBe(6)
  expect(boundIn({ ann: 1, crew: 2 }, { ben: 1, crew: 2 }, ['ann', 'ben'])).toBe(6)
  expect(boundIn({ ann: 1, crew: 1 }, { ben: 1, crew: 1 }, ['ann', 'ben'])).toBe(4)
  expect(boundIn(['ann', 'ben'], ['ben', 'cem'])).toBe(4)
})

test('no levelled schedule of tasks that need several people finishes before the bound', () => {
  const rows = fc.array(
    fc.record({
      hours: fc.integer({ min: 1, max: 20 }),
      who: fc.subarray(['ann', 'ben', 'cem', 'dan'], { minLength: 1, maxLength: 3 }),
      share: fc.constantFrom(1, 1, 0.6, 0.5),
      isEffort: fc.boolean(),
      after: fc.option(fc.nat()),
    }),
    { minLength: 3, maxLength: 4 },
  )
  fc.assert(
    fc.property(rows, drafts => {
      const evening = { week: Object.fromEntries([0, 1, 2, 3, 4].map(day => [day, ['14:00-22:00']])) }
      const plan = buildPlan({
        start: '2026-03-02',
        calendars: { evening },
        resources: { ann: {}, ben: { leave: ['2026-03-03'] }, cem: { calendar: 'evening' }, dan: {} },
        tasks: Object.fromEntries(
          drafts.map(({ hours, who, share, isEffort, after }, i) => [
            `t${i}`,
            {
              [isEffort ? 'effort' : 'duration']: `${hours}h`,
              assign: Object.fromEntries(who.map(id => [id, share])),
              ...(after !== null && i > 0 ? { after: `t${after % i}` } : {}),
            },
          ]),
        ),
      })
      expectBelow(plan, shortestByTrying(plan))
    }),
    { numRuns: 100 },
  )
})

test('what levelling lets overlap does not raise the bound', () => {
  const boundIn = (words: TaskWords) => {
    const plan = buildPlan({
      start: '2026-03-02',
      resources: { ann: {} },
      tasks: { a: { duration: '3d', assign: 'ann', ...words }, b: { duration: '3d', assign: 'ann', ...words } },
    })
    const { time } = passesOf(plan, {}).passes.network
    return workBetween(time.project, plan.project.start!.minute, boundOf(plan)) / 480
  }
  expect(boundIn({})).toBe(6)
  expect(boundIn({ assign: { ann: 0.5 } })).toBe(3)
  expect(boundIn({ assign: { ann: 2 } })).toBe(3)
  expect(boundIn({ constraints: { 'must-start-on': '2026-03-02' } })).toBe(3)
  expect(boundIn({ constraints: { 'start-no-later-than': '2026-03-02' } })).toBe(3)
  expect(boundIn({ actualStart: '2026-03-02' })).toBe(3)
})
