import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { budgetPosition } from '#engine/cost/budget'
import { earnedValue } from '#engine/cost/earnedValue'
import { Forecaster } from '#engine/diff/forecast'
import { schedule } from '#engine/schedule/schedule'
import { buildPlan, type PlanWords, type TaskWords } from '#tests/support/build'

const hours = (words: PlanWords, id = 'a') => {
  const { effort, cost } = schedule(buildPlan(words)).tasks.get(id)!
  return { effort: effort / 60, cost }
}

const rising = { rate: { '2026-01-01': 10, '2026-03-16': 100 } }

describe('effort and cost of what has begun (rules 6, 16, 24)', () => {
  test('the wait of what remains for its predecessor is no work', () => {
    const tasks: PlanWords['tasks'] = {
      big: { duration: '20d', actualStart: '2026-03-02', progress: 0.25 },
      a: { duration: '4d', assign: 'pat', after: 'big', actualStart: '2026-03-05', progress: 0.5 },
    }
    expect(hours({ statusDate: '2026-03-06', resources: { pat: { rate: 100 } }, tasks })).toEqual({
      effort: 32,
      cost: 3200,
    })
  })

  test('what is done is paid at the rates of its time, what remains at those of its own', () => {
    const begun: TaskWords = { assign: 'pat', actualStart: '2026-03-09', progress: 0.4 }
    // 16 hours by the 11th, 16 on the 12th and 13th, 8 on Monday the 16th.
    for (const length of [{ effort: '5d' }, { duration: '5d' }]) {
      const words = { statusDate: '2026-03-11', resources: { pat: rising }, tasks: { a: { ...length, ...begun } } }
      expect(hours(words)).toEqual({ effort: 40, cost: 16 * 10 + 16 * 10 + 8 * 100 })
    }
  })

  test('of two who share a pot each is paid for what is theirs of the done and of the rest', () => {
    const words: PlanWords = {
      statusDate: '2026-03-11',
      resources: { pat: { ...rising, leave: ['2026-03-12'] }, quin: { rate: 10, capacity: 0.5 } },
      tasks: {
        a: { effort: '4d', assign: ['pat', 'quin'], actualStart: '2026-03-10', remaining: '24h' },
      },
    }
    // 8 done by both, at 10. Quin's 4 on the 12th, 12 of both on the 13th, of the 8 on the 16th Pat does two thirds.
    const { effort, cost } = hours(words)
    expect(effort).toBe(32)
    expect(cost).toBeCloseTo(8 * 10 + 4 * 10 + 12 * 10 + (16 / 3) * 100 + (8 / 3) * 10, 0)
  })

  test('done on days off it costs what it would have from then on', () => {
    const words: PlanWords = {
      statusDate: '2026-03-08',
      resources: { pat: { rate: 10 } },
      tasks: { a: { duration: '4d', assign: 'pat', actualStart: '2026-03-07', progress: 0.5 } },
    }
    expect(hours(words)).toEqual({ effort: 32, cost: 320 })
  })

  test('at one rate they are the same however a task is split into done and remaining', () => {
    fc.assert(
      fc.property(splits, split => {
        const { unbegun, begun } = wordsOf(split)
        const [before, now] = [hours(unbegun), hours(begun)]
        expect(now.effort).toBeCloseTo(before.effort, 6)
        expect(now.cost).toBeCloseTo(before.cost, 6)
      }),
      { numRuns: 500 },
    )
  })

  test('budget, earned value and the forecast of a comparison have the same cost', () => {
    fc.assert(
      fc.property(splits, split => {
        const plan = buildPlan({ ...wordsOf(split).begun, statusDate: day(split.status ?? 0) })
        const result = schedule(plan)
        expect(budgetPosition(plan, result).forecast).toBe(result.cost)
        const { cents } = new Forecaster([]).forecast({ plan })
        expect(cents).toBe(Math.round(result.cost * 100))
        // What was planned by the end is all of it, and what is earned and spent is one share of it.
        const { bac, ev, ac } = earnedValue(result, { plan, schedule: result })!
        expect(bac).toBeCloseTo(result.cost, 6)
        expect(ac).toBeCloseTo(ev, 6)
        const after = { ...result, statusDate: result.finish }
        expect(earnedValue(after, { plan, schedule: result })!.pv).toBeCloseTo(result.cost, 6)
      }),
      { numRuns: 300 },
    )
  })
})

const day = (n: number) => `2026-03-${String(2 + n).padStart(2, '0')}`

interface Split {
  readonly length: number
  readonly isEffort: boolean
  readonly who: number
  readonly start: number
  readonly status: number | null
  readonly done: number
  readonly bySaying: 'progress' | 'remaining'
  readonly waits: boolean
  readonly override: boolean
}

const splits: fc.Arbitrary<Split> = fc.record({
  length: fc.integer({ min: 1, max: 90 }),
  isEffort: fc.boolean(),
  who: fc.nat({ max: 4 }),
  start: fc.integer({ min: 0, max: 20 }),
  status: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4 }),
  done: fc.integer({ min: 1, max: 99 }),
  bySaying: fc.constantFrom('progress', 'remaining'),
  waits: fc.boolean(),
  override: fc.boolean(),
})

/** A task that nobody has begun, and the same with a part done; all who may work on it have one rate. */
function wordsOf({ length, isEffort, who, start, status, done, bySaying, waits, override }: Split) {
  const crews: readonly TaskWords['assign'][] = [['ann'], { ann: 0.5 }, ['ann', 'ben'], ['few'], ['ann', 'away']]
  // In a duration each is paid for their own hours in it: whoever is away then makes it cheaper.
  const assign = crews[isEffort ? who : who % 4]
  const a: TaskWords = { ...(isEffort ? { effort: `${length}h` } : { duration: `${length}h` }), assign }
  const left = Math.round(length * 60 * (1 - done / 100))
  const begun: TaskWords = {
    ...a,
    actualStart: day(start),
    ...(bySaying === 'progress' ? { progress: done / 100 } : { remaining: `${left}min` }),
    ...(waits ? { after: 'long' } : {}),
  }
  const words = {
    statusDate: status === null ? undefined : day(status),
    progressLogic: override ? ('override' as const) : undefined,
    resources: {
      ann: { rate: 100 },
      ben: { rate: 100 },
      few: { rate: 100, perDay: '3h' },
      away: { rate: 100, leave: ['2026-03-04..2026-03-09'] },
    },
  }
  const long: TaskWords = { duration: '15d' }
  return { unbegun: { ...words, tasks: { long, a } }, begun: { ...words, tasks: { long, a: begun } } }
}
