import type { Path } from '../model/path.ts'
import type { Id, Lag, Link, LinkType, Plan, Task } from '../model/plan.ts'
import { type Calendar, lastFinish } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import { durationMinutes } from '../time/duration.ts'
import type { External, OutsideTask } from './outside.ts'
import type { PlanTime } from './planTime.ts'
import type { Unscheduled } from './types.ts'

/** How the predecessor enters (bit 0: by its start) and what of the successor is held (bit 1: its finish). */
export const fromStart = 1
export const holdsFinish = 2
/** What a lag runs on: nothing, the successor's task calendar, the clock, or a share of the predecessor's own time. */
export const lagNone = 0
export const lagWorking = 1
export const lagElapsed = 2
export const lagPercent = 3

/**
 * All links, as columns, in the order of their successors. A link whose predecessor is −1 counts from a fixed instant:
 * another plan's task, or a deadline (`before: ga.deadline -3w`).
 */
export interface LinkTable {
  readonly count: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly type: Uint8Array
  readonly lagKind: Uint8Array
  /** Minutes, or a share for {@link lagPercent}. */
  readonly lag: Float64Array
  readonly fixed: Float64Array
  /** By link: the other plan's task that it counts from. */
  readonly others: ReadonlyMap<number, OutsideTask>
  /** Just in time: written as `before`; it follows its predecessor and does not hold it. */
  readonly justInTime: Uint8Array
  readonly entries: readonly Link[]
  /** Links into task `i` are `into[i]` to `into[i + 1]`. */
  readonly into: Int32Array
  /** Links out of task `i` are `outList[out[i]]` to `outList[out[i + 1]]`. */
  readonly out: Int32Array
  readonly outList: Int32Array
  /** Links of which an end is not of this plan, known or not; their dates may change when the plan doesn't. */
  readonly outside: readonly OutsideLink[]
  /** 1 for each task of which a link holds the finish. */
  readonly heldFinish: Uint8Array
  /** Does a link count from a deadline? */
  readonly countsFromDeadline: boolean
  /** Does a link start at the start of a summary? */
  readonly countsFromSummaryStart: boolean
}

export interface OutsideLink {
  readonly reference: string
  readonly found: OutsideTask | undefined
}

/** A task that waits for what has no dates in another plan, and what that makes of it. */
export interface Missing {
  readonly to: number
  readonly why: Unscheduled
}

export interface LinkSource {
  readonly plan: Plan
  readonly time: PlanTime
  readonly tasks: readonly Task[]
  readonly indexOf: ReadonlyMap<Id, number>
  readonly isSummary: Uint8Array
  readonly own: readonly Calendar[]
  readonly external: External | undefined
}

const typeBits: Readonly<Record<LinkType, number>> = {
  FS: 0,
  SS: fromStart,
  FF: holdsFinish,
  SF: fromStart | holdsFinish,
}
const typeNames: readonly LinkType[] = ['FS', 'SS', 'FF', 'SF']

/** Resolves every link that means something; what refers to nothing is another rule's finding. */
export function linkTable(source: LinkSource): { readonly links: LinkTable; readonly missing: readonly Missing[] } {
  const { tasks } = source
  const columns = emptyColumns(tasks.reduce((sum, { after, before }) => sum + after.length + before.length, 0))
  const missing: Missing[] = []
  const into = new Int32Array(tasks.length + 1)
  for (let i = 0; i < tasks.length; i++) {
    const { after, before } = tasks[i]!
    into[i] = columns.entries.length
    for (let k = 0; k < after.length; k++) addLink(source, i, after[k]!, false, columns, missing)
    for (let k = 0; k < before.length; k++) addLink(source, i, before[k]!, true, columns, missing)
  }
  const count = columns.entries.length
  into[tasks.length] = count
  const heldFinish = new Uint8Array(tasks.length)
  for (let e = 0; e < count; e++) if (columns.type[e]! & holdsFinish) heldFinish[columns.to[e]!] = 1
  return { links: { ...columns, count, into, heldFinish, ...outgoing(columns, count, tasks.length) }, missing }
}

export function linkType(table: LinkTable, e: number): LinkType {
  return typeNames[table.type[e]!]!
}

/** Where the link is written, in the plan's text. */
export function linkPath(table: LinkTable, e: number): Path {
  return table.entries[e]!.path
}

interface Columns {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly type: Uint8Array
  readonly lagKind: Uint8Array
  readonly lag: Float64Array
  readonly fixed: Float64Array
  readonly others: Map<number, OutsideTask>
  readonly justInTime: Uint8Array
  readonly entries: Link[]
  readonly outside: OutsideLink[]
  countsFromDeadline: boolean
  countsFromSummaryStart: boolean
}

function emptyColumns(count: number): Columns {
  return {
    from: new Int32Array(count),
    to: new Int32Array(count),
    type: new Uint8Array(count),
    lagKind: new Uint8Array(count),
    lag: new Float64Array(count),
    fixed: new Float64Array(count).fill(Number.NaN),
    others: new Map(),
    justInTime: new Uint8Array(count),
    entries: [],
    outside: [],
    countsFromDeadline: false,
    countsFromSummaryStart: false,
  }
}

function addLink(
  source: LinkSource,
  to: number,
  link: Link,
  isBefore: boolean,
  columns: Columns,
  missing: Missing[],
): void {
  // `before: x -3w` is `after: x SF-3w`.
  const type = isBefore ? typeBits.SF : typeBits[link.type]
  // A finish link into a summary is refused (rule 11): the rule that says so points at it.
  if (source.isSummary[to] && type & holdsFinish) return
  const from = indexOfTask(source, link.task)
  const e = columns.entries.length
  let fixed = Number.NaN
  let other: OutsideTask | undefined
  if (from === undefined) {
    if (!link.task.includes('/')) return
    other = source.external?.(link.task)
    columns.outside.push({ reference: link.task, found: other })
    if (!source.external) return
    if (link.fromDeadline && other && other.deadline === undefined) return
    if (!other || (other.unscheduled && !link.fromDeadline)) {
      missing.push({ to, why: other?.unscheduled?.endsWith('cycle') ? 'after-cycle' : 'other-plan-missing' })
      return
    }
    fixed = link.fromDeadline ? other.deadline! : type & fromStart ? other.start : other.finish
    columns.others.set(e, other)
  } else if (link.fromDeadline) {
    columns.countsFromDeadline = true
    const { deadline } = source.tasks[from]!
    if (!deadline) return
    fixed = lastFinish(source.own[from]!, rangeEnd(deadline))
  } else if (source.isSummary[from] && type & fromStart) columns.countsFromSummaryStart = true
  columns.from[e] = Number.isNaN(fixed) ? from! : -1
  columns.to[e] = to
  columns.type[e] = type
  columns.fixed[e] = fixed
  columns.justInTime[e] = isBefore ? 1 : 0
  // A cancelled task has no lag after it (rule 19).
  if (link.lag && !(other?.cancelled && !link.fromDeadline)) setLag(columns, e, source.time, link.lag)
  columns.entries.push(link)
}

function indexOfTask({ plan, indexOf }: LinkSource, id: Id): number | undefined {
  const found = indexOf.get(id)
  if (found !== undefined) return found
  const own = plan.project.id
  return own !== undefined && id.startsWith(`${own}/`) ? indexOf.get(id.slice(own.length + 1)) : undefined
}

function setLag({ lagKind, lag: amount }: Columns, e: number, time: PlanTime, lag: Lag): void {
  if (lag.kind === 'percent') {
    amount[e] = lag.share
    lagKind[e] = lag.share === 0 ? lagNone : lagPercent
    return
  }
  const minutes = durationMinutes(lag.duration, time)
  amount[e] = minutes
  lagKind[e] = minutes === 0 ? lagNone : lag.duration.elapsed ? lagElapsed : lagWorking
}

function outgoing(
  { from }: Columns,
  count: number,
  tasks: number,
): { readonly out: Int32Array; readonly outList: Int32Array } {
  const out = new Int32Array(tasks + 1)
  for (let e = 0; e < count; e++) if (0 <= from[e]!) out[from[e]! + 1]!++
  for (let i = 0; i < tasks; i++) out[i + 1]! += out[i]!
  const next = out.slice()
  const outList = new Int32Array(out[tasks]!)
  for (let e = 0; e < count; e++) if (0 <= from[e]!) outList[next[from[e]!]!++] = e
  return { out, outList }
}
