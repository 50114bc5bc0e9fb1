/**
 * Runs suites inside VS Code's extension host, and makes each of their tests a test of vitest.
 *
 *     // tests/e2e/host.node.test.ts
 *     await defineHostTests('node', { files: { 'bridge.tpm.yaml': bridge } })
 *
 * The suites are tests/e2e/host/*.host.ts; see `in-host.ts` for how to write one. A file named `*.node.host.ts` or
 * `*.worker.host.ts` runs in that host only.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, inject, test } from 'vitest'
import { extensionWithTests, resultsFile } from '../../../scripts/host-tests.mjs'
import type { HostResult } from './in-host.ts'
import { openWindow, type WindowOptions } from './window.ts'

export type HostKind = 'node' | 'worker'

interface HostRun {
  readonly code: number
  readonly results: readonly HostResult[]
  readonly log: readonly string[]
}

const timeLimit = 180_000

/** The suites' results as tests; fails by itself when the host ended without having run them all. */
export async function defineHostTests(kind: HostKind, options: Pick<WindowOptions, 'files' | 'copyOf' | 'settings'>) {
  const { code, results, log } = await runInHost(kind, options)
  describe(`in the ${kind} host`, () => {
    for (const { title, error, skipped } of results) {
      test.skipIf(skipped)(title, () => {
        if (error) throw new Error(error)
      })
    }
    test('all suites were run to their end', () => {
      const failed = results.some(({ error }) => error)
      if (results.length === 0 || code !== (failed ? 1 : 0))
        throw new Error(`The host ended with ${code} after ${results.length} tests\n${log.slice(-50).join('\n')}`)
    })
  })
}

async function runInHost(
  kind: HostKind,
  options: Pick<WindowOptions, 'files' | 'copyOf' | 'settings'>,
): Promise<HostRun> {
  const extension = await extensionWithTests(kind, inject('scratch'))
  const log: string[] = []
  const exit = Promise.withResolvers<number>()
  const timer = setTimeout(() => exit.resolve(-1), timeLimit)
  const window = await openWindow({
    ...options,
    extension,
    tests: join(extension, 'tests/index.js'),
    onExit: code => exit.resolve(code),
    onLog: line => log.push(line),
  })
  try {
    const code = await exit.promise
    const path = join(window.folder, resultsFile)
    const results: HostResult[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
    if (code === -1) log.push(`No end after ${timeLimit / 1000} s`)
    return { code, results, log }
  } finally {
    clearTimeout(timer)
    await window.close()
  }
}
