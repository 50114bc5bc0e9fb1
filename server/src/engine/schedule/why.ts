import type { Id, LinkType, Plan } from '../model/plan.ts'
import { formatCivilDate, formatDay, formatLastDay, minutesPerDay } from '../time/civil.ts'
import { formatWork } from '../time/duration.ts'
import { drivingOf, earlyDrivingOf } from './driving.ts'
import type { Reason, Schedule, ScheduledTask } from './types.ts'

/**
 * What holds a task where it is: all reasons of its own, tied ones too; then, step by step, what holds the task that
 * drives it, up to a date that is not computed. A summary is left by the leaf that ends it, or begins it where its start
 * holds. Each reason says whom it holds (`holds`). Of tied predecessors one is followed: one that is not placed late,
 * the one that itself was held longest, then by id.
 */
export function why(plan: Plan, schedule: Schedule, taskId: Id): readonly Reason[] {
  const chain: Reason[] = []
  const seen = new Set<Id>()
  let holds: Id | undefined = taskId
  let by: Reason | undefined
  while (holds !== undefined && !seen.has(holds)) {
    seen.add(holds)
    const its = schedule.tasks.get(holds)
    // What is placed late holds by its early dates, so what holds those is to be told.
    const own = its ? (by?.at === undefined ? drivingOf(its) : earlyDrivingOf(its)) : []
    const step = nextInChain(schedule, own, seen)
    const next = step?.reason
    const listed = seen.size === 1 ? own : onlyChain(own, next)
    for (const reason of [...listed].sort((a, b) => Number(a === next) - Number(b === next)))
      chain.push({ ...reason, holds })
    by = next
    holds = step && plan.tasks.has(step.leaf) ? step.leaf : undefined
  }
  return chain
}

/** Does a reason lead on to another task: a predecessor, or who has the person before? */
export function leadsOn(reason: Reason): reason is Reason & { readonly task: Id } {
  return (reason.kind === 'dependency' || reason.kind === 'resource') && reason.task !== undefined
}

/**
 * What stands behind a link or a wait: the task it names and, of a summary, all inside it that end it (begin it, SS and
 * SF), summaries before what is in them.
 */
export function tasksBehind({ tasks }: Schedule, task: Id, type: LinkType = 'FS', isEarly = false): readonly Id[] {
  const [start, finish] = isEarly ? (['earlyStart', 'earlyFinish'] as const) : (['start', 'finish'] as const)
  const side = type.startsWith('S') ? start : finish
  const found = [task]
  for (const id of found) {
    const around = tasks.get(id)
    for (const child of around?.task.children ?? []) {
      const inside = tasks.get(child)
      if (inside && inside[side] === around![side] && inside.cancelled === around!.cancelled) found.push(child)
    }
  }
  return found
}

interface Step {
  readonly reason: Reason
  readonly leaf: Id
}

/** The reason that leads on: a predecessor (or who has the person before), and the leaf that it leads to. */
function nextInChain(schedule: Schedule, reasons: readonly Reason[], seen: ReadonlySet<Id>): Step | undefined {
  const { tasks } = schedule
  const steps = reasons.filter(leadsOn).flatMap(reason =>
    tasksBehind(schedule, reason.task, reason.type, reason.at !== undefined)
      .filter(id => !seen.has(id) && !tasks.get(id)?.task.children.length)
      .map((leaf): Step => ({ reason, leaf })),
  )
  const startOf = ({ leaf }: Step) => tasks.get(leaf)?.start ?? Number.POSITIVE_INFINITY
  // Inside a summary may be what is placed late: it comes before what it is asked for, and does not hold it.
  const isLate = (step: Step) => Number((tasks.get(step.leaf)?.earlyStart ?? Number.NaN) < startOf(step))
  return steps.sort((a, b) => isLate(a) - isLate(b) || startOf(a) - startOf(b) || (a.leaf < b.leaf ? -1 : 1))[0]
}

/** Upstream, one predecessor says enough: what is tied with it would hold just as well. */
function onlyChain(reasons: readonly Reason[], next: Reason | undefined): readonly Reason[] {
  if (!next) return reasons
  return reasons.filter(
    reason => reason === next || reason.kind === 'calendar' || reason.kind === 'resource' || reason.kind === 'actual',
  )
}

/** One reason in plain words. Plan text in it is not escaped. */
export function describeReason(plan: Plan, schedule: Schedule, holds: Id, reason: Reason): string {
  switch (reason.kind) {
    case 'dependency':
      return describeDependency(plan, schedule, reason)
    case 'constraint':
      return describeConstraint(plan, schedule, holds, reason)
    case 'calendar':
      return reason.path
        ? `Its pauses: ${formatWork(reason.minutes ?? 0, schedule.dayMinutes)}`
        : describeDaysOff(reason)
    case 'resource':
      return describeResource(plan, schedule, reason)
    case 'status-date':
      return 'What is not finished is not placed before the status date'
    case 'project-start':
      return 'The project starts then'
    case 'actual':
      return describeActual(schedule.tasks.get(holds), reason)
    case 'successor':
      return describeSuccessor(plan, schedule, reason)
  }
}

function describeSuccessor(plan: Plan, schedule: Schedule, { task, resource, type = 'FS' }: Reason): string {
  if (task === undefined) return 'As late as possible before the finish of the project'
  if (resource !== undefined) {
    const name = plan.resources.get(resource)?.name ?? resource
    return `As late as possible before ${name} is at ${nameOf(plan, task)} ${datedOf(schedule, task, 'start')}`.trim()
  }
  const [side, before] = type.endsWith('F') ? (['finish', 'the finish of '] as const) : (['start', ''] as const)
  return `As late as possible before ${before}${nameOf(plan, task)} ${datedOf(schedule, task, side)}`.trim()
}

const dependencyWords: Readonly<Record<LinkType, readonly [verb: string, side: 'start' | 'finish', held: string]>> = {
  FS: ['finishes', 'finish', ''],
  SS: ['starts', 'start', ''],
  FF: ['finishes', 'finish', ' and holds its finish'],
  SF: ['starts', 'start', ' and holds its finish'],
}

function describeDependency(plan: Plan, schedule: Schedule, reason: Reason): string {
  const { task = '', type = 'FS', minutes, at } = reason
  const [verb, side, held] = dependencyWords[type]
  const date = at === undefined ? datedOf(schedule, task, side) : dayOf(at, side)
  const earliest = at !== undefined && plan.tasks.has(task) ? ' at the earliest' : ''
  const subject = `${nameOf(plan, task)} ${verb} ${date}`.trim() + earliest
  if (!minutes) return `${subject}${held}`
  const lag = lagOf(schedule, reason)
  return `${subject}${held}, ${minutes < 0 ? `less ${lag}` : `then ${lag} of lag`}`
}

function describeConstraint(plan: Plan, schedule: Schedule, holds: Id, reason: Reason): string {
  const { constraint, path } = reason
  if (reason.task !== undefined) return describeDeadline(plan, schedule, reason)
  const written = (path && ownerOf(plan, path)) ?? plan.tasks.get(holds)
  const date = constraint === 'date' ? written?.date?.likely : constraint && written?.constraints[constraint]
  const of = written && written.id !== holds ? ` of ${quote(written.name)}` : ''
  return `${constraint === 'date' ? 'Its date' : constraint}${of}${date ? ` ${formatCivilDate(date)}` : ''}`
}

/** What is placed just in time before a deadline, or as late as possible before its own. */
function describeDeadline(plan: Plan, schedule: Schedule, reason: Reason): string {
  const { task = '', minutes = 0, at } = reason
  const written = plan.tasks.get(task)?.deadline
  const deadline = at !== undefined ? dayOf(at, 'finish') : written && formatDay(written.minute, { year: true })
  const date = deadline === undefined ? '' : ` ${deadline}`
  const of = `The deadline of ${nameOf(plan, task)}${date}`
  if (minutes === 0) return of
  return `${of}, ${minutes < 0 ? 'less' : 'and'} ${lagOf(schedule, reason)}`
}

function lagOf({ dayMinutes }: Schedule, { lag, minutes = 0 }: Reason): string {
  return lag ?? formatWork(Math.abs(minutes), dayMinutes)
}

function ownerOf(plan: Plan, path: readonly (string | number)[]) {
  return plan.tasks.get(String(path[path.length - 2]))
}

function describeDaysOff({ minutes = 0 }: Reason): string {
  const days = Math.max(1, Math.floor(minutes / minutesPerDay))
  return days === 1 ? 'A day off' : `${days} days off`
}

function describeResource(plan: Plan, schedule: Schedule, { resource = '', task, minutes = 0, path }: Reason): string {
  const name = plan.resources.get(resource)?.name ?? resource
  const work = minutes ? formatWork(Math.abs(minutes), schedule.dayMinutes) : ''
  if (path?.at(-1) === 'limits') {
    const [side, how] = minutes < 0 ? ['start', 'earlier'] : ['finish', 'later']
    return `The limits of ${name} hold its ${side}: ${work} ${how}`
  }
  const length = work && ` for ${work}`
  return task === undefined ? `${name} is away${length}` : `${name} is at ${nameOf(plan, task)} until then`
}

function describeActual(held: ScheduledTask | undefined, { path }: Reason): string {
  const key = path?.[path.length - 1]
  if (key === 'actual-finish') return 'It finished then'
  if (key === 'actual-start') return 'It started then'
  if (key === 'actual') return 'It was reached then'
  if (!held?.finished) return 'It is said to have begun'
  return `It is said to be ${held.task.kind === 'milestone' ? 'reached' : 'finished'}`
}

function nameOf(plan: Plan, id: Id): string {
  return quote(plan.tasks.get(id)?.name ?? id)
}

function quote(name: string): string {
  return `"${name}"`
}

function datedOf(schedule: Schedule, id: Id, side: 'start' | 'finish'): string {
  const its = schedule.tasks.get(id)
  if (!its || Number.isNaN(its[side])) return ''
  // What takes no time is where it ends.
  return dayOf(its[side], its.start === its.finish ? 'finish' : side)
}

/** A finish at midnight is the end of the day before. */
function dayOf(minute: number, side: 'start' | 'finish'): string {
  return side === 'finish' ? formatLastDay(minute, { year: true }) : formatDay(minute, { year: true })
}
