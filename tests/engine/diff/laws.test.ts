/** What holds for every two plans. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '#engine/diff/change'
import { comparePlans, type ScheduledVersion } from '#engine/diff/comparePlans'
import { Forecaster } from '#engine/diff/forecast'
import { applyEdits, diffPlans } from '#engine/diff/planDiff'
import { scheduleProject } from '#engine/leveling/scheduleProject'
import type { Plan } from '#engine/model/plan'
import { planTime } from '#engine/schedule/planTime'
import { workBetween } from '#engine/time/calendar'
import { buildPlan } from '#tests/support/build'
import { randomPlans } from '../schedule/randomPlan.ts'

const versionOf = (plan: Plan): ScheduledVersion => ({ plan, schedule: scheduleProject(plan) })

const plans = randomPlans({ summaries: true, dates: true, calendars: true, elapsed: true }).map(words =>
  buildPlan({
    ...words,
    resources: Object.fromEntries(Object.entries(words.resources ?? {}).map(([id, one]) => [id, { ...one, rate: 90 }])),
  }),
)

describe('of any two plans', () => {
  test('one has no edits against itself', () => {
    fc.assert(
      fc.property(plans, plan => {
        const { edits, verdict, project } = comparePlans(versionOf(plan), versionOf(plan))
        expect([edits, project.minutes, verdict]).toEqual([[], 0, expect.stringMatching(/unchanged|unjudged/)])
      }),
    )
  })

  test('all edits made to the first give what the second says, and its dates', () => {
    fc.assert(
      fc.property(plans, plans, (base, head) => {
        const diff = diffPlans({ plan: base }, { plan: head })
        const { plan } = applyEdits(diff, () => true)
        expect(diffPlans({ plan }, { plan: head }).changes.map(({ edit }) => edit)).toEqual([])
        expect(scheduleProject(plan).finish).toBe(scheduleProject(head).finish)
      }),
    )
  })

  test('shares and halves sum to the whole, which is what the schedules say', () => {
    fc.assert(
      fc.property(plans, plans, (base, head) => {
        const [before, after] = [versionOf(base), versionOf(head)]
        const { project, cost, milestones } = comparePlans(before, after)
        const { project: calendar } = planTime(base)
        expect(project.minutes).toBe(workBetween(calendar, before.schedule.finish, after.schedule.finish))
        for (const { minutes, attribution, progressMinutes, revisionMinutes } of [project, ...milestones]) {
          if (minutes === undefined) continue
          expect(attribution.reduce((sum, share) => sum + share.minutes, 0)).toBe(minutes)
          expect(progressMinutes! + revisionMinutes!).toBe(minutes)
        }
        const cents = (amount: number) => Math.round(amount * 100)
        expect(cost.attribution.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(
          cents(cost.after) - cents(cost.before),
        )
        expect(cents(cost.after)).toBeCloseTo(cents(after.schedule.cost), -1)
      }),
    )
  })

  test('each version on the way is forecast as it is scheduled, whatever was forecast before it', () => {
    const choices = fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(plans, plans, choices, fc.boolean(), (base, head, choices, onlyFields) => {
        const diff = diffPlans({ plan: base }, { plan: head })
        const ids = [...base.tasks.keys()]
        const forecaster = new Forecaster(ids, scheduleProject(diff.base.plan))
        const isTried = ({ edit }: Change) => !onlyFields || (edit.object === 'task' && edit.kind === 'changed')
        const numbers = new Map(diff.changes.filter(isTried).map((change, i) => [change, i]))
        for (const chosen of choices) {
          const isMade = (change: Change) => numbers.has(change) && chosen[numbers.get(change)! % 12]!
          const version = applyEdits(diff, isMade)
          const { tasks, finish } = scheduleProject(version.plan)
          const found = forecaster.forecast(version)
          expect(found).toEqual(new Forecaster(ids).forecast(version))
          expect(found.finishes[0]).toBe(finish)
          ids.forEach((id, i) => {
            const scheduled = tasks.get(id)
            if (scheduled?.task.kind !== 'summary') expect(found.finishes[i + 1]).toBe(scheduled?.finish ?? Number.NaN)
          })
        }
      }),
    )
  })

  test('a comparison is plain JSON', () => {
    fc.assert(
      fc.property(plans, plans, (base, head) => {
        const comparison = comparePlans(versionOf(base), versionOf(head))
        expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison)
      }),
    )
  })
})
