import type { Assignment, OverTime, Rate, Resource } from '../model/plan.ts'
import { type Calendar, workBetween } from '../time/calendar.ts'
import { unitMinutes } from '../time/duration.ts'
import type { Network } from './network.ts'
import type { Dates, Passes } from './passes.ts'
import { doneAmount, endOfDone } from './placeLeaf.ts'
import { type PlanTime, resourceCalendar, sharedCalendar, usualCalendar, valueAt } from './planTime.ts'
import { cancelled, started } from './progress.ts'
import { effortBetween, type Share } from './share.ts'
import { amountBetween, doesWork, finishOfWork, unitsAt } from './work.ts'

/** Effort in minutes and cost in the project's currency. */
export interface TaskCost {
  readonly effort: number
  readonly cost: number
}

/**
 * Effort of a leaf (units × the hours each is at work in it) and what it costs: effort × rate, cost per use, its own
 * cost (rules 6, 7 and 24; MS Project's cost of assignments, but an elapsed task costs only hours at work, where MS
 * Project counts 24 a day). Of what has begun the part that is done and the part that remains count, each at the rates
 * of its own time; a wait between them is no work (MS Project splits the task there). A cancelled leaf costs what it has
 * cost.
 */
export function costOfLeaf(passes: Passes, dates: Dates, i: number): TaskCost {
  const { network, progress } = passes
  const task = network.tasks[i]!
  if (progress.mode[i] === cancelled) return { effort: 0, cost: task.actualCost ?? 0 }
  const stretches = stretchesOf(passes, dates, i)
  let effort = 0
  let labour = 0
  for (const stretch of stretches) {
    const part = workIn(network, stretch, i)
    effort += part.effort
    labour += part.labour
  }
  return { effort, cost: labour + usesOf(network, i) + (task.cost ?? 0) }
}

/** Time in which a leaf does an amount, in the measure of its work; without one, whatever it does then. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly amount: number | undefined
}

function stretchesOf(passes: Passes, dates: Dates, i: number): readonly Stretch[] {
  const { network, progress } = passes
  const [start, finish] = [dates.start[i]!, dates.finish[i]!]
  if (progress.mode[i] !== started) {
    return [{ from: start, to: finish, amount: isPot(network, i) ? network.amount[i]! : undefined }]
  }
  return [
    { from: start, to: endOfDone(passes, i, start), amount: doneAmount(passes, i) },
    { from: dates.resume[i]!, to: finish, amount: progress.remaining[i]! },
  ]
}

/** Is it people's effort that was asked for, not a time? */
function isPot({ tasks }: Network, i: number): boolean {
  const { effort, duration } = tasks[i]!
  return effort !== undefined && !duration
}

interface Part {
  readonly effort: number
  readonly labour: number
}

const nothing: Part = { effort: 0, labour: 0 }

/** What is done in a stretch, and for how much, so that it comes to the amount. */
function workIn(network: Network, { from, to, amount }: Stretch, i: number): Part {
  if (amount === undefined) return partsOf(network, from, to, i)
  if (amount === 0) return nothing
  const work = network.work[i]!
  const asked = isPot(network, i) ? (work.shares ? amount : amount * work.rate) : undefined
  // Said to be done when nobody was at work: as it would have been from then on.
  const end = amountBetween(work, from, to) > 0 ? to : finishOfWork(work, from, amount)
  if (!Number.isFinite(end)) return { effort: asked ?? 0, labour: 0 }
  const { effort, labour } = partsOf(network, from, end, i)
  // The last minute of a pot is not always a whole one, and what has begun is seldom as far as the time that has gone.
  const scale = amount / amountBetween(work, from, end)
  return { effort: asked ?? effort * scale, labour: labour * scale }
}

function partsOf(network: Network, from: number, to: number, i: number): Part {
  let effort = 0
  let labour = 0
  for (const assignment of network.tasks[i]!.assign) {
    const part = partOf(network, assignment, from, to, i)
    effort += part.effort
    labour += part.labour
  }
  return { effort, labour }
}

function partOf(
  { plan, time, calendar, work, tasks }: Network,
  assignment: Assignment,
  from: number,
  to: number,
  i: number,
): Part {
  const resource = plan.resources.get(assignment.resource)
  if (!resource || resource.type === 'cost') return nothing
  const isTheirs = work[i]!.soleDoer || (tasks[i]!.ignoreResourceCalendars && !work[i]!.elapsed)
  const at = isTheirs ? calendar[i]! : sharedCalendar(calendar[i]!, resourceCalendar(time, resource))
  const share = work[i]!.shares?.find(share => share.limit && share.resource === resource.id)
  const { effort, labour } = integrate(time, assignment, resource, at, from, to, share)
  return { effort: doesWork(resource) ? effort : 0, labour }
}

function usesOf({ plan, tasks }: Network, i: number): number {
  let uses = 0
  for (const { resource } of tasks[i]!.assign) uses += plan.resources.get(resource)?.costPerUse ?? 0
  return uses
}

/** Units × rate over a stretch of time, each as it holds at the time; of a `share` with limits no more than they allow. */
function integrate(
  time: PlanTime,
  assignment: Assignment,
  resource: Resource,
  at: Calendar,
  from: number,
  to: number,
  share?: Share,
) {
  if (!share && isConstant(resource.rate) && isConstant(resource.capacity) && resource.overtimeRate.length === 0) {
    const effort = workBetween(at, from, to) * unitsAt(assignment, resource, from)
    return { effort, labour: effort * ratePerMinute(resource.rate[0]?.value, time) }
  }
  const { rate, overtimeRate, capacity } = resource
  const changes = [from, ...[rate, overtimeRate, capacity].flatMap(values => changesBetween(values, from, to)), to]
  changes.sort((a, b) => a - b)
  const usual = overtimeRate.length > 0 ? sharedCalendar(at, usualCalendar(time, resource)) : at
  let effort = 0
  let labour = 0
  for (let k = 0; k + 1 < changes.length; k++) {
    const [a, b] = [changes[k]!, changes[k + 1]!]
    const units = unitsAt(assignment, resource, a)
    const hours = workBetween(at, a, b)
    const minutes = share ? effortBetween(share, from, b) - effortBetween(share, from, a) : hours * units
    // Of a day that a limit cuts short, overtime is cut like the rest.
    const over = hours > 0 ? minutes * (1 - workBetween(usual, a, b) / hours) : 0
    const usualRate = ratePerMinute(valueAt(rate, a), time)
    const overRate = valueAt(overtimeRate, a)
    effort += minutes
    labour += (minutes - over) * usualRate + over * (overRate ? ratePerMinute(overRate, time) : usualRate)
  }
  return { effort, labour }
}

/** Nothing said, or one value from ever on. */
function isConstant(values: OverTime<unknown>): boolean {
  return values.length === 0 || (values.length === 1 && values[0]!.from === undefined)
}

function changesBetween(values: OverTime<unknown>, from: number, to: number): number[] {
  return values.flatMap(entry =>
    entry.from && from < entry.from.minute && entry.from.minute < to ? [entry.from.minute] : [],
  )
}

function ratePerMinute(rate: Rate | undefined, time: PlanTime): number {
  return rate ? rate.amount / unitMinutes(rate.per, time) : 0
}
