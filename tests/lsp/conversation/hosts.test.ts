import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  browserServer,
  buildServers,
  lendFiles,
  type RunningServer,
  stdioServer,
  workerServer,
} from '../../support/servers.ts'
import { findBrowser, startBrowser } from '../../webviews/harness/open.ts'
import { converse, prepare } from './script.ts'
import { type Step, Talk } from './talk.ts'

let folder: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-hosts-')))
  buildServers(folder)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function stepsWith(name: string, start: (folder: string) => RunningServer | Promise<RunningServer>) {
  const plans = join(folder, name)
  prepare(plans)
  const server = await start(folder)
  const talk = new Talk(server.connection, plans)
  lendFiles(server.connection, plans, folder, () => talk.lends())
  await converse(talk)
  await server.end()
  return talk.steps
}

async function stepsInBrowser(name: string): Promise<readonly Step[]> {
  const browser = await startBrowser()
  try {
    return await stepsWith(name, at => browserServer(at, browser))
  } finally {
    await browser.close()
  }
}

const hasBrowser = findBrowser() !== undefined
if (!hasBrowser) console.log('No Chromium or Chrome found: the server is tried in a worker of node instead')

test('a long conversation goes the same way over stdio and in a worker, to the byte', {
  timeout: 180_000,
}, async () => {
  const inWorker = hasBrowser ? stepsInBrowser('b') : stepsWith('b', workerServer)
  const [node, worker] = await Promise.all([stepsWith('a', stdioServer), inWorker])
  expect(node.length).toBeGreaterThanOrEqual(150)
  expect(node.filter(({ answer }) => answer !== null).length).toBeGreaterThan(120)
  // What the part that is loaded on demand must ask the server itself for.
  expect(JSON.stringify(node)).toContain('waits for it')
  for (const [at, { step, answer }] of node.entries()) {
    expect({ step: worker[at]!.step, answer: JSON.stringify(worker[at]!.answer) }, `step ${at}: ${step}`).toEqual({
      step,
      answer: JSON.stringify(answer),
    })
  }
})
