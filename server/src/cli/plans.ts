import { filesMatching } from '#language/code/sourceFiles'
import type { CodeTies } from '#language/code/ties'
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
  /** The texts alone are wanted: nothing that they include or refer to is read. */
  readonly alone?: boolean
  /** Plans that wait for tasks of these are wanted too. */
  readonly awaiting?: boolean
  /** The plans as they were, or will be: what they have in common with these is taken over. */
  readonly other?: Workspace
}

/** A plan that was asked for. */
export interface LoadedPlan {
  /** As a person is shown it. */
  readonly file: string
  /** Relative to the workspace, as tools that look at a repository want it. */
  readonly inRoot: string
  readonly snapshot: Snapshot
  readonly workspace: Workspace
}

export interface Loaded {
  readonly plans: readonly LoadedPlan[]
  /** Files that could not be read: their names and why. */
  readonly failures: readonly string[]
  readonly workspace: Workspace
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
  const workspace = new Workspace({
    roots: [root],
    ...(options.other && { other: options.other }),
    fileExists: path => io.kindOf(path) === 'file',
    readFile: path => readInside(root, path, io),
    ties: tiesIn(root, io),
  })
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
  if (!options.alone) {
    loadIncludes(root, workspace, io)
    if (options.awaiting) loadAwaiting(root, workspace, io)
    if (0 < referenced(workspace, new Set()).length) loadReferenced(root, workspace, io)
  }
  const inRoot = (path: string) => (isInside(root, path) ? path.slice(root.length).replace(/^\//, '') : io.shown(path))
  return {
    plans: found.map(path => ({
      file: io.shown(path),
      inRoot: inRoot(path),
      snapshot: workspace.snapshot(path)!,
      workspace,
    })),
    failures,
    workspace,
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
    return some(
      io.findPlans(path),
      `There is no plan (*.tpm.yaml) in ${argument === '.' ? 'this folder' : argument}. \`tpm new\` makes a first one`,
    )
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
  for (;;) {
    const missing = workspace.missingIncludes().filter(path => !tried.has(path))
    if (missing.length === 0) return
    for (const path of missing) {
      tried.add(path)
      const text = readInside(root, path, io)
      if (text !== undefined) workspace.set(path, text)
    }
  }
}

/**
 * Plans of the workspace that another one's tasks wait for, at any distance. A file without the id in its text
 * can't be that plan, so most are never parsed.
 */
function loadReferenced(root: string, workspace: Workspace, io: Io): void {
  const texts = new Map<string, string>()
  for (const path of io.findPlans(root)) {
    const text = workspace.has(path) ? undefined : readInside(root, path, io)
    if (text !== undefined) texts.set(path, text)
  }
  const tried = new Set<string>()
  for (let wanted = referenced(workspace, tried); 0 < wanted.length; wanted = referenced(workspace, tried)) {
    for (const id of wanted) tried.add(id)
    for (const [path, text] of texts) {
      if (!wanted.some(id => text.includes(id))) continue
      workspace.set(path, text)
      texts.delete(path)
    }
    loadIncludes(root, workspace, io)
  }
}

/** Plans of the workspace that name a task of one that is there. */
function loadAwaiting(root: string, workspace: Workspace, io: Io): void {
  const ids = workspace.uris.flatMap(uri => workspace.snapshot(uri)!.reading.plan.project.id ?? [])
  if (ids.length === 0) return
  for (const path of io.findPlans(root)) {
    const text = workspace.has(path) ? undefined : readInside(root, path, io)
    if (text !== undefined && ids.some(id => text.includes(`${id}/`))) workspace.set(path, text)
  }
  loadIncludes(root, workspace, io)
}

/** Ids of plans that are referred to and were not looked for yet. */
function referenced(workspace: Workspace, tried: ReadonlySet<string>): readonly string[] {
  const ids = workspace.uris.flatMap(uri => [...planReferences(workspace.snapshot(uri)!.reading.plan)])
  return [...new Set(ids)].filter(id => !tried.has(id))
}

/** Which files plans name by their `code` globs. Nothing is listed before a plan has one, and what comments say is not read. */
function tiesIn(root: string, io: Io): CodeTies {
  let files: readonly string[] | undefined
  const matched = (plan: string, globs: readonly string[]) => {
    files ??= io.findFiles(root).map(encodePath)
    return filesMatching(encodePath(plan), globs, files)
  }
  return {
    filesOf: (plan, globs) => matched(plan, globs).files,
    isMatched: (plan, globs) => matched(plan, globs).counts,
    mentions: () => [],
  }
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** `undefined` for what can't be read, or is a link that leads out of the workspace: the plan that needs it says so. */
function readInside(root: string, path: string, io: Io): string | undefined {
  const real = io.realPath(path)
  if (real === undefined || !isInside(io.realPath(root) ?? root, real)) return undefined
  const read = io.read(path)
  return 'text' in read ? read.text : undefined
}
