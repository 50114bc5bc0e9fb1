import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelPlan } from '#engine/leveling/levelPlan'
import { drivingOf } from '#engine/schedule/driving'
import type { Schedule } from '#engine/schedule/types'
import { formatMinute } from '#engine/time/civil'
import { planOf } from '#tests/support/plan'
import { head, plans } from './randomPlans.ts'

function startsOf({ tasks }: Schedule): readonly string[] {
  return [...tasks.values()].map(
    ({ task, start, finish }) => `${task.id} ${formatMinute(start)} ${formatMinute(finish)}`,
  )
}

test('nobody has more work than they can do, no task is earlier than its logic, and the bound holds', () => {
  fc.assert(
    fc.property(plans, text => {
      const { schedule, before, bound, gap } = levelPlan(planOf(text), { schedules: 20 })
      expect([...schedule.overloads.keys()]).toEqual([])
      for (const [id, { start }] of schedule.tasks) expect(start).toBeGreaterThanOrEqual(before.tasks.get(id)!.start)
      expect(schedule.finish).toBeGreaterThanOrEqual(bound)
      expect(gap).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 60 },
  )
})

test('more schedules are never worse, and the same seed gives the same dates', () => {
  fc.assert(
    fc.property(plans, fc.integer(), (text, seed) => {
      const plan = planOf(text)
      const [few, many, again] = [1, 30, 30].map(schedules => levelPlan(plan, { schedules, seed }).schedule)
      expect(many!.finish).toBeLessThanOrEqual(few!.finish)
      expect(startsOf(again!)).toEqual(startsOf(many!))
    }),
    { numRuns: 40 },
  )
})

test('the order of the text changes nothing', () => {
  const tasks = [
    'a: { name: A, duration: 2d, assign: ann }',
    'b: { name: B, duration: 3d, assign: ann }',
    'c: { name: C, duration: 1d, assign: ann }',
  ]
  const starts = (order: readonly number[]) =>
    [...startsOf(levelPlan(planOf(head + order.map(n => `  ${tasks[n]}\n`).join(''))).schedule)].sort()
  expect(starts([2, 0, 1])).toEqual(starts([0, 1, 2]))
})

test('the task of higher priority goes first, and the other says for whom it waits', () => {
  const plan = planOf(`${head}  a: { name: A, duration: 2d, assign: ann }
  b: { name: B, duration: 2d, assign: ann, priority: 800 }
`)
  const { schedule, waits } = levelPlan(plan)
  expect(startsOf(schedule)).toEqual(['a 2026-03-04T08:00 2026-03-05T17:00', 'b 2026-03-02T08:00 2026-03-03T17:00'])
  expect([...waits.keys()]).toEqual(['a'])
  expect(drivingOf(schedule.tasks.get('a')!)).toMatchObject([{ kind: 'resource', resource: 'ann', task: 'b' }])
  expect(schedule.criticalPath).toEqual(['b', 'a'])
})

test('a pool takes as many as it has, what has started or must be on a date stays', () => {
  const plan = planOf(`${head}  a: { name: A, duration: 2d, assign: crew }
  b: { name: B, duration: 2d, assign: crew }
  c: { name: C, duration: 1d, assign: crew }
  d: { name: D, duration: 3d, assign: ann, actual-start: 2026-03-02, progress: 10% }
  e: { name: E, duration: 1d, assign: ann }
  f: { name: F, duration: 1d, assign: ben, must-start-on: 2026-03-03 }
  g: { name: G, duration: 2d, assign: ben }
`)
  expect(startsOf(levelPlan(plan).schedule).map(line => line.replace(/T\d\d:\d\d/g, ''))).toEqual([
    'a 2026-03-02 2026-03-03',
    'b 2026-03-02 2026-03-03',
    'c 2026-03-04 2026-03-04',
    'd 2026-03-02 2026-03-04',
    'e 2026-03-05 2026-03-05',
    'f 2026-03-03 2026-03-03',
    'g 2026-03-04 2026-03-09',
  ])
})

test('what asks for more than there ever is stays where it is', () => {
  const plan = planOf(`${head}  a: { name: A, duration: 2d, assign: { ann: 200% } }
  b: { name: B, duration: 1d, assign: ben }
`)
  const { schedule, before } = levelPlan(plan)
  expect(startsOf(schedule)).toEqual(startsOf(before))
  expect([...schedule.overloads.keys()]).toEqual(['ann'])
})

test('what a date does not let wait for its people stays where it is, and is not said to wait', () => {
  const plan = planOf(`${head}  a: { name: A, duration: 4d, assign: ann, priority: 900 }
  b: { name: B, duration: 1d, assign: ann, start-no-later-than: 2026-03-04 }
  c: { name: C, duration: 2d, assign: ann, finish-no-later-than: 2026-03-05 }
  d: { name: D, duration: 2d, assign: ann, after: a, finish-no-later-than: 2026-03-06, priority: 300 }
  e: { name: E, duration: 1d, assign: ann, start-no-later-than: 2026-03-09, priority: 800 }
`)
  const leveled = levelPlan(plan)
  expect([...leveled.waits.keys()]).toEqual(['e'])
  expect(startsOf(leveled.schedule)).toEqual([
    'a 2026-03-02T08:00 2026-03-05T17:00',
    'b 2026-03-02T08:00 2026-03-02T17:00',
    'c 2026-03-02T08:00 2026-03-03T17:00',
    'd 2026-03-05T08:00 2026-03-06T17:00',
    'e 2026-03-09T08:00 2026-03-09T17:00',
  ])
  // It is the logic that the date of "d" is against, and no wait.
  expect(leveled.schedule.conflicts).toEqual(leveled.before.conflicts)
})

test('units and capacity that fall while a task runs let another wait', () => {
  const tasks = (assign: string) =>
    `tasks:\n  b: { duration: 3d, assign: ${assign} }\n  c: { duration: 3d, assign: ${assign} }\n`
  const begin = 'tpm: 1\nproject: { name: A, start: 2026-06-04 }\n'
  const texts = [
    `${begin}resources: { pool: { type: team, units: { 2026-01-01: 2, 2026-06-08: 1 } } }\n${tasks('pool')}`,
    `${begin}resources: { ann: { capacity: { 2026-01-01: 100%, 2026-06-08: 50% } } }\n${tasks('{ ann: 50% }')}`,
    `${begin}resources: { pool: { type: team, units: { 2026-01-01: 2, 2026-06-07: 1 } } }\n${tasks('pool')}`,
  ]
  for (const text of texts) {
    const { schedule } = levelPlan(planOf(text))
    expect([...schedule.overloads.keys()]).toEqual([])
    expect(startsOf(schedule)).toEqual(['b 2026-06-04T08:00 2026-06-08T17:00', 'c 2026-06-09T08:00 2026-06-11T17:00'])
  }
})

test('units that are fewer only while nobody works let nobody wait', () => {
  const text = `tpm: 1
project: { name: A, start: 2026-06-04 }
resources: { pool: { type: team, units: { 2026-01-01: 2, 2026-06-06: 1, 2026-06-08: 2 } } }
tasks:
  b: { duration: 3d, assign: pool }
  c: { duration: 3d, assign: pool }
`
  expect(levelPlan(planOf(text)).waits.size).toBe(0)
})

const lateHead = 'tpm: 1\nproject: { name: A, start: 2026-06-01 }\nresources: { ann: { name: Ann } }\ntasks:\n'

test('what is as late as possible is not waited for, so the finish stays', () => {
  const plan =
    planOf(`${lateHead}  a: { name: A, duration: 1d, assign: ann, schedule: as-late-as-possible, priority: 600 }
  l: { name: L, duration: 1d, assign: ann }
  x: { name: X, duration: 5d, after: l }
`)
  const { schedule, before, waits } = levelPlan(plan)
  expect([schedule.finish, waits.size, schedule.overloads.size]).toEqual([before.finish, 0, 0])
})

const march = 'tpm: 1\nproject: { name: A, start: 2026-03-02 }\nresources: { ann: { name: Ann }, bob: { name: Bob } }\n'

test('of orders that end alike the one that keeps the deadlines stands', () => {
  const fair = `${march}tasks:
  manual: { name: Manual, duration: 4d, assign: ann }
  slides: { name: Slides, duration: 2d, assign: ann }
milestones:
  fair: { name: Trade fair, after: slides, deadline: 2026-03-05 }
`
  expect(startsOf(levelPlan(planOf(fair)).schedule)).toEqual([
    'manual 2026-03-04T08:00 2026-03-09T17:00',
    'slides 2026-03-02T08:00 2026-03-03T17:00',
    'fair 2026-03-03T17:00 2026-03-03T17:00',
  ])
  const contract = `${march}tasks:
  a: { name: A, duration: 2d, assign: ann }
  b: { name: B, duration: 10d, assign: ann }
milestones:
  contract: { name: Contract, after: a, deadline: 2026-03-04 }
`
  expect(startsOf(levelPlan(planOf(contract)).schedule)[0]).toBe('a 2026-03-02T08:00 2026-03-03T17:00')
})

test('a deadline does not cost the finish, and one that can be kept besides is', () => {
  // The chain of "long" holds the finish; right after it "fix" is in time for the demo.
  const plan = planOf(`${march}tasks:
  long: { name: Long, duration: 3d, assign: ann }
  test: { name: Test, duration: 10d, assign: bob, after: long }
  offer: { name: Offer, duration: 1d, assign: ann }
  fix: { name: Fix, duration: 2d, assign: ann }
  e1: { name: E1, duration: 3d, assign: ann }
  e2: { name: E2, duration: 2d, assign: ann }
milestones:
  demo: { name: Demo, after: fix, deadline: 2026-03-06 }
`)
  const { schedule } = levelPlan(plan)
  expect(formatMinute(schedule.finish)).toBe('2026-03-18T17:00')
  expect(formatMinute(schedule.tasks.get('demo')!.finish)).toBe('2026-03-06T17:00')
})

test('what an important task waits for is as important, be it a milestone of no length', () => {
  const after = (what: string, more: string) => `${march}tasks:
  chore: { name: Chore, duration: 10d, assign: bob }
  hotfix: { name: Hotfix, duration: 2d, assign: bob, after: ${what}, priority: 1000 }
${more}`
  const kickoff = after('kickoff', 'milestones:\n  kickoff: { name: Kickoff }\n')
  expect(startsOf(levelPlan(planOf(kickoff)).schedule)[1]).toBe('hotfix 2026-03-02T08:00 2026-03-03T17:00')
  const chain = after('analysis', '  analysis: { name: Analysis, duration: 1d, assign: bob }\n')
  expect(startsOf(levelPlan(planOf(chain)).schedule)).toEqual([
    'chore 2026-03-05T08:00 2026-03-18T17:00',
    'hotfix 2026-03-03T08:00 2026-03-04T17:00',
    'analysis 2026-03-02T08:00 2026-03-02T17:00',
  ])
})

test('what says nothing of its importance makes nothing before it more important', () => {
  const plan = planOf(`${march}tasks:
  minor: { name: Minor, duration: 2d, assign: ann, priority: 100 }
  next: { name: Next, duration: 9d, after: minor }
  usual: { name: Usual, duration: 2d, assign: ann }
`)
  expect(startsOf(levelPlan(plan).schedule)[0]).toBe('minor 2026-03-04T08:00 2026-03-05T17:00')
})

test('what has begun out of its sequence has its people where what it waits for lets it go on', () => {
  const plan = planOf(`tpm: 1
project: { name: Out of sequence, start: 2026-03-02, status-date: 2026-03-06 }
resources: { ann: { name: Ann }, bob: { name: Bob } }
tasks:
  hotfix: { name: Hotfix, duration: 5d, assign: bob, priority: 900 }
  api: { name: API, duration: 3d, assign: bob }
  client: { name: Client, duration: 5d, assign: ann, after: api, actual-start: 2026-03-05, remaining: 3d }
  docs: { name: Docs, duration: 4d, assign: ann, start-no-earlier-than: 2026-03-16 }
`)
  const { schedule } = levelPlan(plan)
  expect([...schedule.overloads.keys()]).toEqual([])
  expect(startsOf(schedule)).toEqual([
    'hotfix 2026-03-09T08:00 2026-03-13T17:00',
    'api 2026-03-16T08:00 2026-03-18T17:00',
    'client 2026-03-05T08:00 2026-03-23T17:00',
    'docs 2026-03-24T08:00 2026-03-27T17:00',
  ])
})

test('what a date pulls away from its logic has its people there before anyone else', () => {
  const plan = planOf(`${march}tasks:
  dev: { name: Dev, duration: 10d, assign: bob }
  demo: { name: Demo, duration: 2d, assign: ann, after: dev, finish-no-later-than: 2026-03-06 }
  docs: { name: Docs, duration: 12d, assign: ann }
`)
  const { schedule } = levelPlan(plan)
  expect(startsOf(schedule).slice(1)).toEqual([
    'demo 2026-03-05T08:00 2026-03-06T17:00',
    'docs 2026-03-09T08:00 2026-03-24T17:00',
  ])
  expect([...schedule.overloads.keys()]).toEqual([])
})
