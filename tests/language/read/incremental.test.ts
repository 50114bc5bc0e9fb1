import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Path } from '#engine/model/path'
import { readPlan } from '#language/read/read'
import type { Node, Reading } from '#language/read/reading'
import { applyEdit, edits, richPlan } from '#tests/support/planTexts'

const runs = 300

/** All that a reading says, as data. */
function everything(reading: Reading) {
  const paths = pathsIn(reading.root)
  return {
    plan: reading.plan,
    problems: reading.problems,
    root: reading.root,
    spans: paths.map(path => [reading.spanOf({ path }), reading.spanOf({ path, on: 'key' }), reading.entrySpan(path)]),
    ignores: reading.ignores,
  }
}

function pathsIn(node: Node | undefined, path: Path = []): Path[] {
  if (node?.kind === 'map')
    return node.entries.flatMap(({ key, value }) => [[...path, key.text], ...pathsIn(value, [...path, key.text])])
  if (node?.kind === 'seq') return node.items.flatMap((item, i) => [[...path, i], ...pathsIn(item, [...path, i])])
  return []
}

test('after any edits, a reading that took over from the last one says what a fresh one says', () => {
  fc.assert(
    fc.property(edits, all => {
      let text = richPlan
      let reading = readPlan(text, { file: 'plan' })
      for (const edit of all) {
        text = applyEdit(text, edit)
        reading = readPlan(text, { file: 'plan', previous: reading })
      }
      expect(everything(reading)).toEqual(everything(readPlan(text, { file: 'plan' })))
    }),
    { numRuns: runs },
  )
})

test('an edit leaves every task it does not touch the same object', () => {
  const before = readPlan(richPlan, { file: 'plan' })
  const after = readPlan(richPlan.replace('name: Piers', 'name: Pillars'), { file: 'plan', previous: before })
  const changed = [...after.plan.tasks].filter(([id, task]) => before.plan.tasks.get(id) !== task).map(([id]) => id)
  expect(changed).toEqual(['piers'])
  expect(after.plan.tasks.get('piers')?.name).toBe('Pillars')
})

test('renaming a summary makes new paths for all in it, and only for them', () => {
  const before = readPlan(richPlan, { file: 'plan' })
  const after = readPlan(richPlan.replace('  build:', '  erect:'), { file: 'plan', previous: before })
  const kept = [...after.plan.tasks].filter(([id, task]) => before.plan.tasks.get(id) === task).map(([id]) => id)
  expect(kept).toEqual(['survey', 'paint', 'open'])
  expect(after.plan.tasks.get('bolts')?.path).toEqual(['tasks', 'erect', 'tasks', 'deck', 'tasks', 'bolts'])
})
