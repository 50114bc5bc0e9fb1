import type { Id, Plan, Task } from '../model/plan.ts'
import { isBackward } from '../schedule/firstStart.ts'
import { type ScheduleOptions, schedule } from '../schedule/schedule.ts'
import type { Schedule } from '../schedule/types.ts'
import { dayOf, minutesPerDay } from '../time/civil.ts'
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
  // Each round turns at least one link into a date, or a day into an instant, or is the last.
  for (let round = 0; round < 2 * drafts.length; round++) {
    const links = wrongLinks(drafts, target, now)
    const wrong = links.length > 0 ? links : wrongDays(drafts, target, now)
    if (wrong.length === 0) break
    for (const draft of wrong) draft.settled = dateOf(draft, leveled, links.length === 0)
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
  const isWrong = (id: Id) => isMoved(id, target, now)
  const moved = links.filter(({ settled }) => 'after' in settled && (isWrong(settled.id) || isWrong(settled.after)))
  return firstOf(moved, target)
}

/** Days that do not put tasks where they should be: of what runs round the clock, a day begins with its calendar's work. */
function wrongDays(drafts: readonly Draft[], target: Schedule, now: Schedule): readonly Draft[] {
  const days = drafts.filter(({ waiting, settled }) => isDay(settled) && isMoved(waiting, target, now))
  return firstOf(days, target)
}

/** What comes after a task that is wrong may be right once that one is. */
function firstOf(drafts: readonly Draft[], target: Schedule): readonly Draft[] {
  const startOf = ({ waiting }: Draft) => target.tasks.get(waiting)!.start
  const begins = drafts.filter(({ side }) => side === 'begin')
  if (begins.length > 0) return allLeast(begins, startOf)
  return allLeast(drafts, draft => -startOf(draft))
}

function isDay(settled: Settled): boolean {
  if ('startFrom' in settled) return !settled.startFrom.hasTime
  return 'finishBy' in settled && !settled.finishBy.hasTime
}

/** Where a task has begun, its finish alone tells. */
function isMoved(id: Id, target: Schedule, now: Schedule): boolean {
  const [wanted, is] = [target.tasks.get(id)!, now.tasks.get(id)!]
  return is.start !== wanted.start || is.finish !== wanted.finish
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

/** The day alone where it is free from its beginning, or to its end, on; the instant where that is asked for. */
function dateOf(
  { waiting, side }: Pick<Draft, 'waiting' | 'side'>,
  { schedule, waits }: Leveled,
  exactly = false,
): Settled {
  const { start, finish } = schedule.tasks.get(waiting)!
  const turn = waits.get(waiting)![side]!
  if (side === 'begin') {
    const day = dayOf(start) * minutesPerDay
    return { id: waiting, startFrom: !exactly && turn.at <= day ? dateOn(day) : instant(start) }
  }
  const lastDay = dayOf(finish - 1) * minutesPerDay
  return { id: waiting, finishBy: !exactly && lastDay + minutesPerDay <= turn.at ? dateOn(lastDay) : instant(finish) }
}

function dateOn(day: number): CivilDate {
  return { minute: day as Minute, hasTime: false }
}

function instant(minute: Minute): CivilDate {
  return { minute, hasTime: true }
}
