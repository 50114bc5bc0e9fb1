import { levelPlan } from '#engine/leveling/levelPlan'
import { type Settled, withSettled } from '#engine/leveling/settleWaits'
import type { Id, Plan, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { schedule } from '#engine/schedule/schedule'
import type { Schedule } from '#engine/schedule/types'
import { dateInWords, dayInWords, lastDayInWords } from '#engine/schedule/words'
import { minutesPerDay } from '#engine/time/civil'
import type { CivilDate, Minute } from '#engine/time/minute'
import type { Problem } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { isUnder, taskAt } from './fixes/places.ts'
import { levelSnapshot, optionsOf, settledChange } from './leveling.ts'

/** An answer that was tried: its title says what it does to the finish. */
export interface LevelAction {
  readonly title: string
  readonly changes: readonly PlanChange[]
}

/** Of plans with more tasks the whole is levelled once, but not again for another priority: an answer must come while one waits. */
const mostLeveledAgain = 5000
const mostOthers = 3

/** Answers to one overload: those after which the task has its people to itself. */
export function levelActions(snapshot: Snapshot, problem: Problem): readonly LevelAction[] {
  if (problem.code !== 'resource/overload') return []
  const { path } = snapshot.reading.pathAt(problem.span.start)
  const task = taskAt(snapshot.plan, path)
  const resource = task?.assign.find(assignment => isUnder(path, assignment.path))?.resource
  if (!task || resource === undefined) return []
  return [
    ...waits(snapshot, task, resource),
    ...startLater(snapshot, task, resource),
    ...raisePriority(snapshot, task),
    ...levelWhole(snapshot, task, resource),
  ]
}

/** On the name of a task that waits in a levelled plan: let it go first. */
export function waitActions(snapshot: Snapshot, offset: number): readonly LevelAction[] {
  const { plan, reading } = snapshot
  if (plan.project.leveling !== 'auto') return []
  const { path, on } = reading.pathAt(offset)
  const task = on === 'key' ? taskAt(plan, path) : undefined
  return task && path.length === task.path.length ? raisePriority(snapshot, task) : []
}

/** Behind one of the others that have the person at the same time. */
function waits(snapshot: Snapshot, { id }: Task, resource: Id): readonly LevelAction[] {
  const { plan, schedule: now } = snapshot
  return othersWith(now, id, resource).flatMap(other => {
    const settled: Settled = { id, after: other }
    const name = plan.tasks.get(other)?.name ?? other
    return trySettled(snapshot, settled, resource, `Wait for "${name}"`)
  })
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

/** On the day that levelling has for it. */
function startLater(snapshot: Snapshot, { id }: Task, resource: Id): readonly LevelAction[] {
  const { schedule: leveled, waits: found } = levelSnapshot(snapshot)
  const wait = found.get(id)
  if (!wait) return []
  const { start } = leveled.tasks.get(id)!
  const day = Math.floor(start / minutesPerDay) * minutesPerDay
  const startFrom: CivilDate =
    wait.until <= day ? { minute: day as Minute, hasTime: false } : { minute: start, hasTime: true }
  const title = `Start no earlier than ${dateInWords(startFrom, leveled)}`
  return trySettled(snapshot, { id, startFrom }, resource, title)
}

/** Offered where it makes no ring, moves the task, and leaves it no overload of this person. */
function trySettled(snapshot: Snapshot, settled: Settled, resource: Id, title: string): readonly LevelAction[] {
  const { plan, schedule: before } = snapshot
  const after = schedule(withSettled(plan, [settled]), optionsOf(snapshot))
  const { id } = settled
  const moves = before.tasks.get(id)!.start < after.tasks.get(id)!.start
  if (!moves || before.cycles.length < after.cycles.length || isOverloaded(after, id, resource)) return []
  return [{ title: `${title}: ${effect(before, after)}`, changes: [settledChange(snapshot, settled)] }]
}

function isOverloaded({ overloads }: Schedule, id: Id, resource: Id): boolean {
  return (overloads.get(resource) ?? []).some(({ tasks }) => tasks.includes(id))
}

/** Before the tasks that it would wait for in the levelled plan, where that lets it begin earlier than it would there. */
function raisePriority(snapshot: Snapshot, task: Task): readonly LevelAction[] {
  const { plan, schedule: before } = snapshot
  if (mostLeveledAgain < plan.tasks.size) return []
  const { schedule: leveled, waits: found } = levelSnapshot(snapshot)
  const ahead = found.get(task.id)?.task
  if (ahead === undefined) return []
  const priority = Math.min(1000, Math.max(priorityOf(plan, task.id), priorityOf(plan, ahead)) + 100)
  if (priority <= priorityOf(plan, ahead)) return []
  const tasks = new Map(plan.tasks).set(task.id, { ...task, priority })
  const { schedule: after } = levelPlan({ ...plan, tasks }, optionsOf(snapshot))
  if (leveled.tasks.get(task.id)!.start <= after.tasks.get(task.id)!.start) return []
  const isAuto = plan.project.leveling === 'auto'
  const starts = `starts ${dayInWords(after.tasks.get(task.id)!.start, after)}`
  return [
    {
      title: `Raise priority to ${priority}${isAuto ? '' : ' and level the whole plan'}: ${starts}, ${effect(before, after)}`,
      changes: [
        { kind: 'set', path: [...task.path, 'priority'], text: String(priority) },
        ...(isAuto ? [] : [levelingAuto]),
      ],
    },
  ]
}

/** Its own, else that of the summary it is in. */
function priorityOf({ tasks }: Plan, id: Id): number {
  for (let task = tasks.get(id); task; task = task.parent === undefined ? undefined : tasks.get(task.parent)) {
    if (task.priority !== undefined) return task.priority
  }
  return 500
}

const levelingAuto: PlanChange = { kind: 'set', path: ['project', 'leveling'], text: 'auto' }

function levelWhole(snapshot: Snapshot, { id }: Task, resource: Id): readonly LevelAction[] {
  const { schedule: after } = levelSnapshot(snapshot)
  if (snapshot.plan.project.leveling === 'auto' || isOverloaded(after, id, resource)) return []
  const title = `Level the whole plan (leveling: auto): ${effect(snapshot.schedule, after)}`
  return [{ title, changes: [levelingAuto] }]
}

/** `finish Fri 29 May → Mon 1 Jun`. */
function effect(before: Schedule, after: Schedule): string {
  const day = ({ finish }: Schedule) => lastDayInWords(finish, before)
  return day(before) === day(after) ? `finish stays ${day(after)}` : `finish ${day(before)} → ${day(after)}`
}
