import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { files, type Io } from '../../server/src/cli/io.ts'
import { writeNew } from '../../server/src/cli/newPlan.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-io-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, text: string | Buffer = 'tpm: 1\n'): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  return join(folder, path)
}

function found(at = '.'): readonly string[] {
  return files.findPlans(join(folder, at)).map(path => relative(folder, path).replaceAll('\\', '/'))
}

const ignoring = () => {
  put('a.tpm.yaml')
  put('b.tpm.yml')
  put('notes.yaml')
  put('out/c.tpm.yaml')
  put('deep/er/d.tpm.yaml')
  put('deep/er/e.tpm.yaml')
  put('deep/keep/f.tpm.yaml')
  put('node_modules/x/g.tpm.yaml')
  put('.gitignore', 'out/\nnode_modules\n')
  put('deep/.gitignore', 'e.tpm.yaml\nkeep/*\n!keep/f.tpm.yaml\n')
}
const notIgnored = ['a.tpm.yaml', 'b.tpm.yml', 'deep/er/d.tpm.yaml', 'deep/keep/f.tpm.yaml']

describe('plans of a folder', () => {
  test('without git, ignore files are still heeded', () => {
    ignoring()
    expect(found()).toEqual(notIgnored)
  })

  test('with git, what git says', () => {
    ignoring()
    execFileSync('git', ['init', '-q'], { cwd: folder })
    expect(found()).toEqual(notIgnored)
    expect(found('deep')).toEqual(['deep/er/d.tpm.yaml', 'deep/keep/f.tpm.yaml'])
  })

  test('a tracked file that is gone is not listed, a tracked file that is ignored is', () => {
    put('gone.tpm.yaml')
    put('out/c.tpm.yaml')
    execFileSync('git', ['init', '-q'], { cwd: folder })
    execFileSync('git', ['add', '.'], { cwd: folder })
    rmSync(join(folder, 'gone.tpm.yaml'))
    put('.gitignore', 'out/\n')
    expect(found()).toEqual(['out/c.tpm.yaml'])
  })

  test('without a git that runs, ignore files above the folder count', () => {
    ignoring()
    mkdirSync(join(folder, '.git'))
    expect(found('deep')).toEqual(['deep/er/d.tpm.yaml', 'deep/keep/f.tpm.yaml'])
    expect(found('out')).toEqual([])
  })

  test('a link that leads out of the folder is left out', () => {
    const secret = put('secret.tpm.yaml')
    put('inside/a.tpm.yaml')
    symlinkSync(secret, join(folder, 'inside/b.tpm.yaml'))
    expect(found('inside')).toEqual(['inside/a.tpm.yaml'])
  })

  test('what a git hook sets does not change what is found', () => {
    ignoring()
    execFileSync('git', ['init', '-q'], { cwd: folder })
    process.env.GIT_DIR = join(folder, 'elsewhere')
    try {
      expect(found('deep')).toEqual(['deep/er/d.tpm.yaml', 'deep/keep/f.tpm.yaml'])
    } finally {
      delete process.env.GIT_DIR
    }
  })

  test('a repository can run nothing by its configuration', () => {
    put('a.tpm.yaml')
    execFileSync('git', ['init', '-q'], { cwd: folder })
    const monitor = put('monitor.sh', '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n')
    chmodSync(monitor, 0o755)
    execFileSync('git', ['config', 'core.fsmonitor', monitor], { cwd: folder })
    expect(found()).toEqual(['a.tpm.yaml'])
    expect(files.kindOf(join(folder, 'ran'))).toBeUndefined()
  })
})

describe('reading', () => {
  test('keeps a byte-order mark and line ends as they are', () => {
    const path = put('a.tpm.yaml', '\ufefftpm: 1\r\n')
    expect(files.read(path)).toEqual({ text: '\ufefftpm: 1\r\n' })
  })

  test('a file that is not there, a folder, and bytes that are no UTF-8 say so', () => {
    expect(files.read(join(folder, 'none'))).toEqual({ failure: 'is not there' })
    expect(files.read(folder)).toEqual({ failure: 'is a folder' })
    expect(files.read(put('latin.tpm.yaml', Buffer.from([0x6e, 0xe9, 0x0a])))).toEqual({
      failure: 'is not UTF-8 text: save it as UTF-8',
    })
  })

  test('what can not be looked at is there, and reading it says why', { skip: process.platform === 'win32' }, () => {
    const ring = join(folder, 'ring.tpm.yaml')
    symlinkSync(ring, ring)
    expect(files.kindOf(ring)).toBe('file')
    expect(files.read(ring)).toEqual({ failure: 'is a symbolic link that leads to itself' })
    expect(files.kindOf(join(folder, 'none'))).toBeUndefined()
  })

  test('a file without an end is given up', { skip: process.platform === 'win32' }, () => {
    expect(files.read('/dev/zero')).toEqual({ failure: 'is larger than 32 MB, which no plan is' })
  })
})

test('a glob finds plans only, and not in node_modules', () => {
  ignoring()
  const pattern = join(folder, '**/*').replaceAll('\\', '/')
  expect(files.glob(pattern).map(path => relative(folder, path))).toEqual([
    'a.tpm.yaml',
    'b.tpm.yml',
    'deep/er/d.tpm.yaml',
    'deep/er/e.tpm.yaml',
    'deep/keep/f.tpm.yaml',
    'out/c.tpm.yaml',
  ])
})

test('what may not be written is not said to be unreadable', { skip: process.platform === 'win32' }, () => {
  // Whoever may do all may write anywhere: as somebody else.
  const own = process.geteuid!()
  chmodSync(folder, 0o555)
  if (own === 0) process.seteuid!(65_534)
  try {
    expect(files.write(join(folder, 'a.tpm.yaml'), 'tpm: 1')).toBe('may not be written: permission denied')
  } finally {
    if (own === 0) process.seteuid!(own)
    chmodSync(folder, 0o755)
  }
})

test('a first plan in a folder that one may not enter is not said to be there', {
  skip: process.platform === 'win32',
}, () => {
  const own = process.geteuid!()
  const [closed, errors] = [join(folder, 'closed'), [] as string[]]
  mkdirSync(closed, { mode: 0o000 })
  chmodSync(folder, 0o755)
  if (own === 0) process.seteuid!(65_534)
  try {
    const io = { ...files, err: (text: string) => errors.push(text) } as unknown as Io
    expect(() => writeNew(join(closed, 'a.tpm.yaml'), 'tpm: 1', io)).toThrow('may not be written: permission denied')
  } finally {
    if (own === 0) process.seteuid!(own)
    chmodSync(closed, 0o755)
  }
})
