import { type EarnedValue, earnedValue } from '#engine/cost/earnedValue'
import type { Id, Plan } from '#engine/model/plan'
import { planTime } from '#engine/schedule/planTime'
import type { Schedule } from '#engine/schedule/types'
import { workBetween } from '#engine/time/calendar'
import type { TimelineView } from '#engine/view/timeline'
import type { Snapshot } from '#language/snapshot'
import { commitFiles } from './commitFiles.ts'
import { visible } from './escape.ts'
import { Impossible } from './exit.ts'
import { followLog, type ObjectId, resolveCommit } from './git.ts'
import type { Io } from './io.ts'
import { locate } from './locate.ts'
import { loadPlan } from './plans.ts'

/** A plan as it was when it became the measure: a commit, so that every clone has the same. */
export interface LoadedBaseline {
  /** What a person called it: a name in `baselines`, or a revision. */
  readonly name: string
  readonly revision: string
  readonly commit: ObjectId
  readonly snapshot: Snapshot
}

/**
 * Reads the baseline that a person named: an entry of the plan's `baselines`, or any revision; `true` is the plan's
 * first. The plan is looked for under the names that it has had.
 */
export function loadBaseline(written: string | true, plan: string, { baselines }: Plan, io: Io): LoadedBaseline {
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
  const { snapshot } = loadPlan(`${repository.top}/${there}`, { root: repository.top }, files)
  return { name, revision, commit, snapshot }
}

/** How far a task is from its baseline. */
export interface Variance {
  readonly start: number
  readonly finish: number
  /** In working time of the baseline's project calendar; later is positive. */
  readonly startMinutes: number
  readonly finishMinutes: number
  /** Money; more is positive. */
  readonly cost: number
}

/** Every task that both have, and that has dates in both. */
export function variances(schedule: Schedule, { snapshot }: LoadedBaseline): ReadonlyMap<Id, Variance> {
  const { project } = planTime(snapshot.plan)
  const between = (before: number, after: number) =>
    after < before ? -workBetween(project, after, before) : workBetween(project, before, after)
  const found = new Map<Id, Variance>()
  for (const [id, then] of snapshot.schedule.tasks) {
    const now = schedule.tasks.get(id)
    if (!now || now.unscheduled || then.unscheduled) continue
    found.set(id, {
      start: then.start,
      finish: then.finish,
      startMinutes: between(then.start, now.start),
      finishMinutes: between(then.finish, now.finish),
      cost: now.cost - then.cost,
    })
  }
  return found
}

export function earnedAgainst(
  schedule: Schedule,
  { snapshot: { plan, schedule: then } }: LoadedBaseline,
): EarnedValue | undefined {
  return earnedValue(schedule, { plan, schedule: then })
}

/** The timeline with a ghost of each bar where the baseline had it. */
export function withGhosts(view: TimelineView, { snapshot }: LoadedBaseline): TimelineView {
  const rows = view.rows.map(row => {
    const then = snapshot.schedule.tasks.get(row.id)
    return then && !then.unscheduled && (then.start !== row.start || then.finish !== row.finish)
      ? { ...row, before: { start: then.start, finish: then.finish } }
      : row
  })
  return { ...view, rows }
}
