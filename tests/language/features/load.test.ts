import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import type { Snapshot } from '#language/snapshot'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

const people = ['ann', 'ben', 'cyd']
const day = 1440

/** How many tasks too many each person has, over all days. */
function tooMany({ plan, schedule }: Snapshot): readonly number[] {
  return people.map(person => {
    const perDay = new Map<number, number>()
    for (const { id, assign } of plan.tasks.values()) {
      if (!assign.some(({ resource }) => resource === person)) continue
      const { start, finish } = schedule.tasks.get(id)!
      for (let at = Math.floor(start / day); at * day < finish; at++) perDay.set(at, (perDay.get(at) ?? 0) + 1)
    }
    return [...perDay.values()].reduce((sum, tasks) => sum + Math.max(0, tasks - 1), 0)
  })
}

test('what answers an overload gives nobody more than they had to do at one time', () => {
  const task = fc.record({
    days: fc.integer({ min: 1, max: 4 }),
    who: fc.constantFrom(...people),
    after: fc.integer({ min: 0, max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(task, { minLength: 3, maxLength: 6 }), tasks => {
      const rows = tasks.map(({ days, who, after }, i) => {
        const link = 0 < after && after <= i ? `, after: t${i - after}` : ''
        return `  t${i}: { name: T${i}, duration: ${days}d, assign: ${who}${link} }\n`
      })
      const resources = people.map(id => `  ${id}: { name: ${id} }\n`).join('')
      const text = `tpm: 1\nproject: { name: P, start: 2026-03-02 }\nresources:\n${resources}tasks:\n${rows.join('')}`
      const before = snapshotOf(text)
      const overload = before.problems.find(({ code }) => code === 'resource/overload')
      if (!overload) return
      const at = { start: overload.span.start, end: overload.span.start }
      for (const { title, problem, edits } of codeActions(before, at)) {
        if (problem?.code !== 'resource/overload' || title.startsWith('Silence')) continue
        const after = tooMany(snapshotOf(applyEdits(text, edits[0]!.edits)))
        for (const [person, count] of tooMany(before).entries()) expect(after[person], title).toBeLessThanOrEqual(count)
      }
    }),
    { numRuns: 60 },
  )
})
