/**
 * The last word of `.ci/run`: adds up what the tests and the checks counted, given their two exit statuses.
 * A part that ended badly counts as failed whatever it wrote.
 */
import { printTotals, recallTotals, sum } from './totals.mjs'

const codes = { tests: Number(process.argv[2]), checks: Number(process.argv[3]) }

printTotals(
  sum(
    Object.entries(codes).map(([name, code]) => {
      const totals = recallTotals(name) ?? { passed: 0, failed: 0, skipped: 0, reasons: [] }
      if (code === 0 && totals.passed > 0) return totals
      if (totals.failed > 0) return totals
      return { ...totals, failed: 1, reasons: [`${name} ended with ${code} and without a word`] }
    }),
  ),
)
