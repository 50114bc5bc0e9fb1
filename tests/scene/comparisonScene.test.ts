import { expect, test } from 'vitest'
import { comparisonScene, ghostScale, ghostShapes } from '#scene/comparisonScene'
import type { Shape } from '#scene/shape'
import { textWidth } from '#scene/text'
import { viewOf } from '#tests/support/compare'

const before = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  a: { name: Piers, duration: 5d }
  b: { name: Deck, duration: 3d, after: a }
milestones:
  m: { name: Opening, after: b }
`
const view = viewOf(before, before.replace('duration: 5d', 'duration: 8d'))
const words = (shapes: readonly Shape[]) => shapes.flatMap(shape => (shape.kind === 'text' ? [shape.text] : []))

test('each task that moved stands where it is, with its ghost where it was and an arrow between', () => {
  const scale = ghostScale(view.ghosts)
  const shapes = view.ghosts.map(row => ghostShapes(row, scale).map(({ role }) => role))
  expect(shapes).toEqual([
    ['ghost', 'bar', 'outline-critical', 'moved-later', 'label-late'],
    ['ghost', 'bar', 'outline-critical', 'moved-later', 'label-late'],
    ['ghost-milestone', 'milestone', 'milestone-critical', 'moved-later', 'label-late'],
  ])
})

test('the picture says the verdict, the movements and the names', () => {
  const { groups, label } = comparisonScene(view, { heading: 'plan.tpm.yaml' })
  const text = groups.flatMap(({ shapes }) => words(shapes))
  expect(label).toBe(
    'Bridge: Worse: the finish 3d later (Wed 11 Mar → Mon 16 Mar); Opening 3d later (Wed 11 Mar → Mon 16 Mar).',
  )
  expect(text).toEqual(
    expect.arrayContaining(['plan.tpm.yaml · main → HEAD', 'Piers', 'Deck', 'Opening', '+3d', '+5 days']),
  )
})

test('labels of one scale never touch, whatever stretch of time is shown', () => {
  for (const days of [2, 8, 15, 40, 120, 400]) {
    const shown = comparisonScene(viewOf(before, before.replace('duration: 5d', `duration: ${days}d`)))
    const axis = shown.groups.flatMap(({ x, shapes }) =>
      shapes.flatMap(shape => (shape.kind === 'text' && shape.role.startsWith('axis') && x > 100 ? [shape] : [])),
    )
    for (const role of ['axis', 'axis-major']) {
      const row = axis.filter(shape => shape.role === role).sort((a, b) => a.x - b.x)
      for (let i = 1; i < row.length; i++)
        expect(row[i - 1]!.x + textWidth(row[i - 1]!.text, 11)).toBeLessThanOrEqual(row[i]!.x)
    }
  }
})

test('of very many only the first are drawn, and the rest are counted', () => {
  const { groups } = comparisonScene(view, { mostRows: 1 })
  expect(groups.flatMap(({ shapes }) => words(shapes))).toContain('and 2 more that moved')
})
