import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commitFiles } from '../../server/src/cli/commitFiles.ts'
import {
  changedFiles,
  findCommit,
  followLog,
  GitError,
  isShallow,
  listFiles,
  log,
  mergeBase,
  openRepository,
  type Repository,
  readBlobs,
  resolveCommit,
  resolveRange,
} from '../../server/src/cli/git.ts'
import { runGit } from '../../server/src/cli/gitProcess.ts'
import { loadPlan } from '../../server/src/cli/plans.ts'
import { ioIn, makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'

let made: TestRepository
let repository: Repository

beforeEach(() => {
  made = makeRepository()
  repository = openRepository(made.folder, runGit)
})
afterEach(() => made.remove())

const plan = (days: number) => `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
tasks:
  design:
    name: Design
    duration: ${days}d
`

function kindOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof GitError) return error.kind
    throw error
  }
  return 'done'
}

describe('a repository', () => {
  test('is found from a folder inside it', () => {
    made.commit('one', { 'deep/er/a.tpm.yaml': plan(1) })
    expect(openRepository(join(made.folder, 'deep/er'), runGit).top).toBe(repository.top)
  })

  test('is missing, or git is', () => {
    expect(kindOf(() => openRepository('/', runGit))).toBe('not-a-repository')
    expect(kindOf(() => openRepository(join(made.folder, 'none'), runGit))).toBe('not-a-repository')
    const none = () => ({ status: undefined, out: Buffer.alloc(0), err: '' })
    expect(kindOf(() => openRepository(made.folder, none))).toBe('no-git')
  })

  test('that is bare and lies hidden in a work tree is not taken for one', () => {
    made.git('init', '-q', '--bare', 'hidden')
    expect(kindOf(() => openRepository(join(made.folder, 'hidden'), runGit))).toBe('not-a-repository')
  })
})

test('a folder of a repository means the plans that git does not ignore', async () => {
  made.put({ 'a.tpm.yaml': plan(1), 'out/b.tpm.yaml': 'no plan', '.gitignore': 'out/' })
  const { code, out } = await tpmIn(made.folder, ['check', '.', '--severity', 'error'])
  expect(code).toBe(0)
  expect(out).toContain('1 plan')
})

describe('a revision', () => {
  test('is a branch, a tag, a part of an id, or an ancestor', () => {
    const one = made.commit('one')
    const two = made.commit('two')
    made.git('tag', '-m', 'a tag of its own', 'v1', one)
    made.git('branch', 'side', two)
    for (const [words, commit] of Object.entries({
      v1: one,
      side: two,
      'HEAD~1': one,
      [one.slice(0, 9)]: one,
      '@': two,
    }))
      expect(resolveCommit(repository, words)).toBe(commit)
  })

  test('is not there', () => {
    made.commit('one', { 'a.tpm.yaml': plan(1) })
    const blob = made.git('rev-parse', 'HEAD:a.tpm.yaml')
    for (const words of ['none', '', 'HEAD~9', '0'.repeat(40), 'HEAD:a.tpm.yaml', blob, '^HEAD', 'HEAD..HEAD'])
      expect(
        kindOf(() => resolveCommit(repository, words)),
        words,
      ).toBe('no-such-revision')
  })

  test('of a repository without commits is not there', () => {
    expect(findCommit(repository, 'HEAD')).toBeUndefined()
  })

  test('that a shallow clone lacks is told as such', () => {
    made.commit('one')
    made.commit('two')
    made.git('clone', '-q', '--depth', '1', `file://${made.folder}`, 'clone')
    const clone = openRepository(join(made.folder, 'clone'), runGit)
    expect(isShallow(clone)).toBe(true)
    expect(kindOf(() => resolveCommit(clone, 'HEAD~1'))).toBe('shallow')
    expect(() => resolveCommit(clone, 'HEAD~1')).toThrow(/fetch-depth: 0/)
  })
})

describe('a range', () => {
  test('is one revision, two, or from the merge base of two', () => {
    const one = made.commit('one')
    made.git('checkout', '-q', '-b', 'side')
    const side = made.commit('side', { a: '1' })
    made.git('checkout', '-q', 'main')
    const main = made.commit('main', { b: '1' })
    expect(resolveRange(repository, 'HEAD')).toEqual({ base: main })
    expect(resolveRange(repository, 'main', 'side')).toEqual({ base: main, head: side })
    expect(resolveRange(repository, 'main..side')).toEqual({ base: main, head: side })
    expect(resolveRange(repository, 'main...side')).toEqual({ base: one, head: side })
    expect(resolveRange(repository, 'side...')).toEqual({ base: one, head: main })
    expect(mergeBase(repository, main, side)).toBe(one)
  })

  test('of histories that never met has no base', () => {
    made.commit('one')
    made.git('checkout', '-q', '--orphan', 'other')
    made.commit('other', { a: '1' })
    expect(kindOf(() => resolveRange(repository, 'main...other'))).toBe('no-merge-base')
  })

  test('may end in a revision with dots in its words', () => {
    const one = made.commit('wait... what')
    made.commit('two')
    expect(resolveRange(repository, 'HEAD^{/wait... what}')).toEqual({ base: one })
  })
})

describe('files of commits', () => {
  test('plans are listed, links and submodules are not', () => {
    made.commit('one', { 'b.tpm.yaml': plan(1), 'x/ä "b".tpm.yml': plan(2), 'notes.txt': '' })
    made.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${made.git('hash-object', '-w', 'b.tpm.yaml')},link.tpm.yaml`,
    )
    made.git('commit', '-q', '-m', 'link')
    const files = listFiles(repository, resolveCommit(repository, 'HEAD'))
    expect([...files.keys()]).toEqual(['b.tpm.yaml', 'x/ä "b".tpm.yml'])
    expect([...readBlobs(repository, files.values()).values()].map(({ text }) => text)).toEqual([plan(1), plan(2)])
  })

  test('changes are told: added, removed, changed, renamed', () => {
    const base = made.commit('one', {
      'a.tpm.yaml': plan(1),
      'b.tpm.yaml': 'tpm: 1\n',
      'c.tpm.yaml': `${plan(1)}# c\n`,
      'd.txt': '',
    })
    const head = made.commit('two', {
      'a.tpm.yaml': plan(2),
      'b.tpm.yaml': undefined,
      'c.tpm.yaml': undefined,
      'in/c.tpm.yaml': `${plan(1)}# d\n`,
      'new.tpm.yaml': 'tpm: 1\nproject: {}\n',
      'd.txt': 'changed',
    })
    const short = changedFiles(repository, base, head).map(({ kind, path, from }) =>
      `${kind} ${path} ${from ?? ''}`.trim(),
    )
    expect(short).toEqual([
      'changed a.tpm.yaml',
      'removed b.tpm.yaml',
      'renamed in/c.tpm.yaml c.tpm.yaml',
      'added new.tpm.yaml',
    ])
  })

  test('bytes that are no UTF-8 and objects that are not there are told apart', () => {
    made.put({ a: 'x' })
    writeFileSync(join(made.folder, 'a'), Buffer.from([0xff, 0xfe, 0]))
    const id = made.git('hash-object', '-w', 'a')
    const blobs = readBlobs(repository, [id, '1'.repeat(40)])
    expect([...blobs]).toEqual([[id, { id, text: undefined }]])
  })

  test('a commit is read as if it were the disk, libraries included', () => {
    const library = 'resources:\n  ben: { name: Ben }\n'
    const old = made.commit('one', {
      'p/a.tpm.yaml': `${plan(1)}include: [../lib.tpm.yaml]\n`,
      'lib.tpm.yaml': library,
    })
    made.commit('two', { 'p/a.tpm.yaml': plan(9), 'lib.tpm.yaml': undefined })
    const io = commitFiles(ioIn(made.folder), repository, old)
    const { snapshot } = loadPlan('p/a.tpm.yaml', {}, io)
    expect([...snapshot.plan.resources.keys()]).toEqual(['ben'])
    expect(snapshot.text).toContain('duration: 1d')
    expect(io.findPlans(`${made.folder}/p`)).toEqual([`${made.folder}/p/a.tpm.yaml`])
    expect([io.kindOf(`${made.folder}/p`), io.kindOf(`${made.folder}/none`)]).toEqual(['folder', undefined])
  })
})

describe('a log', () => {
  test('has the commits that touch paths, newest first', () => {
    made.commit('one', { 'a.tpm.yaml': plan(1) })
    made.commit('other', { b: '1' })
    const two = made.commit('two: with "quotes"\n\nand a body', { 'a.tpm.yaml': plan(2) })
    const commits = log(repository, two, ['a.tpm.yaml'])
    expect(commits.map(({ subject }) => subject)).toEqual(['two: with "quotes"', 'one'])
    expect(commits[0]).toMatchObject({ id: two, author: 'Ada', date: '2026-01-07T08:00:00+00:00' })
    expect(log(repository, two, ['a.tpm.yaml'], { most: 1 })).toHaveLength(1)
  })

  test('follows a file over its renames, and counts a merge as one commit', () => {
    made.commit('one', { 'a.tpm.yaml': plan(1) })
    made.commit('moved', { 'a.tpm.yaml': undefined, 'b/b.tpm.yaml': plan(1) })
    made.git('checkout', '-q', '-b', 'side')
    made.commit('side', { 'b/b.tpm.yaml': plan(2) })
    made.git('checkout', '-q', 'main')
    made.commit('other', { c: '1' })
    made.git('merge', '-q', '--no-ff', '-m', 'merge', 'side')
    const commits = followLog(repository, resolveCommit(repository, 'HEAD'), 'b/b.tpm.yaml')
    expect(commits.map(({ subject, path }) => `${subject} ${path}`)).toEqual([
      'merge b/b.tpm.yaml',
      'moved b/b.tpm.yaml',
      'one a.tpm.yaml',
    ])
  })

  test('can not be led astray by what a commit says', () => {
    const id = made.git('hash-object', '-t', 'commit', '-w', '--literally', '/dev/null')
    const subject = `\x1e${id}\x1f\x1f\x1f\nnot a commit :100644 100644 ${id} ${id} M`
    made.commit(subject, { 'a.tpm.yaml': plan(1) })
    expect(followLog(repository, resolveCommit(repository, 'HEAD'), 'a.tpm.yaml')).toHaveLength(1)
    expect(log(repository, resolveCommit(repository, 'HEAD'), ['a.tpm.yaml'])).toHaveLength(1)
  })
})

describe('nothing runs that should not', () => {
  const revisions = [
    '--output=OUT',
    '--upload-pack=touch OUT',
    '-cOUT',
    '-',
    '--',
    '--help',
    '--exec=touch OUT',
    '--all',
    '--glob=*',
    '--git-dir=/tmp',
    '-o OUT',
    '--end-of-options',
    '--parseopt',
    '--sq-quote',
    '--show-toplevel',
    '--local-env-vars',
    '$(touch OUT)',
    '`touch OUT`',
    '; touch OUT',
    '| touch OUT',
    '&& touch OUT',
    '\ntouch OUT\n',
    'HEAD; touch OUT',
    'HEAD\ntouch OUT',
    'HEAD\0touch OUT',
    '$IFS;touch$IFS;OUT',
    '%OUT%',
    '../../OUT',
    '/etc/passwd',
    'C:\\OUT',
    'ext::sh -c touch% OUT',
    'file:///etc',
    'http://127.0.0.1:9/OUT',
    'HEAD@{u',
    '@{-9}',
    '^HEAD',
    ':(glob)*',
    ':/',
    '^{/OUT',
    'HEAD^{/(a+)+$}',
    'refs/heads/../../OUT',
    '\u202eDAEH',
    '\u0000',
    '\ud800',
    'a'.repeat(20_000),
    '....',
    '...',
    '..',
    '~',
  ] as const
  const paths = [
    '-x.tpm.yaml',
    '--output=OUT.tpm.yaml',
    '$(touch OUT).tpm.yaml',
    '`touch OUT`.tpm.yaml',
    ';touch OUT;.tpm.yaml',
    ':(exclude)a.tpm.yaml',
    ':!a.tpm.yaml',
    '*.tpm.yaml',
    'new\nline.tpm.yaml',
    '"quoted".tpm.yaml',
    'ünï.tpm.yaml',
  ] as const

  test(`${revisions.length} revisions are data`, () => {
    made.commit('one', { 'a.tpm.yaml': plan(1) })
    const kinds = revisions.map(words => kindOf(() => resolveRange(repository, words)))
    expect(new Set(kinds)).toEqual(new Set(['no-such-revision']))
    expect(existsSync(join(made.folder, 'OUT'))).toBe(false)
  })

  test(`${paths.length} paths are data`, () => {
    const files = Object.fromEntries(paths.map((path, i) => [path, `${plan(i + 1)}# ${path.length}\n`]))
    made.commit('one', files)
    const head = resolveCommit(repository, 'HEAD')
    const listed = listFiles(repository, head)
    expect([...listed.keys()].sort()).toEqual([...paths].sort())
    for (const path of paths) {
      expect(log(repository, head, [path]), path).toHaveLength(1)
      expect(followLog(repository, head, path).map(commit => commit.path)).toEqual([path])
      expect(commitFiles(ioIn(made.folder), repository, head).read(`${made.folder}/${path}`)).toEqual({
        text: files[path],
      })
    }
    expect(existsSync(join(made.folder, 'OUT'))).toBe(false)
  })

  test('branch names with odd characters are branches', () => {
    const head = made.commit('one')
    for (const name of [
      '$(touch$IFS;OUT)',
      ';touch',
      '`id`',
      "it's",
      '"q"',
      'ünï',
      '--x'.slice(2),
      'a&b',
      'a|b',
      '%OUT%',
      '{x}',
      '#1',
      '!',
    ]) {
      made.git('update-ref', `refs/heads/${name}`, head)
      expect(resolveCommit(repository, name), name).toBe(head)
    }
    made.git('update-ref', 'refs/heads/-dash', head)
    expect(resolveCommit(repository, '-dash')).toBe(head)
    expect(existsSync(join(made.folder, 'OUT'))).toBe(false)
  })

  test('a repository that names programs in its settings and attributes runs none of them', () => {
    const base = made.commit('one', {
      'a.tpm.yaml': plan(1),
      '.gitattributes': '*.yaml diff=evil filter=evil merge=evil\n',
    })
    const head = made.commit('two', { 'a.tpm.yaml': plan(2) })
    const program = join(made.folder, '.git/evil')
    writeFileSync(program, `#!/bin/sh\ntouch "${made.folder}/OUT"\ncat\n`)
    chmodSync(program, 0o755)
    mkdirSync(join(made.folder, '.git/hooks'), { recursive: true })
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman']) {
      writeFileSync(join(made.folder, '.git/hooks', hook), `#!/bin/sh\ntouch "${made.folder}/OUT"\n`)
      chmodSync(join(made.folder, '.git/hooks', hook), 0o755)
    }
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'gpg.program',
      'filter.evil.smudge',
      'filter.evil.clean',
      'merge.evil.driver',
      'core.sshCommand',
      'core.askPass',
      'pager.log',
      'alias.log',
    ])
      made.git('config', key, key === 'alias.log' ? `!${program}` : program)
    made.git('config', 'log.showSignature', 'true')
    const { out } = runGit(made.folder, ['log'])
    expect(out.toString()).toContain('two')
    resolveRange(repository, 'HEAD~1...HEAD')
    changedFiles(repository, base, head)
    followLog(repository, head, 'a.tpm.yaml')
    log(repository, head, ['a.tpm.yaml'])
    commitFiles(ioIn(made.folder), repository, head).read(`${made.folder}/a.tpm.yaml`)
    ioIn(made.folder).findPlans(made.folder)
    expect(existsSync(join(made.folder, 'OUT'))).toBe(false)
  })

  test('what a hook or a person has set for another repository is not heeded', () => {
    made.commit('one')
    const before = process.env.GIT_DIR
    process.env.GIT_DIR = '/none'
    try {
      expect(resolveCommit(repository, 'HEAD')).toMatch(/^[0-9a-f]{40}$/)
    } finally {
      if (before === undefined) delete process.env.GIT_DIR
      else process.env.GIT_DIR = before
    }
  })
})
