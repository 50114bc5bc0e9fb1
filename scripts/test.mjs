/**
 * Builds what ships and runs the tests: all, or some.
 *
 *     npm test                 all
 *     npm run test:unit        without VS Code
 *     npm run test:e2e         in VS Code: clicks, both extension hosts, the installed package
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, ensureEmbedded, root } from './embedded.mjs'
import { setUp } from './setup.mjs'
import { forgetTotals, keepTotals, printTotals, sum, totalsOfRun } from './totals.mjs'

const only = process.argv.includes('--unit') ? 'unit' : process.argv.includes('--e2e') ? 'e2e' : undefined

/** Runs a program with its output on the terminal; answers its exit status. */
function show(/** @type {string[]} */ args) {
  return new Promise(done => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => done(-1))
    child.on('close', code => done(code ?? -1))
  })
}

async function runVitest(/** @type {string} */ name, /** @type {string[]} */ args) {
  const reportFile = join(cacheFolder, 'results', `vitest-${name}.json`)
  mkdirSync(join(cacheFolder, 'results'), { recursive: true })
  rmSync(reportFile, { force: true })
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const code = await show([vitest, 'run', ...args, ...reporters])
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined
  return totalsOfRun(report, code, name)
}

async function build() {
  const code = await show([join(root, 'esbuild.mjs'), '--production'])
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0, reasons: [] }
    : { passed: 0, failed: 1, skipped: 0, reasons: ['the build'] }
}

async function main() {
  const started = Date.now()
  forgetTotals('tests')
  for (const line of setUp()) console.log(line)
  // The grammar's tests read VS Code's own
  await ensureEmbedded().catch(error => console.log(error.message))
  const parts = [await build()]
  if (only !== 'e2e') parts.push(await runVitest('unit', []))
  if (only !== 'unit') parts.push(await runVitest('e2e', ['-c', 'tests/e2e/vitest.config.mjs']))
  const totals = sum(parts)
  keepTotals('tests', totals)
  console.log(`\nAll that was run took ${Math.round((Date.now() - started) / 1000)} s`)
  printTotals(totals)
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
