import type { Rule } from '../rule.ts'

/** Page: ./matrix.md */
export const matrix: Rule = {
  code: 'risk/matrix',
  severity: 'error',
  title: 'A risk matrix whose bands or scores are out of order',

  *check({ plan: { riskMatrix } }) {
    for (const key of ['probability', 'schedule', 'cost'] as const) {
      const bounds = riskMatrix[key]
      if (bounds.length === 5 && bounds.every((bound, index) => index === 0 || bounds[index - 1]! < bound)) continue
      yield {
        at: { path: ['risk-matrix', key] },
        message: `The bands of "${key}" do not rise from each to the next`,
        help: 'Give the upper ends of five bands, lowest first',
      }
    }
    const { moderate, high, critical } = riskMatrix
    if (critical <= high || high <= moderate) {
      yield {
        at: { path: ['risk-matrix', critical <= high ? 'critical' : 'high'] },
        message: `A risk is high from ${high} and critical from ${critical}${moderate < high ? '' : `, moderate from ${moderate}`}: one of these ranks has no place`,
        help: 'Let the scores rise: moderate, then high, then critical, each within 1 and 25',
      }
    }
  },
}
