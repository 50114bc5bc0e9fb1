import { expect, test } from 'vitest'
import { dragOf } from '#engine/schedule/drag'
import { buildPlan } from '#tests/support/build'

const day = 480

test('what a task costs the project: no more than the float beside it', () => {
  const plan = buildPlan({
    tasks: {
      a: { duration: '5d' },
      beside: { duration: '3d' },
      b: { duration: '2d', after: ['a', 'beside'] },
      alone: { duration: '1d' },
    },
  })
  expect(['a', 'b', 'beside', 'alone', 'nobody'].map(id => dragOf(plan, id) / day)).toEqual([2, 2, 0, 0, 0])
})

test('counted by scheduling again: a person who is away anyway gives nothing back', () => {
  const plan = buildPlan({
    resources: { ben: { leave: ['2026-03-03..2026-03-06'] } },
    tasks: { a: { duration: '1d' }, b: { duration: '2d', assign: 'ben', after: 'a' } },
  })
  // Without a, b works on Monday and again after the leave.
  expect(dragOf(plan, 'a') / day).toBe(1)
  expect(dragOf(plan, 'b') / day).toBe(6)
})

test('of a summary, of what has begun, and of what is done', () => {
  const plan = buildPlan({
    statusDate: '2026-03-03',
    tasks: {
      phase: {},
      a: { parent: 'phase', duration: '4d', actualStart: '2026-03-02', progress: 0.5 },
      b: { parent: 'phase', duration: '2d', after: 'a' },
      done: { duration: '1d', actualStart: '2026-03-02', actualFinish: '2026-03-02' },
    },
  })
  expect(['phase', 'a', 'b', 'done'].map(id => dragOf(plan, id) / day)).toEqual([4, 2, 2, 0])
})
