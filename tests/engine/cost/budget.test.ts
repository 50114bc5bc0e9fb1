import { expect, test } from 'vitest'
import { budgetPosition, spreadLine } from '#engine/cost/budget'
import { formatIsoDay } from '#engine/time/civil'
import { snapshotOf } from '#tests/support/check'

const { plan, schedule } = snapshotOf(`tpm: 1
project: { name: Bridge, start: 2026-03-02, currency: EUR }
resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  build: { name: Build, duration: 10d, assign: ben, cost: 500, actual-cost: 100 }
  run: { name: Run, duration: 60ed, after: build }
budget:
  total: 20000
  contingency: 10%
  lines:
    cloud: { name: Cloud, planned: 6000, actual: { 2026-03: 1000, 2026-04: 2000 }, committed: 4000, spread: { task: run } }
    people: { name: People, planned: 9000, resource: ben }
    start: { name: Start, planned: 300, spread: start }
    end: { name: End, planned: 700, spread: end }
`)

test('work is counted once, lines by what is spent and bound or by the plan where that is more', () => {
  const position = budgetPosition(plan, schedule)
  expect(position.work).toBe(8500)
  expect(position.planned).toBe(8500 + 6000 + 300 + 700)
  expect(position.forecast).toBe(8500 + 7000 + 300 + 700)
  expect(position.actual).toBe(3100)
  expect(position.committed).toBe(4000)
  expect(position.contingency).toBe(2000)
  expect(position.lines.get('people')!.isLabour).toBe(true)
})

test('the months of a line sum to its plan, in the months of its task', () => {
  const months = spreadLine(plan.budget!.lines.get('cloud')!, schedule)
  expect([...months.keys()].map(formatIsoDay)).toEqual(['2026-03-01', '2026-04-01', '2026-05-01'])
  expect([...months.values()].reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(6000)
  expect([...spreadLine(plan.budget!.lines.get('start')!, schedule).keys()].map(formatIsoDay)).toEqual(['2026-03-01'])
  expect([...spreadLine(plan.budget!.lines.get('end')!, schedule).keys()].map(formatIsoDay)).toEqual(['2026-05-01'])
})

test('a task comes to what is spent where that is more than planned, and to just that once it has finished', () => {
  const text = (b: string) => `tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-06, currency: EUR }
tasks:
  over: { duration: 10d, cost: 1000, actual-cost: 5000, actual-start: 2026-03-02 }
  under: { duration: 10d, cost: 1000, actual-cost: 200, actual-start: 2026-03-02 }
  done: { duration: 1d, cost: 1000, actual-cost: 700, actual-start: 2026-03-02, actual-finish: 2026-03-02 }
  stopped: { duration: 1d, cost: 1000, actual-cost: 50, status: cancelled }
budget: { total: ${b} }
`
  const snapshot = snapshotOf(text('6000'))
  const position = budgetPosition(snapshot.plan, snapshot.schedule)
  expect(position).toMatchObject({ planned: 3050, work: 6750, forecast: 6750, actual: 5950 })
  expect(snapshot.problems.map(({ code }) => code)).toContain('cost/budget-exceeded')
  expect(snapshotOf(text('6750')).problems.map(({ code }) => code)).not.toContain('cost/budget-exceeded')
})
