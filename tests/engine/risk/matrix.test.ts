import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disagreements, exposureOf } from '#engine/risk/exposure'
import {
  bandOf,
  defaultRiskMatrix,
  isCell,
  matrixCells,
  placeResidual,
  placeRisk,
  rankOf,
  scaleOf,
  scoreOf,
} from '#engine/risk/matrix'
import { snapshotOf } from '#tests/support/check'

const plan = (risks: string, more = '') =>
  snapshotOf(`tpm: 1
project: { name: Bridge, start: 2026-03-02, currency: EUR }
budget: { total: 100000 }
tasks:
  a: { name: A, duration: 50d }
  b: { name: B, duration: 50d, after: a }
${more}risks:
${risks}`)

function placed(risk: string) {
  const { plan: read, schedule } = plan(`  r: { name: R, ${risk} }\n`)
  const cell = placeRisk(read.risks.get('r')!, scaleOf(read, schedule))
  return isCell(cell) ? [cell.probability + 1, cell.impact + 1] : cell.why
}

test('a share on the border of two bands is in the lower one', () => {
  expect(
    [0, 0.1, 0.11, 0.3, 0.31, 0.5, 0.7, 0.71, 1].map(share => bandOf(share, defaultRiskMatrix.probability)),
  ).toEqual([0, 0, 1, 1, 2, 2, 3, 4, 4])
  expect(bandOf(7, defaultRiskMatrix.cost)).toBe(4)
})

test('amounts are weighed against the length of the project and the budget, and the worst side counts', () => {
  expect(placed('probability: 30%, impact: { schedule: 10d }')).toEqual([2, 3])
  expect(placed('probability: 71%, impact: { schedule: 1d, cost: 20000 }')).toEqual([5, 4])
  expect(placed('probability: medium, impact: { cost: 500, quality: very-high }')).toEqual([3, 5])
  expect(placed('probability: high, impact: low')).toEqual([4, 2])
})

test('a risk that can not be placed says why', () => {
  expect(placed('impact: low')).toBe('it has no probability')
  expect(placed('probability: low')).toBe('it has no impact')
})

test('what remains takes over what it does not say', () => {
  const { plan: read, schedule } = plan(
    '  r: { name: R, probability: high, impact: high, residual: { probability: low } }\n',
  )
  expect(placeResidual(read.risks.get('r')!, scaleOf(read, schedule))).toEqual({ probability: 1, impact: 3 })
})

test('the appetite of the plan sets the ranks', () => {
  expect(rankOf({ probability: 4, impact: 3 }, defaultRiskMatrix)).toBe('critical')
  expect(rankOf({ probability: 4, impact: 3 }, { ...defaultRiskMatrix, critical: 25 })).toBe('high')
  expect(matrixCells(defaultRiskMatrix)[0]![0]).toEqual({ score: 1, rank: 'low' })
})

test('more probability or more impact never lowers a rank', () => {
  const ranks = ['low', 'moderate', 'high', 'critical']
  const side = fc.integer({ min: 0, max: 4 })
  fc.assert(
    fc.property(side, side, side, side, (p, i, q, j) => {
      const [less, more] = [
        { probability: Math.min(p, q), impact: Math.min(i, j) },
        { probability: Math.max(p, q), impact: Math.max(i, j) },
      ]
      return (
        scoreOf(less) <= scoreOf(more) &&
        ranks.indexOf(rankOf(less, defaultRiskMatrix)) <= ranks.indexOf(rankOf(more, defaultRiskMatrix))
      )
    }),
  )
})

test('exposure is probability × the mean of the impact, in days and in money', () => {
  const { plan: read, schedule } =
    plan(`  range: { name: R, probability: 30%, impact: { schedule: 5d..10d..20d, cost: 12000 } }
  each: { name: E, probability: 50%, impact: { schedule: 2d }, affects: [a, b], occurs: per-task }
  level: { name: L, probability: high, impact: { cost: 10 } }
`)
  const scale = scaleOf(read, schedule)
  const range = exposureOf(read.risks.get('range')!, scale)
  expect(range.days).toBeCloseTo((0.3 * (5 + 40 + 20)) / 6)
  expect(range.cost).toBeCloseTo(3600)
  expect(exposureOf(read.risks.get('each')!, scale)).toEqual({ days: 2 })
  expect(exposureOf(read.risks.get('level')!, scale)).toEqual({})
})

test('a risk that ranks lower with twice the exposure is told, one with hardly more is not', () => {
  const told = (low: string, high: string) => {
    const { plan: read, schedule } = plan(`  low: { name: Low, ${low} }\n  high: { name: High, ${high} }\n`)
    return [...disagreements(read, schedule).keys()]
  }
  expect(told('probability: 9%, impact: { cost: 19000 }', 'probability: 35%, impact: { cost: 1100 }')).toEqual(['low'])
  expect(told('probability: 9%, impact: { cost: 19000 }', 'probability: 69%, impact: { cost: 2000 }')).toEqual([])
})
