import type { Id } from '#engine/model/plan'
import { nearest } from '#engine/rules/nearest'
import type { Minute } from '#engine/time/minute'
import { editPhrase } from '#engine/view/comparisonWords'
import { deadlineOf } from '#engine/view/lateness'
import { compareSnapshots, locatePlace } from '#language/compare/compareSnapshots'
import type { Snapshot } from '#language/snapshot'
import { visible } from '../escape.ts'
import { Impossible } from '../exit.ts'
import type { Repository } from '../git.ts'
import type { Io } from '../io.ts'
import { findVersions, type PlanVersion, type Versions } from './versions.ts'

/** A task or milestone and the last instant that keeps its date. */
export interface Limit {
  readonly id: Id
  readonly name: string
  readonly minute: number
}

/** The change from which on a date was not kept any more. */
export interface Break {
  /** Left out for the text that is not committed yet. */
  readonly version?: PlanVersion
  readonly after: Snapshot
  /** The version before; left out where the first one there is already was late. */
  readonly before?: Snapshot
  /** The commit is a merge of two sides that each kept the date. */
  readonly isJoint: boolean
}

/** What must be kept: the date that was given, or the deadline in the newest version. */
export function limitFor(id: Id, { plan }: Snapshot, date: number | undefined): Limit {
  const task = plan.tasks.get(id)
  if (!task) {
    const guess = nearest(id, plan.tasks.keys())
    throw new Impossible(
      `There is no task or milestone "${visible(id)}" in the plan${guess === undefined ? '' : `. Did you mean "${guess}"?`}`,
    )
  }
  const minute = date ?? deadlineOf(task)
  if (minute === undefined)
    throw new Impossible(`${visible(task.name)} has no deadline: say with --date what it had to keep`)
  return { id, name: task.name, minute }
}

/** When it ends in a version; `undefined` where it is not there or has no date. */
export function dateIn({ schedule }: Snapshot, { id }: Limit): Minute | undefined {
  const scheduled = schedule.tasks.get(id)
  return scheduled && !scheduled.unscheduled ? scheduled.finish : undefined
}

function isBroken(snapshot: Snapshot, limit: Limit): boolean {
  const date = dateIn(snapshot, limit)
  return date !== undefined && limit.minute < date
}

export interface Search {
  readonly repository: Repository
  readonly versions: Versions
  /** The plan of the work tree, where it is not what the last commit has. */
  readonly own: Snapshot | undefined
  readonly io: Io
}

/**
 * The change that broke a date for good: before it the date was kept (or there was none), from it on it never was.
 * Goes back from the newest version, so that it reads no more than it must. A merge is followed into the branch that
 * brought the change. `undefined` where the date is kept.
 */
export function findBreak(limit: Limit, search: Search): Break | undefined {
  const { versions, own } = search
  if (own && !isBroken(own, limit)) return undefined
  let broken: Break | undefined = own && { after: own, isJoint: false }
  let at: PlanVersion | undefined
  for (const version of [...versions.versions].reverse()) {
    if (!isBroken(versions.snapshot(version), limit)) {
      const after = at ? versions.alone(at) : own!
      return broken && intoMerge({ ...broken, after, before: versions.alone(version) }, limit, search)
    }
    at = version
    broken = { version, after: versions.snapshot(version), isJoint: false }
  }
  return broken
}

function intoMerge(found: Break, limit: Limit, { repository, io }: Search): Break {
  const [main, side] = found.version?.commit.parents ?? []
  if (!found.version || main === undefined || side === undefined) return found
  const { path } = found.version
  const versions = findVersions(repository, { path, until: side, since: main }, io)
  const tip = versions.versions.at(-1)
  if (!tip || !isBroken(versions.snapshot(tip), limit)) return { ...found, isJoint: true }
  const inside = findBreak(limit, { repository, versions, own: undefined, io })
  if (!inside?.version || inside.before) return inside ?? found
  const [parent] = inside.version.commit.parents
  const former = parent === undefined ? undefined : findVersions(repository, { path, until: parent, most: 1 }, io)
  const last = former?.versions.at(-1)
  return former && last ? { ...inside, after: versions.alone(inside.version), before: former.alone(last) } : inside
}

/** An edit and by how much it moved the date. */
export interface Cause {
  /** "Data sync: effort 14d → 20d" */
  readonly phrase: string
  /** Working minutes of the project calendar before. */
  readonly minutes: number
  /** Absolute. */
  readonly file: string
  /** Zero-based; of what is gone, in the text before. */
  readonly line: number
}

/**
 * The edits between the last version that kept a date and the first that did not, the one that moved it most first;
 * those that moved nothing are left out. Of a task that is no milestone the movement of the project's finish counts.
 */
export function causesOf({ before, after }: Break, { id }: Limit): readonly Cause[] {
  if (!before) return []
  const { milestones, project, edits } = compareSnapshots(before, after)
  const { attribution } = milestones.find(milestone => milestone.id === id) ?? project
  return attribution.flatMap(({ edit: label, minutes }) => {
    const edit = edits.find(each => each.edit === label)
    if (!edit || minutes === 0) return []
    const { snapshot, span } = locatePlace(edit.place, { base: before, head: after })
    const { line } = snapshot.lines.positionAt(span.start)
    return [{ phrase: editPhrase(edit), minutes, file: snapshot.uri, line }]
  })
}
