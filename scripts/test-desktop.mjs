/**
 * The in-host suites in the desktop build of VS Code, where that can be downloaded; elsewhere one line says that it
 * can't, and the same suites still run in the embedded one (`npm run test:e2e`).
 *
 *     npm run test:desktop
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron'
import { plans } from '../tests/e2e/support/plans.ts'
import { cacheFolder, root, run } from './embedded.mjs'
import { extensionWithTests, resultsFile } from './host-tests.mjs'
import { printTotals } from './totals.mjs'

async function download() {
  try {
    return await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: join(cacheFolder, 'vscode-desktop'),
      timeout: 20_000,
    })
  } catch (error) {
    console.log(
      `skipped: the desktop build of VS Code can't be downloaded here (${error instanceof Error ? error.message : error})`,
    )
    return undefined
  }
}

async function main() {
  const vscodeExecutablePath = await download()
  if (!vscodeExecutablePath) return
  const { code, output } = await run(process.execPath, [join(root, 'esbuild.mjs'), '--production'], { cwd: root })
  if (code !== 0) throw new Error(`The build failed:\n${output}`)
  const scratch = mkdtempSync(join(tmpdir(), 'tpm-desktop-'))
  try {
    const extension = await extensionWithTests('node', scratch)
    const workspace = join(scratch, 'workspace')
    mkdirSync(workspace)
    for (const [name, text] of Object.entries(plans)) writeFileSync(join(workspace, name), text)
    const launchArgs = [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--user-data-dir',
      join(scratch, 'user'),
    ]
    const status = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath: join(extension, 'tests/index.js'),
      launchArgs,
    }).catch(() => 1)
    const path = join(workspace, resultsFile)
    const results = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
    const failures = results.filter(({ error }) => error)
    const swallowed = failures.length === 0 && (status !== 0 || results.length === 0)
    printTotals({
      passed: results.filter(({ error, skipped }) => !error && !skipped).length,
      failed: failures.length + (swallowed ? 1 : 0),
      skipped: results.filter(({ skipped }) => skipped).length,
      reasons: [
        ...failures.map(({ title, error }) => `${title}\n${error}`),
        ...(swallowed ? [`VS Code ended with ${status}`] : []),
      ],
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
}

main().catch(error => {
  console.error(error.message)
  process.exit(1)
})
