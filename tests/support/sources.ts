/** The project's sources as text, for the tests that look at how the code is built rather than at what it does. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export interface Source {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly text: string
}

/** The files of a glob, in the order of their paths. */
export function readSources(pattern: string): readonly Source[] {
  return globSync(pattern, { cwd: root })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => !path.includes('node_modules/'))
    .sort()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** The text with its comments (and, if asked, the insides of its quotes) blanked; offsets stay. */
export function withoutComments(text: string, { strings = false } = {}): string {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*(?=[\s).,;\]]|$)/g
  return text.replaceAll(token, found => {
    if (found.startsWith('//') || found.startsWith('/*')) return found.replaceAll(/[^\n]/g, ' ')
    if (strings && /^['"]/.test(found)) return `${found[0]}${' '.repeat(found.length - 2)}${found[0]}`
    return found
  })
}

/** What a file imports, as written: static, dynamic, types and re-exports. */
export function importsOf({ text }: Source): readonly string[] {
  const bare = withoutComments(text)
  const patterns = [
    /^(?:import|export)\b[^'"=]*?\bfrom\s*'([^']+)'/gm,
    /^import\s*'([^']+)'/gm,
    /\bimport\(\s*'([^']+)'\s*\)/g,
  ]
  return patterns.flatMap(pattern => [...bare.matchAll(pattern)].map(([, specifier]) => specifier!))
}

/** The file that a relative or `#layer/…` import means, or undefined for a package. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  const subpath = /^#(engine|language|protocol|scene|interchange)\/(.+)$/.exec(specifier)
  if (subpath) return `server/src/${subpath[1]}/${subpath[2]}.ts`
  return specifier.startsWith('#tests/') ? `tests/${specifier.slice(7)}.ts` : undefined
}

export function exists(path: string): boolean {
  return existsSync(join(root, path))
}
