/** The newcomer's way: one command, an address, the timeline of a real plan on the screen; and nothing left behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cacheFolder, root } from '../../scripts/embedded.mjs'

let start: ChildProcess
let address: string
let context: BrowserContext
let page: Page

/** A cache as on the first run, but for the download. */
function freshCache() {
  const cache = join(inject('scratch'), 'start-cache')
  mkdirSync(cache)
  for (const name of readdirSync(cacheFolder).filter(
    entry => entry.startsWith('code-server-') && existsSync(join(cacheFolder, entry, 'complete')),
  ))
    symlinkSync(join(cacheFolder, name), join(cache, name), 'junction')
  return cache
}

beforeAll(async () => {
  start = spawn(process.execPath, ['scripts/start.mjs', '--embedded', '--no-open'], {
    cwd: root,
    env: { ...process.env, TPM_CACHE: freshCache() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  address = await new Promise((done, fail) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /http:\/\/localhost:\d+\/\S+/.exec(output)
      if (found && output.includes('Ctrl-C')) done(found[0])
    }
    start.stdout!.on('data', read)
    start.stderr!.on('data', read)
    start.on('exit', code => fail(new Error(`npm start ended with ${code}:\n${output}`)))
  })
  const browser = await chromium.connect(inject('browser'))
  context = await browser.newContext({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' })
  page = await context.newPage()
})

afterAll(async () => {
  await context?.close()
  start?.kill('SIGKILL')
})

test('the address opens a plan as text', async () => {
  await page.goto(address)
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 60_000 })
  await page.locator('#status\\.editor\\.mode', { hasText: 'TPM' }).waitFor()
})

test('the button above the text opens the timeline beside it', async () => {
  await page.locator('.editor-actions').getByLabel('Open Timeline').first().click()
  const frame = page.locator('iframe.webview').filter({ visible: true }).first().contentFrame()
  const timeline = frame.locator('iframe#active-frame').contentFrame()
  await timeline.getByRole('treegrid').waitFor({ timeout: 30_000 })
  expect(await timeline.getByRole('row').count()).toBeGreaterThan(10)
  expect(await page.locator('.notification-toast').count()).toBe(0)
})

test('Ctrl-C ends it, and the server with it', async () => {
  const ended = new Promise<number | null>(done => start.on('exit', done))
  start.kill('SIGINT')
  expect(await ended).toBe(0)
  await expect(fetch(new URL('/version', address))).rejects.toThrow()
})
