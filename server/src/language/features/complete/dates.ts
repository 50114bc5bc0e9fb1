import type { Plan, Task } from '#engine/model/plan'
import { daysInMonth, formatDay, formatIsoDay, minutesPerDay, minutesPerWeek, parseDate } from '#engine/time/civil'
import type { Snapshot } from '../../snapshot.ts'
import { dayNote, startOfDay, type Workdays, workdayFrom, workdaysOf } from '../workdays.ts'
import type { Completion } from './item.ts'

/**
 * Dates that mean something here, each with its weekday and its meaning, and once a year and a month are
 * typed, every day of it. `task` is the one the date is written in.
 */
export function completeDates(snapshot: Snapshot, typed: string, task: Task | undefined): readonly Completion[] {
  const { plan } = snapshot
  const workdays = workdaysOf(plan, task?.calendar)
  const meanings = new Map<number, string[]>()
  for (const [minute, meaning] of meaningfulDates(snapshot, task, workdays)) {
    if (!Number.isFinite(minute)) continue
    const day = startOfDay(minute)
    const known = meanings.get(day)
    if (known) {
      if (!known.includes(meaning)) known.push(meaning)
    } else meanings.set(day, [meaning])
  }
  for (const day of daysOfTypedMonth(typed)) if (!meanings.has(day)) meanings.set(day, [])
  return [...meanings].map(([day, words]) => dateItem(plan, workdays, day, words))
}

function dateItem(plan: Plan, workdays: Workdays, day: number, meanings: readonly string[]): Completion {
  const note = dayNote(plan, workdays, day)
  const off = note && (note.name ? `${note.words}: ${note.name}` : note.words)
  return {
    label: formatIsoDay(day),
    kind: 'date',
    detail: [formatDay(day), ...meanings, off].filter(Boolean).join(' · '),
  }
}

function* meaningfulDates(
  snapshot: Snapshot,
  task: Task | undefined,
  workdays: Workdays,
): Generator<readonly [number, string]> {
  const { plan, schedule } = snapshot
  const { start, statusDate, deadline } = plan.project
  if (statusDate) {
    yield [statusDate.minute, 'status date']
    yield [workdayFrom(workdays, statusDate.minute + minutesPerDay) ?? Number.NaN, 'next working day']
  }
  if (task) yield* datesOfTask(snapshot, task)
  if (start) yield [start.minute, 'start of the project']
  if (start && !statusDate)
    yield [workdayFrom(workdays, start.minute + minutesPerDay) ?? Number.NaN, 'next working day']
  if (deadline) yield [deadline.minute, 'deadline of the project']
  if (Number.isFinite(schedule.finish)) yield [schedule.finish, 'finish of the project']
  for (const { name, finish } of plan.sprints.values()) if (finish) yield [finish.minute, `end of ${name}`]
  for (const milestone of plan.tasks.values()) {
    if (milestone.isMilestoneSection && milestone.deadline)
      yield [milestone.deadline.minute, `deadline of ${milestone.name}`]
  }
  const from = statusDate ?? start
  if (from)
    for (const weeks of [1, 2, 4])
      yield [from.minute + weeks * minutesPerWeek, weeks === 1 ? 'in a week' : `in ${weeks} weeks`]
}

function* datesOfTask({ schedule }: Snapshot, task: Task): Generator<readonly [number, string]> {
  const own = schedule.tasks.get(task.id)
  if (own && !own.unscheduled) {
    yield [own.start, 'computed start']
    yield [own.finish, 'computed finish']
  }
  for (const { task: id } of task.after) {
    const before = schedule.tasks.get(id)
    if (before && !before.unscheduled) yield [before.finish, `finish of ${before.task.name}`]
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
