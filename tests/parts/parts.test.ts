import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cacheFolder } from '../../server/src/parts/codeCache.ts'
import { loader, partsOf } from '../../server/src/parts/load.ts'
import { root } from '../support/sources.ts'

const host = { require, filename: '/tool/cli.js', dirname: '/tool' }

describe('parts of the bundle', () => {
  test('one is run once, when it is first asked for, with what it requires', () => {
    const parts: Record<string, string> = {
      './a.js':
        "const { twice } = require('./b.js'); exports.six = twice(3); exports.sep = require('node:path').posix.sep",
      './b.js': 'globalThis.partsRun = (globalThis.partsRun ?? 0) + 1; exports.twice = n => 2 * n',
      './never.js': "throw new Error('nobody asked')",
    }
    const load = loader(name => parts[name], { ...host, require: name => process.getBuiltinModule(name) })
    expect(load('./a.js')).toEqual({ six: 6, sep: '/' })
    expect(load('./b.js')).toBe(load('./b.js'))
    expect((globalThis as { partsRun?: number }).partsRun).toBe(1)
  })

  test('it knows where the bundle is', () => {
    const load = loader(() => 'module.exports = { at: [__filename, __dirname] }', host)
    expect(load('./a.js')).toEqual({ at: ['/tool/cli.js', '/tool'] })
  })

  test('what starts a process is loaded by the first that does', () => {
    const asked: string[] = []
    const load = loader(
      name =>
        name === './a.js' ? "const c = require('node:child_process'); exports.start = () => c.spawnSync" : undefined,
      { ...host, require: name => asked.push(name) && process.getBuiltinModule(name) },
    )
    const { start } = load('./a.js') as { start: () => unknown }
    expect(asked).toEqual([])
    expect([start(), asked]).toEqual([spawnSync, ['node:child_process']])
  })

  test('their texts are the last line of the file, a comment', () => {
    const texts = ['exports.a = "\\n"\n', 'exports.b = 1', '']
    const written = texts.map(text => JSON.stringify(text))
    const lengths = Object.fromEntries(written.map(({ length }, i) => [`./${i}.js`, length]))
    const textOf = partsOf(Buffer.from(`run()\n//${written.join('')}\n`), lengths)
    expect(texts.map((_, i) => textOf(`./${i}.js`))).toEqual(texts)
    expect(textOf('node:fs')).toBeUndefined()
  })
})

test('compiled code is kept where each system keeps what can be made again', () => {
  const at = (platform: string, env: Record<string, string>) => cacheFolder(env, platform)
  expect(at('linux', { HOME: '/home/ann' })).toBe('/home/ann/.cache/tpm')
  expect(at('linux', { HOME: '/home/ann', XDG_CACHE_HOME: '/fast' })).toBe('/fast/tpm')
  expect(at('darwin', { HOME: '/Users/ann' })).toBe('/Users/ann/Library/Caches/tpm')
  expect(at('linux', {})).toBeUndefined()
  expect(at('win32', {})).toBeUndefined()
})

describe.skipIf(process.platform === 'win32')('the code cache', () => {
  let folder: string
  let cache: string
  let tool: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tpm-parts-'))
    tool = join(folder, 'cli.js')
    const words = ['esbuild.mjs', '--only', 'dist/cli.js', '--out', folder]
    expect(spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' }).stderr).toBe('')
    writeFileSync(
      join(folder, 'plan.tpm.yaml'),
      'tpm: 1\nproject: { name: A, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 2d }\n',
    )
  }, 60_000)
  beforeEach(() => {
    cache = mkdtempSync(join(folder, 'cache-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function tpm(words: readonly string[], more: Record<string, string> = {}) {
    const { CI: _, NODE_DISABLE_COMPILE_CACHE: __, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, NODE_OPTIONS: '', XDG_CACHE_HOME: cache, ...more },
    })
    return { status, stdout, stderr }
  }

  /** Files of the cache, with the one folder of this build. */
  function kept(): readonly string[] {
    return readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.bin'))
  }

  const csv = ['schedule', '--format', 'csv', 'plan.tpm.yaml']

  test('is written once for each command, and changes no byte of what it says', () => {
    const first = tpm(csv)
    expect(first).toMatchObject({ status: 0, stderr: '' })
    const [file, ...more] = kept()
    expect(more).toEqual([])
    expect(file).toMatch(/^tpm\/[0-9a-f]{16}\/schedule-[^/]+\.bin$/)
    const bytes = readFileSync(join(cache, file!))
    expect(tpm(csv)).toEqual(first)
    expect(readFileSync(join(cache, file!)).equals(bytes)).toBe(true)
    tpm(['check', 'plan.tpm.yaml'])
    expect(kept()).toHaveLength(2)
  })

  test('is made again where it is damaged', () => {
    const first = tpm(csv)
    const file = join(cache, kept()[0]!)
    const bytes = readFileSync(file)
    for (const at of [2, bytes.length >> 1, bytes.length - 1]) {
      const broken = Buffer.from(bytes)
      broken[at]! ^= 0xff
      writeFileSync(file, broken)
      expect(tpm(csv)).toEqual(first)
      expect(readFileSync(file).equals(broken)).toBe(false)
    }
    writeFileSync(file, bytes.subarray(0, 5))
    expect(tpm(csv)).toEqual(first)
    expect(5 < readFileSync(file).length).toBe(true)
  })

  test('is not run where others could have written it', () => {
    const first = tpm(csv)
    const file = join(cache, kept()[0]!)
    chmodSync(file, 0o666)
    expect(tpm(csv)).toEqual(first)
    expect(statSync(file).mode & 0o777, 'made anew, and ours alone').toBe(0o600)
  })

  test('is left alone in CI, where it is turned off, by a failure and where nothing can be written', () => {
    for (const name of ['CI', 'NODE_DISABLE_COMPILE_CACHE']) expect(tpm(csv, { [name]: '1' }).status).toBe(0)
    expect(tpm(['schedule', 'none.tpm.yaml']).status).toBe(2)
    expect(kept()).toEqual([])
    writeFileSync(join(cache, 'tpm'), 'a file in the way')
    expect(tpm(csv)).toMatchObject({ status: 0, stderr: '' })
  })

  test('lets go of builds that were replaced long ago', () => {
    for (const [name, at] of [
      ['old', 1_000_000_000],
      ['new', undefined],
    ] as const) {
      mkdirSync(join(cache, 'tpm', name), { recursive: true })
      if (at !== undefined) utimesSync(join(cache, 'tpm', name), at, at)
    }
    tpm(csv)
    const left = readdirSync(join(cache, 'tpm'))
    expect(left).toContain('new')
    expect(left).not.toContain('old')
  })
})
