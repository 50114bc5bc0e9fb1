import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Script } from 'node:vm'
import { crc32 } from 'node:zlib'

type Env = Readonly<Record<string, string | undefined>>

/** Where a person's programs may keep what they can make again; `undefined` where that is not known. */
export function cacheFolder(env: Env, platform: string): string | undefined {
  const home = env.HOME
  const folder =
    platform === 'win32'
      ? env.LOCALAPPDATA
      : env.XDG_CACHE_HOME || (home && join(home, platform === 'darwin' ? 'Library/Caches' : '.cache'))
  return folder && join(folder, 'tpm')
}

/** Builds whose folders are older have been replaced. */
const keptFor = 30 * 24 * 3600 * 1000

/**
 * The compiled code of the parts that a command used before, so that the next start neither parses nor compiles it:
 * one file for each command, below a folder for each build. Nothing depends on it. What can't be read, was written by
 * someone else or is damaged is left aside; V8 itself refuses the code of another version or with other flags.
 *
 * `NODE_DISABLE_COMPILE_CACHE` turns it off, as it does node's own; in CI, where few commands run twice, it is not written.
 */
export class CodeCache {
  readonly #file: string
  readonly #known: Map<string, Buffer>
  readonly #scripts = new Map<string, Script>()
  readonly #writes: boolean

  constructor(file: string, writes: boolean) {
    this.#file = file
    this.#known = readEntries(file)
    this.#writes = writes
  }

  /** @param build names the text of all parts: code of another text must not be taken for its own */
  static open(build: string, command: string, env: Env = process.env): CodeCache | undefined {
    const folder = cacheFolder(env, process.platform)
    if (folder === undefined || env.NODE_DISABLE_COMPILE_CACHE || typeof crc32 !== 'function') return undefined
    const file = `${command}-${process.versions.v8}-${process.arch}.bin`
    return new CodeCache(join(folder, build, file), !env.CI)
  }

  get(name: string): Buffer | undefined {
    return this.#known.get(name)
  }

  /** The script that {@link get} was asked for. Code that V8 refused is made anew. */
  note(name: string, script: Script): void {
    if (script.cachedDataRejected) this.#known.delete(name)
    if (!this.#known.has(name)) this.#scripts.set(name, script)
  }

  /** Keeps the code of new parts, with the functions that ran. */
  save(): void {
    if (!this.#writes || this.#scripts.size === 0) return
    try {
      const made = [...this.#scripts].map(([name, script]) => [name, script.createCachedData()] as const)
      const folder = join(this.#file, '..')
      const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined
      const temporary = `${this.#file}.${process.pid}`
      writeFileSync(temporary, packEntries(new Map([...this.#known, ...made])), { mode: 0o600 })
      renameSync(temporary, this.#file)
      if (isNew) removeOldBuilds(join(folder, '..'))
    } catch {
      // Read-only homes and full disks: it starts as fast as the first time
    }
  }
}

/** Four bytes of checksum, four of the length of a JSON list of names and lengths, that list, the data. */
function packEntries(entries: ReadonlyMap<string, Buffer>): Buffer {
  const names = Buffer.from(JSON.stringify([...entries].map(([name, { length }]) => [name, length])))
  const head = Buffer.alloc(8)
  head.writeUInt32LE(names.length, 4)
  const packed = Buffer.concat([head, names, ...entries.values()])
  packed.writeUInt32LE(crc32(packed.subarray(4)), 0)
  return packed
}

function readEntries(file: string): Map<string, Buffer> {
  const entries = new Map<string, Buffer>()
  try {
    const packed = readOwn(file)
    if (packed.readUInt32LE(0) !== crc32(packed.subarray(4))) return entries
    let at = 8 + packed.readUInt32LE(4)
    for (const [name, length] of JSON.parse(packed.toString('utf8', 8, at)) as [string, number][]) {
      entries.set(name, packed.subarray(at, at + length))
      at += length
    }
  } catch {
    // None yet
  }
  return entries
}

/** A file's bytes, if nobody but its owner and us could have written it: code of a stranger is not run. */
function readOwn(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const { uid, mode } = fstatSync(file)
    if (process.geteuid && (uid !== process.geteuid() || (mode & 0o022) !== 0)) throw new Error('not ours')
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

function removeOldBuilds(folder: string): void {
  const oldest = Date.now() - keptFor
  for (const build of readdirSync(folder)) {
    const path = join(folder, build)
    if (statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true })
  }
}
