import type { Snapshot } from '#language/snapshot'
import { resolveInside } from '#language/uris'
import type { Workspace } from '#language/workspace'
import { commitFiles } from '../commitFiles.ts'
import { Impossible } from '../exit.ts'
import { changedFiles, listFiles, type ObjectId, type Repository } from '../git.ts'
import type { Io } from '../io.ts'
import { type Loaded, type LoadedPlan, loadPlans } from '../plans.ts'
import { type Heading, headingOf } from './heading.ts'

/** The plans of one side of a comparison, by path from the top; what they need to be understood is loaded with them. */
export interface Version {
  /** What a person calls it: a revision as they wrote it, `working tree`. */
  readonly label: string
  readonly io: Io
  /** Paths of all plans, from the top, sorted. */
  readonly paths: readonly string[]
  readonly text: (path: string) => string | undefined
  readonly heading: (path: string) => Heading | undefined
  /** Paths of the files that a plan includes, and of those that they do, there or not. */
  readonly included: (path: string) => ReadonlySet<string>
}

/** A plan on two sides; one of them may be without it. */
export interface Pair {
  readonly base?: string
  readonly head?: string
}

/** The files of a commit. */
export function committed(io: Io, repository: Repository, commit: ObjectId, label: string): Version {
  return versionOf(commitFiles(io, repository, commit, plansIn(repository, commit)), repository, label)
}

/** The files as they are now, ignored ones left out. */
export function workingTree(io: Io, repository: Repository): Version {
  return versionOf(io, repository, 'working tree')
}

/** More plans than this are read one by one, where they are needed. */
const mostAtOnce = 500

function plansIn(repository: Repository, commit: ObjectId): readonly string[] {
  const paths = [...listFiles(repository, commit).keys()]
  return paths.length <= mostAtOnce ? paths : []
}

function versionOf(io: Io, { top }: Repository, label: string): Version {
  const inTop = (path: string) => path.slice(top.length + 1)
  const text = once(path => {
    const read = io.read(`${top}/${path}`)
    return 'text' in read ? read.text : undefined
  })
  const heading = once(path => {
    const found = text(path)
    return found === undefined ? undefined : headingOf(found)
  })
  const included = once(path => {
    const files = new Set<string>()
    const open = [path]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const target of heading(next)?.includes ?? []) {
        const found = resolveInside([top], `${top}/${next}`, target)
        if (found === undefined || files.has(inTop(found))) continue
        files.add(inTop(found))
        open.push(inTop(found))
      }
    }
    return files
  })
  return { label, io, paths: io.findPlans(top).map(inTop).sort(), text, heading, included }
}

/** A function of a path that is worked out once for each. */
function once<T>(work: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>()
  return path => {
    if (!known.has(path)) known.set(path, work(path))
    return known.get(path)!
  }
}

/**
 * The plans that two versions have differently: their own text, that of a library they include, or of a plan whose
 * tasks they wait for. One that was renamed is one pair: told by git, or by its `project.id`.
 */
export function changedPairs(base: Version, head: Version, renames: ReadonlyMap<string, string>): readonly Pair[] {
  const [before, after] = [new Set(base.paths), new Set(head.paths)]
  const pairs: Pair[] = []
  const gone = base.paths.filter(path => !after.has(path))
  const come = head.paths.filter(path => !before.has(path))
  const paired = new Map<string, string>()
  for (const path of come) {
    const from = renames.get(path) ?? onlySameProject(path, head, gone, base)
    if (from !== undefined && gone.includes(from) && ![...paired.values()].includes(from)) paired.set(path, from)
  }
  for (const path of head.paths) {
    const from = before.has(path) ? path : paired.get(path)
    pairs.push({ ...(from !== undefined && { base: from }), head: path })
  }
  const used = new Set(paired.values())
  pairs.push(...gone.filter(path => !used.has(path)).map(path => ({ base: path })))
  const changed = new Set(pairs.filter(pair => isChanged(pair, base, head)))
  for (let size = -1; size !== changed.size; ) {
    size = changed.size
    for (const pair of pairs) if (!changed.has(pair) && waitsForOneOf(changed, pair, base, head)) changed.add(pair)
  }
  return pairs.filter(pair => changed.has(pair))
}

/** Renames that git found from a commit to another, or to the index: where a file was, by where it is. */
export function renamesBetween(repository: Repository, base: ObjectId, head?: ObjectId): ReadonlyMap<string, string> {
  return new Map(
    changedFiles(repository, base, head).flatMap(({ kind, path, from }) =>
      kind === 'renamed' && from !== undefined ? [[path, from] as const] : [],
    ),
  )
}

function onlySameProject(path: string, head: Version, gone: readonly string[], base: Version): string | undefined {
  const id = head.heading(path)?.id
  const text = head.text(path)
  const same = gone.filter(other => base.text(other) === text || (id !== undefined && base.heading(other)?.id === id))
  return same.length === 1 ? same[0] : undefined
}

function isChanged({ base: from, head: to }: Pair, base: Version, head: Version): boolean {
  if (from === undefined || to === undefined) return true
  const [before, after] = [base.text(from), head.text(to)]
  if (before === undefined || after === undefined || before !== after) return true
  return [...base.included(from), ...head.included(to)].some(path => base.text(path) !== head.text(path))
}

/** May a plan wait for a task of one of these? */
function waitsForOneOf(changed: ReadonlySet<Pair>, { head: path }: Pair, base: Version, head: Version): boolean {
  const text = path === undefined ? undefined : head.text(path)
  if (text === undefined) return false
  for (const other of changed) {
    const ids = [other.base && base.heading(other.base)?.id, other.head && head.heading(other.head)?.id]
    if (ids.some(id => id && text.includes(`${id}/`))) return true
  }
  return false
}

/** One side of some pairs, read. */
export interface Side {
  readonly plans: ReadonlyMap<string, LoadedPlan>
  readonly workspace?: Workspace
}

/**
 * Reads one side of some pairs. What can't be read is no difference but an error.
 *
 * @param other the other side: the two are mostly the same, and what is so is read once
 */
export function loadSide(version: Version, paths: readonly string[], top: string, other?: Side): Side {
  if (paths.length === 0) return { plans: new Map() }
  const { plans, failures, workspace }: Loaded = loadPlans(
    paths.map(path => `${top}/${path}`),
    { root: top, ...(other?.workspace && { other: other.workspace }) },
    version.io,
  )
  if (0 < failures.length) throw new Impossible(failures.map(failure => `${failure} (${version.label})`).join('\n'))
  return { plans: new Map(plans.map(plan => [plan.inRoot, plan])), workspace }
}

/** Files that the plans of a side include: they are compared with the plans. */
export function includedBy(snapshots: readonly Snapshot[]): ReadonlySet<string> {
  const files = new Set<string>()
  const open = [...snapshots]
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { target } of next.reading.plan.include) {
      const uri = next.workspace.resolve(next.uri, target)
      const library = uri === undefined ? undefined : next.workspace.snapshot(uri)
      if (uri === undefined || !library || files.has(uri)) continue
      files.add(uri)
      open.push(library)
    }
  }
  return files
}
