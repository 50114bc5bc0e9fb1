import { posix } from 'node:path'
import { decode, type Io } from '../../server/src/cli/io.ts'
import { run } from '../../server/src/cli/program.ts'

/** A world of files in memory below `/work`, which is the current folder. */
export interface World {
  readonly files?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  /** Files that are no UTF-8 text. */
  readonly bytes?: Readonly<Record<string, Uint8Array>>
  /** Folders that are git work trees. */
  readonly gitTops?: readonly string[]
  readonly columns?: number
  readonly colours?: boolean
  /** Files that are there but can't be read, and why. */
  readonly unreadable?: Readonly<Record<string, string>>
  /** Links, and where they lead. */
  readonly links?: Readonly<Record<string, string>>
  /** Plans to begin with, by name. */
  readonly templates?: Readonly<Record<string, string>>
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** What was written, by path relative to the current folder. */
  readonly written: Readonly<Record<string, string>>
}

const here = '/work'

/** Runs a command line, e.g. `check plan.tpm.yaml --format json`, in a world of its own. */
export async function tpm(line: string | readonly string[], world: World = {}): Promise<Ran> {
  const written: Record<string, string> = {}
  let out = ''
  let err = ''
  const io = memoryIo(world, {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    write: (path, text) => {
      written[posix.relative(here, path)] = text
    },
  })
  const code = await run(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, io)
  return { code, out, err, written }
}

function memoryIo(
  world: World,
  effects: Pick<Io, 'out' | 'err'> & { write: (path: string, text: string) => void },
): Io {
  const { files = {}, unreadable = {}, links = {}, gitTops = [here] } = world
  const absolute = (written: string) => posix.resolve(here, written)
  const texts = new Map(Object.entries(files).map(([path, text]) => [absolute(path), text]))
  const failures = new Map(Object.entries(unreadable).map(([path, why]) => [absolute(path), why]))
  const bytes = new Map(Object.entries(world.bytes ?? {}).map(([path, all]) => [absolute(path), all]))
  const paths = [...texts.keys(), ...failures.keys(), ...bytes.keys()].sort()
  const isBelow = (folder: string, path: string) => path.startsWith(folder === '/' ? '/' : `${folder}/`)
  const plans = paths.filter(path => /\.tpm\.ya?ml$/.test(path))
  return {
    absolute,
    shown: path => posix.relative(here, path) || '.',
    kindOf: path =>
      paths.includes(path) ? 'file' : paths.some(other => isBelow(path, other)) || path === here ? 'folder' : undefined,
    read: (path, decodeAs = decode) => {
      const all = bytes.get(path)
      if (all) return decodeAs(all)
      const text = texts.get(path)
      return text === undefined ? { failure: failures.get(path) ?? 'is not there' } : decodeAs(Buffer.from(text))
    },
    readInput: (decodeAs = decode) => decodeAs(Buffer.from(world.input ?? '')),
    realPath: path =>
      links[posix.relative(here, path)] !== undefined ? absolute(links[posix.relative(here, path)]!) : path,
    write: (path, text) => {
      if (failures.has(path)) return failures.get(path)
      effects.write(path, text)
      return undefined
    },
    findPlans: folder => plans.filter(path => isBelow(folder, path)),
    findFiles: folder => paths.filter(path => isBelow(folder, path)),
    glob: pattern => plans.filter(path => posix.matchesGlob(posix.relative(here, path), pattern)),
    topLevel: folder => gitTops.map(absolute).find(top => top === folder || isBelow(top, folder)),
    program: ['tpm'],
    page: code => (code === 'plan/unknown-reference' ? `# ${code}\n` : undefined),
    templates: new Map(Object.entries(world.templates ?? { minimal: 'tpm: 1\n', other: 'tpm: 1\nproject: {}\n' })),
    git: () => ({ status: undefined, out: Buffer.alloc(0), err: '' }),
    columns: world.columns,
    colours: world.colours ?? false,
    out: effects.out,
    err: effects.err,
    serve: async () => undefined,
  }
}
