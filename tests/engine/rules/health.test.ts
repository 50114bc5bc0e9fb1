import { describe, expect, test } from 'vitest'
import { scheduleProject } from '#engine/leveling/scheduleProject'
import { bei } from '#engine/rules/health/bei'
import { criticalPathTest } from '#engine/rules/health/critical-path-test'
import { hardConstraints } from '#engine/rules/health/hard-constraints'
import { highDuration } from '#engine/rules/health/high-duration'
import { highFloat } from '#engine/rules/health/high-float'
import { leads } from '#engine/rules/health/leads'
import type { Rule } from '#engine/rules/rule'
import { snapshotOf } from '#tests/support/snapshot'

/** What a rule says of a plan, beside a baseline. */
function said(rule: Rule, text: string, baseline?: string): readonly string[] {
  const { plan } = snapshotOf(text)
  const context = { plan, schedule: scheduleProject(plan), external: () => undefined, fileExists: () => undefined }
  const agreed = baseline === undefined ? {} : { baseline: scheduleProject(snapshotOf(baseline).plan) }
  return [...rule.check!({ ...context, ...agreed })].map(({ message }) => message)
}

const plan = (tasks: string, more = '') => `tpm: 1
project: { name: Bridge, start: 2026-03-02${more} }
resources: { ann: { name: Ann } }
calendars:
  default: {}
  clock: { week: { mon-sun: [00:00-24:00] } }
tasks:
${tasks}`

describe('DCMA 12, the critical path test', () => {
  test.each([
    ['an elapsed task', '  cure: { name: Cure, duration: 3ed }\n  b: { name: B, duration: 2d, after: cure }\n'],
    [
      'a task round the clock',
      '  run: { name: Run, duration: 30h, calendar: clock }\n  b: { name: B, duration: 2d, after: run }\n',
    ],
  ])('%s moves the finish as far as it moves itself', (_, tasks) => {
    expect(said(criticalPathTest, plan(tasks))).toEqual([])
  })

  test('a levelled plan is levelled again', () => {
    const tasks = '  a: { name: A, duration: 15d, assign: ann }\n  b: { name: B, duration: 15d, assign: ann }\n'
    expect(said(criticalPathTest, plan(tasks, ', leveling: auto'))).toEqual([])
  })

  test('a finish that a date holds is told', () => {
    const tasks =
      '  a: { name: A, duration: 5d }\n  b: { name: B, duration: 8d, after: a, must-finish-on: 2026-03-18 }\n'
    expect(said(criticalPathTest, plan(tasks))).toEqual([
      '"A" is critical, but if it took 10 working days longer the project would finish only 2 working days later',
    ])
  })
})

describe('DCMA 14, the baseline execution index', () => {
  const agreed = plan('  a: { name: A, duration: 5d }\n  b: { name: B, duration: 5d, after: a }\n')

  test('counts tasks that the baseline does not have among those to be finished', () => {
    const now = plan(
      `  a: { name: A, duration: 5d, actual-start: 2026-03-02, actual-finish: 2026-03-06 }
  b: { name: B, duration: 5d, after: a, actual-start: 2026-03-09, actual-finish: 2026-03-13 }
  c: { name: C, duration: 5d, after: b }
`,
      ', status-date: 2026-03-13',
    )
    expect(said(bei, now, agreed)).toEqual([
      '2 tasks are finished where the baseline has 2 and 1 was added since: a baseline execution index of 0.67, below 0.95',
    ])
    expect(said(bei, now.replace(/ {2}c: .*\n/, ''), agreed)).toEqual([])
  })
})

describe('DCMA 6 and 8, by the length of the project', () => {
  const policy = (limits: string) => `policy: { health: { ${limits} } }\n`
  /** 100 days long: of four open tasks one can slip 80 days, and one takes 60. */
  const long = plan(
    `  a: { name: A, duration: 20d }
  b: { name: B, duration: 60d, after: a }
  c: { name: C, duration: 20d, after: b }
  d: { name: D, duration: 20d }
`,
  )

  test('float is high from a quarter of it, or from what the policy says', () => {
    expect(said(highFloat, long)).toEqual([
      '1 of 4 open tasks (25%) can slip more than 25 working days: at most 5% should',
    ])
    expect(said(highFloat, long + policy('float-length: 80%'))).toEqual([])
    expect(said(highFloat, long + policy('high-float: 25%'))).toEqual([])
  })

  test('a task is long from a tenth of it, never below two weeks, or from what the policy says', () => {
    const found = '4 of 4 open tasks (100%) have more than 10 working days to go: at most 5% should'
    expect(said(highDuration, long)).toEqual([found])
    expect(said(highDuration, long + policy('duration-length: 1%'))).toEqual([found])
    expect(said(highDuration, long + policy('duration-length: 20%'))).toEqual([
      '1 of 4 open tasks (25%) has more than 20 working days to go: at most 5% should',
    ])
    expect(said(highDuration, long + policy('duration-length: 60%'))).toEqual([])
  })
})

test('one is told as one, and dependencies are no dependencys', () => {
  const task = (id: string, more: string) => `  ${id}: { name: ${id}, duration: 2d${more} }\n`
  const two = task('a', '') + task('b', ', after: a -1d') + task('c', ', after: a, must-start-on: 2026-03-09')
  expect(said(leads, plan(two))).toEqual(['1 of 2 dependencies (50%) has a lead: none should'])
  expect(said(hardConstraints, plan(two))).toEqual([
    '1 of 3 open tasks (33%) is held by a hard constraint: at most 5% should',
  ])
  const more = two + task('d', ', after: b -1d, must-start-on: 2026-03-09')
  expect(said(leads, plan(more))).toEqual(['2 of 3 dependencies (67%) have a lead: none should'])
})
