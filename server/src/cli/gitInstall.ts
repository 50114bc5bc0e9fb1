import { type ExitCode, Impossible } from './exit.ts'
import { openRepository, type Repository } from './git.ts'
import type { Io } from './io.ts'

export interface GitInstallOptions {
  /** A merge fails where two changes do not fit together, though their texts do. */
  readonly strict: boolean
  /** How git is to call tpm, as a shell reads it. Left out: this very program. */
  readonly command?: string
}

const patterns = ['*.tpm.yaml', '*.tpm.yml']
const attributes = 'diff=tpm merge=tpm linguist-language=YAML'

/**
 * Sets up this repository: `.gitattributes` says that plans are merged and shown by tpm (commit it, so that it holds for
 * all), the repository's own settings say how tpm is called (these are never part of a clone).
 */
export function installInGit({ strict, command }: GitInstallOptions, io: Io): ExitCode {
  const repository = openRepository(io.realPath(io.absolute('.')) ?? io.absolute('.'), io.git)
  const path = `${repository.top}/.gitattributes`
  const written = writeAttributes(path, io)
  const tpm = command ?? io.program.map(quote).join(' ')
  const merge = `${tpm} merge %O %A %B --output=%A --marker-size=%L --path=%P${strict ? ' --schedule=fail' : ''}`
  configure(repository, 'merge.tpm.name', 'plans, object by object')
  configure(repository, 'merge.tpm.driver', merge)
  configure(repository, 'diff.tpm.textconv', `${tpm} git textconv`)
  configure(repository, 'diff.tpm.xfuncname', '^ *[A-Za-z][A-Za-z0-9_-]*:[ ]*(#.*)?$')
  io.out(`${written ? 'Added the attributes of plans to' : 'The attributes of plans are in'} ${io.shown(path)}\n`)
  io.out('git merges plans with tpm in this clone, and shows their computed dates in its diffs\n')
  return 0
}

/** Adds the lines that are missing; answers whether any was. */
function writeAttributes(path: string, io: Io): boolean {
  const read = io.kindOf(path) === 'file' ? io.read(path) : { text: '' }
  if ('failure' in read) throw new Impossible(`${io.shown(path)} ${read.failure}`)
  const { text } = read
  const has = new Set(
    text
      .split(/\r?\n/)
      .filter(line => /\bmerge=tpm\b/.test(line))
      .map(line => line.split(/\s/)[0]),
  )
  const missing = patterns.filter(pattern => !has.has(pattern))
  if (missing.length === 0) return false
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const gap = text === '' || text.endsWith('\n') ? '' : lineEnd
  const lines = missing.map(pattern => `${pattern} ${attributes}${lineEnd}`).join('')
  const failure = io.write(path, `${text}${gap}${lines}`)
  if (failure !== undefined) throw new Impossible(`${io.shown(path)} ${failure}`)
  return true
}

function configure({ git }: Repository, key: string, value: string): void {
  const { status, err } = git(['config', '--local', key, value])
  if (status !== 0) throw new Impossible(`git config ${key} failed: ${err.split('\n')[0]}`)
}

/** A word as a POSIX shell takes it to the letter, which is what git uses on every system. */
function quote(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
