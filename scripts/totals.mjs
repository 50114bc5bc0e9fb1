/** Counting what really ran: the only place where results are added up. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './embedded.mjs'

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} reasons  a line for each failure
 */

/**
 * What a run of vitest was: its own JSON report, doubted by its exit status. A file that could not be loaded, an
 * unhandled error, a report that is missing and a run without any test each count as a failure.
 *
 * @param {any} report  vitest's JSON report, or undefined when there is none
 * @param {number} code  exit status
 * @param {string} name
 * @returns {Totals}
 */
export function totalsOfRun(report, code, name) {
  if (!report)
    return { passed: 0, failed: 1, skipped: 0, reasons: [`${name}: ended with ${code} and without a report`] }
  const count = { passed: 0, failed: 0, skipped: 0 }
  const reasons = []
  for (const file of report.testResults) {
    let failedHere = 0
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') count.passed++
      else if (status === 'failed') {
        failedHere++
        reasons.push(`${name}: ${fullName}`)
      } else count.skipped++
    }
    if (file.status === 'failed' && failedHere === 0) {
      failedHere = 1
      reasons.push(`${name}: ${file.name} could not be run`)
    }
    count.failed += failedHere
  }
  if (count.failed === 0 && (code !== 0 || report.success !== true)) {
    count.failed = 1
    reasons.push(`${name}: ended with ${code}, though no test failed`)
  }
  if (count.failed === 0 && count.passed === 0) {
    count.failed = 1
    reasons.push(`${name}: no test ran`)
  }
  return { ...count, reasons }
}

/**
 * @param {readonly Totals[]} all
 * @returns {Totals}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.reduce((total, { skipped }) => total + skipped, 0),
    reasons: all.flatMap(({ reasons }) => reasons),
  }
}

const fileOf = (/** @type {string} */ name) => join(cacheFolder, 'results', `${name}.json`)

/** Forgets what an earlier run left. */
export function forgetTotals(/** @type {string} */ name) {
  rmSync(fileOf(name), { force: true })
}

export function keepTotals(/** @type {string} */ name, /** @type {Totals} */ totals) {
  mkdirSync(join(cacheFolder, 'results'), { recursive: true })
  writeFileSync(fileOf(name), JSON.stringify(totals))
}

/** @returns {Totals | undefined} */
export function recallTotals(/** @type {string} */ name) {
  return existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : undefined
}

/** Prints the totals, failures by name, and ends with the plain line; sets the exit status. */
export function printTotals(/** @type {Totals} */ { passed, failed, skipped, reasons }) {
  console.log('')
  for (const reason of reasons) console.log(`FAILED  ${reason}`)
  if (skipped > 0) console.log(`${skipped} skipped`)
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0 || passed === 0) process.exitCode = 1
}
