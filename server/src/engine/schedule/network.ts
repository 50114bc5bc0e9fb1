import { idSpaceOf } from '../model/ids.ts'
import type { Id, Plan, Task } from '../model/plan.ts'
import type { Calendar } from '../time/calendar.ts'
import { durationMinutes } from '../time/duration.ts'
import { type External, type LinkTable, linkTable } from './linkTable.ts'
import { calendarById, type PlanTime } from './planTime.ts'
import { plainWork, type Work, workOf } from './work.ts'

/**
 * A plan as numbered tasks and links, in document order. Leaf and summary `i` have node `i`; a summary's node stands
 * for its end, and its beginning, which holds every leaf inside, has node `count + i`.
 */
export interface Network {
  readonly plan: Plan
  readonly time: PlanTime
  readonly count: number
  readonly tasks: readonly Task[]
  readonly indexOf: ReadonlyMap<Id, number>
  /** −1 at the top. */
  readonly parent: Int32Array
  readonly isSummary: Uint8Array
  readonly work: readonly Work[]
  /** The working calendar and the task calendar of each task. */
  readonly calendar: readonly Calendar[]
  readonly own: readonly Calendar[]
  /** Minutes of the working calendar, or of effort where the work is a pot. */
  readonly amount: Float64Array
  readonly links: LinkTable
  /** Tasks that wait for a task of a plan that isn't there. */
  readonly missing: readonly number[]
}

/** Numbers the tasks of a plan and resolves their links, calendars and amounts of work. */
export function buildNetwork(plan: Plan, time: PlanTime, external: External | undefined): Network {
  const tasks = [...plan.tasks.values()]
  const count = tasks.length
  const indexOf = indexOfTasks(plan)
  const parent = new Int32Array(count).fill(-1)
  const isSummary = new Uint8Array(count)
  const amount = new Float64Array(count)
  const work: Work[] = new Array(count)
  const calendar: Calendar[] = new Array(count)
  const own: Calendar[] = new Array(count)
  const calendarIds: (Id | undefined)[] = new Array(count)
  for (let i = 0; i < count; i++) {
    const task = tasks[i]!
    // Parents stand before their children, so that what is inherited is known.
    const above = task.parent === undefined ? undefined : indexOf.get(task.parent)
    if (above !== undefined && above < i) parent[i] = above
    calendarIds[i] = task.calendar ?? (above === undefined ? undefined : calendarIds[above])
    isSummary[i] = task.kind === 'summary' ? 1 : 0
    const its = isSummary[i] ? summaryWork(time, calendarIds[i]) : workOf(time, task, calendarIds[i])
    work[i] = its
    calendar[i] = its.calendar
    own[i] = its.own
    amount[i] = its.amount
  }
  const { links, missing } = linkTable({ plan, time, tasks, indexOf, isSummary, own, external })
  return { plan, time, count, tasks, indexOf, parent, isSummary, work, calendar, own, amount, links, missing }
}

const knownIndexes = new WeakMap<object, ReadonlyMap<Id, number>>()

/** The number of each task, which an edit that leaves the ids alone does not change. */
function indexOfTasks({ tasks }: Plan): ReadonlyMap<Id, number> {
  const ids = idSpaceOf(tasks)
  const known = knownIndexes.get(ids)
  if (known) return known
  const indexOf = new Map<Id, number>()
  for (const { id } of tasks.values()) indexOf.set(id, indexOf.size)
  knownIndexes.set(ids, indexOf)
  return indexOf
}

function summaryWork(time: PlanTime, calendarId: Id | undefined): Work {
  const own = calendarById(time, calendarId)
  return plainWork(own, own, 0)
}

/** The remaining work of a started task in its own measure: effort for an effort task, else working minutes. */
export function remainingAmount({ time, tasks, work }: Network, i: number): number | undefined {
  const remaining = tasks[i]!.remaining?.likely
  if (!remaining) return undefined
  const minutes = durationMinutes(remaining, time)
  const { shares, rate } = work[i]!
  return shares ? minutes : Math.ceil(minutes / rate - 1e-6)
}
