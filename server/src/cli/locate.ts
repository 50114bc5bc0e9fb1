import { Impossible } from './exit.ts'
import { openRepository, type Repository } from './git.ts'
import type { Io } from './io.ts'

/** A plan in its repository. */
export interface LocatedPlan {
  readonly repository: Repository
  /** As a person is shown it. */
  readonly file: string
  /** Absolute, links followed. */
  readonly absolute: string
  /** From the top. */
  readonly path: string
}

/** Finds the repository that a plan is in; the plan itself need not be in the work tree any more. */
export function locate(written: string, io: Io): LocatedPlan {
  const named = io.absolute(written)
  if (io.kindOf(named) === 'folder') throw new Impossible(`${written} is a folder: name the plan`)
  const folderOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')))
  const folder = io.realPath(folderOf(named))
  if (folder === undefined) throw new Impossible(`${written} is not there`)
  const repository = openRepository(folder, io.git)
  const absolute = `${folder}/${named.slice(named.lastIndexOf('/') + 1)}`
  return { repository, file: io.shown(named), absolute, path: absolute.slice(repository.top.length + 1) }
}
