import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../support/sources.ts'

const script = join(root, 'tests/engine/schedule/growth.mjs')

test.each([
  ['links, calendars, phases and stages', { phases: true }],
  ['people with leave who are asked for at once', { people: true }],
])('the work of a schedule grows like its tasks, to 100,000 of them: %s', { timeout: 120_000 }, (_, options) => {
  // Optimised code leaves out some counts, and when it takes over is a matter of time.
  const args = ['--no-opt', '--no-maglev', '--no-warnings', script, JSON.stringify(options)]
  const [small, medium, large] = JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))
  // What each further task costs: calendars are compiled once, however many there are.
  const [first, then] = [(medium - small) / 9_000, (large - medium) / 90_000]
  expect(first).toBeGreaterThan(100)
  expect(then / first).toBeLessThan(1.03)
})
