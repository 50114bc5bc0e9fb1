import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Leveled, levelPlan } from '#engine/leveling/levelPlan'
import { settleWaits, withSettled } from '#engine/leveling/settleWaits'
import type { Plan } from '#engine/model/plan'
import { passesOf } from '#engine/schedule/allPasses'
import { drivingOf } from '#engine/schedule/driving'
import { earliestByLink } from '#engine/schedule/links'
import { holdsFinish } from '#engine/schedule/linkTable'
import { planTime } from '#engine/schedule/planTime'
import { schedule } from '#engine/schedule/schedule'
import type { Schedule } from '#engine/schedule/types'
import { describeReason } from '#engine/schedule/why'
import { nextStart, workAt } from '#engine/time/calendar'
import { formatMinute, parseDate, rangeEnd } from '#engine/time/civil'
import type { Minute } from '#engine/time/minute'
import { shortly, spanOf } from '#tests/engine/schedule/support'
import { buildPlan, type PlanWords, type TaskWords } from '#tests/support/build'
import { latePlans } from './latePlans.ts'

const runs = { numRuns: 100 }

/** A point may stand on either side of a gap. */
function datesOf(plan: Plan, { tasks }: Schedule): Readonly<Record<string, string>> {
  const { project } = planTime(plan)
  const shown = (minute: number) => formatMinute(nextStart(project, minute) as Minute)
  return Object.fromEntries(
    [...tasks].map(([id, { start, finish }]) => [
      id,
      start === finish ? shown(start) : `${formatMinute(start)} – ${formatMinute(finish)}`,
    ]),
  )
}

/** What levelling lets stand: what has begun, is held to a date against its logic, or asks for more than there is. */
function isExcepted(plan: Plan, id: string): boolean {
  const { constraints, assign, actualStart } = plan.tasks.get(id)!
  const isHeld = Object.keys(constraints).some(kind => kind !== 'start-no-earlier-than')
  const asksTooMuch = assign.some(({ resource, units }) => resource === 'ann' && units === 2)
  return isHeld || actualStart !== undefined || asksTooMuch
}

function leveledOf(words: PlanWords): { readonly plan: Plan; readonly leveled: Leveled } {
  const plan = buildPlan(words)
  return { plan, leveled: levelPlan(plan, { schedules: 4 }) }
}

const ann: PlanWords['resources'] = { ann: {}, ben: {} }
const late = { schedule: 'as-late-as-possible' } as const

function spansOf(words: PlanWords): Readonly<Record<string, string>> {
  const { tasks } = levelPlan(buildPlan(words)).schedule
  return Object.fromEntries([...tasks].map(([id, task]) => [id, spanOf(task)]))
}

describe('what is as late as possible', () => {
  const two: PlanWords = {
    resources: ann,
    tasks: {
      work: { duration: '5d', assign: 'ben' },
      a: { duration: '1d', assign: 'ann', ...late },
      b: { duration: '2d', assign: 'ann', ...late, priority: 800 },
      end: { duration: '1d', after: ['work', 'a', 'b'] },
    },
  }

  test('goes as late as its people are free, the more important last', () => {
    const plan = buildPlan(two)
    const { schedule: levelled, waits } = levelPlan(plan)
    expect(spansOf(two)).toEqual({ work: '2T08 – 6T17', a: '4T08 – 4T17', b: '5T08 – 6T17', end: '9T08 – 9T17' })
    expect([...waits.keys()]).toEqual(['a'])
    expect(describeReason(plan, levelled, 'a', drivingOf(levelled.tasks.get('a')!)[0]!)).toBe(
      'As late as possible before ann is at "b" Thu 5 Mar 2026',
    )
    expect(levelled.criticalPath).toEqual(['work', 'a', 'b', 'end'])
    expect(settleWaits(plan, levelPlan(plan), {})).toEqual([{ id: 'b', after: 'a' }])
  })

  test('what comes after an important task is as important, and keeps its late place too', () => {
    const tasks: PlanWords['tasks'] = {
      work: { duration: '10d', assign: 'ben' },
      chore: { duration: '3d', assign: 'ann', ...late },
      main: { duration: '2d', assign: 'ann', ...late, priority: 800 },
      zest: { duration: '1d', assign: 'ann', ...late, after: 'main' },
      end: { duration: '1d', after: ['work', 'chore', 'zest'] },
    }
    const { chore, main, zest } = spansOf({ resources: ann, tasks })
    expect([chore, main, zest]).toEqual(['6T08 – 10T17', '11T08 – 12T17', '13T08 – 13T17'])
  })

  test('where a link would not hold it there it ends by a date, with the time where that is in the day', () => {
    const settled = (tasks: PlanWords['tasks']) => {
      const plan = buildPlan({ resources: { ann: {} }, tasks })
      return settleWaits(plan, levelPlan(plan), {})
    }
    const begun = { duration: '3d', assign: 'ann', actualStart: '2026-03-02', constraints: {} }
    const end = { duration: '1d', after: 'a', constraints: { 'start-no-earlier-than': '2026-03-06' } } as const
    // What has begun takes no new link: that would be out of sequence.
    const override = (words: TaskWords) => settled({ a: { duration: '4h', assign: 'ann', ...late }, end, b: words })
    expect(override({ ...begun, remaining: '2d', constraints: { 'must-finish-on': '2026-03-05' } })).toEqual([
      { id: 'a', finishBy: parseDate('2026-03-03') },
    ])
    expect(override({ duration: '4h', assign: 'ann', constraints: { 'must-finish-on': '2026-03-05' } })).toEqual([
      { id: 'b', after: 'a' },
    ])
  })

  test('is not written as a link that would move the other: who asks for more than there is waits for nobody', () => {
    const plan = buildPlan({
      resources: { ann: {} },
      tasks: { a: { duration: '1h', assign: { ann: 2 } }, b: { duration: '2h', assign: 'ann', ...late } },
    })
    const leveled = levelPlan(plan)
    const settled = settleWaits(plan, leveled, {})
    expect(settled).toEqual([{ id: 'b', finishBy: expect.anything() }])
    expect(datesOf(plan, schedule(withSettled(plan, settled)))).toEqual(datesOf(plan, leveled.schedule))
  })

  test('has no room before: it is as early as its people are free, and what follows waits', () => {
    const words: PlanWords = {
      resources: { ann: {} },
      tasks: {
        a: { duration: '2d', assign: 'ann', ...late },
        b: { duration: '2d', assign: 'ann', ...late },
        end: { duration: '1d', after: ['a', 'b'] },
      },
    }
    expect(spansOf(words)).toEqual({ a: '2T08 – 3T17', b: '4T08 – 5T17', end: '6T08 – 6T17' })
    const back = { ...words, start: '2026-03-02', finish: '2026-03-05', schedule: 'as-late-as-possible' } as const
    expect(spansOf(back)).toEqual({ a: '2T08 – 3T17', b: '4T08 – 5T17', end: '6T08 – 6T17' })
    const { schedule: levelled } = levelPlan(buildPlan(back))
    expect(levelled.tasks.get('end')!.totalFloat).toBe(-480)
  })

  test('of a plan scheduled backward without a start begins as early as its people need', () => {
    const words: PlanWords = {
      finish: '2026-03-20',
      schedule: 'as-late-as-possible',
      resources: { ann: {} },
      tasks: {
        a: { duration: '3d', assign: 'ann' },
        b: { duration: '3d', assign: 'ann' },
        soon: { duration: '1d', assign: 'ann', schedule: 'as-soon-as-possible' },
      },
    }
    const { schedule: levelled, before } = levelPlan(buildPlan(words))
    expect([before.start, levelled.start].map(shortly)).toEqual(['18T08', '12T08'])
    expect([levelled.overloads.size, shortly(levelled.finish)]).toEqual([0, '20T17'])
  })
})

describe('a levelled plan with what is as late as possible', () => {
  test('has nobody with more work than they can do, and no day or week over a limit', () => {
    fc.assert(
      fc.property(latePlans(), words => {
        const { leveled } = leveledOf(words)
        expect([...leveled.schedule.overloads]).toEqual([])
        expect([...leveled.schedule.overLimits]).toEqual([])
      }),
      runs,
    )
  })

  test('whatever else is in it, each overload that stays has something that is not moved', () => {
    fc.assert(
      fc.property(latePlans({ wild: true }), words => {
        const { plan, leveled } = leveledOf(words)
        const stay = [...leveled.schedule.overloads.values()].flat().map(({ tasks }) => tasks)
        expect(stay.filter(tasks => !tasks.some(id => isExcepted(plan, id)))).toEqual([])
      }),
      runs,
    )
  })

  test('has no successor before its links let it', () => {
    fc.assert(
      fc.property(latePlans(), words => {
        const { plan, leveled } = leveledOf(words)
        const { waits, start } = leveled
        const { passes, placed } = passesOf(plan, { waits, ...(start !== undefined && { start }) })
        const { network } = passes
        const { links, calendar } = network
        for (let e = 0; e < links.count; e++) {
          const to = links.to[e]!
          const at = (minute: number) => workAt(calendar[to]!, minute)
          const isFinish = (links.type[e]! & holdsFinish) !== 0
          // Who has done all that a day allows has done it by the end of that day.
          if (isFinish && network.work[to]!.shares?.some(({ limit }) => limit)) continue
          const side = isFinish ? placed.finish : placed.start
          expect(at(earliestByLink(network, e, placed))).toBeLessThanOrEqual(at(side[to]!))
        }
      }),
      runs,
    )
  })

  test('has the same dates with its waits written down', () => {
    fc.assert(
      fc.property(latePlans({ wild: true }), words => {
        const { plan, leveled } = leveledOf(words)
        const settled = withSettled(plan, settleWaits(plan, leveled, {}))
        expect(datesOf(plan, schedule(settled))).toEqual(datesOf(plan, leveled.schedule))
      }),
      runs,
    )
  })

  test('with those nothing has to wait any more', () => {
    fc.assert(
      fc.property(latePlans(), words => {
        const { plan, leveled } = leveledOf(words)
        const settled = withSettled(plan, settleWaits(plan, leveled, {}))
        expect([...levelPlan(settled, { schedules: 1 }).waits.keys()]).toEqual([])
      }),
      runs,
    )
  })

  test('is the same whatever the order of the text', () => {
    fc.assert(
      fc.property(latePlans({ wild: true }), words => {
        const entries = Object.entries(words.tasks)
        const turned = [
          ...entries.filter(([, { parent }]) => !parent).reverse(),
          ...entries.filter(([, { parent }]) => parent).reverse(),
        ]
        const again = levelPlan(buildPlan({ ...words, tasks: Object.fromEntries(turned) }), { schedules: 1 })
        const once = levelPlan(buildPlan(words), { schedules: 1 })
        expect(datesOf(buildPlan(words), again.schedule)).toEqual(datesOf(buildPlan(words), once.schedule))
        expect(Object.fromEntries(again.waits)).toEqual(Object.fromEntries(once.waits))
      }),
      runs,
    )
  })

  test('has what comes earlier for a person go later without that, unless something else holds it as well', () => {
    fc.assert(
      fc.property(latePlans(), words => {
        const { plan, leveled } = leveledOf(words)
        const start = leveled.start === undefined ? {} : { start: leveled.start }
        for (const [id, dates] of leveled.schedule.tasks) {
          const { start: at } = dates
          const driving = drivingOf(dates)
          const turns = driving.filter(({ kind, resource }) => kind === 'successor' && resource !== undefined)
          if (turns.length === 0 || plan.tasks.get(id)!.kind === 'summary') continue
          const waits = new Map(leveled.waits)
          const { end: _, ...wait } = waits.get(id)!
          const now = schedule(plan, { waits: waits.set(id, wait), ...start }).tasks.get(id)!.start
          // The gaps come with what is tied: they hold nothing alone.
          const tied = driving.filter(({ kind }) => kind !== 'calendar' && kind !== 'resource')
          if (tied.length === 1) expect([id, now > at]).toEqual([id, true])
          else expect([id, now]).toEqual([id, at])
        }
      }),
      runs,
    )
  })

  test('ends no later with more schedules tried, and of a plan scheduled backward begins no earlier', () => {
    fc.assert(
      fc.property(latePlans(), words => {
        const plan = buildPlan(words)
        const due = plan.project.schedule === 'as-late-as-possible' ? rangeEnd(plan.project.finish!) : 0
        const [few, many] = [1, 30].map(schedules => levelPlan(plan, { schedules }))
        const endOf = ({ schedule: { finish } }: Leveled) => Math.max(due, finish)
        expect(endOf(many!)).toBeLessThanOrEqual(endOf(few!))
        const { project } = planTime(plan)
        expect(workAt(project, many!.bound)).toBeLessThanOrEqual(workAt(project, many!.schedule.finish))
        if (due > 0 && endOf(many!) === endOf(few!))
          expect(many!.schedule.start).toBeGreaterThanOrEqual(few!.schedule.start)
      }),
      runs,
    )
  })

  test('leaves where it is what shares nobody', () => {
    fc.assert(
      fc.property(latePlans({ wild: true }), words => {
        const tasks = Object.entries(words.tasks).map(([id, { assign: _, ...task }]) => [id, task] as const)
        const { plan, leveled } = leveledOf({ ...words, tasks: Object.fromEntries(tasks) })
        expect(leveled.waits.size).toBe(0)
        expect(datesOf(plan, leveled.schedule)).toEqual(datesOf(plan, schedule(plan)))
      }),
      runs,
    )
  })
})
