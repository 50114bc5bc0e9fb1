import type { ConstraintKind, Id, Task } from '#engine/model/plan'
import { planTime } from '#engine/schedule/planTime'
import { dateInWords } from '#engine/schedule/words'
import { addWork, nextStart } from '#engine/time/calendar'
import { formatCivilDate, minutesPerDay } from '#engine/time/civil'
import { durationMinutes, formatWork, parseDuration } from '#engine/time/duration'
import type { CivilDate, Minute } from '#engine/time/minute'
import type { Snapshot } from '../../snapshot.ts'
import { formatLag } from '../../write/format/canonical.ts'
import { changeLink } from '../linkText.ts'
import type { Candidate } from './candidate.ts'
import { type Way, type WayLink, wayTo } from './onTheWay.ts'
import { addSomebody, reassign } from './standIns.ts'

/** Of a long way only the longest tasks are looked at: they have most to give. */
const mostTasks = 6
const mostLinks = 8

/**
 * What could let a task, or the project, end earlier: other or more people, overlaps, shorter lags, constraints
 * that need not be. `late`: by how much, in working minutes. `seenFrom`: the task that is looked at.
 */
export function shorten(
  snapshot: Snapshot,
  end: Id | undefined,
  late: number,
  seenFrom: Id | undefined,
): readonly Candidate[] {
  const way = wayTo(snapshot, end)
  const named = (task: Task) => (task.id === seenFrom ? '' : `"${task.name}" `)
  const tasks = way.tasks.slice(0, mostTasks).map(({ task }) => task)
  return interleave([
    tasks.flatMap(task => reassign(snapshot, task, named(task))),
    way.links.slice(0, mostLinks).flatMap(link => closeGap(snapshot, link, late, seenFrom)),
    tasks.flatMap(task => addSomebody(snapshot, task, named(task))),
    constraintsOf(snapshot, way, late, named),
    tasks.flatMap(task => fullTime(snapshot, task, named(task))),
    goFirst(snapshot, way),
  ])
}

/** One of each kind in turn, so that a bound on their number leaves some of each. */
function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  return Array.from({ length: longest }).flatMap((_, i) => lists.flatMap(list => (i < list.length ? [list[i]!] : [])))
}

/** A lag is shortened by what is late; without one, the successor begins before the predecessor is over. */
function closeGap(
  snapshot: Snapshot,
  { link, on, from, to }: WayLink,
  late: number,
  seenFrom: Id | undefined,
): readonly Candidate[] {
  const { dayMinutes, weekMinutes } = snapshot.schedule
  if (link.type !== 'FS' || link.fromDeadline || !on.after.includes(link)) return []
  const forWhom = on.id === seenFrom ? '' : `of "${on.name}" `
  const shifted = { asShift: true } as const
  if (link.lag?.kind === 'duration' && link.lag.duration.amount > 0) {
    const { elapsed } = link.lag.duration
    const minutes = durationMinutes(link.lag.duration, { dayMinutes, weekMinutes })
    const shorter = elapsed ? undefined : lagOf(minutes - late, dayMinutes)
    const lags = shorter === undefined ? [undefined] : [shorter, undefined]
    return lags.map(lag => ({
      title: `${lag ? `Shorten the lag ${forWhom}to ${formatLag(lag).slice(1)}` : `Remove the lag ${forWhom}`.trim()}`,
      changes: changeLink(snapshot.reading, link, { type: 'FS', lag }),
      ...shifted,
    }))
  }
  if (from.task.kind !== 'task' || to.task.kind !== 'task' || from.finished || !(from.duration > 0)) return []
  // At least a fifth of it comes first: what begins together does not wait.
  const lag = lagOf(Math.max(from.duration - late, from.duration / 5), dayMinutes) ?? lagOf(dayMinutes, dayMinutes)
  if (!lag || from.duration <= durationMinutes(lag.duration, { dayMinutes, weekMinutes })) return []
  const withWhom = on.id === seenFrom ? 'Overlap' : `Overlap "${on.name}" and "${from.task.name}"`
  return [
    {
      title: `${withWhom} with SS${formatLag(lag)}`,
      changes: changeLink(snapshot.reading, link, { type: 'SS', lag }),
      ...shifted,
    },
  ]
}

/** Whole days, below one day whole hours; `undefined` where that is nothing. */
function lagOf(minutes: number, dayMinutes: number) {
  const unit = dayMinutes <= minutes ? dayMinutes : 60
  const duration = minutes < 60 ? undefined : parseDuration(formatWork(Math.floor(minutes / unit) * unit, dayMinutes))
  return duration && { kind: 'duration' as const, duration }
}

function constraintsOf(
  snapshot: Snapshot,
  { constraints }: Way,
  late: number,
  named: (task: Task) => string,
): readonly Candidate[] {
  return constraints.flatMap(({ reason: { constraint, path }, holds }) => {
    const task = snapshot.plan.tasks.get(path ? String(path.at(-2)) : holds)
    if (!task || !path || !constraint || constraint === 'date' || !task.constraints[constraint]) return []
    const of = named(task) === '' ? '' : ` of ${named(task).trim()}`
    return [
      ...earlier(snapshot, task, constraint, late, of),
      {
        title: `Remove "${constraint}"${of}`,
        changes: [{ kind: 'remove' as const, path: [...task.path, constraint] }],
      },
    ]
  })
}

function earlier(
  snapshot: Snapshot,
  task: Task,
  constraint: ConstraintKind,
  late: number,
  of: string,
): readonly Candidate[] {
  const { project } = planTime(snapshot.plan)
  const { minute, hasTime } = task.constraints[constraint]!
  const at = nextStart(project, addWork(project, nextStart(project, minute), -late))
  if (!Number.isFinite(at) || at < (snapshot.plan.project.start?.minute ?? at)) return []
  const date: CivilDate = { minute: (hasTime ? at : Math.floor(at / minutesPerDay) * minutesPerDay) as Minute, hasTime }
  return [
    {
      title: `Move "${constraint}"${of} to ${dateInWords(date, snapshot.schedule)}`,
      changes: [{ kind: 'set', path: [...task.path, constraint], text: formatCivilDate(date) }],
    },
  ]
}

/** Somebody who is on the task for a part of the day only. */
function fullTime({ plan, reading }: Snapshot, task: Task, forWhom: string): readonly Candidate[] {
  if (!task.effort || task.duration) return []
  return task.assign.flatMap(({ resource, units, path }) => {
    const whole = Math.round((plan.resources.get(resource)?.capacity[0]?.value ?? 1) * 100)
    if (units === undefined || units * 100 >= whole || reading.nodeAt(path)?.kind !== 'scalar') return []
    return [
      {
        title: `Assign ${resource} ${forWhom === '' ? '' : `to ${forWhom}`}for ${whole}%`,
        changes: [{ kind: 'set' as const, path, text: `${whole}%` }],
      },
    ]
  })
}

/** In a levelled plan: before the one that has the person. */
function goFirst({ plan }: Snapshot, { waits }: Way): readonly Candidate[] {
  return waits.flatMap(({ holds, task: ahead }) => {
    const [waiting, other] = [plan.tasks.get(holds), plan.tasks.get(ahead)]
    const priority = Math.max(waiting?.priority ?? 500, other?.priority ?? 500) + 100
    if (!waiting || !other || 1000 < priority) return []
    return [
      {
        title: `Let "${waiting.name}" go before "${other.name}" (priority ${priority})`,
        changes: [{ kind: 'set' as const, path: [...waiting.path, 'priority'], text: String(priority) }],
      },
    ]
  })
}
