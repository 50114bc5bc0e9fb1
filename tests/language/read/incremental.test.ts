import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Path } from '#engine/model/path'
import { documentSymbols } from '#language/features/documentSymbols'
import { readPlan } from '#language/read/read'
import type { Node, Reading } from '#language/read/reading'
import { Workspace } from '#language/workspace'
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

test('each id that stands twice is told with the place of its own first one', () => {
  const twice = 'tpm: 1\nproject: { name: P, start: 2026-03-02 }\ntasks:\n  a: { name: A }\n  a: { name: A }\n'
  const text = `${twice}  b: { name: B }\nmilestones:\n  b: { name: B }\n`
  const told = readPlan(text, { file: 'plan' }).problems.flatMap(({ related = [] }) => related.map(({ span }) => span))
  expect(told.map(({ start }) => text.slice(start, start + 4))).toEqual(['a: {', 'b: {'])
  expect(told[1]?.start).toBe(text.indexOf('b: {'))
})

test('the same lines in two sections are each told in the words of their own', () => {
  const entry = '  new: { name: New, duration: 1d }\n'
  const head = 'tpm: 1\nproject: { name: P, start: 2026-03-02 }\nrisks:\n'
  const before = `${head}decisions:\n  one: { name: One }\n${entry}actions:\n  two: { name: Two }\n`
  for (const place of ['decisions:', 'actions:', '  one:', entry, '  two:']) {
    const text = before.replace(place, entry + place)
    const reading = readPlan(text, { file: 'plan', previous: readPlan(before, { file: 'plan' }) })
    expect(everything(reading), place).toEqual(everything(readPlan(text, { file: 'plan' })))
  }
})

test('what was no comment silences when an edit elsewhere makes it one', () => {
  const head = 'tpm: 1\nproject: { name: P, start: 2026-03-02 }\ntasks:\n'
  const before = `${head}  a:\n    name: |\n      A # tpm-ignore plan/no-duration\n`
  const text = before.replace('name: |', 'name:')
  const former = readPlan(before, { file: 'plan' })
  expect(former.ignores).toEqual([])
  const reading = readPlan(text, { file: 'plan', previous: former })
  expect(reading.ignores).toHaveLength(1)
  expect(everything(reading)).toEqual(everything(readPlan(text, { file: 'plan' })))
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

/** Nothing in it is wrong, and no task has keys behind its tasks: what is typed into a task costs that task alone. */
const plainPlan = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources:
  ann: { name: Ann }
tasks:
  build:
    name: Build
    tasks:
      piers:
        name: Piers
        duration: 5d
        assign: ann
      deck:
        name: Deck
        duration: 3d
        after: piers
  paint: { name: Paint, duration: 2d, after: deck }
milestones:
  open: { name: Open, after: paint }
risks:
  flood: { name: Flood, probability: low }
`

/** Words that change a value, a key, an id, or which line belongs to what. */
const typed = fc.record({
  at: fc.nat(plainPlan.length + 20),
  removed: fc.constantFrom(0, 0, 1, 1, 3, 12),
  added: fc.constantFrom(
    '',
    '1',
    '7d',
    'x',
    ' ',
    ':',
    '\n',
    '\n  ',
    'name: ',
    'piers',
    'tasks:',
    '  deck:\n',
    '# ',
    '"',
    '{',
    '&a ',
    '*a',
  ),
})

test('what is typed into tasks is read as if the whole were', () => {
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 8 }), all => {
      let text = plainPlan
      let reading = readPlan(text, { file: 'plan' })
      for (const { at, removed, added } of all) {
        text = text.slice(0, at) + added + text.slice(at + removed)
        reading = readPlan(text, { file: 'plan', previous: reading })
        expect(everything(reading)).toEqual(everything(readPlan(text, { file: 'plan' })))
      }
    }),
    { numRuns: runs },
  )
})

test('what is typed into a task leaves all but the tasks as it was, right or wrong', () => {
  const before = readPlan(plainPlan, { file: 'plan' })
  const wrong = readPlan(plainPlan.replace('5d', '5q'), { file: 'plan', previous: before })
  const right = readPlan(plainPlan.replace('5d', '6d'), { file: 'plan', previous: wrong })
  expect(wrong.problems.map(({ code }) => code)).toEqual(['plan/bad-duration'])
  expect(right.problems).toEqual([])
  for (const section of ['resources', 'risks', 'policy', 'calendars'] as const) {
    expect(wrong.plan[section]).toBe(before.plan[section])
    expect(right.plan[section]).toBe(before.plan[section])
  }
})

test('of a file that is too large there is the outline and one diagnostic, before and after an edit', () => {
  const tasks = Array.from({ length: 5000 }, (_, i) => `  t${i}:\n    name: Task\n    notes: ${'long '.repeat(400)}\n`)
  const text = `tpm: 1\nproject: { name: Large, start: 2026-03-02 }\ntasks:\n${tasks.join('')}`
  const workspace = new Workspace()
  for (const now of [text, `${text}  last: { name: Last }\n`]) {
    workspace.set('file:///large.tpm.yaml', now)
    const snapshot = workspace.snapshot('file:///large.tpm.yaml')!
    expect(snapshot.problems.map(({ code }) => code)).toEqual(['yaml/too-large'])
    expect(documentSymbols(snapshot).map(({ name }) => name)).toEqual(['tpm', 'project', 'tasks'])
    expect(documentSymbols(snapshot)[2]?.children[7]?.name).toBe('t7')
  }
  workspace.set('file:///large.tpm.yaml', richPlan)
  expect(workspace.snapshot('file:///large.tpm.yaml')!.plan.tasks.size).toBeGreaterThan(5)
})
