import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelPlan } from '#engine/leveling/levelPlan'
import { settleWaits, withSettled } from '#engine/leveling/settleWaits'
import { schedule } from '#engine/schedule/schedule'
import type { Schedule } from '#engine/schedule/types'
import { formatMinute } from '#engine/time/civil'
import { planOf } from '#tests/support/plan'
import { head, plans } from './randomPlans.ts'

function datesOf({ tasks }: Schedule): readonly string[] {
  return [...tasks.values()].map(
    ({ task, start, finish }) => `${task.id} ${formatMinute(start)} ${formatMinute(finish)}`,
  )
}

test('with its waits written down a plan has the levelled dates without levelling, and nothing waits any more', () => {
  fc.assert(
    fc.property(plans, text => {
      const plan = planOf(text)
      const leveled = levelPlan(plan, { schedules: 10 })
      const settled = withSettled(plan, settleWaits(plan, leveled, {}))
      expect(datesOf(schedule(settled))).toEqual(datesOf(leveled.schedule))
      expect([...levelPlan(settled, { schedules: 1 }).waits.keys()]).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('a wait is a link, or a date where a link would make a ring', () => {
  // b has begun out of sequence: it waits for a, and has Ann while a would need her.
  const plan = planOf(
    `${head}  a: { name: A, duration: 2d, assign: ann }
  b: { name: B, duration: 2d, assign: ann, after: a, actual-start: 2026-03-02, progress: 0% }
  c: { name: C, duration: 1d, assign: ben }
  d: { name: D, duration: 1d, assign: ben }
`.replace('start: 2026-03-02 }', 'start: 2026-03-02, progress-logic: override }'),
  )
  const leveled = levelPlan(plan)
  expect([...leveled.waits.keys()].sort()).toEqual(['a', 'd'])
  expect(settleWaits(plan, leveled, {})).toEqual([
    { id: 'a', startFrom: expect.objectContaining({ hasTime: false }) },
    { id: 'd', after: 'c' },
  ])
})

test('what runs round the clock gets the time at which it goes on, where its day begins later', () => {
  const plan = planOf(`tpm: 1
project: { name: Soak, start: 2026-03-02 }
resources: { rig: { name: Rig crew, type: team, units: 1, limits: { per-day: 6h } } }
tasks:
  build: { name: Build, effort: 28h, assign: rig, priority: 900 }
  soak: { name: Soak, duration: 2ed, assign: rig }
`)
  const leveled = levelPlan(plan)
  const settled = withSettled(plan, settleWaits(plan, leveled, {}))
  expect(datesOf(schedule(settled))).toEqual(datesOf(leveled.schedule))
})
