import { type Baseline, varianceOf } from '../cost/variance.ts'
import type { Id, Link, Plan, Task } from '../model/plan.ts'
import { drivingOf } from '../schedule/driving.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import type { Hours, Minute } from '../time/minute.ts'
import { type Measured, measuredAgainst, signedDays } from './againstBaseline.ts'
import { type ClosedDays, closedDays, dayHours } from './closedDays.ts'
import type { FirstError, LeftOut, ViewContext } from './context.ts'
import { planHeadline } from './headline.ts'
import { initialsOf } from './initials.ts'
import { deadlineOf, isLate } from './lateness.ts'
import { overloadsByTask, type TaskOverload } from './overloads.ts'
import { factLines, nameOf, pinOf, taskFacts, whyUnscheduled } from './taskFacts.ts'

/** What the timeline shows, as data: no pixels, no colours, no markup. All strings are plain text and untrusted. */
export interface TimelineView {
  readonly title: string
  /** The answer in one sentence: when it ends, whether that is late, what holds it. */
  readonly headline: string
  readonly start: Minute
  readonly finish: Minute
  readonly deadline?: Minute
  readonly statusDate?: Minute
  /** Minutes of work in a day of the project calendar. */
  readonly dayMinutes: number
  /** From the earliest to the latest minute of work in a week of the project calendar: what of a day is worth drawing. */
  readonly hours: Hours
  /** Days without work of the project calendar within [start, finish] and a margin, as half-open day spans. */
  readonly closed: readonly ClosedDays[]
  readonly rows: readonly TimelineRow[]
  readonly links: readonly TimelineLink[]
  /** What is left out of the picture, and why. */
  readonly leftOut: readonly {
    readonly id: Id
    readonly name: string
    readonly reason: string
    readonly line: number
  }[]
  /** Errors of reading: the picture shows what was right. */
  readonly errors: number
  readonly firstError?: FirstError
  /** The plan is shown levelled, as a preview: what that does, in words. */
  readonly preview?: LevelPreview
  /** What the ghosts of the rows say, where they are not those of a preview. */
  readonly since?: string
  /** What it is measured against: rows that the baseline has carry where it had them. */
  readonly baseline?: Measured
}

/** What levelling would do: see `levelWords`. */
export interface LevelPreview {
  readonly finish: string
  readonly start?: string
  readonly bound: string
  readonly hopeless?: string
  readonly missed?: string
  readonly late: readonly { readonly task?: Id; readonly name: string; readonly text: string }[]
  readonly waits: readonly { readonly task: Id; readonly name: string; readonly text: string }[]
  /** Waits that are not in the list. */
  readonly more: number
}

export interface TimelineRow {
  readonly id: Id
  readonly name: string
  readonly kind: 'task' | 'summary' | 'milestone'
  readonly parent?: Id
  readonly depth: number
  /** Zero-based. */
  readonly line: number
  readonly start: Minute
  readonly finish: Minute
  /** Of work, in minutes of the project's days; 0 for milestones. */
  readonly durationMinutes: number
  /** 0–1 */
  readonly progress: number
  readonly critical: boolean
  readonly done: boolean
  readonly cancelled: boolean
  /** How far the bar may slip: its late finish. Left out where there is no float. */
  readonly lateFinish?: Minute
  readonly totalFloatMinutes: number
  readonly deadline?: Minute
  readonly late: boolean
  /** Its ghost: where it stands without levelling, in a preview of that; else where it stood at the last commit. */
  readonly before?: { readonly start: Minute; readonly finish: Minute }
  /** Where the baseline has it, and how far its finish is from that: `+2d`. */
  readonly baseline?: { readonly start: Minute; readonly finish: Minute; readonly variance: string }
  /** Something of the task's text could not be read: what stands here may be stale. */
  readonly broken?: true
  readonly constraint?: { readonly kind: string; readonly at: Minute }
  readonly people: readonly { readonly id: Id; readonly name: string; readonly initials: string }[]
  readonly overloads: readonly TaskOverload[]
  /** The hover's text, plain, one fact a line. */
  readonly tooltip: string
}

export interface TimelineLink {
  readonly from: Id
  readonly to: Id
  readonly type: 'FS' | 'SS' | 'FF' | 'SF'
  readonly driving: boolean
  readonly critical: boolean
}

/** The timeline of a plan: every task that has dates as a row, in the plan's order; every other one in `leftOut`. */
export function timelineView(plan: Plan, schedule: Schedule, context: ViewContext): TimelineView {
  const { lineOf, errors, firstError, broken, baseline } = context
  const rows: TimelineRow[] = []
  const leftOut: LeftOut[] = []
  const depths = new Map<Id, number>()
  const overloads = overloadsByTask(plan, schedule)
  const peopleOf = peopleIn(plan)
  for (const task of plan.tasks.values()) {
    const depth = task.parent === undefined ? 0 : (depths.get(task.parent) ?? -1) + 1
    depths.set(task.id, depth)
    const scheduled = schedule.tasks.get(task.id)
    const line = lineOf(task.path)
    if (scheduled && !scheduled.unscheduled) {
      rows.push(
        rowOf(plan, schedule, scheduled, {
          depth,
          line,
          overloads: overloads.get(task.id) ?? [],
          people: peopleOf(task),
          isBroken: broken?.has(task.id) ?? false,
          baseline,
        }),
      )
    } else if (task.kind !== 'summary') {
      const reason = whyUnscheduled(scheduled?.unscheduled ?? 'invalid', task.id, plan, schedule)
      leftOut.push({ id: task.id, name: task.name, reason, line })
    }
  }
  const { start, finish } = spanOf(plan, schedule, rows)
  const { deadline, statusDate, dayMinutes } = schedule
  return {
    title: plan.project.name,
    headline: planHeadline(plan, schedule).text,
    start,
    finish,
    ...(deadline !== undefined && { deadline }),
    ...(statusDate !== undefined && { statusDate }),
    dayMinutes,
    hours: dayHours(plan),
    closed: closedDays(plan, start, Math.max(finish, deadline ?? finish)),
    rows: attach(rows),
    links: linksOf(plan, schedule, new Set(rows.map(({ id }) => id))),
    leftOut,
    errors,
    ...(firstError && { firstError }),
    ...(baseline && { baseline: measuredAgainst(plan, schedule, baseline) }),
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

function rowOf(
  plan: Plan,
  schedule: Schedule,
  scheduled: ScheduledTask,
  given: Pick<TimelineRow, 'depth' | 'line' | 'overloads' | 'people'> & {
    readonly isBroken: boolean
    readonly baseline: Baseline | undefined
  },
): TimelineRow {
  const { depth, line, overloads, people, isBroken, baseline } = given
  const { task, start, finish, duration, progress, critical, finished, cancelled, totalFloat, lateFinish } = scheduled
  const row: Writable<TimelineRow> = {
    id: task.id,
    name: task.name,
    kind: task.kind,
    depth,
    line,
    start,
    finish,
    durationMinutes: Number.isFinite(duration) ? duration : 0,
    progress,
    critical: critical && !finished,
    done: finished,
    cancelled,
    totalFloatMinutes: Number.isFinite(totalFloat) ? totalFloat : 0,
    late: isLate(scheduled),
    people,
    overloads,
    tooltip: factLines(taskFacts(plan, schedule, task, baseline)).join('\n'),
  }
  // Set one by one: with ten thousand rows, spreading what may be missing takes longer than all the rest.
  const deadline = deadlineOf(task)
  const constraint = pinOf(task)
  if (task.parent !== undefined) row.parent = task.parent
  if (0 < totalFloat && finish < lateFinish && Number.isFinite(lateFinish)) row.lateFinish = lateFinish
  if (deadline !== undefined) row.deadline = deadline
  if (constraint) row.constraint = constraint
  if (isBroken) row.broken = true
  const then = baseline && varianceOf(scheduled, baseline)
  if (then) {
    const variance = signedDays(then.finishMinutes, baseline.schedule.dayMinutes)
    row.baseline = { start: then.start, finish: then.finish, variance }
  }
  return row
}

/** The people of a task; each person is made once. */
function peopleIn(plan: Plan): (task: Task) => TimelineRow['people'] {
  const known = new Map<Id, TimelineRow['people'][number]>()
  const personOf = (id: Id) => {
    const before = known.get(id)
    if (before) return before
    const name = nameOf(plan, id)
    const person = { id, name, initials: initialsOf(name) }
    known.set(id, person)
    return person
  }
  return ({ assign }) => assign.map(({ resource }) => personOf(resource))
}

/** A row whose summary has no dates hangs on what is above that. */
function attach(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  const depths = new Map<Id, number>()
  return rows.map(row => {
    const above = row.parent === undefined ? undefined : depths.get(row.parent)
    const depth = above === undefined ? 0 : above + 1
    depths.set(row.id, depth)
    if (depth === row.depth) return row
    const { parent, ...rest } = row
    return above === undefined ? { ...rest, depth } : { ...rest, parent, depth }
  })
}

/** From the first start to the last finish; of a plan without dates the day it begins. */
function spanOf(
  { project }: Plan,
  schedule: Schedule,
  rows: readonly TimelineRow[],
): { start: Minute; finish: Minute } {
  let start = Number.POSITIVE_INFINITY
  let finish = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    start = Math.min(start, row.start)
    finish = Math.max(finish, row.finish)
  }
  if (start <= finish) return { start: start as Minute, finish: finish as Minute }
  const known = Number.isFinite(schedule.start)
    ? schedule.start
    : (project.start?.minute ?? project.finish?.minute ?? 0)
  return { start: known as Minute, finish: known as Minute }
}

function linksOf(plan: Plan, schedule: Schedule, shown: ReadonlySet<Id>): readonly TimelineLink[] {
  const links: TimelineLink[] = []
  for (const task of plan.tasks.values()) {
    if (!shown.has(task.id)) continue
    for (const link of task.after) if (shown.has(link.task)) links.push(linkOf(schedule, task.id, link, link.type))
    // `before: x -3w` is `after: x SF-3w`: it follows x and does not hold it.
    for (const link of task.before) if (shown.has(link.task)) links.push(linkOf(schedule, task.id, link, 'SF'))
  }
  return links
}

function linkOf(schedule: Schedule, to: Id, { task: from }: Link, type: TimelineLink['type']): TimelineLink {
  const before = schedule.tasks.get(from)
  const after = schedule.tasks.get(to)
  const driving = after !== undefined && drivingOf(after).some(reason => reason.task === from)
  const isOpen = after !== undefined && !after.finished
  return { from, to, type, driving, critical: driving && isOpen && after.critical && (before?.critical ?? false) }
}
