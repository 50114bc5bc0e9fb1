import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../support/sources.ts'

/** The real thing: the bundle, in a process of its own, in a folder of its own. */
let folder: string
let cli: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-cli-')))
  cli = join(folder, 'dist/cli.js')
  const built = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'dist/cli.js', '--out', join(folder, 'dist')], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(built.stderr).toBe('')
  put('plan.tpm.yaml', plan)
  put('wrong.tpm.yaml', wrong)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const plan = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
tasks:
  design:
    name: Design
    duration: 3d
`
const wrong = plan.replace('duration: 3d', 'duration: 3d\n    after: build')

function put(path: string, text: string | Buffer): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  return join(folder, path)
}

function tpm(words: readonly string[], input?: string | Buffer) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    cwd: folder,
    input: input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return { code: status, signal, out: stdout, err: stderr }
}

describe('exit status', () => {
  test('0 for a clean plan, 1 for findings, 2 for what could not be done', () => {
    expect(tpm(['check', 'plan.tpm.yaml']).code).toBe(0)
    expect(tpm(['check', 'wrong.tpm.yaml']).code).toBe(1)
    expect(tpm(['check', 'none.tpm.yaml'])).toMatchObject({
      code: 2,
      out: '',
      err: 'tpm: none.tpm.yaml is not there\n',
    })
    expect(tpm(['frobnicate']).code).toBe(2)
    expect(tpm([]).code).toBe(2)
    expect(tpm(['--help']).code).toBe(0)
  })

  test('2 for a full disk, which is no bug of ours', { skip: !existsSync('/dev/full') }, () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [cli, 'schedule', 'plan.tpm.yaml'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    })
    closeSync(full)
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'tpm: the results could not be written: no space is left on the device\n',
    })
  })

  test('2 for our own bug, and no stack trace', () => {
    const copy = join(folder, 'dist/crash.js')
    writeFileSync(
      copy,
      `process.stdout.write = () => { throw new Error('boom') }\n${readFileSync(cli, 'utf8').replace(/^#!.*/, '')}`,
    )
    const { status, stderr } = spawnSync(process.execPath, [copy, 'check', 'plan.tpm.yaml'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^tpm: internal error: boom/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

test('it has a shebang, and no colour where it is not read by a person', () => {
  expect(readFileSync(cli, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape code is the subject
  expect(tpm(['check', 'wrong.tpm.yaml']).out).not.toMatch(/\x1b/)
})

test('the version is that of the package', () => {
  expect(tpm(['--version']).out).toBe(`${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`)
})

test('the templates are in the bundle, byte for byte, and check clean from standard input', () => {
  const names = tpm(['new', '--list']).out.trim().split('\n')
  expect(names.length).toBe(5)
  for (const name of names) {
    const { out } = tpm(['new', '--template', name])
    expect(out).toBe(readFileSync(join(root, `media/templates/${name}.tpm.yaml`), 'utf8'))
    expect(tpm(['check', '-'], out).code).toBe(0)
  }
})

test('the schema is printed as it ships', () => {
  expect(tpm(['schema']).out).toBe(readFileSync(join(root, 'media/schema.json'), 'utf8'))
})

test('a folder means the plans that git does not ignore', () => {
  put('repo/kept.tpm.yaml', plan)
  put('repo/out/made.tpm.yaml', wrong)
  put('repo/.gitignore', 'out/\n')
  expect(spawnSync('git', ['init', '-q'], { cwd: join(folder, 'repo') }).status).toBe(0)
  expect(tpm(['check', 'repo'])).toMatchObject({ code: 0, out: 'No problems in 1 plan, 1 task\n' })
})

test.skipIf(process.platform === 'win32')('a file that can not be read is named, and exits with 2', () => {
  symlinkSync('ring.tpm.yaml', join(folder, 'ring.tpm.yaml'))
  expect(tpm(['check', 'plan.tpm.yaml', 'ring.tpm.yaml'])).toMatchObject({
    code: 2,
    out: 'No problems in 1 plan, 1 task\n',
    err: 'tpm: ring.tpm.yaml is a symbolic link that leads to itself\n',
  })
})

test('a file that can not be written is named, and exits with 2', () => {
  mkdirSync(join(folder, 'taken.tpm.yaml'), { recursive: true })
  expect(tpm(['new', 'missing/plan.tpm.yaml'])).toMatchObject({ code: 2, out: '' })
  expect(tpm(['new', 'taken.tpm.yaml'])).toMatchObject({ code: 2, out: '' })
})

test('fmt writes the file it is asked to, and no other', () => {
  put('loose/a.tpm.yaml', plan.replace('name: Design', 'name:   Design'))
  put('loose/b.tpm.yaml', plan.replace('name: Design', 'name:   Design'))
  expect(tpm(['fmt', '--check', 'loose'])).toMatchObject({ code: 1, out: 'loose/a.tpm.yaml\nloose/b.tpm.yaml\n' })
  expect(tpm(['fmt', 'loose/a.tpm.yaml']).code).toBe(0)
  expect(readFileSync(join(folder, 'loose/a.tpm.yaml'), 'utf8')).toBe(plan)
  expect(tpm(['fmt', '--check', 'loose'])).toMatchObject({ code: 1, out: 'loose/b.tpm.yaml\n' })
})

test.skipIf(process.platform === 'win32')('a reader that has seen enough is no failure', async () => {
  const tasks = Array.from(
    { length: 4000 },
    (_, i) => `  t${i}:\n    name: T${i}\n    after: none${i}\n    duration: 1d\n`,
  )
  put('long.tpm.yaml', `${plan}${tasks.join('')}`)
  const child = spawn('/bin/sh', ['-c', `"$0" "$1" check long.tpm.yaml | head -n 1; exit 0`, process.execPath, cli], {
    cwd: folder,
  })
  let err = ''
  let out = ''
  child.stderr.on('data', data => {
    err += data
  })
  child.stdout.on('data', data => {
    out += data
  })
  await new Promise(done => child.on('close', done))
  expect({ out: out.split('\n').length, err }).toEqual({ out: 2, err: '' })
})

test('the same files give the same bytes in every time zone and locale', () => {
  const template = tpm(['new', '--template', 'product-release']).out
  put('release.tpm.yaml', template)
  const answers = ['UTC', 'America/New_York', 'Pacific/Kiritimati'].map(zone =>
    ['json', 'csv', 'text', 'svg', 'html'].map(
      format =>
        spawnSync(process.execPath, [cli, 'schedule', 'release.tpm.yaml', '--format', format], {
          cwd: folder,
          encoding: 'utf8',
          env: { ...process.env, TZ: zone, LANG: zone === 'UTC' ? 'C' : 'tr_TR.UTF-8' },
        }).stdout,
    ),
  )
  expect(answers[0]!.every(text => 1000 < text.length)).toBe(true)
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test('whole results arrive through a pipe', () => {
  const { code, out } = tpm(['check', 'long.tpm.yaml', '--format', 'json'])
  expect(code).toBe(1)
  expect(JSON.parse(out).summary.errors).toBe(4000)
})

describe('a hostile plan', () => {
  test.each<[string, string | Buffer]>([
    ['nested brackets', `a: ${'['.repeat(20_000)}`],
    ['nested dashes', '- '.repeat(20_000)],
    ['question marks', '? '.repeat(5_000)],
    [
      'an alias bomb',
      Array.from(
        'abcdefghij',
        (name, i, rest = 'xabcdefghi'[i]) => `${name}: &${name} [${`${i === 0 ? '' : '*'}${rest},`.repeat(9)}]\n`,
      ).join(''),
    ],
    ['a million colons', ':'.repeat(1_000_000)],
    ['one long line', `tpm: 1\nproject: { name: ${'x'.repeat(2_000_000)} }\n`],
    ['a lone surrogate and a null', 'tpm: 1\n"\\ud800\\0": 1\n'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
    ['a number as a document', '42'],
    ['nothing', ''],
    [
      '__proto__',
      'tpm: 1\n__proto__: { x: 1 }\ntasks: { __proto__: { name: A, duration: 1d }, constructor: { name: B, duration: 1d } }\n',
    ],
  ])('%s neither crashes nor hangs it', (_, text) => {
    for (const words of [
      ['check', '-'],
      ['schedule', '-', '--partial'],
      ['fmt', '-'],
      ['schedule', '-', '--partial', '--format', 'html'],
    ]) {
      const { code, signal, err } = tpm(words, text)
      expect({ signal, crash: /internal error|\n\s+at /.exec(err)?.[0] }).toEqual({ signal: null, crash: undefined })
      expect([0, 1, 2]).toContain(code)
    }
  })
})

test('it serves the language server protocol on standard input and output', async () => {
  const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: folder })
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  let out = ''
  const answered = new Promise<void>(resolve => {
    child.stdout.on('data', data => {
      out += data
      if (out.includes('"capabilities"')) resolve()
    })
  })
  send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })
  await answered
  send({ id: 2, method: 'shutdown' })
  send({ method: 'exit' })
  expect(await new Promise(done => child.on('close', done))).toBe(0)
  expect(tpm(['lsp'])).toMatchObject({ code: 2, out: '' })
})
