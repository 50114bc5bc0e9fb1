/** A copy of the built extension with the in-host suites inside it: VS Code runs tests only from such a folder. */
import { cpSync, existsSync, globSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { manifest, root } from './embedded.mjs'

/** Where the suites keep their results, in the workspace that is open. */
export const resultsFile = '.tpm-results.json'

const parts = ['dist', 'media', 'syntaxes', 'l10n', 'package.nls.json', 'README.md', 'LICENSE']

/**
 * @param {'node' | 'worker'} kind  for the worker host the copy has no entry for node
 * @param {string} parent  folder for the copy
 * @returns {Promise<string>} the copy's folder; its test module is `tests/index.js`
 */
export async function extensionWithTests(kind, parent) {
  const folder = mkdtempSync(join(parent, `extension-${kind}-`))
  for (const part of parts) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  const { main, browser, ...rest } = manifest()
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...rest, ...(kind === 'node' ? { main } : { browser }) }),
  )
  await bundleSuites(kind, join(folder, 'tests/index.js'))
  return folder
}

/**
 * One module for all of tests/e2e/host/**\/*.host.ts, but those named for the other host.
 * @param {'node' | 'worker'} kind
 * @param {string} outfile
 */
async function bundleSuites(kind, outfile) {
  const other = kind === 'node' ? 'worker' : 'node'
  const found = globSync('tests/e2e/host/**/*.host.ts', { cwd: root })
  const suites = found.filter(path => !path.endsWith(`.${other}.host.ts`)).sort()
  if (suites.length === 0) throw new Error('There are no suites in tests/e2e/host')
  const contents = [
    `import { runAll } from './tests/e2e/support/in-host.ts'`,
    ...suites.map(path => `import './${path.replaceAll('\\', '/')}'`),
    `export const run = () => runAll('${resultsFile}')`,
  ]
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: kind === 'node' ? 'node' : 'browser',
    target: 'es2022',
    external: ['vscode'],
    sourcemap: 'inline',
    loader: { '.yaml': 'text', '.yml': 'text' },
    logLevel: 'error',
  })
}
