import {
  closeSync,
  type Dirent,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import { type RunGit, runGit } from './gitProcess.ts'

/** A text that was read, or why it could not be, in words that follow the file's name. */
export type Read = { readonly text: string } | { readonly failure: string }

/** Makes text of bytes, or says why there is none. */
export type Decode = (bytes: Uint8Array) => Read

/**
 * What a command may do to the world, and all it knows of it. Tests pass their own.
 * Paths are absolute and `/`-separated, except those that a person wrote.
 */
export interface Io {
  /** The absolute path of what a person wrote. */
  readonly absolute: (written: string) => string
  /** A path as a person is shown it: relative to the current folder. */
  readonly shown: (path: string) => string
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined
  /** UTF-8, unless a reader of bytes is given. */
  readonly read: (path: string, decodeAs?: Decode) => Read
  readonly readInput: (decodeAs?: Decode) => Read
  /** Where a path really is once links are followed; `undefined` where it is not there. */
  readonly realPath: (path: string) => string | undefined
  /** Writes a whole file; answers why it could not. */
  readonly write: (path: string, text: string) => string | undefined
  /** All plan files below a folder that git does not ignore, sorted. */
  readonly findPlans: (folder: string) => readonly string[]
  /** The same of all files. */
  readonly findFiles: (folder: string) => readonly string[]
  /** All plan files that a glob pattern names, sorted. */
  readonly glob: (pattern: string) => readonly string[]
  /** The top level of the git work tree that a folder is in. */
  readonly topLevel: (folder: string) => string | undefined
  /** Runs git; use it through `git.ts`, which knows what its words mean. */
  readonly git: RunGit
  /** The words that run this program: how others may call it. */
  readonly program: readonly string[]
  /** The page of a rule, as Markdown; `undefined` where the pages are not there. */
  readonly page: (code: string) => string | undefined
  /** Plans to begin with, by name. */
  readonly templates: ReadonlyMap<string, string>
  /** Columns of the terminal that results go to; `undefined` where they go elsewhere. */
  readonly columns: number | undefined
  readonly colours: boolean
  /** Results, to standard output. Text is written as it is, line ends included. */
  readonly out: (text: string) => void
  /** Everything else, to standard error. */
  readonly err: (text: string) => void
  /** Serves the language server protocol on standard input and output until its client ends it. */
  readonly serve: () => Promise<void>
}

/** Pages of rules in the folder that a build puts beside its scripts. */
export function pagesBeside(script: string): Io['page'] {
  return code => {
    const page = files.read(join(dirname(realpathOf(resolve(script)) ?? script), 'rules', `${code}.md`))
    return 'text' in page ? page.text : undefined
  }
}

/** Larger files are not read (`spec/robustness.md`, limits). */
const maxBytes = 32 * 1024 * 1024

/** The file system, as the commands see it. */
export const files = {
  absolute: (written: string) => slashed(resolve(written)),
  shown: (path: string) => slashed(relative(process.cwd(), path)) || '.',
  kindOf,
  read: (path: string, decodeAs: Decode = decode) => attempt(() => readBounded(path, decodeAs)),
  readInput: (decodeAs: Decode = decode) => attempt(() => bounded(readAll(0), decodeAs)),
  realPath: realpathOf,
  write: (path: string, text: string) => {
    const written = attempt(() => {
      writeFileSync(path, text)
      return { text }
    }, 'written')
    return 'failure' in written ? written.failure : undefined
  },
  findPlans: (folder: string) => filesBelow(folder, isPlan),
  findFiles: (folder: string) => filesBelow(folder, () => true),
  glob: findByGlob,
  topLevel,
  git: runGit,
} satisfies Partial<Io>

const tooLarge: Read = { failure: 'is larger than 32 MB, which no plan is' }

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

type Wanted = (path: string) => boolean

function isPlan(path: string): boolean {
  return /\.tpm\.ya?ml$/i.test(path)
}

/** What is there but can't be looked at counts as a file: reading it says why. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? undefined : stats.isDirectory() ? 'folder' : 'file'
  } catch {
    return 'file'
  }
}

function readBounded(path: string, decodeAs: Decode): Read {
  const file = openSync(path, 'r')
  try {
    return bounded(readAll(file), decodeAs)
  } finally {
    closeSync(file)
  }
}

/** All bytes, or a little more than the limit: a device may have no end. */
function readAll(file: number): Buffer {
  const chunks: Buffer[] = []
  for (let total = 0; total <= maxBytes; ) {
    const chunk = Buffer.allocUnsafe(1 << 16)
    const length = readSome(file, chunk)
    if (length === 0) break
    chunks.push(chunk.subarray(0, length))
    total += length
  }
  return Buffer.concat(chunks)
}

/** Waits where a pipe has nothing yet: some shells hand over pipes that do not block. */
function readSome(file: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(file, into)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

function bounded(bytes: Buffer, decodeAs: Decode): Read {
  return bytes.length > maxBytes ? tooLarge : decodeAs(bytes)
}

export function decode(bytes: Uint8Array): Read {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { failure: 'is not UTF-8 text: save it as UTF-8' }
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not there',
  ELOOP: 'is a symbolic link that leads to itself',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'does not fit: no space left on the device',
  ENAMETOOLONG: 'has too long a name',
}

/** @param done what is tried, in words that follow "may not be" */
function attempt(run: () => Read, done: 'read' | 'written' = 'read'): Read {
  try {
    return run()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EACCES') return { failure: `may not be ${done}: permission denied` }
    if (code === 'EPERM') return { failure: `may not be ${done}: not permitted` }
    return { failure: (code && reasons[code]) ?? message ?? `could not be ${done}` }
  }
}

function topLevel(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return slashed(at)
    if (dirname(at) === at) return undefined
  }
}

function findByGlob(pattern: string): readonly string[] {
  const { base, glob } = picomatch.scan(slashed(resolve(slashed(pattern))))
  const matches = picomatch(glob, { dot: true })
  const folder = base === '' ? '/' : base
  return plansBelow(folder)
    .map(slashed)
    .filter(path => matches(slashed(relative(folder, path))))
    .sort()
}

/** Asks git where it is installed, else reads the ignore files. A link that leads out of the folder is left out. */
function filesBelow(folder: string, isWanted: Wanted): readonly string[] {
  const found =
    (topLevel(folder) === undefined ? undefined : filesByGit(folder, isWanted)) ?? filesByWalking(folder, isWanted)
  const inside = `${realpathOf(folder)}/`.replace('//', '/')
  return found
    .filter(path => realpathOf(path)?.startsWith(inside))
    .map(slashed)
    .sort()
}

function realpathOf(path: string): string | undefined {
  try {
    return slashed(realpathSync(path))
  } catch {
    return undefined
  }
}

/** Tracked files and untracked ones that are not ignored. */
function filesByGit(folder: string, isWanted: Wanted): string[] | undefined {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', '.']
  const { status, out } = runGit(folder, list)
  if (status !== 0) return undefined
  return out
    .toString('utf8')
    .split('\0')
    .filter(path => path !== '' && isWanted(path))
    .map(path => join(folder, path))
}

function filesByWalking(folder: string, isWanted: Wanted): string[] {
  const top = topLevel(folder) ?? folder
  const above: [string, Ignore][] = []
  for (let at = resolve(folder); at !== resolve(top); ) {
    at = dirname(at)
    above.unshift([at, ignoreFileOf(at)])
  }
  return walk(folder, above, isWanted)
}

function walk(folder: string, above: readonly [string, Ignore][], isWanted: Wanted): string[] {
  const rules = [...above, [folder, ignoreFileOf(folder)] as [string, Ignore]]
  const isIgnored = (path: string, suffix: string) =>
    rules.reduce((ignored, [base, matcher]) => {
      const { ignored: yes, unignored: no } = matcher.test(slashed(relative(base, path)) + suffix)
      return yes || (ignored && !no)
    }, false)
  const { folders, files } = entriesOf(folder, isWanted)
  return [
    ...files.filter(path => !isIgnored(path, '')),
    ...folders.filter(path => !isIgnored(path, '/')).flatMap(path => walk(path, rules, isWanted)),
  ]
}

function plansBelow(folder: string): string[] {
  const { folders, files } = entriesOf(folder, isPlan)
  return [...files, ...folders.flatMap(plansBelow)]
}

/** What is in a folder that can be read; links to folders are not followed, packages and git's own are left out. */
function entriesOf(folder: string, isWanted: Wanted): Record<'folders' | 'files', readonly string[]> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    const paths = (kept: (entry: Dirent) => boolean) => entries.filter(kept).map(({ name }) => join(folder, name))
    return {
      folders: paths(entry => entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules'),
      files: paths(entry => !entry.isDirectory() && isWanted(entry.name)),
    }
  } catch {
    return { folders: [], files: [] }
  }
}

function ignoreFileOf(folder: string): Ignore {
  const read = attempt(() => bounded(readFileSync(join(folder, '.gitignore')), decode))
  return ignore().add('text' in read ? read.text : '')
}
