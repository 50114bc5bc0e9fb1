/**
 * Takes the README's pictures (media/readme) from the real thing, and pictures of the views in the four themes into
 * the cache folder's `screenshots`.
 *
 *     npm run screenshots
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './embedded.mjs'

for (const args of [
  [join(root, 'esbuild.mjs'), '--production'],
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '-c', 'tests/e2e/vitest.config.mjs'],
]) {
  const env = { ...process.env, TPM_PICTURES: '1' }
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env })
  if (status !== 0) process.exit(1)
}
