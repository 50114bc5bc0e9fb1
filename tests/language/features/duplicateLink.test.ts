import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { name: N, start: 2026-03-02 }\ntasks:\n  cure: { name: Pour, duration: 3d }\n'
const plan = (links: string) => `${head}  build:\n    name: Build\n    duration: 1d\n    ${links}\n`

/** What becomes of the text by each removal that is offered, and whether it is preferred. */
function removals(text: string) {
  const at = snapshotOf(text).problems.find(({ code }) => code === 'plan/duplicate-link')!.span.start
  return codeActions(snapshotOf(text), { start: at, end: at })
    .filter(({ title }) => title.startsWith('Remove'))
    .map(({ edits, preferred }) => [
      applyEdits(text, edits[0]!.edits).slice(head.length).split('\n')[3]!.trim(),
      preferred,
    ])
}

test.each([
  ['the shorter lag goes', '[cure, cure +7ed]', 'after: [cure +7ed]'],
  ['also where it stands behind', '[cure +7ed, cure]', 'after: [cure +7ed]'],
  ['of leads the longer', '[cure -1d, cure -2d]', 'after: [cure -1d]'],
  ['a lead before a lag of another unit', '[cure -50%, cure +1h]', 'after: [cure +1h]'],
  ['of two that are the same the second', '[cure, cure]', 'after: [cure]'],
  [
    'or the one without a reason',
    '[cure, { task: cure, because: it dries }]',
    'after: [{ task: cure, because: it dries }]',
  ],
])('of two links to one task the one that says nothing is removed: %s', (_name, links, left) =>
  expect(removals(plan(`after: ${links}`))).toEqual([[left, true]]),
)

test.each([
  ['units', '[cure +8h, cure +1d]'],
  ['working and elapsed time', '[cure +2d, cure +2ed]'],
  ['a share', '[cure +50%, cure +1d]'],
  ['reasons', '[{ task: cure, because: a }, { task: cure, because: b }]'],
])('where that depends on more than the two, none is preferred: %s', (_name, links) =>
  expect(removals(plan(`after: ${links}`)).map(([, preferred]) => preferred)).toEqual([false, false]),
)

test('what is preferred moves no date', () => {
  const lag = fc.tuple(
    fc.constantFrom('+', '-'),
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom('h', 'd', 'ed', 'w', '%'),
  )
  const linked = fc.record({ type: fc.constantFrom('FS', 'SS', 'FF', 'SF'), lags: fc.tuple(lag, lag, lag) })
  fc.assert(
    fc.property(linked, ({ type, lags }) => {
      const links = lags.map(([sign, amount, unit]) => `cure ${type}${sign}${amount}${unit}`)
      const text = plan(`after: [${links.join(', ')}]`)
      for (const [after, preferred] of removals(text)) {
        if (!preferred) continue
        const dates = (source: string) => snapshotOf(source).schedule.tasks.get('build')!.start
        expect(dates(plan(String(after)))).toBe(dates(text))
      }
    }),
    { numRuns: 200 },
  )
})
