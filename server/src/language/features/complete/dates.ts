import type { Id, Plan, Sprint, Task } from '#engine/model/plan'
import type { ScheduledTask } from '#engine/schedule/types'
import { daysInMonth, formatDay, formatIsoDay, minutesPerDay, minutesPerWeek, parseDate } from '#engine/time/civil'
import { splitReference } from '../../portfolio.ts'
import type { Snapshot } from '../../snapshot.ts'
import { dayNote, startOfDay, type Workdays, workdayFrom, workdaysOf, workOnDay } from '../workdays.ts'
import type { Completion } from './item.ts'

/** Where a date is written: the key, and the task that it is one of. */
export interface DatePlace {
  readonly key: string
  readonly task: Task | undefined
}

/**
 * Dates that mean something here, each with its weekday and its meaning, days off with their name. What has happened
 * is not offered after the status date. Once a year and a month are typed, every day of it, in order.
 */
export function completeDates(snapshot: Snapshot, typed: string, place: DatePlace): readonly Completion[] {
  const { plan } = snapshot
  const workdays = workdaysOf(plan, place.task?.calendar)
  const latest = isPast(place.key) ? (plan.project.statusDate?.minute ?? Number.NaN) : Number.NaN
  const meanings = new Map<number, string[]>()
  for (const [minute, meaning] of meaningfulDates(snapshot, place, workdays)) {
    const day = startOfDay(minute)
    if (!Number.isFinite(minute) || latest < day) continue
    const known = meanings.get(day)
    if (known) {
      if (!known.includes(meaning)) known.push(meaning)
    } else meanings.set(day, [meaning])
  }
  const days = daysOfTypedMonth(typed)
  for (const day of days) if (!meanings.has(day)) meanings.set(day, [])
  const items = [...meanings]
  if (days.length > 0) items.sort(([a], [b]) => a - b)
  return items.map(([day, words]) => dateItem(plan, workdays, day, words))
}

/** Keys that say what happened. */
function isPast(key: string): boolean {
  return key.startsWith('actual') || key === 'raised'
}

function dateItem(plan: Plan, workdays: Workdays, day: number, meanings: readonly string[]): Completion {
  const note = dayNote(plan, workdays, day)
  const off = note && (note.name ? `${note.words}: ${note.name}` : note.words)
  const label = formatIsoDay(day)
  const detail = [formatDay(day), ...meanings, off].filter(Boolean).join(' · ')
  return { label, kind: 'date', detail, filter: `${label} ${detail}` }
}

type Meaningful = Generator<readonly [minute: number, meaning: string]>

function* meaningfulDates(snapshot: Snapshot, { key, task }: DatePlace, workdays: Workdays): Meaningful {
  const { plan, schedule } = snapshot
  const { start, statusDate, deadline } = plan.project
  const now = statusDate ?? start
  if (statusDate) yield [statusDate.minute, 'status date']
  if (statusDate && isPast(key)) yield* daysBefore(workdays, statusDate.minute)
  if (statusDate) yield [workdayAfter(workdays, statusDate.minute), 'next working day']
  if (task) yield* datesOfTask(snapshot, task, { key, workdays })
  if (start) yield [start.minute, 'start of the project']
  if (start && !statusDate) yield [workdayAfter(workdays, start.minute), 'next working day']
  if (deadline) yield [deadline.minute, 'deadline of the project']
  yield [lastDay(schedule.finish), 'finish of the project']
  for (const sprint of sprintsFrom(plan, task)) {
    if (sprint.finish) yield [sprint.finish.minute, `end of ${sprint.name}`]
    if (sprint.start && isStart(key)) yield [sprint.start.minute, `start of ${sprint.name}`]
  }
  for (const milestone of plan.tasks.values()) {
    if (milestone.isMilestoneSection && milestone.deadline)
      yield [milestone.deadline.minute, `deadline of ${milestone.name}`]
  }
  for (const weeks of [1, 2, 4])
    if (now) yield [now.minute + weeks * minutesPerWeek, weeks === 1 ? 'in a week' : `in ${weeks} weeks`]
}

/** The one that the task is in first. */
function sprintsFrom({ sprints }: Plan, task: Task | undefined): readonly Sprint[] {
  const own = task?.sprint === undefined ? undefined : sprints.get(task.sprint)
  return own ? [own, ...[...sprints.values()].filter(sprint => sprint !== own)] : [...sprints.values()]
}

function isStart(key: string): boolean {
  return key.includes('start') || key === 'from'
}

/** What is computed now, the end that the key is about first, and the end of what the task waits for. */
function* datesOfTask(
  snapshot: Snapshot,
  task: Task,
  { key, workdays }: { readonly key: string; readonly workdays: Workdays },
): Meaningful {
  const own = snapshot.schedule.tasks.get(task.id)
  const ends: (readonly [number, string])[] = own
    ? [
        [own.start, 'computed start'],
        [lastDay(own.finish), 'computed finish'],
      ]
    : []
  if (own && !own.unscheduled) yield* isStart(key) ? ends : ends.reverse()
  for (const { task: reference } of task.after) {
    const before = scheduledTask(snapshot, reference)
    if (!before || before.unscheduled) continue
    const finish = lastDay(before.finish)
    yield [finish, `finish of ${before.task.name}`]
    if (isStart(key)) yield [workdayAfter(workdays, finish), `next working day after ${before.task.name}`]
  }
}

/** Of this plan, or of another. */
function scheduledTask({ schedule, workspace }: Snapshot, reference: Id): ScheduledTask | undefined {
  const parts = splitReference(reference)
  return parts ? workspace.byProjectId(parts.plan)?.schedule.tasks.get(parts.task) : schedule.tasks.get(reference)
}

/** The day that an instant ends: midnight ends the day before it. */
function lastDay(finish: number): number {
  return startOfDay(finish - 1)
}

function workdayAfter(workdays: Workdays, minute: number): number {
  return workdayFrom(workdays, minute + minutesPerDay) ?? Number.NaN
}

/** The working days before one, the last week of them. */
function* daysBefore(workdays: Workdays, from: number): Meaningful {
  let found = 0
  for (let days = 1; days <= 14 && found < 5; days++) {
    const day = startOfDay(from) - days * minutesPerDay
    if (workOnDay(workdays, day) === 0) continue
    found++
    yield [day, found === 1 ? 'working day before' : `${found} working days before`]
  }
}

/** Days of `2026-05` once that much is typed. */
function daysOfTypedMonth(typed: string): readonly number[] {
  const match = /^(\d{4})-(\d{2})/.exec(typed)
  const first = match && parseDate(`${match[1]}-${match[2]}-01`)
  if (!match || !first) return []
  return Array.from(
    { length: daysInMonth(Number(match[1]), Number(match[2])) },
    (_, day) => first.minute + day * minutesPerDay,
  )
}
