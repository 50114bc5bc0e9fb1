import type { Id, Plan, Task } from '../model/plan.ts'
import { isBackward } from '../schedule/firstStart.ts'
import { type ScheduleOptions, schedule } from '../schedule/schedule.ts'
import type { Schedule } from '../schedule/types.ts'
import { minutesPerDay } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import type { Leveled } from './levelPlan.ts'

/**
 * How a wait is written into a plan: as a link to the task that goes first, or as the day (and time) to begin from or to
 * end by. Where the project itself has no `start`, and its tasks do not tell it, as that.
 */
export type Settled =
  | { readonly id: Id; readonly after: Id }
  | { readonly id: Id; readonly startFrom: CivilDate }
  | { readonly id: Id; readonly finishBy: CivilDate }
  | { readonly projectStart: CivilDate }

/** One side of a wait, as it is to be written. */
interface Draft {
  readonly waiting: Id
  readonly side: 'begin' | 'end'
  settled: Settled
}

/**
 * What must be written into a plan so that its schedule without levelling is the levelled one: a link where that holds
 * the task where it is, else a date. Nothing else of the plan changes.
 */
export function settleWaits(plan: Plan, leveled: Leveled, options: ScheduleOptions): readonly Settled[] {
  const { schedule: target } = leveled
  const drafts = draftsOf(leveled)
  const settledOf = () => withoutTwins(drafts.map(({ settled }) => settled))
  let now = schedule(withSettled(plan, settledOf()), options)
  // Each round turns at least one link into a date, or is the last.
  for (let round = 0; round < drafts.length; round++) {
    const wrong = wrongLinks(drafts, target, now)
    if (wrong.length === 0) break
    for (const draft of wrong) draft.settled = dateOf(draft, leveled)
    now = schedule(withSettled(plan, settledOf()), options)
  }
  if (isBackward(plan) && !plan.project.start && !isSame(target, now))
    return [...settledOf(), { projectStart: { minute: leveled.start ?? target.start, hasTime: true } }]
  return settledOf()
}

/** Each link once: the one may wait for the other that ends before it. */
function withoutTwins(settled: readonly Settled[]): readonly Settled[] {
  const seen = new Set<string>()
  return settled.filter(one => {
    const key = 'after' in one ? `${one.id} ${one.after}` : undefined
    if (key === undefined) return true
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** At first a link for each; what has begun takes none, which would be out of sequence. */
function draftsOf(leveled: Leveled): readonly Draft[] {
  const { waits, schedule } = leveled
  return [...waits].flatMap(([waiting, { begin, end }]): Draft[] => {
    const drafts: Draft[] = []
    if (begin) drafts.push({ waiting, side: 'begin', settled: { id: waiting, after: begin.task } })
    if (end) {
      const draft: Draft = { waiting, side: 'end', settled: { id: end.task, after: waiting } }
      if (schedule.tasks.get(end.task)?.started) draft.settled = dateOf(draft, leveled)
      drafts.push(draft)
    }
    return drafts
  })
}

/** A plan with more links and dates. */
export function withSettled(plan: Plan, settled: readonly Settled[]): Plan {
  const tasks = new Map(plan.tasks)
  let { project } = plan
  for (const one of settled) {
    if ('projectStart' in one) {
      project = { ...project, start: one.projectStart }
      continue
    }
    const task = tasks.get(one.id)
    if (task) tasks.set(one.id, settledTask(task, one))
  }
  return { ...plan, project, tasks }
}

function settledTask(task: Task, settled: Exclude<Settled, { readonly projectStart: CivilDate }>): Task {
  if ('startFrom' in settled)
    return { ...task, constraints: { ...task.constraints, 'start-no-earlier-than': settled.startFrom } }
  if ('finishBy' in settled)
    return { ...task, constraints: { ...task.constraints, 'finish-no-later-than': settled.finishBy } }
  const link = { task: settled.after, type: 'FS' as const, path: [...task.path, 'after', task.after.length] }
  return { ...task, after: [...task.after, link] }
}

/**
 * Links that make tasks wait for themselves, or after which a task, or the other of the link, is not where it should be.
 * Those that begin first come first, of what is placed late those that end last.
 */
function wrongLinks(drafts: readonly Draft[], target: Schedule, now: Schedule): readonly Draft[] {
  const links = drafts.filter(({ settled }) => 'after' in settled)
  const edges = now.cycles.flatMap(cycle => cycle.edges)
  const inCycle = links.filter(({ settled }) =>
    edges.some(({ from, to }) => 'after' in settled && settled.id === to && settled.after === from),
  )
  if (0 < inCycle.length) return inCycle
  const isMoved = (id: Id) => now.tasks.get(id)!.start !== target.tasks.get(id)!.start
  const moved = links.filter(({ settled }) => 'after' in settled && (isMoved(settled.id) || isMoved(settled.after)))
  if (moved.length === 0) return []
  // What comes after a task that is wrong may be right once that one is.
  const startOf = ({ waiting }: Draft) => target.tasks.get(waiting)!.start
  const begins = moved.filter(({ side }) => side === 'begin')
  if (begins.length > 0) return allLeast(begins, startOf)
  return allLeast(moved, draft => -startOf(draft))
}

function allLeast(drafts: readonly Draft[], measure: (draft: Draft) => number): readonly Draft[] {
  const least = Math.min(...drafts.map(measure))
  return drafts.filter(draft => measure(draft) === least)
}

function isSame({ tasks }: Schedule, now: Schedule): boolean {
  for (const [id, { start, finish, unscheduled }] of tasks) {
    const other = now.tasks.get(id)!
    if (!unscheduled && (other.start !== start || other.finish !== finish)) return false
  }
  return true
}

function dateOf({ waiting, side }: Pick<Draft, 'waiting' | 'side'>, { schedule, waits }: Leveled): Settled {
  const { start, finish } = schedule.tasks.get(waiting)!
  const turn = waits.get(waiting)![side]!
  return side === 'begin'
    ? { id: waiting, startFrom: dayOrTime(start, turn.at) }
    : { id: waiting, finishBy: lastDayOrTime(finish, turn.at) }
}

/** The day alone where the wait ends before it begins. */
function dayOrTime(start: Minute, until: number): CivilDate {
  const day = Math.floor(start / minutesPerDay) * minutesPerDay
  return until <= day ? { minute: day as Minute, hasTime: false } : { minute: start, hasTime: true }
}

/** The day alone where it is over before others have its people. */
function lastDayOrTime(finish: Minute, by: number): CivilDate {
  const day = (Math.ceil(finish / minutesPerDay) - 1) * minutesPerDay
  return day + minutesPerDay <= by ? { minute: day as Minute, hasTime: false } : { minute: finish, hasTime: true }
}
