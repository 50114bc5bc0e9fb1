import picomatch from 'picomatch'
import { githubAnnotations } from './check/github.ts'
import { gitlabReport } from './check/gitlab.ts'
import { junitReport } from './check/junit.ts'
import { sarifReport } from './check/sarif.ts'
import { type Compared, comparePlan, markMoves } from './diff/compared.ts'
import { type Failure, failuresIn } from './diff/failOn.ts'
import { findingsOf } from './diff/findings.ts'
import { diffHtml } from './diff/html.ts'
import { diffJson } from './diff/json.ts'
import { diffMarkdown } from './diff/markdown.ts'
import { rdjsonlReport } from './diff/rdjsonl.ts'
import { diffSvg } from './diff/svg.ts'
import { diffText } from './diff/text.ts'
import {
  changedPairs,
  committed,
  includedBy,
  loadSide,
  type Pair,
  renamesBetween,
  type Version,
  workingTree,
} from './diff/versions.ts'
import { complain, type ExitCode, Impossible } from './exit.ts'
import type { diffFormats } from './formats.ts'
import { openRepository, type Repository, resolveRange } from './git.ts'
import type { Io } from './io.ts'
import { type LoadedPlan, loadPlan, type PlanOptions } from './plans.ts'
import { refuseUnreadable } from './readable.ts'

export interface DiffOptions extends PlanOptions {
  /** A revision, or two with dots; left out: `HEAD`. With `files`, a file. */
  readonly base?: string
  /** A revision; left out: the working tree. With `files`, a file. */
  readonly head?: string
  /** Files, folders or globs; none: every plan that differs. */
  readonly paths: readonly string[]
  readonly files: boolean
  readonly format: (typeof diffFormats)[number]
  readonly failOn: readonly Failure[]
  /** Go on with what could be read. */
  readonly partial: boolean
}

/** What a change means for every plan it touches. 1: something happened that `failOn` names. */
export function diff(options: DiffOptions, io: Io): ExitCode {
  const result = options.files ? compareFiles(options, io) : compareRevisions(options, io)
  io.out(render(options.format, result, io))
  const failures = failuresIn(result.compared, options.failOn)
  for (const failure of failures) complain(failure, io)
  return failures.length === 0 ? 0 : 1
}

/** A comparison that any format can be made of. */
export interface DiffResult {
  readonly compared: Compared
  /** A file as results name it. */
  readonly nameOf: (uri: string) => string
}

function compareFiles({ base, head, partial, ...options }: DiffOptions, io: Io): DiffResult {
  if (base === undefined || head === undefined) throw new Impossible('--files takes two files')
  const [before, after] = [loadPlan(base, options, io), loadPlan(head, options, io)]
  for (const plan of [before, after]) refuseUnreadable(plan, { partial }, io)
  return { compared: { base: before.file, head: after.file, plans: [comparePlan(before, after)] }, nameOf: io.shown }
}

/** Compares what two revisions, or one and the working tree, have of the plans. Throws {@link Impossible}. */
export function compareRevisions(options: Omit<DiffOptions, 'format' | 'failOn' | 'files'>, io: Io): DiffResult {
  const here = io.realPath(io.absolute(options.root ?? '.'))
  if (here === undefined) throw new Impossible(`${options.root} is not there`)
  const repository = openRepository(here, io.git)
  const [base, head, renames] = versionsOf(options, repository, io)
  const wanted = wantedPlans(options.paths, repository, here, io)
  const all = [...new Set([...base.paths, ...head.paths])]
  if (all.length === 0) throw new Impossible('There is no plan (*.tpm.yaml) in either version')
  for (const { written, matches } of wanted)
    if (!all.some(matches)) throw new Impossible(`There is no plan (*.tpm.yaml) at ${written} in either version`)
  const isWanted = (path: string | undefined) =>
    path !== undefined && (wanted.length === 0 || wanted.some(({ matches }) => matches(path)))
  const pairs = changedPairs(base, head, renames).filter(pair => isWanted(pair.base) || isWanted(pair.head))
  const before = loadSide(base, pathsOf(pairs, 'base'), repository.top)
  const after = loadSide(head, pathsOf(pairs, 'head'), repository.top, before)
  const sides = [before.plans, after.plans] as const
  for (const [side, version] of [
    [sides[0], base],
    [sides[1], head],
  ] as const) {
    for (const plan of side.values()) refuseUnreadable(plan, { partial: options.partial, of: version.label }, io)
  }
  const nameOf = (uri: string) =>
    uri.startsWith(`${repository.top}/`) ? uri.slice(repository.top.length + 1) : io.shown(uri)
  const plans = withoutLibraries(pairs, sides, repository.top).map(([before, after]) => comparePlan(before, after))
  return { compared: { base: base.label, head: head.label, plans: markMoves(plans) }, nameOf }
}

function versionsOf(
  { base: written = 'HEAD', head: writtenHead }: Pick<DiffOptions, 'base' | 'head'>,
  repository: Repository,
  io: Io,
): readonly [base: Version, head: Version, renames: ReadonlyMap<string, string>] {
  const { base, head } = resolveRange(repository, written, writtenHead)
  const dots = writtenHead === undefined && head !== undefined ? /^(.*?)\.{2,3}(.*)$/s.exec(written) : null
  const before = committed(io, repository, base, dots ? dots[1] || 'HEAD' : written)
  if (head === undefined) return [before, workingTree(io, repository), renamesBetween(repository, base)]
  const after = committed(io, repository, head, dots ? dots[2] || 'HEAD' : writtenHead!)
  return [before, after, renamesBetween(repository, base, head)]
}

function pathsOf(pairs: readonly Pair[], side: 'base' | 'head'): readonly string[] {
  return pairs.flatMap(pair => (pair[side] === undefined ? [] : [pair[side]!]))
}

/** A library is compared with the plans that include it; alone, where none of them is compared. */
function withoutLibraries(
  pairs: readonly Pair[],
  [before, after]: readonly [ReadonlyMap<string, LoadedPlan>, ReadonlyMap<string, LoadedPlan>],
  top: string,
): readonly (readonly [LoadedPlan | undefined, LoadedPlan | undefined])[] {
  const snapshots = [...before.values(), ...after.values()].map(({ snapshot }) => snapshot)
  const included = includedBy(snapshots)
  return pairs
    .filter(({ base, head }) => !included.has(`${top}/${head ?? base}`))
    .map(({ base, head }) => [
      base === undefined ? undefined : before.get(base),
      head === undefined ? undefined : after.get(head),
    ])
}

/** Plans that a person means by what they wrote: at it, below it or like it, on either side. */
interface Wanted {
  readonly written: string
  readonly matches: (path: string) => boolean
}

function wantedPlans(written: readonly string[], { top }: Repository, here: string, io: Io): readonly Wanted[] {
  return written.map(one => {
    const named = io.absolute(one)
    const absolute = named === io.absolute('.') ? here : (io.realPath(named) ?? named)
    const glob = /[*?{[]/.test(one) && io.kindOf(named) === undefined ? picomatch(named, { dot: true }) : undefined
    const isAt = (path: string) => path === absolute || path.startsWith(`${absolute}/`) || (glob?.(path) ?? false)
    return { written: one, matches: path => isAt(`${top}/${path}`) }
  })
}

export function render(format: DiffOptions['format'], { compared, nameOf }: DiffResult, io: Io): string {
  switch (format) {
    case 'text':
      return diffText(compared, nameOf, io)
    case 'markdown':
      return diffMarkdown(compared, nameOf)
    case 'json':
      return diffJson(compared, nameOf)
    case 'html':
      return diffHtml(compared, nameOf)
    case 'svg':
      return diffSvg(compared, nameOf)
    case 'sarif':
      return sarifReport(findingsOf(compared), io)
    case 'github':
      return githubAnnotations(findingsOf(compared))
    case 'gitlab':
      return gitlabReport(findingsOf(compared))
    case 'junit':
      return junitReport(findingsOf(compared))
    case 'rdjsonl':
      return rdjsonlReport(findingsOf(compared))
  }
}
