/**
 * The checks that are not tests: types, lint, unused code, bundle sizes, the package.
 *
 *     npm run check                  all
 *     node scripts/check.mjs types   some, by name
 */
import { globSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from './embedded.mjs'
import { makeVsix } from './package.mjs'
import { forgetTotals, keepTotals, printTotals } from './totals.mjs'

const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)

/** Every compiler project: each tsconfig below server, client and tests, and the one for the scripts. */
function projects() {
  const found = globSync('{server,client,tests,scripts}/**/tsconfig*.json', { cwd: root })
  return found.filter(path => !path.includes('node_modules')).sort()
}

async function check(/** @type {string} */ title, /** @type {string[]} */ args) {
  const { code, output } = await run(process.execPath, args, { cwd: root })
  return { title, failed: code !== 0, output }
}

async function checkPackage() {
  const file = join(tmpdir(), `tpm-check-${process.pid}.vsix`)
  try {
    const { bytes } = await makeVsix(file)
    return { title: `the package (${(bytes / 1e6).toFixed(2)} MB)`, failed: false, output: '' }
  } catch (error) {
    return { title: 'the package', failed: true, output: String(error) }
  } finally {
    rmSync(file, { force: true })
  }
}

/** @type {Record<string, () => Promise<{ title: string, failed: boolean, output: string }>[]>} */
const checks = {
  types: () => projects().map(project => check(`types of ${project}`, [bin('typescript/bin/tsc'), '-p', project])),
  lint: () => [check('lint and format', [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'])],
  unused: () => [check('unused files, exports and packages', [bin('knip/bin/knip.js')])],
  bundles: () => [check('bundles within their budgets', [join(root, 'esbuild.mjs'), '--budgets'])],
  package: () => [checkPackage()],
}

async function main() {
  const asked = process.argv.slice(2)
  const unknown = asked.filter(name => !checks[name])
  if (unknown.length > 0)
    throw new Error(`There is no check ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`)
  forgetTotals('checks')
  const totals = { passed: 0, failed: 0, skipped: 0, reasons: /** @type {string[]} */ ([]) }
  for (const name of asked.length > 0 ? asked : Object.keys(checks)) {
    for (const { title, failed, output } of await Promise.all(checks[name]?.() ?? [])) {
      console.log(`${failed ? 'FAILED' : 'ok    '}  ${title}`)
      if (failed) {
        console.log(output.trim())
        totals.failed++
        totals.reasons.push(title)
      } else totals.passed++
    }
  }
  keepTotals('checks', totals)
  printTotals(totals)
}

main().catch(error => {
  console.error(error.message)
  process.exit(1)
})
