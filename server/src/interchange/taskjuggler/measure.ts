import type { Plan } from '#engine/model/plan'
import { schedule } from '#engine/schedule/schedule'
import { minutesPerDay } from '#engine/time/civil'
import { Notes } from '../notes.ts'
import { allTasks, type Context, lineage, type Measured } from './context.ts'
import { minuteOf } from './dates.ts'
import { targetOf } from './links.ts'
import type { TjTask, WorkingHours } from './project.ts'

export const nothingMeasured: Measured = { opened: new Map(), closed: new Map(), lengths: new Map() }

/**
 * What only a schedule tells. Containers that begin on a written date before anything inside does, or end on one after
 * all of it: TaskJuggler shows the written date, a summary the first start and the last finish inside. And how long
 * tasks last that fill the time between two others.
 */
export function measure(plan: Plan, context: Omit<Context, 'notes' | 'points'>): Measured {
  const { project, ids, give, measured } = context
  const { tasks } = schedule(plan)
  const opened = new Map<TjTask, string>()
  const closed = new Map<TjTask, string>()
  const lengths = new Map<TjTask, number>()
  const timesOf = (task: TjTask) => tasks.get(ids.get(task)!)
  for (const task of allTasks(project.tasks)) {
    const times = timesOf(task)
    if (times === undefined) continue
    if (fills(task)) {
      const until =
        minuteOf(task.end) ?? followerStart(task, { ...context, notes: new Notes(), points: new Map() }, timesOf)
      const from = minuteOf(task.start) ?? times.start
      if (until !== undefined && from < until) lengths.set(task, until - from)
    } else if (task.tasks.length > 0) {
      const [start, end] = [minuteOf(task.start), minuteOf(task.end)]
      const known = { start: measured.opened.get(task), end: measured.closed.get(task) }
      if (known.start !== undefined || (start !== undefined && start + minutesPerDay <= times.start))
        opened.set(task, known.start ?? give(`${task.id}-start`, `${task.id}-start`))
      if (known.end !== undefined || (end !== undefined && hasWork(project.week, times.finish, end)))
        closed.set(task, known.end ?? give(`${task.id}-end`, `${task.id}-end`))
    }
  }
  return { opened, closed, lengths }
}

/**
 * A task without a length of its own, with something that begins it and something else that ends it: a date of its own,
 * or what it or a container it is in follows and precedes.
 */
export function fills(task: TjTask): boolean {
  const { start, end, length, duration, effort, isMilestone, tasks } = task
  if (isMilestone || tasks.length > 0 || (length ?? duration ?? effort) !== undefined) return false
  if (start !== undefined && end !== undefined) return false
  const all = [...lineage(task)]
  const begins = start !== undefined || all.some(({ depends }) => depends.length > 0)
  return begins && (end !== undefined || all.some(({ precedes }) => precedes.length > 0))
}

function followerStart(
  task: TjTask,
  context: Context,
  timesOf: (task: TjTask) => { readonly start: number } | undefined,
): number | undefined {
  const starts = [...lineage(task)].flatMap(owner =>
    owner.precedes.flatMap(link => {
      const target = targetOf(owner, link, context)
      return (target && (minuteOf(target.start) ?? timesOf(target)?.start)) ?? []
    }),
  )
  return starts.length === 0 ? undefined : Math.min(...starts)
}

/** Whether anybody works between two minutes, in the project's week. */
function hasWork(week: WorkingHours, from: number, until: number): boolean {
  if (from + 14 * minutesPerDay < until) return true
  for (let day = Math.floor(from / minutesPerDay); day * minutesPerDay < until; day++) {
    const midnight = day * minutesPerDay
    // 1 January 1970 was a Thursday.
    const spans = week.get((day + 3) % 7) ?? []
    if (spans.some(([start, end]) => from < midnight + end && midnight + start < until)) return true
  }
  return false
}
