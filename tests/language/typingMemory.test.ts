import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/sources.ts'

/** Each edit once kept the whole text before it: 480 edits of this plan came to 72 MB. */
test('a long session of typing holds no more than the plan itself', () => {
  const script = join(root, 'tests/language/typingMemory.mjs')
  const grown = Number(
    execFileSync(process.execPath, ['--expose-gc', '--no-warnings', script], { cwd: root, encoding: 'utf8' }),
  )
  expect(grown).not.toBeNaN()
  expect(grown / 1e6).toBeLessThan(8)
}, 120_000)
