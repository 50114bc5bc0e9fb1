import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { applyEdits } from '#language/write/edits'
import { wrongPlans } from '#tests/support/pages'
import { snapshotOf } from '#tests/support/snapshot'

const decisions = new Set(['status', 'milestoneStatus', 'progress', 'response', 'currency'])

/** All that a plan says of what was decided or seen. */
function decided(value: unknown, key = ''): readonly string[] {
  if (decisions.has(key) && typeof value !== 'object') return [`${key}: ${value}`]
  if (value instanceof Map) return [...value.values()].flatMap(one => decided(one))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => decided(one, name))
}

/** What rules find in a plan that was read: `yaml/` and most of `plan/` are found while reading. */
const byRules = [...wrongPlans()].filter(([page]) => !/^(?:yaml|plan)\//.test(page))

test.each(byRules)(
  'what is preferred leaves status, response, progress and currency to a person: %s',
  (_page, text) => {
    const before = snapshotOf(text)
    for (const { title, preferred, edits } of codeActions(before, { start: 0, end: text.length })) {
      if (!preferred || edits[0]!.uri !== before.uri) continue
      expect(decided(snapshotOf(applyEdits(text, edits[0]!.edits)).plan), title).toEqual(decided(before.plan))
    }
  },
)

test('none of several words is preferred, nor a dependency that is only questioned', () => {
  const text = `tpm: 1
project: { name: P, start: 2026-03-02, status-date: 2026-03-06 }
tasks:
  a: { name: A, duration: 5d, actual-start: 2026-03-02 }
  b: { name: B, duration: 5d, actual-start: 2026-03-05, after: a }
risks:
  r: { name: R, probability: 10%, impact: { cost: 5 }, response: think }
`
  for (const words of ['a }\nrisks', 'think']) {
    const start = text.indexOf(words)
    const fixes = codeActions(snapshotOf(text), { start, end: start }).filter(({ kind }) => kind === 'fix')
    expect(fixes.length).toBeGreaterThan(0)
    expect(fixes.filter(({ preferred }) => preferred)).toEqual([])
  }
})

test('an actual start that is added beside the finish is said', () => {
  const text = `tpm: 1
project: { name: P, start: 2026-03-02, status-date: 2026-03-06 }
tasks:
  a: { name: A, duration: 2d, status: done }
`
  const start = text.indexOf('done')
  expect(codeActions(snapshotOf(text), { start, end: start })[0]!.title).toBe(
    'Add "actual-start: 2026-03-02" and "actual-finish: 2026-03-03"',
  )
})

test.each([
  ['9-17', '[09:00-17:00]'],
  ['09:00-17:00', '[09:00-17:00]'],
  ['8-12, 13:00-17:00', '[08:00-12:00, 13:00-17:00]'],
])('hours that are no list become one at once: %s', (hours, list) => {
  const text = `tpm: 1\nproject: { name: P, start: 2026-03-02 }\ncalendars:\n  c:\n    week:\n      mon-fri: ${hours}\n`
  const start = text.indexOf(hours)
  const fix = codeActions(snapshotOf(text), { start, end: start }).find(({ preferred }) => preferred)!
  const after = applyEdits(text, fix.edits[0]!.edits)
  expect(after).toBe(text.replace(hours, list))
  expect(snapshotOf(after).problems).toEqual([])
})
