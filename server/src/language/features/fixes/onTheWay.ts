import type { Id, Link, Task } from '#engine/model/plan'
import { drivingOf } from '#engine/schedule/driving'
import type { Reason, Schedule, ScheduledTask } from '#engine/schedule/types'
import type { Snapshot } from '../../snapshot.ts'
import { linkAt } from './places.ts'

/** What holds a task or the whole project, from its end back to where nothing computed holds it any more. */
export interface Way {
  readonly ids: ReadonlySet<Id>
  /** Unfinished work, the longest first. */
  readonly tasks: readonly ScheduledTask[]
  readonly links: readonly WayLink[]
  /** Constraints that hold a task or what is around it. */
  readonly constraints: readonly { readonly reason: Reason; readonly holds: Id }[]
  /** Who waits for a person that another has, as levelling has put them. */
  readonly waits: readonly { readonly holds: Id; readonly task: Id }[]
}

/** A link that drives: `from` is waited for by `to`, and the later of the two is on the way. */
export interface WayLink {
  readonly link: Link
  readonly on: Task
  readonly from: ScheduledTask
  readonly to: ScheduledTask
}

/** A way is not followed further: plans with thousands of tied drivers have no short answer. */
const mostSteps = 200

export function wayTo({ plan, schedule }: Snapshot, end: Id | undefined): Way {
  const tasks: ScheduledTask[] = []
  const links = new Map<Link, WayLink>()
  const constraints: { reason: Reason; holds: Id }[] = []
  const waits: { holds: Id; task: Id }[] = []
  const seen = new Set(end === undefined ? lastOf(schedule) : [end])
  // A set is walked with what is added to it on the way.
  for (const id of seen) {
    const at = schedule.tasks.get(id)
    if (!at || at.unscheduled || mostSteps < seen.size) continue
    const { task, finish, finished } = at
    if (task.kind === 'task' && !finished && at.duration > 0) tasks.push(at)
    for (const child of task.children) if (schedule.tasks.get(child)?.finish === finish) seen.add(child)
    if (task.kind === 'summary' || finished) continue
    for (const reason of drivingOf(at)) {
      if (reason.kind === 'constraint') constraints.push({ reason, holds: id })
      if (reason.task === undefined || !plan.tasks.has(reason.task)) continue
      if (reason.kind === 'resource') waits.push({ holds: id, task: reason.task })
      if (reason.kind !== 'dependency' && reason.kind !== 'resource') continue
      seen.add(reason.task)
      const found = reason.kind === 'dependency' && reason.path ? linkAt(plan, reason.path) : undefined
      const from = schedule.tasks.get(reason.task)
      if (found && from && !links.has(found.link)) links.set(found.link, { ...found, from, to: at })
    }
  }
  const left = ({ duration, progress }: ScheduledTask) => duration * (1 - progress)
  return {
    ids: seen,
    tasks: tasks.sort((a, b) => left(b) - left(a)),
    links: [...links.values()],
    constraints,
    waits,
  }
}

function lastOf({ tasks, finish }: Schedule): readonly Id[] {
  return [...tasks.values()].flatMap(({ task, finish: own }) =>
    task.kind !== 'summary' && own === finish ? task.id : [],
  )
}
