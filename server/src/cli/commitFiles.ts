import picomatch from 'picomatch'
import { isPlanPath, listFiles, type ObjectId, type Repository, readBlobs } from './git.ts'
import type { Io, Read } from './io.ts'

/**
 * The files of a commit, as if they were those of the work tree: what reads plans through an {@link Io} reads a
 * revision the same way. What lies outside of the repository is in none of its commits: it is as it is now. Nothing is
 * written. `prefetch` names paths (from the top) that will be read: they come in one
 * run of git.
 */
export function commitFiles(io: Io, repository: Repository, commit: ObjectId, prefetch: Iterable<string> = []): Io {
  const all = listFiles(repository, commit, () => true)
  const folders = foldersOf(all.keys())
  const texts = new Map<ObjectId, Read>()
  const inTop = (path: string) => (path === repository.top ? '' : path.slice(repository.top.length + 1))
  const isInTop = (path: string) => path === repository.top || path.startsWith(`${repository.top}/`)
  const idOf = (path: string) => (isInTop(path) ? all.get(inTop(path)) : undefined)
  const readAll = (ids: readonly ObjectId[]) => {
    const blobs = readBlobs(repository, ids)
    for (const id of ids) texts.set(id, readOf(blobs.get(id)))
  }
  readAll([...prefetch].flatMap(path => all.get(path) ?? []))
  const files = [...all.keys()].map(path => `${repository.top}/${path}`)
  const plans = files.filter(isPlanPath)
  const below = (folder: string, own: readonly string[], others: Io['findPlans']) => [
    ...own.filter(path => path.startsWith(`${folder}/`)),
    ...(isInTop(folder) ? [] : others(folder).filter(path => !isInTop(path))),
  ]
  return {
    ...io,
    kindOf: path => {
      if (!isInTop(path)) return io.kindOf(path)
      return idOf(path) !== undefined ? 'file' : folders.has(inTop(path)) ? 'folder' : undefined
    },
    read: path => {
      if (!isInTop(path)) return io.read(path)
      const id = idOf(path)
      if (id === undefined) return { failure: 'is not in that revision' }
      if (!texts.has(id)) readAll([id])
      return texts.get(id)!
    },
    realPath: path => (isInTop(path) ? path : io.realPath(path)),
    write: () => 'is of a revision: it can not be written',
    findPlans: folder => below(folder, plans, io.findPlans),
    findFiles: folder => below(folder, files, io.findFiles),
    glob: pattern => {
      const matches = picomatch(io.absolute(pattern), { dot: true })
      return plans.filter(path => matches(path))
    },
  }
}

function readOf(blob: { readonly text: string | undefined } | undefined): Read {
  if (blob === undefined) return { failure: 'can not be read from git: it is too large, or this clone lacks it' }
  return blob.text === undefined ? { failure: 'is not UTF-8 text: save it as UTF-8' } : { text: blob.text }
}

/** Every folder that a file is in, the top as an empty text. */
function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set([''])
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); 0 < at; at = path.lastIndexOf('/', at - 1)) {
      if (folders.has(path.slice(0, at))) break
      folders.add(path.slice(0, at))
    }
  }
  return folders
}
