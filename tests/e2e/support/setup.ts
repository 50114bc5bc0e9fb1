import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserServer, chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumArguments, findChromium } from '../../../scripts/chromium.mjs'
import { ensureEmbedded } from '../../../scripts/embedded.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of the run listens. */
    browser: string
    /** A folder of this run alone, removed at its end. */
    scratch: string
  }
}

let browser: BrowserServer | undefined
let scratch: string | undefined

/** Once per run: VS Code in the cache, one browser for all test files, a folder for what they write. */
export async function setup(project: TestProject) {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium or Chrome found: run "npm run setup", or set TPM_CHROMIUM')
  await ensureEmbedded()
  browser = await chromium.launchServer({ executablePath, args: chromiumArguments })
  scratch = mkdtempSync(join(tmpdir(), 'tpm-e2e-'))
  project.provide('browser', browser.wsEndpoint())
  project.provide('scratch', scratch)
}

export async function teardown() {
  await browser?.close()
  if (scratch) rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
}
