import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { files, type Io } from '../../server/src/cli/io.ts'
import { run } from '../../server/src/cli/program.ts'

/** A real git repository in a folder of its own, whose commits have the same ids in every run. */
export interface TestRepository {
  readonly folder: string
  /** Runs git in it and answers what it said; throws where git fails. */
  readonly git: (...words: readonly string[]) => string
  /** Writes files (`undefined` removes one). */
  readonly put: (files: Readonly<Record<string, string | undefined>>) => void
  /** Writes files and commits all that changed; answers the commit's id. A day passes with each. */
  readonly commit: (message: string, files?: Readonly<Record<string, string | undefined>>) => string
  readonly remove: () => void
}

const author = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}

export function makeRepository(): TestRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-git-')))
  let day = 0
  const git = (...words: readonly string[]) => {
    const date = `${1767600000 + day * 86400} +0000`
    const { status, stdout, stderr } = spawnSync('git', words, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...author, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    })
    if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stdout}${stderr}`)
    return stdout.trim()
  }
  const put: TestRepository['put'] = changes => {
    for (const [path, text] of Object.entries(changes)) {
      if (text === undefined) rmSync(join(folder, path))
      else {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
    }
  }
  git('init', '-q', '-b', 'main')
  return {
    folder,
    git,
    put,
    commit: (message, changes = {}) => {
      put(changes)
      git('add', '-A')
      git('commit', '-q', '--allow-empty', '--no-verify', '-m', message)
      day++
      return git('rev-parse', 'HEAD')
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The real world, with a repository as the current folder. */
export function ioIn(folder: string, effects: Partial<Io> = {}): Io {
  return {
    ...files,
    absolute: written => resolve(folder, written),
    shown: path => relative(folder, path) || '.',
    program: ['tpm'],
    page: () => undefined,
    templates: new Map(),
    columns: undefined,
    colours: false,
    out: () => undefined,
    err: () => undefined,
    serve: async () => undefined,
    ...effects,
  }
}

/** Runs a command line with a folder as the current one. */
export async function tpmIn(folder: string, words: readonly string[], effects: Partial<Io> = {}) {
  let out = ''
  let err = ''
  const io = ioIn(folder, {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    ...effects,
  })
  return { code: await run(words, io), out, err }
}
