import { visible } from './escape.ts'
import { Impossible } from './exit.ts'
import type { GitResult, RunGit } from './gitProcess.ts'

/** The full name of a commit or blob, in hexadecimal: the only form in which one goes to git as a word. */
export type ObjectId = string

/** A git work tree. */
export interface Repository {
  /** Its top level: absolute, `/`-separated. */
  readonly top: string
  readonly git: (words: readonly string[], input?: string) => GitResult
}

/** Why git could not do what was asked. Its message is for a person. */
export class GitError extends Impossible {
  readonly kind: 'no-git' | 'not-a-repository' | 'no-such-revision' | 'shallow' | 'no-merge-base' | 'failed'

  constructor(kind: GitError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

/** The work tree that a folder is in. */
export function openRepository(folder: string, run: RunGit): Repository {
  const result = run(folder, ['rev-parse', '--show-toplevel'])
  if (result.status === undefined) throw new GitError('no-git', 'git is not installed, or not on the PATH')
  if (result.status !== 0) throw new GitError('not-a-repository', notARepository(folder, result.err))
  const top = text(result).replace(/\r?\n$/, '')
  return { top, git: (words, input) => run(top, words, input) }
}

/**
 * The commit that a person's words for a revision mean (`HEAD~3`, a branch, a tag, a part of an id). The words are
 * data: one that begins with `-` is a revision that is not there, never an option.
 */
export function resolveCommit(repository: Repository, revision: string): ObjectId {
  const found = findCommit(repository, revision)
  if (found !== undefined) return found
  const shown = visible(revision)
  if (isShallow(repository)) {
    throw new GitError(
      'shallow',
      `git has no revision "${shown}" here. This clone is shallow and lacks older commits: fetch them with \`git fetch --unshallow\`, or with \`fetch-depth: 0\` in GitHub Actions`,
    )
  }
  throw new GitError(
    'no-such-revision',
    `git has no revision "${shown}" here. \`git log\` and \`git branch -a\` show what there is`,
  )
}

/** The same, `undefined` where there is none. */
export function findCommit({ git }: Repository, revision: string): ObjectId | undefined {
  if (revision === '') return undefined
  const result = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
  const found = text(result).trim()
  return result.status === 0 && isObjectId(found) ? found : undefined
}

/** The commit from which two commits have gone apart. */
export function mergeBase(repository: Repository, a: ObjectId, b: ObjectId): ObjectId {
  const result = repository.git(['merge-base', a, b])
  const [found] = text(result).split('\n')
  if (result.status === 0 && found !== undefined && isObjectId(found)) return found
  if (isShallow(repository)) {
    throw new GitError(
      'shallow',
      'This clone is shallow and lacks the commit where the two revisions went apart: fetch it with `git fetch --unshallow`, or with `fetch-depth: 0` in GitHub Actions',
    )
  }
  throw new GitError('no-merge-base', 'The two revisions have no commit in common')
}

/** Two sides of a comparison; without a head it is the working tree. */
export interface Range {
  readonly base: ObjectId
  readonly head?: ObjectId
}

/**
 * What a person's words for a comparison mean: `A`, `A B`, `A..B`, and `A...B` from the merge base of the two. A side
 * that is left out of `A..B` is `HEAD`, as in git.
 */
export function resolveRange(repository: Repository, base: string, head?: string): Range {
  const dots = head === undefined ? /^(.*?)(\.{2,3})(.*)$/s.exec(base) : null
  // A revision may have dots in it (`HEAD^{/fix ...}`): what is a commit as it stands is one.
  if (!dots || (dots[1] === '' && dots[3] === '') || findCommit(repository, base) !== undefined) {
    return {
      base: resolveCommit(repository, base),
      ...(head !== undefined && { head: resolveCommit(repository, head) }),
    }
  }
  const a = resolveCommit(repository, dots[1] || 'HEAD')
  const b = resolveCommit(repository, dots[3] || 'HEAD')
  return { base: dots[2] === '...' ? mergeBase(repository, a, b) : a, head: b }
}

/** Does the clone lack older commits? */
export function isShallow({ git }: Repository): boolean {
  return text(git(['rev-parse', '--is-shallow-repository'])).trim() === 'true'
}

/** Regular files of a commit by their path from the top, sorted; links and submodules are none. */
export function listFiles(
  repository: Repository,
  commit: ObjectId,
  wanted: (path: string) => boolean = isPlanPath,
): ReadonlyMap<string, ObjectId> {
  const files = new Map<string, ObjectId>()
  for (const entry of text(must(repository, ['ls-tree', '-r', '-z', '--full-tree', commit])).split('\0')) {
    const match = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(entry)
    if (match && wanted(match[2]!)) files.set(match[2]!, match[1]!)
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A file that two commits have differently. A side on which it is no regular file counts as one without it. */
export interface ChangedFile {
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed'
  readonly path: string
  /** The path in the base, where it is another. */
  readonly from?: string
  readonly before?: ObjectId
  readonly after?: ObjectId
}

/**
 * The plans that two commits have differently, renames found by likeness (a half of the lines), by path. Without a head
 * those of the index: git would run a repository's filters to look at the working tree.
 */
export function changedFiles(
  repository: Repository,
  base: ObjectId,
  head?: ObjectId,
  wanted: (path: string) => boolean = isPlanPath,
): readonly ChangedFile[] {
  const words = ['-r', '-z', '--raw', '--no-abbrev', '-M50%', '-l10000', '--no-ext-diff', '--no-textconv']
  const compared = head === undefined ? ['diff-index', '--cached', ...words, base] : ['diff-tree', ...words, base, head]
  const fields = text(must(repository, [...compared, '--'])).split('\0')
  const changes: ChangedFile[] = []
  for (let at = 0; at < fields.length; ) {
    const entry = rawEntry(fields, at)
    if (!entry) break
    at = entry.next
    const change = wanted(entry.path) || wanted(entry.from) ? changedFile(entry) : undefined
    if (change) changes.push(change)
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** One line of `--raw -z`: it has two paths for a rename, else one. */
interface RawEntry {
  readonly before: ObjectId | undefined
  readonly after: ObjectId | undefined
  readonly from: string
  readonly path: string
  /** The field that follows. */
  readonly next: number
}

function rawEntry(fields: readonly string[], at: number): RawEntry | undefined {
  const match = /^\n?:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(fields[at] ?? '')
  if (!match) return undefined
  const [, modeBefore, modeAfter, before, after, letter] = match
  const from = fields[at + 1] ?? ''
  const isPair = letter === 'R' || letter === 'C'
  return {
    // A copy is new where it is: the file that it is like is still there.
    before: modeBefore!.startsWith('100') && letter !== 'C' ? before : undefined,
    after: modeAfter!.startsWith('100') ? after : undefined,
    from,
    path: isPair ? (fields[at + 2] ?? '') : from,
    next: at + (isPair ? 3 : 2),
  }
}

function changedFile({ before, after, from, path }: RawEntry): ChangedFile | undefined {
  if (before === undefined) return after === undefined ? undefined : { kind: 'added', path, after }
  if (after === undefined) return { kind: 'removed', path: from, before }
  return from === path ? { kind: 'changed', path, before, after } : { kind: 'renamed', path, from, before, after }
}

/** One commit, newest first in every list. */
export interface Commit {
  readonly id: ObjectId
  readonly parents: readonly ObjectId[]
  readonly author: string
  /** When it was committed, as the committer's clock said: ISO 8601 with the offset. */
  readonly date: string
  readonly subject: string
}

export interface LogOptions {
  /** No more than this many. */
  readonly most?: number
  /** A merge counts as one commit, compared with its first parent. */
  readonly firstParent?: boolean
  /** Without what can be reached from here. */
  readonly since?: ObjectId
}

/** Fields end with NUL, which no name or message has in it. */
const commitFormat = ['%H', '%P', '%an', '%cI', '%s'].join('%x00')
const commitFields = 5

/** Commits that touch any of the paths, newest first. */
export function log(
  repository: Repository,
  from: ObjectId,
  paths: readonly string[],
  { most, firstParent = false, since }: LogOptions = {},
): readonly Commit[] {
  const words = ['log', '-z', '--no-show-signature', '--no-color', '--no-ext-diff', '--no-textconv', '--topo-order']
  const range = since === undefined ? [from] : [from, `^${since}`]
  const chosen = [...(firstParent ? ['--first-parent'] : []), ...(most === undefined ? [] : [`--max-count=${most}`])]
  const output = text(must(repository, [...words, ...chosen, `--format=${commitFormat}`, ...range, '--', ...paths]))
  const fields = output.split('\0')
  const commits: Commit[] = []
  for (let at = 0; at + commitFields <= fields.length; at += commitFields) commits.push(commitAt(fields, at))
  return commits
}

/** A commit and the path that a file had in it. */
export interface FollowedCommit extends Commit {
  readonly path: string
}

/**
 * Commits that touch one file, newest first, over its renames; each with the path that the file had then. Along first
 * parents: what a branch did to it counts at the merge.
 */
export function followLog(repository: Repository, from: ObjectId, path: string): readonly FollowedCommit[] {
  const words = [
    'log',
    '-z',
    '--follow',
    '--first-parent',
    '-m',
    '-M50%',
    '--raw',
    '--no-abbrev',
    '--no-show-signature',
  ]
  const safe = ['--no-color', '--no-ext-diff', '--no-textconv', `--format=${commitFormat}`]
  const fields = text(must(repository, [...words, ...safe, from, '--', path])).split('\0')
  const commits: FollowedCommit[] = []
  for (let at = 0; at + commitFields < fields.length; ) {
    const commit = commitAt(fields, at)
    const entry = rawEntry(fields, at + commitFields)
    if (entry) commits.push({ ...commit, path: entry.path })
    at = entry?.next ?? at + commitFields
  }
  return commits
}

function commitAt(fields: readonly string[], at: number): Commit {
  const [id = '', parents = '', author = '', date = '', subject = ''] = fields.slice(at, at + commitFields)
  return { id: id.trim(), parents: parents.split(' ').filter(Boolean), author, date, subject }
}

/** A blob that is there; larger ones than 32 MB and names that are no blob are left out. */
export interface Blob {
  readonly id: ObjectId
  /** UTF-8; `undefined` where it is other bytes. */
  readonly text: string | undefined
}

/** Larger files are not read (`spec/robustness.md`, limits). */
const maxBytes = 32 * 1024 * 1024
/** So much is read in one run of git. */
const batchBytes = 128 * 1024 * 1024

/** Reads blobs by their ids, each once. */
export function readBlobs(repository: Repository, ids: Iterable<ObjectId>): ReadonlyMap<ObjectId, Blob> {
  const blobs = new Map<ObjectId, Blob>()
  const sizes = [...blobSizes(repository, new Set(ids))].filter(([, { size }]) => size <= maxBytes)
  for (let at = 0; at < sizes.length; ) {
    const batch: ObjectId[] = []
    for (let bytes = 0; at < sizes.length; at++) {
      bytes += sizes[at]![1].size
      if (0 < batch.length && batchBytes < bytes) break
      batch.push(sizes[at]![1].id)
    }
    for (const blob of readBatch(repository, batch)) blobs.set(blob.id, blob)
  }
  return blobs
}

/** The blobs that names mean (an id, or `commit:path`), and their sizes in bytes; names of nothing are left out. */
export function blobSizes(
  repository: Repository,
  names: Iterable<string>,
): ReadonlyMap<string, { readonly id: ObjectId; readonly size: number }> {
  const asked = [...names].filter(name => !/[\n\r]/.test(name))
  const lines = text(must(repository, ['cat-file', '--batch-check'], asked.map(name => `${name}\n`).join(''))).split(
    '\n',
  )
  const found = new Map<string, { id: ObjectId; size: number }>()
  asked.forEach((name, i) => {
    const match = /^([0-9a-f]+) blob (\d+)$/.exec(lines[i] ?? '')
    if (match) found.set(name, { id: match[1]!, size: Number(match[2]) })
  })
  return found
}

function readBatch(repository: Repository, ids: readonly ObjectId[]): readonly Blob[] {
  if (ids.length === 0) return []
  const { out } = must(repository, ['cat-file', '--batch'], ids.map(id => `${id}\n`).join(''))
  const blobs: Blob[] = []
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at)
    const match = /^([0-9a-f]+) blob (\d+)$/.exec(out.toString('latin1', at, end < 0 ? out.length : end))
    if (!match) throw new GitError('failed', 'git gave an answer about its objects that is not understood')
    const size = Number(match[2])
    blobs.push({ id: match[1]!, text: decode(out.subarray(end + 1, end + 1 + size)) })
    at = end + 1 + size + 1
  }
  return blobs
}

/** Is it a plan by its name? */
export function isPlanPath(path: string): boolean {
  return /\.tpm\.ya?ml$/i.test(path)
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A run that has no reason to fail once its commits are resolved. */
function must({ git }: Repository, words: readonly string[], input?: string): GitResult {
  const result = git(words, input)
  if (result.status === 0) return result
  throw new GitError('failed', `git ${words[0]} failed: ${firstLine(result.err)}`)
}

function notARepository(folder: string, err: string): string {
  if (/dubious ownership/.test(err)) {
    return `git does not trust ${visible(folder)}: it belongs to someone else. \`git config --global --add safe.directory\` with its path says that you do`
  }
  if (/not a git repository|must be run in a work tree|bare repository/.test(err))
    return `${visible(folder)} is in no git work tree`
  return `git could not look at ${visible(folder)}: ${firstLine(err)}`
}

function firstLine(err: string): string {
  return visible(err.split('\n').find(line => line.trim() !== '') ?? 'it said nothing')
}

function text({ out }: GitResult): string {
  return out.toString('utf8')
}

function isObjectId(word: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(word)
}
