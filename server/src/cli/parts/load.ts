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
 * Loads parts of the bundle by name, each compiled and run once, when it is first asked for. A part is the text of a
 * CommonJS module; the parts that it requires form no cycle.
 */
export function loader(parts: Readonly<Record<string, string>>, host: PartHost): (name: string) => Exports {
  const loaded = new Map<string, Exports>()
  const load = (name: string): Exports => {
    let exports = loaded.get(name)
    if (exports === undefined) {
      exports = evaluate(name, parts[name]!, host, wanted =>
        Object.hasOwn(parts, wanted) ? load(wanted) : host.require(wanted),
      )
      loaded.set(name, exports)
    }
    return exports
  }
  return load
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
