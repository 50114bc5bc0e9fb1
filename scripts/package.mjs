/**
 * Makes the VSIX (the production build runs first, by `vscode:prepublish`), and checks its size and content.
 *
 *     npm run package [-- --out FILE]
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { manifest, root, run } from './embedded.mjs'

/** Bytes; see the budgets of the platform. */
const budget = 2_500_000

/** What the VSIX can't do without. */
const needed = [
  'dist/extension.js',
  'dist/browser.js',
  'dist/server.js',
  'dist/nodeServer.js',
  'dist/worker.js',
  'dist/onDemand.js',
  'dist/holidays.js',
  'dist/review.js',
  'THIRD_PARTY_NOTICES.md',
]

/**
 * @param {string} file  where to write the VSIX
 * @returns {Promise<{ file: string, bytes: number, listing: string }>} rejects with a message when it can't be made or is too big
 */
export async function makeVsix(file) {
  rmSync(file, { force: true })
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce')
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file]
  const { code, output } = await run(process.execPath, [vsce, 'package', ...options], { cwd: root })
  if (code !== 0 || !existsSync(file)) throw new Error(`The VSIX could not be made:\n${output.trim()}`)
  const missing = needed.filter(path => !existsSync(join(root, path)))
  if (missing.length > 0) throw new Error(`The VSIX lacks ${missing.join(', ')}`)
  const bytes = statSync(file).size
  if (bytes > budget) throw new Error(`The VSIX has ${bytes} bytes, more than ${budget}:\n${output.trim()}`)
  return { file, bytes, listing: output.trim() }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--out')
  const asked = at > 0 ? process.argv[at + 1] : undefined
  const { name, version } = manifest()
  const file = resolve(asked ?? join(root, `${name}-${version}.vsix`))
  makeVsix(file).then(
    ({ bytes, listing }) => console.log(`${listing}\n${file}: ${(bytes / 1e6).toFixed(2)} of ${budget / 1e6} MB`),
    error => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
