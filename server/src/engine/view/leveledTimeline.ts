import type { Leveled } from '../leveling/levelPlan.ts'
import type { Id, Plan, Task } from '../model/plan.ts'
import type { TaskTurn } from '../schedule/allPasses.ts'
import { isBackward } from '../schedule/firstStart.ts'
import { planTime } from '../schedule/planTime.ts'
import { count, workInWords } from '../schedule/words.ts'
import { workBetween } from '../time/calendar.ts'
import { formatDay, formatLastDay, rangeEnd } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import type { ViewContext } from './context.ts'
import { nameOf } from './taskFacts.ts'
import { type TimelineRow, type TimelineView, timelineView } from './timeline.ts'

/** What levelling does to a plan, in words. Plain text and untrusted. */
export interface LevelWords {
  /** `Finish Fri 29 May 2026 → Mon 1 Jun 2026`. */
  readonly finish: string
  /** The same of the start, of a plan that is scheduled backward. */
  readonly start?: string
  /** How near that is to what no order of the tasks can beat. */
  readonly bound: string
  /** Whose work can't be helped by waiting. */
  readonly hopeless?: string
  /** `1 deadline newly missed` */
  readonly missed?: string
  /** What ends after a deadline that holds without levelling; without `task` that is the project. */
  readonly late: readonly LevelLate[]
  /** `2 tasks to wait`; of those that come earlier and those that wait `to move`. */
  readonly title: string
  /** Who waits or comes earlier, in the order in which they begin. */
  readonly waits: readonly LevelWait[]
}

export interface LevelWait {
  readonly task: Id
  readonly name: string
  /** `Mon 2 Mar 2026 → Thu 5 Mar 2026, for Ann behind Data sync`; placed late, `…, before Ann is at Data sync`. */
  readonly text: string
}

export interface LevelLate {
  readonly task?: Id
  readonly name: string
  /** `Thu 5 Mar 2026 → Mon 9 Mar 2026, 2 working days after its deadline`. */
  readonly text: string
}

/** More waits are counted, not sent to a picture. */
export const mostWaits = 200

/**
 * The timeline of the levelled plan; each row that levelling moves also says where it stands without. Where nothing has
 * dates there is nothing to say of levelling.
 */
export function leveledTimeline(plan: Plan, leveled: Leveled, context: ViewContext): TimelineView {
  const view = timelineView(plan, leveled.schedule, context)
  if ([...leveled.schedule.tasks.values()].every(({ unscheduled }) => unscheduled)) return view
  const { waits, late, title: _, ...words } = levelWords(plan, leveled)
  return {
    ...view,
    rows: view.rows.map(row => withGhost(row, leveled)),
    preview: {
      ...words,
      late: late.slice(0, mostWaits),
      waits: waits.slice(0, mostWaits),
      more: Math.max(0, waits.length - mostWaits),
    },
  }
}

function withGhost(row: TimelineRow, { before }: Leveled): TimelineRow {
  const unleveled = before.tasks.get(row.id)
  if (!unleveled || unleveled.unscheduled) return row
  const { start, finish } = unleveled
  return start === row.start && finish === row.finish ? row : { ...row, before: { start, finish } }
}

/** What `tpm level` and the preview say of a levelled plan. */
export function levelWords(plan: Plan, leveled: Leveled): LevelWords {
  const { schedule, before, waits } = leveled
  const overloaded = [...schedule.overloads.keys()].map(id => nameOf(plan, id))
  const missed = missedDeadlines(plan, leveled)
  const sorted = [...waits.keys()].sort((a, b) => startIn(schedule, a) - startIn(schedule, b) || (a < b ? -1 : 1))
  return {
    finish: `Finish ${lastDayOf(before.finish)} → ${lastDayOf(schedule.finish)}`,
    ...(isBackward(plan) && { start: `Start ${dayOf(before.start)} → ${dayOf(schedule.start)}` }),
    bound: boundInWords(plan, leveled),
    ...(overloaded.length > 0 && { hopeless: `Waiting does not help: ${overloaded.join(', ')}` }),
    ...(missed.length > 0 && { missed: `${count(missed.length, 'deadline')} newly missed` }),
    late: missed.map(one => lateInWords(plan, leveled, one)),
    title: titleOf(leveled),
    waits: sorted.map(id => ({ task: id, name: plan.tasks.get(id)?.name ?? id, text: waitInWords(plan, leveled, id) })),
  }
}

/** A deadline that holds without levelling, and not with it; without `task` it is that of the project. */
export interface MissedDeadline {
  readonly task?: Task
  readonly deadline: Minute
  readonly from: Minute
  readonly to: Minute
  /** Working minutes of the project's calendar from the deadline on. */
  readonly late: number
}

/** In the order of the plan, the project's first. */
export function missedDeadlines(plan: Plan, { schedule, before }: Leveled): readonly MissedDeadline[] {
  const missed: MissedDeadline[] = []
  const note = (deadline: CivilDate | undefined, from: Minute, to: Minute, task?: Task) => {
    if (!deadline) return
    const by = rangeEnd(deadline)
    const late = workBetween(planTime(plan).project, by, to)
    if (from <= by && by < to && 0 < late) missed.push({ ...(task && { task }), deadline: by, from, to, late })
  }
  note(plan.project.deadline, before.finish, schedule.finish)
  for (const [id, { task, finish, cancelled }] of schedule.tasks)
    if (!cancelled) note(task.deadline, before.tasks.get(id)!.finish, finish, task)
  return missed
}

function lateInWords(plan: Plan, { schedule }: Leveled, { task, from, to, late }: MissedDeadline): LevelLate {
  const text = `${lastDayOf(from)} → ${lastDayOf(to)}, ${workInWords(late, schedule.dayMinutes)} after its deadline`
  return task ? { task: task.id, name: task.name, text } : { name: plan.project.name, text }
}

function dayOf(minute: number): string {
  return Number.isFinite(minute) ? formatDay(minute, { year: true }) : 'no date'
}

function lastDayOf(finish: number): string {
  return Number.isFinite(finish) ? formatLastDay(finish, { year: true }) : 'no date'
}

function boundInWords(plan: Plan, { schedule, bound, gap, schedules }: Leveled): string {
  const built = `${count(schedules, 'schedule')} built`
  if (Number.isNaN(gap)) return 'Nothing in this plan has dates yet'
  if (0 < gap) {
    const days = Math.round((gap / schedule.dayMinutes) * 10) / 10
    return `Not before ${lastDayOf(bound)} in any order: ${days}d from there (${built})`
  }
  const { finish } = plan.project
  const holds = isBackward(plan) && finish && schedule.finish <= rangeEnd(finish)
  return holds ? `The finish of the project holds (${built})` : `No order of the tasks finishes earlier (${built})`
}

/** The turn that moves a task away from where it would be: it begins later, or ends earlier. */
export function turnOf({ schedule, before, waits }: Leveled, id: Id): TaskTurn & { readonly side: 'begin' | 'end' } {
  const { begin, end } = waits.get(id)!
  const isEarlier = startIn(schedule, id) < startIn(before, id)
  if (end && (isEarlier || !begin)) return { ...end, side: 'end' }
  return { ...begin!, side: 'begin' }
}

function titleOf(leveled: Leveled): string {
  const { waits } = leveled
  if (waits.size === 0) return 'Nothing has to wait'
  const sides = new Set([...waits.keys()].map(id => turnOf(leveled, id).side))
  const how = sides.size === 2 ? 'to move' : sides.has('begin') ? 'to wait' : 'to come earlier'
  return `${count(waits.size, 'task')} ${how}`
}

function waitInWords(plan: Plan, leveled: Leveled, id: Id): string {
  const { resource, task, side } = turnOf(leveled, id)
  const [person, other] = [nameOf(plan, resource), plan.tasks.get(task)?.name ?? task]
  const moves = `${dayOf(startIn(leveled.before, id))} → ${dayOf(startIn(leveled.schedule, id))}`
  return side === 'begin' ? `${moves}, for ${person} behind ${other}` : `${moves}, before ${person} is at ${other}`
}

function startIn({ tasks }: Leveled['schedule'], id: Id): number {
  return tasks.get(id)?.start ?? Number.NaN
}
