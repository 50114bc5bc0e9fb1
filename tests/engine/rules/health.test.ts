import { describe, expect, test } from 'vitest'
import { scheduleProject } from '#engine/leveling/scheduleProject'
import { bei } from '#engine/rules/health/bei'
import { criticalPathTest } from '#engine/rules/health/critical-path-test'
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
