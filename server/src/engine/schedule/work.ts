import type { Assignment, Resource, Task } from '../model/plan.ts'
import { type Calendar, finishAt, startAt, workAt, workBetween } from '../time/calendar.ts'
import { durationMinutes } from '../time/duration.ts'
import {
  calendarById,
  continuous,
  joinedCalendar,
  type PlanTime,
  pausedCalendar,
  resourceCalendar,
  sharedCalendar,
  valueAt,
} from './planTime.ts'
import { type Limit, potBetween, type Share } from './share.ts'

/**
 * The work of a leaf (rules 6–8; units are MS Project's, effort as one pot is TaskJuggler's). Its amount is working
 * minutes of `calendar`, or, where `shares` stand, minutes of people's effort that all of them take from, each on their
 * own calendar.
 */
export interface Work {
  /** The task calendar: lags, dates and float run on it. */
  readonly own: Calendar
  /** The working calendar: where at least one who is assigned is at work, less pauses. */
  readonly calendar: Calendar
  readonly amount: number
  readonly elapsed: boolean
  readonly shares: readonly Share[] | undefined
  /** Effort done in a minute of `calendar`, where that is always the same: `remaining` effort is divided by it. */
  readonly rate: number
  /** One person or team does it all: when `calendar` works is when they are at work in it. */
  readonly soleDoer: boolean
}

/** Work that nobody's calendar has a say in. */
export function plainWork(own: Calendar, calendar: Calendar, amount: number, elapsed = false): Work {
  return { own, calendar, amount, elapsed, shares: undefined, rate: 1, soleDoer: false }
}

/** What a leaf has to do, on which calendar. */
export function workOf(time: PlanTime, task: Task, calendarId: string | undefined): Work {
  const own = calendarById(time, calendarId)
  if (task.kind === 'milestone') return plainWork(own, own, 0)
  if (task.effort && !task.duration) return effortWork(time, task, own)
  const duration = task.duration?.likely
  if (duration?.elapsed) return plainWork(own, pausedCalendar(task, continuous), durationMinutes(duration, time), true)
  const amount = duration ? durationMinutes(duration, time) : time.dayMinutes
  if (task.ignoreResourceCalendars || task.assign.length === 0) return plainWork(own, pausedCalendar(task, own), amount)
  const calendar = pausedCalendar(task, attendedCalendar(time, task, own))
  const soleDoer = task.assign.length === 1 && isDoer(time, task.assign[0]!)
  return { own, calendar, amount, elapsed: false, shares: undefined, rate: 1, soleDoer }
}

/** The amount of work that is done between two instants. */
export function amountBetween({ shares, calendar }: Work, from: number, to: number): number {
  return shares ? potBetween(shares, from, to) : workBetween(calendar, from, to)
}

/** The earliest finish of an amount of work that starts at `start`. `Infinity` where there is no time left for it. */
export function finishOfWork(work: Work, start: number, amount: number): number {
  if (!work.shares) return finishAt(work.calendar, workAt(work.calendar, start) + amount)
  if (amount <= 0) return start
  const base = workAt(work.calendar, start)
  const done = (over: number) =>
    potBetween(work.shares!, start, finishAt(work.calendar, base + over)) >= amount - tolerance
  const enough = firstTrue(done)
  return enough === undefined ? Number.POSITIVE_INFINITY : finishAt(work.calendar, base + enough)
}

/** The latest start from which an amount of work is done by `finish`. `-Infinity` where there is none. */
export function startOfWork(work: Work, finish: number, amount: number): number {
  if (!work.shares) return startAt(work.calendar, workAt(work.calendar, finish) - amount)
  if (amount <= 0) return startAt(work.calendar, workAt(work.calendar, finish))
  const base = workAt(work.calendar, finish)
  const done = (over: number) =>
    potBetween(work.shares!, startAt(work.calendar, base - over), finish) >= amount - tolerance
  const enough = firstTrue(done)
  return enough === undefined ? Number.NEGATIVE_INFINITY : startAt(work.calendar, base - enough)
}

/**
 * The latest instant that what holds its finish may come without moving the work, which begins at `start` and ends at
 * `finish`: after a day's limit is reached, the rest of that day too.
 */
export function lastHold(work: Work, start: number, finish: number, amount: number): number {
  const base = workAt(work.calendar, finish)
  if (!work.shares?.some(({ limit }) => limit) || !Number.isFinite(base)) return startAt(work.calendar, base)
  const moves = (over: number) => 0 < over && start < startOfWork(work, finishAt(work.calendar, base + over), amount)
  const first = firstTrue(moves)
  return first === undefined ? Number.POSITIVE_INFINITY : startAt(work.calendar, base + first - 1)
}

/** Units of an assignment at an instant: what is written, else a full unit or the capacity if that is less (rule 8). */
export function unitsAt({ units }: Assignment, resource: Resource, minute: number): number {
  return units ?? Math.min(1, valueAt(resource.capacity, minute) ?? 1)
}

/** Persons and teams do the work; equipment and cost don't. */
export function doesWork(resource: Resource): boolean {
  return resource.type === 'person' || resource.type === 'team'
}

/** Effort is whole minutes; this much less than one is rounding of rates. */
const tolerance = 1e-6

function effortWork(time: PlanTime, task: Task, own: Calendar): Work {
  const effort = durationMinutes(task.effort!.likely, time)
  const limit = pausedCalendar(task, equippedCalendar(time, task, own))
  const shares = sharesOf(time, task, limit)
  if (shares.length === 0) return plainWork(own, limit, effort)
  const calendar = shares.map(share => share.calendar).reduce(joinedCalendar)
  const rate = uniformRate(shares)
  const soleDoer = task.assign.length === 1 && !task.ignoreResourceCalendars
  if (rate === undefined) return { own, calendar, amount: effort, elapsed: false, shares, rate: 1, soleDoer }
  return { own, calendar, amount: wholeMinutes(effort / rate), elapsed: false, shares: undefined, rate, soleDoer }
}

/** Minutes of working time for an amount of effort at a rate: whole, and never too short. */
export function wholeMinutes(minutes: number): number {
  return Math.ceil(minutes - tolerance)
}

function sharesOf(time: PlanTime, task: Task, limit: Calendar): readonly Share[] {
  return task.assign.flatMap(assignment => {
    const resource = time.plan.resources.get(assignment.resource)
    if (!resource || !doesWork(resource)) return []
    const at = task.ignoreResourceCalendars ? limit : sharedCalendar(limit, resourceCalendar(time, resource))
    const most = limitOf(time, resource)
    return [
      { resource: resource.id, calendar: at, steps: rateSteps(assignment, resource), ...(most && { limit: most }) },
    ]
  })
}

/** What an assignment takes of its resource while the work goes on: in a pot the share of it, else its units. */
export function shareOf(time: PlanTime, work: Work, task: Task, assignment: Assignment, resource: Resource): Share {
  const known = work.shares?.find(share => share.resource === resource.id)
  if (known) return known
  const isTheirs = work.soleDoer || (task.ignoreResourceCalendars && !work.elapsed)
  const calendar = isTheirs ? work.calendar : sharedCalendar(work.calendar, resourceCalendar(time, resource))
  return { resource: resource.id, calendar, steps: rateSteps(assignment, resource) }
}

/** How much effort a resource may do a day and a week (rule 23); `undefined` where nothing is said. */
export function limitOf(time: PlanTime, { limits: { perDay, perWeek } }: Resource): Limit | undefined {
  if (!perDay && !perWeek) return undefined
  const minutes = (limit: typeof perDay) => (limit ? durationMinutes(limit, time) : Number.POSITIVE_INFINITY)
  return { perDay: minutes(perDay), perWeek: minutes(perWeek) }
}

function rateSteps(assignment: Assignment, resource: Resource): Share['steps'] {
  const { units } = assignment
  if (units !== undefined) return [{ from: Number.NEGATIVE_INFINITY, rate: units }]
  const said = resource.capacity.map(({ from, value }) => ({
    from: from?.minute ?? Number.NEGATIVE_INFINITY,
    rate: Math.min(1, value),
  }))
  return said[0]?.from === Number.NEGATIVE_INFINITY ? said : [{ from: Number.NEGATIVE_INFINITY, rate: 1 }, ...said]
}

/** The pot's rate where it is the same whenever anyone is at work. */
function uniformRate(shares: readonly Share[]): number | undefined {
  const [first] = shares
  if (!shares.every(({ calendar, steps, limit }) => !limit && steps.length === 1 && calendar === first!.calendar))
    return undefined
  const rate = shares.reduce((sum, { steps }) => sum + steps[0]!.rate, 0)
  return rate > 0 ? rate : undefined
}

/** The smallest whole number from which on `test` holds; `undefined` if it fails at the end of any calendar. */
function firstTrue(test: (value: number) => boolean): number | undefined {
  let high = 512
  while (!test(high)) {
    high *= 2
    if (2 ** 40 < high) return undefined
  }
  let low = -1
  while (1 < high - low) {
    const middle = Math.floor((low + high) / 2)
    if (test(middle)) high = middle
    else low = middle
  }
  return high
}

/** The task calendar where at least one person or team who is assigned is at work. */
function attendedCalendar(time: PlanTime, task: Task, own: Calendar): Calendar {
  let attended: Calendar | undefined
  for (const assignment of task.assign) {
    const calendar = timeTogether(time, own, assignment.resource)
    if (calendar) attended = attended ? joinedCalendar(attended, calendar) : calendar
  }
  return attended ?? own
}

function isDoer(time: PlanTime, { resource: id }: Assignment): boolean {
  const resource = time.plan.resources.get(id)
  return resource !== undefined && doesWork(resource)
}

/** When a person or team is at work in a task calendar; `undefined` for who does no work. */
function timeTogether(time: PlanTime, own: Calendar, id: string): Calendar | undefined {
  let known = time.together.get(own)
  if (!known) {
    known = new Map()
    time.together.set(own, known)
  }
  const calendarKnown = known.get(id)
  if (calendarKnown || known.has(id)) return calendarKnown
  const resource = time.plan.resources.get(id)
  const calendar = resource && doesWork(resource) ? sharedCalendar(own, resourceCalendar(time, resource)) : undefined
  known.set(id, calendar)
  return calendar
}

/** The task calendar where all equipment that is assigned is there. */
function equippedCalendar(time: PlanTime, task: Task, own: Calendar): Calendar {
  if (task.ignoreResourceCalendars) return own
  return task.assign.reduce((calendar, { resource: id }) => {
    const resource = time.plan.resources.get(id)
    return resource?.type === 'equipment' ? sharedCalendar(calendar, resourceCalendar(time, resource)) : calendar
  }, own)
}
