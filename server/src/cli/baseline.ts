import type { Baseline } from '#engine/cost/variance'
import type { Plan } from '#engine/model/plan'
import { commitFiles } from './commitFiles.ts'
import { visible } from './escape.ts'
import { complain, Impossible } from './exit.ts'
import { followLog, type ObjectId, type Repository, resolveCommit } from './git.ts'
import type { GitResult, RunGit } from './gitProcess.ts'
import type { Io } from './io.ts'
import { locate } from './locate.ts'
import { type LoadedPlan, loadPlan } from './plans.ts'

/** A plan as it was when it became the measure: a commit, so that every clone has the same. */
export interface LoadedBaseline extends Baseline {
  readonly revision: string
  readonly commit: ObjectId
}

/** Which plan, and the workspace that it is in. */
export interface MeasuredAt {
  readonly plan: string
  readonly root?: string
}

/**
 * Reads the baseline that a person named: an entry of the plan's `baselines`, or any revision; `true` is the plan's
 * first. The plan is looked for under the names that it has had; plans of other repositories in the workspace that it is
 * linked to are as they are now, which is said.
 */
export function loadBaseline(written: string | true, at: MeasuredAt, plan: Plan, io: Io): LoadedBaseline {
  return baselineReader(io)(written, at, plan)
}

/** The same for many plans (`plans`, absolute): what they have in common is asked of git once. */
export function baselineReader(
  io: Io,
  plans: readonly string[] = [],
): (written: string | true, at: MeasuredAt, plan: Plan) => LoadedBaseline {
  const asking: Io = { ...io, git: remembering(io.git) }
  const commits = new Map<string, Io>()
  return (written, { plan, root }, { baselines }) => {
    const name = written === true ? firstBaseline(baselines) : written
    if (name === undefined)
      throw new Impossible(
        'The plan names no baseline: write `baselines: { kickoff: { ref: TAG } }`, or --baseline REVISION',
      )
    const revision = baselines.get(name)?.ref ?? name
    const { repository, path } = locate(plan, asking)
    const commit = resolveCommit(repository, revision)
    const key = `${commit} ${repository.top}`
    const files = commits.get(key) ?? commitFiles(asking, repository, commit, [path, ...below(repository.top, plans)])
    commits.set(key, files)
    const there = nameThen(repository, path, files)
    if (there === undefined) throw new Impossible(`The plan is not in the revision "${visible(revision)}"`)
    const folder = root === undefined ? repository.top : (io.realPath(io.absolute(root)) ?? root)
    const { snapshot } = loadPlan(`${repository.top}/${there}`, { root: folder }, files)
    for (const uri of snapshot.workspace.snapshots.keys())
      if (!uri.startsWith(`${repository.top}/`))
        complain(`${io.shown(uri)} lies in another repository: the baseline counts it as it is now`, io)
    return { name, revision, commit, plan: snapshot.plan, schedule: snapshot.schedule }
  }
}

/** The first that has a revision; of others only the date is known. */
function firstBaseline(baselines: Plan['baselines']): string | undefined {
  return [...baselines.values()].find(({ ref }) => ref !== undefined)?.id
}

/** Its own findings, too, are then those beside the baseline. */
export function measuredBy<P extends LoadedPlan>(plan: P, baseline: LoadedBaseline): P {
  const { workspace, snapshot } = plan
  workspace.setBaseline(snapshot.uri, baseline)
  return { ...plan, snapshot: workspace.snapshot(snapshot.uri)! }
}

function below(top: string, paths: readonly string[]): readonly string[] {
  return paths.filter(path => path.startsWith(`${top}/`)).map(path => path.slice(top.length + 1))
}

function nameThen(repository: Repository, path: string, files: Io): string | undefined {
  const isThere = (each: string) => files.kindOf(`${repository.top}/${each}`) === 'file'
  if (isThere(path)) return path
  return followLog(repository, resolveCommit(repository, 'HEAD'), path).find(followed => isThere(followed.path))?.path
}

function remembering(run: RunGit): RunGit {
  const known = new Map<string, GitResult>()
  return (folder, words, input) => {
    if (input !== undefined) return run(folder, words, input)
    const key = [folder, ...words].join('\0')
    const result = known.get(key) ?? run(folder, words)
    known.set(key, result)
    return result
  }
}
