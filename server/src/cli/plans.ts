import { planReferences } from '#language/portfolio'
import type { Snapshot } from '#language/snapshot'
import { isInside } from '#language/uris'
import { Workspace } from '#language/workspace'
import { Impossible } from './exit.ts'
import type { Io } from './io.ts'

/** Options that say which text is meant and which workspace it is in. */
export interface PlanOptions {
  /** Where the text of standard input belongs (`-`). */
  readonly stdinPath?: string
  /** The workspace: includes and other plans must lie in it. Left out: the git top level. */
  readonly root?: string
}

/** A plan that was asked for. */
export interface LoadedPlan {
  /** As a person is shown it. */
  readonly file: string
  /** Relative to the workspace, as tools that look at a repository want it. */
  readonly inRoot: string
  readonly snapshot: Snapshot
}

export interface Loaded {
  readonly plans: readonly LoadedPlan[]
  /** Files that could not be read: their names and why. */
  readonly failures: readonly string[]
  /** The name that a person is shown of any file of the workspace, e.g. of a library in a related place. */
  readonly nameOf: (uri: string) => string
}

/**
 * Finds and reads the plans that a person named (files, folders, globs, `-`), and what they need to be
 * understood: included libraries, and every plan of the workspace once one of them waits for another's task.
 * Throws {@link Impossible} where nothing was found.
 */
export function loadPlans(written: readonly string[], options: PlanOptions, io: Io): Loaded {
  const asked = findAsked(written, options, io)
  const root = rootOf([...asked.keys()], options, io)
  const workspace = new Workspace({ roots: [root], fileExists: path => io.kindOf(path) === 'file' })
  const failures: string[] = []
  const found: string[] = []
  for (const [path, read] of asked) {
    const result = read()
    if ('failure' in result) failures.push(`${io.shown(path)} ${result.failure}`)
    else {
      workspace.set(path, result.text)
      found.push(path)
    }
  }
  loadIncludes(root, workspace, io)
  if (found.some(path => 0 < planReferences(workspace.snapshot(path)!.reading.plan).size)) {
    loadAll(root, workspace, io)
  }
  const inRoot = (path: string) => (isInside(root, path) ? path.slice(root.length).replace(/^\//, '') : io.shown(path))
  return {
    plans: found.map(path => ({ file: io.shown(path), inRoot: inRoot(path), snapshot: workspace.snapshot(path)! })),
    failures,
    nameOf: io.shown,
  }
}

/** Reads the one plan that a command is about. */
export function loadPlan(written: string, options: PlanOptions, io: Io): LoadedPlan {
  const { plans, failures } = loadPlans([written], options, io)
  if (0 < failures.length) throw new Impossible(failures.join('\n'))
  if (plans.length === 1) return plans[0]!
  const names = plans.slice(0, 5).map(({ file }) => file)
  throw new Impossible(`${written} has ${plans.length} plans: name one, e.g. ${names.join(', ')}`)
}

type Reader = () => ReturnType<Io['read']>

/** Each file once, in the order of the arguments, those of a folder sorted. */
function findAsked(written: readonly string[], { stdinPath }: PlanOptions, io: Io): ReadonlyMap<string, Reader> {
  const asked = new Map<string, Reader>()
  for (const argument of written.length === 0 ? ['.'] : written) {
    if (argument === '-') asked.set(io.absolute(stdinPath ?? 'stdin.tpm.yaml'), io.readInput)
    else for (const path of findPaths(argument, io)) if (!asked.has(path)) asked.set(path, () => io.read(path))
  }
  return asked
}

function findPaths(argument: string, io: Io): readonly string[] {
  const path = io.absolute(argument)
  const kind = io.kindOf(path)
  if (kind === 'file') return [path]
  if (kind === 'folder')
    return some(io.findPlans(path), `There is no plan (*.tpm.yaml) in ${io.shown(path)}. \`tpm new\` makes a first one`)
  if (!/[*?{[]/.test(argument)) throw new Impossible(`${argument} is not there`)
  return some(io.glob(argument), `No plan (*.tpm.yaml) matches ${argument}`)
}

function some(paths: readonly string[], otherwise: string): readonly string[] {
  if (paths.length === 0) throw new Impossible(otherwise)
  return paths
}

function rootOf(paths: readonly string[], { root }: PlanOptions, io: Io): string {
  if (root !== undefined) {
    const folder = io.absolute(root)
    if (io.kindOf(folder) !== 'folder') throw new Impossible(`--root ${root} is not a folder`)
    return folder
  }
  const folder = paths[0]!.slice(0, Math.max(1, paths[0]!.lastIndexOf('/')))
  return (
    io.topLevel(folder) ??
    commonFolder([...paths.map(path => path.slice(0, path.lastIndexOf('/'))), io.absolute('.')], folder)
  )
}

/** The current folder where all paths are in it; else the first one's own. */
function commonFolder(folders: readonly string[], otherwise: string): string {
  const here = folders.at(-1)!
  return folders.every(folder => folder === here || folder.startsWith(`${here}/`)) ? here : otherwise
}

function loadIncludes(root: string, workspace: Workspace, io: Io): void {
  const tried = new Set<string>()
  for (
    let missing = workspace.missingIncludes();
    missing.some(path => !tried.has(path));
    missing = workspace.missingIncludes()
  ) {
    for (const path of missing) {
      if (tried.has(path)) continue
      tried.add(path)
      load(root, path, workspace, io)
    }
  }
}

function loadAll(root: string, workspace: Workspace, io: Io): void {
  for (const path of io.findPlans(root)) if (!workspace.has(path)) load(root, path, workspace, io)
  loadIncludes(root, workspace, io)
}

/** What can't be read, or is a link that leads out of the workspace, is missing: the plan that needs it says so. */
function load(root: string, path: string, workspace: Workspace, io: Io): void {
  const real = io.realPath(path)
  if (real === undefined || !isInside(io.realPath(root) ?? root, real)) return
  const read = io.read(path)
  if ('text' in read) workspace.set(path, read.text)
}
