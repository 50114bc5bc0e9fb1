import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { levelPlan } from '#engine/leveling/levelPlan'
import { settleWaits, withSettled } from '#engine/leveling/settleWaits'
import { drivingOf } from '#engine/schedule/driving'
import { schedule } from '#engine/schedule/schedule'
import { buildPlan, type PlanWords } from '#tests/support/build'
import { shortly } from '../schedule/support.ts'

function leveled(words: PlanWords) {
  const plan = buildPlan(words)
  const { schedule: after } = levelPlan(plan)
  return { plan, after, spans: spansIn(after) }
}

function spansIn({ tasks }: ReturnType<typeof schedule>) {
  return Object.fromEntries([...tasks].map(([id, { start, finish }]) => [id, `${shortly(start)} – ${shortly(finish)}`]))
}

describe('a levelled plan keeps to the limits (rule 23)', () => {
  test('what would fill a day twice waits for the next', () => {
    const { spans, after } = leveled({
      resources: { ben: { perDay: '4h' } },
      tasks: { a: { effort: '10h', assign: 'ben', priority: 900 }, b: { effort: '4h', assign: 'ben' } },
    })
    // "a" ends on Wednesday at 10:00, with two of four hours used.
    expect(spans).toEqual({ a: '2T08 – 4T10', b: '5T08 – 5T12' })
    expect(after.overLimits.size).toBe(0)
  })

  test('what a day has room for does not wait', () => {
    const { spans } = leveled({
      resources: { ben: { perDay: '4h' } },
      tasks: { a: { effort: '10h', assign: 'ben', priority: 900 }, b: { effort: '2h', assign: 'ben' } },
    })
    expect(spans).toEqual({ a: '2T08 – 4T10', b: '4T10 – 4T12' })
  })

  test('a full week is waited out, and the wait is a reason', () => {
    const { after, spans } = leveled({
      resources: { ben: { perWeek: '20h' } },
      tasks: { a: { effort: '20h', assign: 'ben', priority: 900 }, b: { effort: '8h', assign: 'ben' } },
    })
    expect(spans).toEqual({ a: '2T08 – 4T12', b: '9T08 – 9T17' })
    expect(drivingOf(after.tasks.get('b')!)).toMatchObject([{ kind: 'resource', resource: 'ben', task: 'a' }])
  })

  test('halves at the same time count together; a duration that alone is over its limit waits for nobody', () => {
    const { spans, after } = leveled({
      resources: { ben: { perDay: '4h' }, ann: { perDay: '2h' } },
      tasks: {
        a: { effort: '4h', assign: { ben: 0.5 }, priority: 900 },
        b: { effort: '4h', assign: { ben: 0.5 } },
        alone: { duration: '2d', assign: 'ann' },
      },
    })
    expect(spans).toEqual({ a: '2T08 – 2T17', b: '3T08 – 3T17', alone: '2T08 – 3T17' })
    expect([...after.overLimits.keys()]).toEqual(['ann'])
  })

  test('the lower bound knows them', () => {
    const { bound, gap } = levelPlan(
      buildPlan({
        resources: { ben: { perDay: '4h' } },
        tasks: { a: { effort: '8h', assign: 'ben' }, b: { effort: '8h', assign: 'ben' } },
      }),
    )
    expect({ bound: shortly(bound), gap }).toEqual({ bound: '5T12', gap: 0 })
  })
})

const tasks = fc.array(
  fc.record({
    hours: fc.integer({ min: 1, max: 30 }),
    who: fc.constantFrom('ann', 'ben', 'crew'),
    share: fc.constantFrom(1, 0.5, 0.25),
    after: fc.option(fc.nat()),
    fixed: fc.boolean(),
  }),
  { minLength: 2, maxLength: 9 },
)

test('no day and no week of a levelled plan is over a limit, no effort is lost, and its waits can be written down', () => {
  fc.assert(
    fc.property(tasks, drafts => {
      const words: PlanWords = {
        resources: {
          ann: { perDay: '5h', leave: ['2026-03-05'] },
          ben: { perWeek: '17h' },
          crew: { type: 'team', units: 2, perDay: '12h', perWeek: '40h' },
        },
        tasks: Object.fromEntries(
          drafts.map(({ hours, who, share, after, fixed }, i) => [
            `t${i}`,
            {
              // A duration that alone is within the limits: others must leave it that room.
              ...(fixed ? { duration: `${Math.min(hours, 4)}h` } : { effort: `${hours}h` }),
              assign: { [who]: share },
              ...(after !== null && i > 0 ? { after: `t${after % i}` } : {}),
            },
          ]),
        ),
      }
      const plan = buildPlan(words)
      const result = levelPlan(plan, { schedules: 3 })
      expect([...result.schedule.overLimits]).toEqual([])
      expect([...result.schedule.overloads]).toEqual([])
      for (const [id, { effort }] of result.schedule.tasks) {
        const { effort: pot } = plan.tasks.get(id)!
        if (pot) expect(effort).toBeCloseTo(pot.likely.amount * 60, 6)
      }
      expect(result.bound).toBeLessThanOrEqual(result.schedule.finish)
      const settled = schedule(withSettled(plan, settleWaits(plan, result, {})))
      expect(settled.finish).toBe(result.schedule.finish)
    }),
  )
})
