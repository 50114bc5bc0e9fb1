import ignore from 'ignore'
import picomatch from 'picomatch/posix.js'
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

/**
 * The files that a plan's glob matches, relative to the plan's folder, sorted. A glob may lead out of that folder with
 * `../`, never out of the files that are given.
 */
export function filesMatching(plan: string, glob: string, files: readonly string[]): readonly string[] {
  let folder = folderOf(plan)
  let pattern = glob.replace(/^\.\//, '')
  while (pattern.startsWith('../')) {
    folder = folderOf(folder.slice(0, -1))
    pattern = pattern.slice(3)
  }
  const up = glob.slice(0, glob.length - pattern.length).replace(/^\.\//, '')
  const isMatch = picomatch(pattern.endsWith('/') ? `${pattern}**` : pattern, { dot: true })
  return files.flatMap(file => {
    if (!file.startsWith(folder)) return []
    const path = decodeURIComponent(file.slice(folder.length))
    return isMatch(path) ? [up + path] : []
  })
}
