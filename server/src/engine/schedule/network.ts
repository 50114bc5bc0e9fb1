import { idSpaceOf } from '../model/ids.ts'
import type { Id, Plan, Task } from '../model/plan.ts'
import type { Calendar } from '../time/calendar.ts'
import { durationMinutes } from '../time/duration.ts'
import type { Changes } from './changes.ts'
import { type LinkTable, linkTable, type Missing } from './linkTable.ts'
import type { External } from './outside.ts'
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
  /** What stands right inside summary `i` is `childList[children[i]]` to `childList[children[i + 1]]`. */
  readonly children: Int32Array
  readonly childList: Int32Array
  readonly isSummary: Uint8Array
  readonly work: readonly Work[]
  /** The working calendar and the task calendar of each task. */
  readonly calendar: readonly Calendar[]
  readonly own: readonly Calendar[]
  /** The calendar that each task names or inherits. */
  readonly calendarIds: readonly (Id | undefined)[]
  /** Minutes of the working calendar, or of effort where the work is a pot. */
  readonly amount: Float64Array
  readonly links: LinkTable
  readonly missing: readonly Missing[]
}

/** What of a network its order depends on. */
export type Logic = Pick<Network, 'count' | 'tasks' | 'parent' | 'isSummary' | 'children' | 'childList' | 'links'>

/** What of a network is told task by task. */
type Rows = Pick<Network, 'tasks' | 'parent' | 'isSummary' | 'amount'> & {
  readonly work: Work[]
  readonly calendar: Calendar[]
  readonly own: Calendar[]
  readonly calendarIds: (Id | undefined)[]
}

/** Numbers the tasks of a plan and resolves their links, calendars and amounts of work. */
export function buildNetwork(plan: Plan, time: PlanTime, external: External | undefined): Network {
  const tasks = [...plan.tasks.values()]
  const count = tasks.length
  const indexOf = indexOfTasks(plan)
  const rows: Rows = {
    tasks,
    parent: new Int32Array(count).fill(-1),
    isSummary: new Uint8Array(count),
    amount: new Float64Array(count),
    work: new Array(count),
    calendar: new Array(count),
    own: new Array(count),
    calendarIds: new Array(count),
  }
  for (let i = 0; i < count; i++) {
    const { parent, kind } = tasks[i]!
    // Parents stand before their children, so that what is inherited is known.
    const above = parent === undefined ? undefined : indexOf.get(parent)
    if (above !== undefined && above < i) rows.parent[i] = above
    if (kind === 'summary') rows.isSummary[i] = 1
    readRow(rows, time, i)
  }
  const { links, missing } = linkTable({ plan, time, indexOf, external, ...rows })
  return { plan, time, count, indexOf, ...rows, ...childrenOf(rows.parent), links, missing }
}

function readRow(
  { tasks, parent, isSummary, work, calendar, own, calendarIds, amount }: Rows,
  time: PlanTime,
  i: number,
) {
  const task = tasks[i]!
  const above = parent[i]!
  calendarIds[i] = task.calendar ?? (above < 0 ? undefined : calendarIds[above])
  const its = isSummary[i] ? summaryWork(time, calendarIds[i]) : workOf(time, task, calendarIds[i])
  work[i] = its
  calendar[i] = its.calendar
  own[i] = its.own
  amount[i] = its.amount
}

/** The network of a plan of which only the leaves `edited` are others, in what a schedule depends on, than in `former`. */
export function changeNetwork(
  former: Network,
  plan: Plan,
  { edited, linksChanged }: Changes,
  external: External | undefined,
): Network {
  const time = { ...former.time, plan }
  const tasks = [...plan.tasks.values()]
  if (edited.length === 0) return { ...former, plan, time, tasks }
  const network = {
    ...former,
    plan,
    time,
    tasks,
    amount: former.amount.slice(),
    work: former.work.slice(),
    calendar: former.calendar.slice(),
    own: former.own.slice(),
    calendarIds: former.calendarIds.slice(),
  }
  for (const i of edited) readRow(network, time, i)
  return linksChanged ? { ...network, ...linkTable({ ...network, external }) } : network
}

/** What stands right inside each summary. */
export function childrenOf(parent: Int32Array): Pick<Network, 'children' | 'childList'> {
  const children = new Int32Array(parent.length + 1)
  for (let i = 0; i < parent.length; i++) if (0 <= parent[i]!) children[parent[i]! + 1]!++
  for (let i = 0; i < parent.length; i++) children[i + 1]! += children[i]!
  const next = children.slice()
  const childList = new Int32Array(children[parent.length]!)
  for (let i = 0; i < parent.length; i++) if (0 <= parent[i]!) childList[next[parent[i]!]!++] = i
  return { children, childList }
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
