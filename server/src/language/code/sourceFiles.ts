import ignore from 'ignore'
import picomatch from 'picomatch/posix.js'
import { isNegated } from '#engine/rules/plan/unmatched-code'
import { folderOf } from '../uris.ts'

/** A file of the workspace that says what git ignores below its folder. */
export interface IgnoreFile {
  readonly uri: string
  readonly text: string
}

/** The files that git does not ignore. */
export function withoutIgnored(files: readonly string[], ignores: readonly IgnoreFile[]): readonly string[] {
  const rules = ignores.map(({ uri, text }) => ({ folder: folderOf(uri), rules: ignore().add(text) }))
  return files.filter(
    file =>
      !rules.some(
        ({ folder, rules }) => file.startsWith(folder) && rules.ignores(decodeURIComponent(file.slice(folder.length))),
      ),
  )
}

/** What the `code` patterns of a task come to, as one list in order. */
export interface MatchedFiles {
  /** The files, each once, relative to the plan's folder. */
  readonly files: readonly string[]
  /** Does each pattern match a file, or with `!` take one away of those that the patterns before it match? */
  readonly counts: readonly boolean[]
}

/**
 * The files that a list of globs matches, relative to the plan's folder: one with `!` takes away from what those before
 * it match. A glob may lead out of that folder with `../`, never out of the files that are given.
 */
export function filesMatching(plan: string, globs: readonly string[], files: readonly string[]): MatchedFiles {
  const found = new Map<string, string>()
  const counts = globs.map(glob => {
    const takesAway = isNegated(glob)
    const matches = matching(plan, takesAway ? glob.slice(1) : glob, takesAway ? [...found.keys()] : files)
    for (const [file, path] of matches) {
      if (takesAway) found.delete(file)
      else found.set(file, path)
    }
    return matches.length > 0
  })
  return { files: [...found.values()], counts }
}

/** Each file that one glob matches, with its path relative to the plan's folder. */
function matching(plan: string, glob: string, files: readonly string[]): readonly (readonly [string, string])[] {
  let folder = folderOf(plan)
  let pattern = glob.replace(/^\.\//, '')
  while (pattern.startsWith('../')) {
    folder = folderOf(folder.slice(0, -1))
    pattern = pattern.slice(3)
  }
  const up = glob.slice(0, glob.length - pattern.length).replace(/^\.\//, '')
  const isMatch = picomatch(pattern.endsWith('/') ? `${pattern}**` : pattern, { dot: true, nonegate: true })
  return files.flatMap(file => {
    if (!file.startsWith(folder)) return []
    const path = decodeURIComponent(file.slice(folder.length))
    return isMatch(path) ? [[file, up + path] as const] : []
  })
}
