import { expect, test } from 'vitest'
import { drawFrom } from '#engine/leveling/draw'
import { levelPlan } from '#engine/leveling/levelPlan'
import { planOf } from '#tests/support/plan'

/** Tasks of one to nine days, each of one of the people and perhaps a second, after up to two that stand not far before. */
function crowdedPlan(tasks: number, people: number, seed: number): string {
  const draw = drawFrom(seed)
  const line = (i: number) => {
    const after = [draw(3), draw(3)].flatMap((links, n) =>
      links > n && 0 < i ? [`t${Math.max(0, i - 1 - draw(12))}`] : [],
    )
    const assign = [draw(people), ...(draw(3) === 0 ? [draw(people)] : [])].map(n => `p${n}`)
    const list = (ids: readonly string[]) => `[${[...new Set(ids)].join(', ')}]`
    return `  t${i}: { name: T, duration: ${1 + draw(9)}d, assign: ${list(assign)}, after: ${list(after)} }\n`
  }
  const resources = Array.from({ length: people }, (_, n) => `  p${n}: { name: P }\n`).join('')
  const lines = Array.from({ length: tasks }, (_, i) => line(i)).join('')
  return `tpm: 1\nproject: { name: Crowded, start: 2026-03-02 }\nresources:\n${resources}tasks:\n${lines}`
}

test('plans of sixty tasks and five people end within two days of what none of theirs can end before, on average', () => {
  const gaps = Array.from({ length: 12 }, (_, seed) => levelPlan(planOf(crowdedPlan(60, 5, seed + 1))).gap / 480)
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(2)
})
