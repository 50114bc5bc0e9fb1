import type { Baseline } from '#engine/cost/variance'
import type { Plan } from '#engine/model/plan'
import { commitFiles } from './commitFiles.ts'
import { visible } from './escape.ts'
import { complain, Impossible } from './exit.ts'
import { followLog, type ObjectId, resolveCommit } from './git.ts'
import type { Io } from './io.ts'
import { locate } from './locate.ts'
import { loadPlan } from './plans.ts'

/** A plan as it was when it became the measure: a commit, so that every clone has the same. */
export interface LoadedBaseline extends Baseline {
  readonly revision: string
  readonly commit: ObjectId
}

/**
 * Reads the baseline that a person named: an entry of the plan's `baselines`, or any revision; `true` is the plan's
 * first. The plan is looked for under the names that it has had; plans of other repositories in the workspace that it is
 * linked to are as they are now, which is said.
 */
export function loadBaseline(
  written: string | true,
  { plan, root }: { readonly plan: string; readonly root?: string },
  { baselines }: Plan,
  io: Io,
): LoadedBaseline {
  const name = written === true ? [...baselines.values()].find(({ ref }) => ref !== undefined)?.id : written
  if (name === undefined)
    throw new Impossible(
      'The plan names no baseline: write `baselines: { kickoff: { ref: TAG } }`, or --baseline REVISION',
    )
  const entry = baselines.get(name)
  const revision = entry?.ref ?? name
  const { repository, path } = locate(plan, io)
  const commit = resolveCommit(repository, revision)
  const files = commitFiles(io, repository, commit, [path])
  const names = [path, ...followLog(repository, resolveCommit(repository, 'HEAD'), path).map(followed => followed.path)]
  const there = names.find(each => files.kindOf(`${repository.top}/${each}`) === 'file')
  if (there === undefined) throw new Impossible(`The plan is not in the revision "${visible(revision)}"`)
  const folder = root === undefined ? repository.top : (io.realPath(io.absolute(root)) ?? root)
  const { snapshot } = loadPlan(`${repository.top}/${there}`, { root: folder }, files)
  for (const uri of snapshot.workspace.snapshots.keys())
    if (!uri.startsWith(`${repository.top}/`))
      complain(`${io.shown(uri)} lies in another repository: the baseline counts it as it is now`, io)
  return { name, revision, commit, plan: snapshot.plan, schedule: snapshot.schedule }
}
