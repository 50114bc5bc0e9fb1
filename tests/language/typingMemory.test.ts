import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/sources.ts'

const script = join(root, 'tests/language/typingMemory.mjs')
const measure = (): { typed: number; closed: number } =>
  JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--no-warnings', script], { cwd: root, encoding: 'utf8' }))

/** Each edit once kept the whole text before it: 480 edits of this plan came to 72 MB. One open plan of these is 8 MB. */
test('a long session of typing holds no more than the plan itself, and closed plans hold nothing', () => {
  const { typed, closed } = measure()
  expect(typed / 1e6).toBeLessThan(8)
  expect(closed / 1e6).toBeLessThan(2)
}, 240_000)
