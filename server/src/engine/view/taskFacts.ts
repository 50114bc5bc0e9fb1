import type { ConstraintKind, Id, Plan, Task } from '../model/plan.ts'
import type { Schedule, ScheduledTask, Unscheduled } from '../schedule/types.ts'
import { dayInWords, lastDayInWords, moneyInWords, shareInWords } from '../schedule/words.ts'
import { rangeStart } from '../time/civil.ts'
import { formatWork } from '../time/duration.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import { againstDeadline, deadlineOf, endOf, isLate } from './lateness.ts'
import { overloadsByTask } from './overloads.ts'
import { listWords, nameInSentence } from './sentence.ts'

/** `Thu 5 Mar – Mon 9 Mar`; of a milestone, or where all is in one day, that day. */
export function datesInWords({ task, start, finish }: ScheduledTask, schedule: Schedule): string {
  const first = dayInWords(start, schedule)
  const last = lastDayInWords(finish, schedule)
  return task.kind === 'milestone' || first === last ? last : `${first} – ${last}`
}

/** {@link datesInWords} for narrow places: `5 Mar – 9 Mar`, without the days of the week. */
export function shortDates({ start, finish }: ScheduledTask, schedule: Schedule): string {
  const withoutWeekday = (day: string) => day.slice(day.indexOf(' ') + 1)
  const first = withoutWeekday(dayInWords(start, schedule))
  const last = withoutWeekday(lastDayInWords(finish, schedule))
  return first === last ? last : `${first} – ${last}`
}

/** What a hover says of a task, plain, one fact a line; the name first. */
export function taskFacts(plan: Plan, schedule: Schedule, scheduled: ScheduledTask): readonly string[] {
  const { task } = scheduled
  return [
    task.name,
    durationFact(scheduled, schedule),
    stateFact(scheduled),
    floatFact(scheduled, schedule),
    deadlineFact(scheduled, schedule),
    constraintFact(task, schedule),
    driverFact(plan, scheduled),
    peopleFact(plan, task),
    overloadFact(plan, schedule, task.id),
    0 < scheduled.cost ? `Cost ${moneyInWords(scheduled.cost, plan)}` : '',
  ].filter(fact => fact !== '')
}

function durationFact(scheduled: ScheduledTask, schedule: Schedule): string {
  const dates = datesInWords(scheduled, schedule)
  if (scheduled.task.kind === 'milestone') return dates
  const partial = scheduled.partial ? ' · some tasks in it have no dates' : ''
  const duration = scheduled.task.kind === 'summary' ? '' : ` · ${durationInWords(scheduled, schedule)}`
  return `${dates}${duration}${partial}`
}

/** `3d`, `2.5d`, `4h`; elapsed time as it is written: `20 elapsed days`. */
function durationInWords({ task, duration, progress }: ScheduledTask, { dayMinutes }: Schedule): string {
  const likely = task.duration?.likely
  if (likely?.elapsed && progress === 0) return `${likely.amount} elapsed ${elapsedUnits[likely.unit]}`
  return formatWork(
    dayMinutes <= duration ? Math.round((duration / dayMinutes) * 10) * (dayMinutes / 10) : duration,
    dayMinutes,
  )
}

const elapsedUnits = { min: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months' } as const

function stateFact({ task, cancelled, finished, started, progress }: ScheduledTask): string {
  if (cancelled) return 'Cancelled'
  if (finished) return task.kind === 'milestone' ? 'Reached' : 'Done'
  if (0 < progress) return `${shareInWords(progress)} done`
  if (task.status === 'blocked') return 'Blocked'
  return started ? 'Started' : ''
}

function floatFact(
  { task, critical, finished, cancelled, totalFloat, lateFinish }: ScheduledTask,
  schedule: Schedule,
): string {
  if (finished || cancelled || task.kind === 'summary') return ''
  if (critical) return 'Critical: it holds the finish'
  if (totalFloat < 0) return `${formatWork(-totalFloat, schedule.dayMinutes)} too late for what it must keep`
  if (totalFloat === 0) return 'No float'
  const until = Number.isFinite(lateFinish) ? `: may end as late as ${lastDayInWords(lateFinish, schedule)}` : ''
  return `Float ${formatWork(totalFloat, schedule.dayMinutes)}${until}`
}

function deadlineFact(scheduled: ScheduledTask, schedule: Schedule): string {
  const deadline = deadlineOf(scheduled.task)
  if (deadline === undefined) return ''
  const day = lastDayInWords(deadline, schedule)
  return isLate(scheduled) ? `Deadline ${day}: ${againstDeadline(scheduled.finish, deadline)}` : `Deadline ${day}`
}

const constraintKinds: readonly ConstraintKind[] = [
  'must-start-on',
  'must-finish-on',
  'start-no-later-than',
  'finish-no-later-than',
  'start-no-earlier-than',
  'finish-no-earlier-than',
]

/** The date that is pinned to a task, the strictest first; a milestone's date fixed by others is one too. */
export function pinOf(task: Task): { readonly kind: string; readonly at: Minute } | undefined {
  for (const kind of constraintKinds) {
    const date = task.constraints[kind]
    if (date) return { kind: kind.replaceAll('-', ' '), at: instantOf(kind, date) }
  }
  return task.date && { kind: 'fixed by others', at: endOf(task.date.likely) }
}

function instantOf(kind: ConstraintKind, date: CivilDate): Minute {
  return kind.includes('start') ? rangeStart(date) : endOf(date)
}

function constraintFact(task: Task, schedule: Schedule): string {
  const pin = pinOf(task)
  if (!pin) return ''
  const words = pin.kind.slice(0, 1).toUpperCase() + pin.kind.slice(1)
  return `${words} ${pin.kind.includes('start') ? dayInWords(pin.at, schedule) : lastDayInWords(pin.at, schedule)}`
}

function driverFact(plan: Plan, { driving, finished }: ScheduledTask): string {
  if (finished) return ''
  const names = driving.flatMap(({ task }) => (task === undefined ? [] : [plan.tasks.get(task)?.name ?? task]))
  return names.length === 0 ? '' : `Held by ${listWords([...new Set(names)].slice(0, 3).map(nameInSentence))}`
}

function peopleFact(plan: Plan, { assign }: Task): string {
  return assign
    .map(({ resource, units }) => nameOf(plan, resource) + (units === undefined ? '' : ` ${shareInWords(units)}`))
    .join(', ')
}

function overloadFact(plan: Plan, schedule: Schedule, id: Id): string {
  const overloads = overloadsByTask(plan, schedule).get(id)
  return overloads ? `Overloaded in it: ${[...new Set(overloads.map(({ who }) => who))].join(', ')}` : ''
}

/** A person's or stakeholder's name; the id where it is nobody's. */
export function nameOf(plan: Plan, id: Id): string {
  return plan.resources.get(id)?.name ?? plan.stakeholders.get(id)?.name ?? id
}

/** Why a task has no dates, as words that follow its name. */
export function whyUnscheduled(why: Unscheduled, id: Id, plan: Plan, schedule: Schedule): string {
  switch (why) {
    case 'cycle':
      return `it waits for itself${loopOf(id, plan, schedule)}`
    case 'after-cycle':
      return 'it waits for tasks that wait for each other'
    case 'no-working-time':
      return 'its calendar has no working time left'
    case 'other-plan-missing':
      return 'it waits for a task of another plan that is not here'
    case 'invalid':
      return 'what it says contradicts itself'
  }
}

function loopOf(id: Id, plan: Plan, schedule: Schedule): string {
  const cycle = cyclesByTask(schedule).get(id)
  const [first] = cycle?.edges ?? []
  if (!cycle || !first) return ''
  const { edges } = cycle
  // Only those that are shown: this is asked for each task of a ring, which may be of thousands.
  const [some, last] = edges.length <= 5 ? [edges, []] : [edges.slice(0, 3), [undefined, ...edges.slice(-1)]]
  const shown = [first.from, ...[...some, ...last].map(edge => edge?.to)]
  return `: ${shown.map(each => (each === undefined ? '…' : (plan.tasks.get(each)?.name ?? each))).join(' → ')}`
}

const knownCycles = new WeakMap<Schedule, ReadonlyMap<Id, Schedule['cycles'][number]>>()

/** The first ring that each task is in: looked up for every task, so found once for all. */
function cyclesByTask(schedule: Schedule): ReadonlyMap<Id, Schedule['cycles'][number]> {
  const known = knownCycles.get(schedule)
  if (known) return known
  const byTask = new Map<Id, Schedule['cycles'][number]>()
  for (const cycle of schedule.cycles) {
    for (const { from, to } of cycle.edges) {
      for (const id of [from, to]) if (!byTask.has(id)) byTask.set(id, cycle)
    }
  }
  knownCycles.set(schedule, byTask)
  return byTask
}
