import type { Path } from '../model/path.ts'
import type { Id, Link, LinkType, Plan, Task } from '../model/plan.ts'
import { type Calendar, lastFinish } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import { durationMinutes } from '../time/duration.ts'
import type { Minute } from '../time/minute.ts'
import type { PlanTime } from './planTime.ts'

/** Start and finish of another plan's task, by `plan-id/task-id`. `undefined`: there is no such plan or task. */
export type External = (reference: string) => { readonly start: Minute; readonly finish: Minute } | undefined

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
  /** Just in time: written as `before`; it follows its predecessor and does not hold it. */
  readonly justInTime: Uint8Array
  readonly entries: readonly Link[]
  /** Links into task `i` are `into[i]` to `into[i + 1]`. */
  readonly into: Int32Array
  /** Links out of task `i` are `outList[out[i]]` to `outList[out[i + 1]]`. */
  readonly out: Int32Array
  readonly outList: Int32Array
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
export function linkTable(source: LinkSource): { readonly links: LinkTable; readonly missing: readonly number[] } {
  const rows: Row[] = []
  const missing: number[] = []
  const into = new Int32Array(source.tasks.length + 1)
  for (let i = 0; i < source.tasks.length; i++) {
    const { after, before } = source.tasks[i]!
    into[i] = rows.length
    for (const link of after) addRow(source, i, link, false, rows, missing)
    for (const link of before) addRow(source, i, link, true, rows, missing)
  }
  into[source.tasks.length] = rows.length
  return { links: columns(rows, into), missing }
}

export function linkType(table: LinkTable, e: number): LinkType {
  return typeNames[table.type[e]!]!
}

/** Where the link is written, in the plan's text. */
export function linkPath(table: LinkTable, e: number): Path {
  return table.entries[e]!.path
}

interface Row {
  readonly from: number
  readonly to: number
  readonly type: number
  readonly fixed: number
  readonly lagKind: number
  readonly lag: number
  readonly justInTime: boolean
  readonly link: Link
}

function addRow(source: LinkSource, to: number, link: Link, isBefore: boolean, rows: Row[], missing: number[]): void {
  // `before: x -3w` is `after: x SF-3w`.
  const type = isBefore ? typeBits.SF : typeBits[link.type]
  // A finish link into a summary is refused (rule 11): the rule that says so points at it.
  if (source.isSummary[to] && type & holdsFinish) return
  const from = indexOfTask(source, link.task)
  const { kind, lag } = lagOf(source.time, link)
  const row = { to, type, lagKind: kind, lag, justInTime: isBefore, link }
  if (link.fromDeadline) {
    const deadline = from === undefined ? undefined : source.tasks[from]!.deadline
    if (deadline) rows.push({ ...row, from: -1, fixed: lastFinish(source.own[from!]!, rangeEnd(deadline)) })
  } else if (from !== undefined) {
    rows.push({ ...row, from, fixed: Number.NaN })
  } else if (link.task.includes('/') && source.external) {
    const other = source.external(link.task)
    if (!other) missing.push(to)
    else rows.push({ ...row, from: -1, fixed: type & fromStart ? other.start : other.finish })
  }
}

function indexOfTask({ plan, indexOf }: LinkSource, id: Id): number | undefined {
  const own = plan.project.id
  return (
    indexOf.get(id) ??
    (own !== undefined && id.startsWith(`${own}/`) ? indexOf.get(id.slice(own.length + 1)) : undefined)
  )
}

function lagOf(time: PlanTime, { lag }: Link): { kind: number; lag: number } {
  if (!lag) return { kind: lagNone, lag: 0 }
  if (lag.kind === 'percent') return lag.share === 0 ? { kind: lagNone, lag: 0 } : { kind: lagPercent, lag: lag.share }
  const minutes = durationMinutes(lag.duration, time)
  return { kind: minutes === 0 ? lagNone : lag.duration.elapsed ? lagElapsed : lagWorking, lag: minutes }
}

function columns(rows: readonly Row[], into: Int32Array): LinkTable {
  const count = rows.length
  const tasks = into.length - 1
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  const type = new Uint8Array(count)
  const lagKind = new Uint8Array(count)
  const lag = new Float64Array(count)
  const fixed = new Float64Array(count)
  const justInTime = new Uint8Array(count)
  const entries: Link[] = new Array(count)
  const out = new Int32Array(tasks + 1)
  for (let e = 0; e < count; e++) {
    const row = rows[e]!
    from[e] = row.from
    to[e] = row.to
    type[e] = row.type
    lagKind[e] = row.lagKind
    lag[e] = row.lag
    fixed[e] = row.fixed
    justInTime[e] = row.justInTime ? 1 : 0
    entries[e] = row.link
    if (0 <= row.from) out[row.from + 1]!++
  }
  for (let i = 0; i < tasks; i++) out[i + 1]! += out[i]!
  const next = out.slice()
  const outList = new Int32Array(out[tasks]!)
  for (let e = 0; e < count; e++) if (0 <= from[e]!) outList[next[from[e]!]!++] = e
  return { count, from, to, type, lagKind, lag, fixed, justInTime, entries, into, out, outList }
}
