import type { Assignment, OverTime, Rate, Resource } from '../model/plan.ts'
import { type Calendar, workBetween } from '../time/calendar.ts'
import { unitMinutes } from '../time/duration.ts'
import type { Network } from './network.ts'
import type { Dates } from './passes.ts'
import { type PlanTime, resourceCalendar, sharedCalendar, usualCalendar, valueAt } from './planTime.ts'
import { cancelled, type Progress } from './progress.ts'
import { effortBetween, type Share } from './share.ts'
import { doesWork, unitsAt } from './work.ts'

/** Effort in minutes and cost in the project's currency. */
export interface TaskCost {
  readonly effort: number
  readonly cost: number
}

/**
 * Effort of a leaf (units × the hours each is at work in it) and what it costs: effort × rate, cost per use, its own
 * cost (rules 6, 7 and 24; MS Project's cost of assignments, but an elapsed task costs only hours at work, where MS
 * Project counts 24 a day). A cancelled leaf costs what it has cost.
 */
export function costOfLeaf(network: Network, progress: Progress, dates: Dates, i: number): TaskCost {
  const task = network.tasks[i]!
  if (progress.mode[i] === cancelled) return { effort: 0, cost: task.actualCost ?? 0 }
  if (task.assign.length === 0) return { effort: task.effort ? pot(network, progress, i) : 0, cost: task.cost ?? 0 }
  let effort = 0
  let labour = 0
  let uses = 0
  for (const assignment of task.assign) {
    const part = partOf(network, assignment, dates, i)
    effort += part.effort
    labour += part.labour
    uses += part.uses
  }
  const wanted = task.effort && !task.duration ? pot(network, progress, i) : effort
  // The last minute of a pot is not always a whole one.
  const scale = effort > 0 ? wanted / effort : 1
  return { effort: wanted, cost: labour * scale + uses + (task.cost ?? 0) }
}

interface Part {
  readonly effort: number
  readonly labour: number
  readonly uses: number
}

/** The effort of an effort task: as planned, or done and remaining. */
function pot({ amount, work }: Network, progress: Progress, i: number): number {
  const { shares, rate } = work[i]!
  const left = progress.remaining[i]!
  const done = progress.share[i]!
  const total = Number.isNaN(left) || done === 0 ? Math.max(amount[i]!, left || 0) : amount[i]! * done + left
  return shares ? total : total * rate
}

function partOf({ plan, time, calendar, work, tasks }: Network, assignment: Assignment, dates: Dates, i: number): Part {
  const resource = plan.resources.get(assignment.resource)
  if (!resource) return { effort: 0, labour: 0, uses: 0 }
  const uses = resource.costPerUse ?? 0
  if (resource.type === 'cost') return { effort: 0, labour: 0, uses }
  const isTheirs = work[i]!.soleDoer || (tasks[i]!.ignoreResourceCalendars && !work[i]!.elapsed)
  const at = isTheirs ? calendar[i]! : sharedCalendar(calendar[i]!, resourceCalendar(time, resource))
  const share = work[i]!.shares?.find(share => share.limit && share.resource === resource.id)
  const { effort, labour } = integrate(time, assignment, resource, at, dates.start[i]!, dates.finish[i]!, share)
  return { effort: doesWork(resource) ? effort : 0, labour, uses }
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
