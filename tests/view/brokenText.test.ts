import { expect, test } from 'vitest'
import { timelineView } from '#engine/view/timeline'
import { brokenText } from '#language/features/brokenText'
import { snapshotOf } from '#tests/support/snapshot'

function shown(text: string) {
  const snapshot = snapshotOf(text)
  const context = { lineOf: () => 0, ...brokenText(snapshot, snapshot.problems) }
  const { rows, errors, firstError } = timelineView(snapshot.plan, snapshot.schedule, context)
  return { broken: rows.filter(({ broken }) => broken).map(({ id }) => id), errors, firstError }
}

const plan = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  phase:
    name: Phase
    tasks:
      dig:
        name: Dig
        duration: 3d
  pour:
    name: Pour
    duration: 2d
    after: dig
milestones:
  open: { name: Open, after: pour }
`

test('nothing is broken in a plan that is right', () => {
  expect(shown(plan)).toEqual({ broken: [], errors: 0, firstError: undefined })
})

test('the innermost task whose text is wrong is broken, and the first line in the way is named', () => {
  const { broken, errors, firstError } = shown(plan.replace('3d', '3x').replace('after: dig', 'after: dog'))
  expect(broken).toEqual(['dig', 'pour'])
  expect(errors).toBe(2)
  expect(firstError).toMatchObject({ line: 8, message: expect.stringContaining('3x') })
})

test('so is a milestone, and a task with a line that is no YAML', () => {
  expect(shown(plan.replace('after: pour }', 'after: pour, deadline: soon }')).broken).toEqual(['open'])
  const { broken, firstError } = shown(plan.replace('    duration: 2d\n', '    duration: "2d\n'))
  expect(broken).toEqual(['pour'])
  expect(firstError).toMatchObject({ line: 11 })
})

test('what a rule finds in dates that could be read breaks no row', () => {
  const { broken, errors, firstError } = shown(
    plan.replace('3d', '3d\n        actual-start: 2026-03-05\n        actual-finish: 2026-03-03'),
  )
  expect(broken).toEqual([])
  expect(errors).toBe(1)
  expect(firstError).toBeDefined()
})
