import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildServers } from '../support/servers.ts'
import { root } from '../support/sources.ts'
import { KeptAlive } from './keptAlive.ts'

const plan = `tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-02 }
tasks:
  design: { name: Design, duration: 3d }
  build: { name: Build, duration: 5d, after: design }
`
const poison = join(root, 'tests/fixtures/hostile/poison.cjs')

let bundles: string
let folder: string
let kept: KeptAlive | undefined

beforeAll(() => {
  bundles = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-kept-')))
  buildServers(bundles)
}, 60_000)
afterAll(() => rmSync(bundles, { recursive: true, force: true }))
afterEach(async () => {
  await kept?.end()
  rmSync(folder, { recursive: true, force: true })
})

function inFolder(files: Readonly<Record<string, string>>): void {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-plans-')))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href
const codesOf = (diagnostics: readonly { readonly code?: unknown }[]) => diagnostics.map(({ code }) => code)

// `TPM_KILLS=30` for as many as the promise is held to
const kills = Number(process.env.TPM_KILLS ?? 10)

// A busy machine of two cores may itself be silent for seconds: in CI a second try, as for the clicks in VS Code
const patient = { timeout: kills * 20_000, retry: process.env.CI ? 1 : 0 }

test('kills and hangs while somebody types cost nothing but moments', patient, async () => {
  inFolder({ 'road.tpm.yaml': plan.replace('bridge', 'road') })
  const uri = uriOf('bridge.tpm.yaml')
  kept = new KeptAlive(bundles, folder)
  kept.open(uri, plan)
  await kept.checked(uri)
  const times = fc.sample(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), kills)
  let text = plan
  const waits: number[] = []
  for (const [wait, isKill] of times) {
    const before = kept.server.process!
    for (let typed = 0; typed < 6; typed++) {
      text += typed % 2 === 0 ? '# x\n' : `# ${waits.length} ${typed}\n`
      kept.type(uri, text)
      if (typed === 3) setTimeout(() => before.kill(isKill ? 'SIGKILL' : 'SIGSTOP'), wait)
      await new Promise(done => setTimeout(done, 15))
    }
    while (kept.server.process === before) await new Promise(done => setTimeout(done, 5))
    const since = performance.now()
    text = text.replace(/duration: \dd, after/, `duration: ${1 + (waits.length % 9)}d, after`)
    kept.type(uri, text)
    await kept.checked(uri)
    waits.push(performance.now() - since)
  }
  // One more where the machine is so busy that a healthy server is silent for a second
  expect(kept.starts).toBeGreaterThanOrEqual(kills + 1)
  expect(kept.suspects.setAside).toEqual([])
  expect(kept.notifications).toEqual([])
  const fresh = new KeptAlive(bundles, folder)
  fresh.open(uri, text)
  const expected = await fresh.checked(uri)
  const ask = (server: KeptAlive, method: string) => server.connection.sendRequest(method, { uri })
  const shown = (await ask(kept, 'tpm/timeline')) as { view: unknown }
  const freshly = (await ask(fresh, 'tpm/timeline')) as { view: unknown }
  expect(shown.view).toEqual(freshly.view)
  expect(await kept.checked(uri)).toEqual(expected)
  await fresh.end()
})

describe('a text that ends the server twice is set aside until it changes, and the rest is checked', () => {
  for (const way of ['death', 'hang']) {
    test(`one that an editor has open: ${way}`, { timeout: 60_000 }, async () => {
      inFolder({})
      const [bad, good] = [uriOf('bad.tpm.yaml'), uriOf('good.tpm.yaml')]
      kept = new KeptAlive(bundles, folder, poison)
      kept.open(good, plan)
      await kept.checked(good)
      kept.open(bad, `${plan}# poison-${way}\n`)
      while (kept.suspects.setAside.length === 0) await new Promise(done => setTimeout(done, 20))
      expect(kept.suspects.setAside).toEqual([bad])
      kept.type(good, plan.replace('after: design', 'after: nothing'))
      expect(codesOf(await kept.checked(good))).toContain('plan/unknown-reference')
    })

    test(`one that lies in the folder: ${way}`, { timeout: 60_000 }, async () => {
      inFolder({ 'bad.tpm.yaml': `${plan}# poison-${way}\n`, 'road.tpm.yaml': plan.replace('bridge', 'road') })
      kept = new KeptAlive(bundles, folder, poison)
      expect(codesOf(await kept.checked(uriOf('bad.tpm.yaml')))).toEqual(['plan/set-aside'])
      expect(await kept.checked(uriOf('road.tpm.yaml'))).toEqual([])
      expect(kept.starts).toBe(3)
      writeFileSync(join(folder, 'bad.tpm.yaml'), plan.replace('after: design', 'after: nothing'))
      await kept.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf('bad.tpm.yaml'), type: 2 }],
      })
      const isChecked = () =>
        codesOf(kept!.published.get(uriOf('bad.tpm.yaml'))!.diagnostics).includes('plan/unknown-reference')
      while (!isChecked()) await new Promise(done => setTimeout(done, 20))
    })
  }
})
