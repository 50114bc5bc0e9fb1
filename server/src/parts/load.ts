import { Script } from 'node:vm'
import type { CodeCache } from './codeCache.ts'

/** What a part may use, and where its compiled code is kept. */
export interface PartHost {
  readonly require: (name: string) => unknown
  readonly filename: string
  readonly dirname: string
  readonly cache?: CodeCache | undefined
}

type Exports = Readonly<Record<string, unknown>>
type PartFunction = (module: { exports: Exports }, ...given: readonly unknown[]) => void

/**
 * The texts of parts that stand as JSON at the end of a file, before its last line end.
 * @param lengths of each there, in bytes, in their order
 */
export function partsOf(file: Buffer, lengths: Readonly<Record<string, number>>): (name: string) => string | undefined {
  const places = new Map<string, { readonly start: number; readonly end: number }>()
  let start = file.lastIndexOf('\n//') + '\n//'.length
  for (const [name, length] of Object.entries(lengths)) {
    places.set(name, { start, end: start + length })
    start += length
  }
  return name => {
    const place = places.get(name)
    return place && (JSON.parse(file.toString('latin1', place.start, place.end)) as string)
  }
}

/**
 * Loads parts of the bundle by name, each compiled and run once, when it is first asked for. A part is the text of a
 * CommonJS module; the parts that it requires form no cycle.
 */
export function loader(textOf: (name: string) => string | undefined, host: PartHost): (name: string) => Exports {
  const loaded = new Map<string, Exports>()
  const load = (name: string): Exports => {
    const known = loaded.get(name)
    if (known) return known
    const text = textOf(name)
    if (text === undefined) return name === 'node:child_process' ? processes(host) : (host.require(name) as Exports)
    const exports = evaluate(name, text, host, load)
    loaded.set(name, exports)
    return exports
  }
  return load
}

/** Every command has a module that may start a process, few do, and node takes a while to load what starts one. */
function processes({ require }: PartHost): Exports {
  const loaded = () => require('node:child_process') as Exports
  return {
    get spawn() {
      return loaded().spawn
    },
    get spawnSync() {
      return loaded().spawnSync
    },
  }
}

function evaluate(name: string, text: string, host: PartHost, require: (name: string) => unknown): Exports {
  const { filename, dirname, cache } = host
  const script = new Script(`(function(module,exports,require,__filename,__dirname){${text}\n})`, {
    filename: `${filename}/${name}`,
    cachedData: cache?.get(name),
  })
  cache?.note(name, script)
  const module = { exports: {} as Exports }
  const run = script.runInThisContext() as PartFunction
  run(module, module.exports, require, filename, dirname)
  return settled(module.exports)
}

/** The values of exports that are computed at each access: all are final once a module has run, and read more quickly. */
function settled(exports: Exports): Exports {
  return Object.fromEntries(Object.getOwnPropertyNames(exports).map(name => [name, exports[name]]))
}
