import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConstraintKind } from '#engine/model/plan'
import { passesOf } from '#engine/schedule/allPasses'
import { schedule } from '#engine/schedule/schedule'
import { lastFinish, nextStart, workAt } from '#engine/time/calendar'
import { parseDate, rangeEnd } from '#engine/time/civil'
import { buildPlan } from '#tests/support/build'

const kinds: readonly ConstraintKind[] = [
  'start-no-earlier-than',
  'start-no-later-than',
  'finish-no-earlier-than',
  'finish-no-later-than',
  'must-start-on',
  'must-finish-on',
]

const dates = fc
  .tuple(fc.integer({ min: 2, max: 15 }), fc.constantFrom('', 'T10:00', 'T15:00'))
  .map(([day, time]) => `2026-03-${String(day).padStart(2, '0')}${time}`)

type Constraints = { readonly [K in ConstraintKind]?: string }

const constraints: fc.Arbitrary<Constraints> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...kinds), dates), { maxLength: 4, selector: ([kind]) => kind })
  .map(entries => Object.fromEntries(entries))

const summaryConstraints: fc.Arbitrary<Constraints> = fc.record(
  { 'start-no-earlier-than': dates, 'finish-no-later-than': dates },
  { requiredKeys: [] },
)

test('constraints collide just where no start of the task alone keeps all of them', () => {
  fc.assert(
    fc.property(
      constraints,
      summaryConstraints,
      fc.constantFrom('3h', '1d', '2d', '6d'),
      fc.boolean(),
      (own, around, duration, isLast) => {
        const plan = buildPlan({
          start: '2026-02-02',
          tasks: {
            long: { duration: '20d' },
            phase: { constraints: around },
            t: { parent: 'phase', duration, constraints: own, ...(isLast && { after: 'long' }) },
          },
        })
        const { network } = passesOf(plan, {}).passes
        const calendar = network.time.project
        const length = network.amount[network.indexOf.get('t')!]!
        // Working minutes at which the task may start, by each constraint alone.
        let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
        for (const [kind, text] of [...Object.entries(own), ...Object.entries(around)]) {
          const date = parseDate(text!)!
          const isStart = kind.includes('start')
          const alone = isStart ? nextStart(calendar, date.minute) : lastFinish(calendar, rangeEnd(date))
          const start = workAt(calendar, date.hasTime ? date.minute : alone) - (isStart ? 0 : length)
          if (!kind.includes('later')) from = Math.max(from, start)
          if (!kind.includes('earlier')) to = Math.min(to, start)
        }
        const { collisions } = schedule(plan)
        const isWindow = around['start-no-earlier-than'] && around['finish-no-later-than']
        if (isWindow && collisions.some(({ task }) => task === 'phase')) return
        expect(collisions.length > 0).toBe(to < from)
      },
    ),
    { numRuns: 2000 },
  )
})
