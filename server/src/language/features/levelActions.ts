import type { Settled } from '#engine/leveling/settleWaits'
import type { Id, Plan, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { drivingOf } from '#engine/schedule/driving'
import type { Schedule } from '#engine/schedule/types'
import { dateInWords, dayInWords } from '#engine/schedule/words'
import { minutesPerDay } from '#engine/time/civil'
import type { CivilDate, Minute } from '#engine/time/minute'
import type { Problem } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { effectInWords } from './fixes/effect.ts'
import { isUnder, taskAt } from './fixes/places.ts'
import { changesTried, type Trial } from './fixes/trial.ts'
import { settledChange } from './leveling.ts'

/** An answer that was tried: its title says what it does to the finish and the cost. */
export interface LevelAction {
  readonly title: string
  readonly trial: Trial
}

type Steps<R> = Generator<undefined, R>

/** Of larger plans the whole is levelled once, but not again for another priority: an answer must come while one waits. */
const mostLeveledAgain = 5000
/** Larger plans are not levelled while the cursor only moves: levelling is one step, and who types would wait for it. */
const mostLeveledUnasked = 1000
const mostOthers = 3

/** Answers to one overload: those after which the task has its people to itself. Gives way after each step. */
export function* levelActions(
  snapshot: Snapshot,
  problem: Problem,
  unasked: boolean,
): Generator<undefined, readonly LevelAction[]> {
  if (problem.code !== 'resource/overload') return []
  const { path } = snapshot.reading.pathAt(problem.span.start)
  const task = taskAt(snapshot.plan, path)
  const resource = task?.assign.find(assignment => isUnder(path, assignment.path))?.resource
  if (!task || resource === undefined) return []
  const found = yield* waits(snapshot, task, resource)
  if (unasked && mostLeveledUnasked < snapshot.plan.tasks.size) return found
  const isAuto = snapshot.plan.project.leveling === 'auto'
  const leveled = isAuto ? undefined : yield* changesTried(snapshot, [levelingAuto])
  const schedule = isAuto ? snapshot.schedule : leveled?.after.schedule
  if (!schedule) return found
  return [
    ...found,
    ...(yield* onTheDay(snapshot, task, resource, schedule)),
    ...(yield* raisePriority(snapshot, task, schedule)),
    ...(leveled ? levelWhole(snapshot, leveled, task, resource) : []),
  ]
}

/** On the name of a task that waits in a levelled plan: let it go first. */
export function* waitActions(
  snapshot: Snapshot,
  offset: number,
  unasked: boolean,
): Generator<undefined, readonly LevelAction[]> {
  const { plan, reading, schedule } = snapshot
  if (plan.project.leveling !== 'auto' || (unasked && mostLeveledUnasked < plan.tasks.size)) return []
  const { path, on } = reading.pathAt(offset)
  const task = on === 'key' ? taskAt(plan, path) : undefined
  return task && path.length === task.path.length ? yield* raisePriority(snapshot, task, schedule) : []
}

/** Behind one of the others that have the person at the same time; placed late, before it. */
function* waits(snapshot: Snapshot, { id }: Task, resource: Id): Steps<readonly LevelAction[]> {
  const { plan, schedule: now } = snapshot
  const found: LevelAction[] = []
  for (const other of othersWith(now, id, resource)) {
    const name = plan.tasks.get(other)?.name ?? other
    const behind = yield* trySettled(snapshot, id, { id, after: other }, resource, `Wait for "${name}"`)
    const before = { id: other, after: id }
    found.push(
      ...(behind.length > 0
        ? behind
        : yield* trySettled(snapshot, id, before, resource, `Finish before "${name}" starts`)),
    )
  }
  return found
}

function othersWith({ overloads }: Schedule, id: Id, resource: Id): readonly Id[] {
  const others = new Set<Id>()
  for (const { tasks } of overloads.get(resource) ?? []) {
    if (!tasks.includes(id)) continue
    for (const other of tasks) {
      if (other !== id) others.add(other)
      if (others.size === mostOthers) return [...others]
    }
  }
  return [...others]
}

/** On the day that levelling has for it; with the time where it has the person only for a part of that day. */
function* onTheDay(snapshot: Snapshot, { id }: Task, resource: Id, leveled: Schedule): Steps<readonly LevelAction[]> {
  const turn = turnOf(leveled, id)
  if (!turn) return []
  const { start, finish } = leveled.tasks.get(id)!
  const at = turn.isBefore ? finish : start
  const day = Math.floor((turn.isBefore ? finish - 1 : start) / minutesPerDay) * minutesPerDay
  const dates: readonly CivilDate[] = [
    { minute: day as Minute, hasTime: false },
    { minute: at, hasTime: true },
  ]
  for (const date of dates) {
    const words = `${turn.isBefore ? 'Finish no later' : 'Start no earlier'} than ${dateInWords(date, leveled)}`
    const settled = turn.isBefore ? { id, finishBy: date } : { id, startFrom: date }
    const found = yield* trySettled(snapshot, id, settled, resource, words)
    if (found.length > 0) return found
  }
  return []
}

/** The task for whose person it waits in a levelled plan; or placed late, before which it ends. */
function turnOf(leveled: Schedule, id: Id): { readonly task: Id; readonly isBefore: boolean } | undefined {
  const dates = leveled.tasks.get(id)
  for (const { kind, task, resource } of dates ? drivingOf(dates) : []) {
    if (task === undefined || resource === undefined) continue
    if (kind === 'resource' || kind === 'successor') return { task, isBefore: kind === 'successor' }
  }
  return undefined
}

/** Offered where it makes no ring, moves task `id`, and leaves it no overload of this person. */
function* trySettled(
  snapshot: Snapshot,
  id: Id,
  settled: Settled,
  resource: Id,
  title: string,
): Steps<readonly LevelAction[]> {
  const trial = yield* changesTried(snapshot, settledChange(snapshot, settled))
  if (!trial) return []
  const { schedule: before } = snapshot
  const { schedule: after } = trial.after
  const { start } = after.tasks.get(id)!
  if (
    start === before.tasks.get(id)!.start ||
    Number.isNaN(start) ||
    before.cycles.length < after.cycles.length ||
    isOverloaded(after, id, resource)
  )
    return []
  return [{ title: `${title}: ${effectInWords(snapshot, trial.after, undefined)}`, trial }]
}

function isOverloaded({ overloads }: Schedule, id: Id, resource: Id): boolean {
  return (overloads.get(resource) ?? []).some(({ tasks }) => tasks.includes(id))
}

/** Before the tasks that it would give way to in the levelled plan, where that lets it begin earlier, or as late, as it should. */
function* raisePriority(snapshot: Snapshot, task: Task, leveled: Schedule): Steps<readonly LevelAction[]> {
  const { plan } = snapshot
  const turn = mostLeveledAgain < plan.tasks.size ? undefined : turnOf(leveled, task.id)
  if (!turn) return []
  const priority = Math.min(1000, Math.max(priorityOf(plan, task.id), priorityOf(plan, turn.task)) + 100)
  if (priority <= priorityOf(plan, turn.task)) return []
  const isAuto = plan.project.leveling === 'auto'
  const trial = yield* changesTried(snapshot, [
    { kind: 'set', path: [...task.path, 'priority'], text: String(priority) },
    ...(isAuto ? [] : [levelingAuto]),
  ])
  const after = trial?.after.schedule
  const start = after?.tasks.get(task.id)?.start
  if (!trial || !after || start === undefined) return []
  const now = leveled.tasks.get(task.id)!.start
  if (turn.isBefore ? start <= now : now <= start) return []
  const effect = `starts ${dayInWords(start, after)}, ${effectInWords(snapshot, trial.after, undefined)}`
  const how = isAuto ? '' : ' and level the whole plan'
  return [{ title: `Raise priority to ${priority}${how}: ${effect}`, trial }]
}

/** Its own, else that of the summary it is in. */
function priorityOf({ tasks }: Plan, id: Id): number {
  for (let task = tasks.get(id); task; task = task.parent === undefined ? undefined : tasks.get(task.parent)) {
    if (task.priority !== undefined) return task.priority
  }
  return 500
}

const levelingAuto: PlanChange = { kind: 'set', path: ['project', 'leveling'], text: 'auto' }

function levelWhole(snapshot: Snapshot, trial: Trial, { id }: Task, resource: Id): readonly LevelAction[] {
  if (isOverloaded(trial.after.schedule, id, resource)) return []
  const effect = effectInWords(snapshot, trial.after, undefined)
  return [{ title: `Level the whole plan (leveling: auto): ${effect}`, trial }]
}
