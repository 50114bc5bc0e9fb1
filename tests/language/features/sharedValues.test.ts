import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { fixAll } from '#language/features/fixAll'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n'

function fixesAt(fixture: string): readonly { title: string; after: string }[] {
  const { text, offset } = markedAt(head + fixture)
  return codeActions(snapshotOf(text), { start: offset, end: offset })
    .filter(({ kind }) => kind === 'fix')
    .map(({ title, edits }) => ({ title, after: applyEdits(text, edits[0]!.edits).slice(head.length) }))
}
const titlesAt = (fixture: string) => fixesAt(fixture).map(({ title }) => title)

const shared = (mark: string) => `tasks:
  a: { name: A, duration: 5d, deadline: &freeze 2026-03-0${mark === 'a' ? '$0' : ''}5 }
  b: { name: B, duration: 2d, deadline: ${mark === 'b' ? '$0' : ''}*freeze } # not *freeze
  c: { name: C, duration: 3d, deadline: *freeze }
`

test('a fix of what has an anchor says where else it is felt', () =>
  expect(titlesAt(shared('a'))).toEqual([
    'Move the deadline to Fri 6 Mar: A stays 6 Mar and 2 more places that use &freeze',
  ]))

test('at the place of an alias the value is written there alone', () => {
  const [fix] = fixesAt(shared('b').replace('duration: 2d', 'duration: 8d'))
  expect(fix!.title).toBe('Move the deadline to Wed 11 Mar: B stays 11 Mar')
  expect(fix!.after).toContain('b: { name: B, duration: 8d, deadline: 2026-03-11 }')
  expect(fix!.after).toContain('&freeze 2026-03-05')
})

test('what is below an anchor counts, what stands behind it does not', () => {
  const risks = (mark: string) => `tasks:
  a: &same
    name: A
    duration: 5${mark === 'in' ? '$0' : ''}
  b: { name: B, duration: 5${mark === 'out' ? '$0' : ''} }
  c: *same
`
  expect(titlesAt(risks('in')).every(title => title.endsWith(' and 1 more place that uses &same'))).toBe(true)
  expect(titlesAt(risks('in')).length).toBeGreaterThan(0)
  expect(titlesAt(risks('out')).some(title => title.includes('&same'))).toBe(false)
})

test('a fix of a part takes not the place of all that an alias stands for', () => {
  for (const at of ['$0*same', '*s$0ame'])
    expect(titlesAt(`tasks:\n  a: &same { name: A, duration: 5 }\n  c: ${at}\n`)).toEqual([])
  expect(titlesAt('tasks:\n  a: &same { name: A }\n  c: $0*same\n')).toEqual([])
})

test('on save a value is corrected where it is written, and its aliases stay', () => {
  const text = `${head}tasks:\n  a: { name: A, duration: 1d, deadline: &freeze 2026/05/02 }\n  b: { name: B, duration: 1d, deadline: *freeze }\n`
  const [here] = fixAll(snapshotOf(text))
  expect(applyEdits(text, here!.edits)).toBe(text.replaceAll('/', '-'))
})
