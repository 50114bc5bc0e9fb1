import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildServers, ipcServer, type RunningServer, stdioServer } from '../support/servers.ts'

const uri = 'file:///w/bridge.tpm.yaml'
const text = 'tpm: 1\nproject: { name: A, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 2d, after: b }\n'

describe.skipIf(process.platform === 'win32')('the compiled code of the language server', () => {
  let folder: string
  let cache: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tpm-server-'))
    buildServers(folder)
  }, 120_000)
  beforeEach(() => {
    cache = mkdtempSync(join(folder, 'cache-'))
    for (const name of ['CI', 'NODE_DISABLE_COMPILE_CACHE', 'NODE_OPTIONS']) vi.stubEnv(name, undefined)
    vi.stubEnv('XDG_CACHE_HOME', cache)
    vi.stubEnv('HOME', cache)
  })
  afterEach(() => vi.unstubAllEnvs())
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function kept(): readonly string[] {
    return readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.bin'))
      .map(name => join(cache, name))
  }

  /** Opens a plan, waits for the idle moment after it, and gives what was published. */
  async function session({ connection, end }: RunningServer): Promise<unknown> {
    connection.listen()
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })
    await connection.sendNotification('initialized', {})
    const published = new Promise(done => connection.onNotification('textDocument/publishDiagnostics', done))
    const textDocument = { uri, languageId: 'tpm-yaml', version: 1, text }
    await connection.sendNotification('textDocument/didOpen', { textDocument })
    const found = await published
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } }
    await new Promise(done => setTimeout(done, 1500))
    // Answered by the part that is loaded after the code was kept
    const context = { diagnostics: [] }
    await connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context })
    await end()
    return found
  }

  test('is kept once a plan was read, for either transport, and changes nothing of what is said', async () => {
    const first = await session(stdioServer(folder))
    expect(first).toMatchObject({ diagnostics: [{ code: 'plan/unknown-reference' }] })
    const [file, ...more] = kept()
    expect(more).toEqual([])
    expect(file).toMatch(/\/tpm\/server-[0-9a-f]+\/serve-[^/]+\.bin$/)
    const { mtimeMs } = statSync(file!)
    expect(await session(stdioServer(folder))).toEqual(first)
    expect(await session(ipcServer(folder))).toEqual(first)
    expect(statSync(file!).mtimeMs, 'V8 took it').toBe(mtimeMs)
  }, 60_000)

  test('is made again where it is damaged', async () => {
    const first = await session(stdioServer(folder))
    const [file] = kept()
    const broken = readFileSync(file!)
    broken[broken.length >> 1]! ^= 0xff
    writeFileSync(file!, broken)
    expect(await session(stdioServer(folder))).toEqual(first)
    expect(readFileSync(file!).equals(broken)).toBe(false)
  }, 60_000)

  test('is not kept in CI, and not where it is turned off', async () => {
    for (const name of ['CI', 'NODE_DISABLE_COMPILE_CACHE']) {
      vi.stubEnv(name, '1')
      await session(stdioServer(folder))
      vi.stubEnv(name, undefined)
    }
    expect(kept()).toEqual([])
  }, 60_000)
})
