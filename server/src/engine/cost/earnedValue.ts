import type { Plan, Task } from '../model/plan.ts'
import { planTime } from '../schedule/planTime.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { addWork, nextStart, workBetween } from '../time/calendar.ts'
import type { Minute, WorkMinutes } from '../time/minute.ts'

/** The four amounts that all of earned value follows from, in one unit. */
export interface EarnedAmounts {
  /** Planned value: what the baseline had done by now. */
  readonly pv: number
  /** Earned value: what of the baseline's budget has been earned. */
  readonly ev: number
  /** Actual cost. */
  readonly ac: number
  /** Budget at completion. */
  readonly bac: number
}

/** What follows from them. `null` where it would be divided by nothing. */
export interface EarnedFigures extends EarnedAmounts {
  /** Schedule and cost variance; negative is bad. */
  readonly sv: number
  readonly cv: number
  /** Schedule and cost performance index; below 1 is bad. */
  readonly spi: number | null
  readonly cpi: number | null
  /**
   * Estimates at completion: the rest as budgeted, `AC + (BAC − EV)`; the rest as until now, `BAC / CPI`; the rest as
   * until now in cost and time, `AC + (BAC − EV) / (CPI × SPI)`.
   */
  readonly eacBudget: number
  readonly eacCpi: number | null
  readonly eacCpiSpi: number | null
  /** The cost performance that the rest needs to keep the budget, and to keep the estimate by CPI. */
  readonly tcpiBac: number | null
  readonly tcpiEac: number | null
}

/** Earned schedule: time where earned value counts money, since the SPI of money always ends at 1. */
export interface EarnedSchedule {
  /** Working time after which the baseline had planned what is earned now. */
  readonly es: WorkMinutes
  /** Working time that has gone. */
  readonly at: WorkMinutes
  /** SV(t) = ES − AT and SPI(t) = ES / AT; `null` before anything was planned. */
  readonly svt: number
  readonly spit: number | null
}

export interface EarnedValue extends EarnedFigures, EarnedSchedule {
  /** In the project's currency, or in minutes of effort where the baseline costs nothing. */
  readonly unit: 'money' | 'effort'
}

/**
 * Source: PMI, The Standard for Earned Value Management, 2019.
 */
export function earnedFigures({ pv, ev, ac, bac }: EarnedAmounts): EarnedFigures {
  const [spi, cpi] = [ratio(ev, pv), ratio(ev, ac)]
  const eacCpi = cpi === null ? null : ratio(bac, cpi)
  const rest = bac - ev
  const both = cpi === null || spi === null ? null : ratio(rest, cpi * spi)
  return {
    pv,
    ev,
    ac,
    bac,
    sv: ev - pv,
    cv: ev - ac,
    spi,
    cpi,
    eacBudget: ac + rest,
    eacCpi,
    eacCpiSpi: both === null ? null : ac + both,
    tcpiBac: ratio(rest, bac - ac),
    tcpiEac: eacCpi === null ? null : ratio(rest, eacCpi - ac),
  }
}

/**
 * ES, SV(t) and SPI(t) of a curve of planned value over working time: the instant at which it has reached what is
 * earned, all of it where it never does. Where it stays there for a while, because nothing is planned to cost
 * anything, all of that while counts as done: of it the instant nearest to now.
 *
 * Source: Lipke, Schedule is Different, The Measurable News, 2003: every period counts whose planned value is earned.
 *
 * @param planned what was planned by so many minutes; must not fall
 */
export function earnedSchedule(
  planned: (minutes: number) => number,
  length: number,
  ev: number,
  at: number,
): EarnedSchedule {
  // A little less than what is earned counts as reached, a little more as not passed: sums of shares are not exact.
  const tolerance = Math.abs(ev) * 1e-9
  const end = Math.max(0, Math.ceil(length))
  const first = firstWhere(0, end, minutes => ev - tolerance <= planned(minutes))
  const past = firstWhere(first, end + 1, minutes => ev + tolerance < planned(minutes))
  const es = Math.max(first, Math.min(at, past - 1))
  return { es: es as WorkMinutes, at: at as WorkMinutes, svt: es - at, spit: ratio(es, at) }
}

/** The first whole number from which on something holds; `end` where it does not before. */
function firstWhere(begin: number, end: number, holds: (value: number) => boolean): number {
  let [low, high] = [begin, end]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Earned value of a plan against its baseline at the status date (rule 25); `undefined` without a status date. The
 * baseline's budget of a task is what it cost there, spent evenly over its working time there (its own cost as it
 * `accrue`s). What it has earned is that budget times its progress, by its own earning rule. Actual cost is what the
 * plan says, else the share done of what it costs now. Work that the baseline did not have earns nothing.
 */
export function earnedValue(schedule: Schedule, baseline: { plan: Plan; schedule: Schedule }): EarnedValue | undefined {
  const { statusDate } = schedule
  if (statusDate === undefined) return undefined
  const { project } = planTime(baseline.plan)
  const then = leavesOf(baseline.schedule)
  const unit = then.some(({ cost }) => 0 < cost) ? 'money' : 'effort'
  const budgetOf = (scheduled: ScheduledTask) => (unit === 'money' ? scheduled.cost : scheduled.effort)
  const start = nextStart(project, baseline.schedule.start) as Minute
  const plannedAt = (now: number) =>
    sum(then, scheduled =>
      plannedShare(scheduled, budgetOf(scheduled), now, (from, to) => workBetween(project, from, to)),
    )
  const bac = sum(then, budgetOf)
  const ev = sum(then, scheduled => {
    const now = schedule.tasks.get(scheduled.task.id)
    return now && !now.unscheduled ? budgetOf(scheduled) * earnedShare(now) : 0
  })
  const ac = sum(leavesOf(schedule, true), now => actualOf(now, unit))
  const at = workBetween(project, start, statusDate)
  const length = workBetween(project, start, baseline.schedule.finish)
  const time = earnedSchedule(minutes => plannedAt(addWork(project, start, minutes)), length, ev, at)
  return { unit, ...earnedFigures({ pv: plannedAt(statusDate), ev, ac, bac }), ...time }
}

function leavesOf({ tasks }: Schedule, withCancelled = false): readonly ScheduledTask[] {
  return [...tasks.values()].filter(
    ({ task, unscheduled, cancelled }) => task.kind !== 'summary' && !unscheduled && (withCancelled || !cancelled),
  )
}

/** How much of a task's budget the baseline has planned to be spent by an instant. */
function plannedShare(
  { task, start, finish }: ScheduledTask,
  budget: number,
  now: number,
  work: (from: number, to: number) => number,
): number {
  const length = work(start, finish)
  const share = finish <= now ? 1 : now <= start ? 0 : length === 0 ? 0 : work(start, now) / length
  const own = Math.min(budget, task.cost ?? 0)
  const ownShare =
    task.accrue === 'start' ? Number(start <= now) : task.accrue === 'end' ? Number(finish <= now) : share
  return (budget - own) * share + own * ownShare
}

/** The share of its budget that a task has earned, by its rule. */
function earnedShare({ task, started, finished, cancelled, progress }: ScheduledTask): number {
  if (cancelled) return 0
  if (finished) return 1
  switch (task.earning) {
    case '0/100':
      return 0
    case '50/50':
      return started ? 0.5 : 0
    case 'milestones':
      return acceptedShare(task) ?? progress
    default:
      return progress
  }
}

/** Of its acceptance criteria how many are passed or waived; none without any. */
function acceptedShare({ acceptance }: Task): number | undefined {
  if (acceptance.length === 0) return undefined
  return acceptance.filter(({ status }) => status !== 'open').length / acceptance.length
}

function actualOf({ task, cost, effort, progress, finished }: ScheduledTask, unit: EarnedValue['unit']): number {
  const share = finished ? 1 : progress
  return unit === 'money' ? (task.actualCost ?? cost * share) : effort * share
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
  let total = 0
  for (const item of items) {
    const amount = amountOf(item)
    if (Number.isFinite(amount)) total += amount
  }
  return total
}

function ratio(a: number, b: number): number | null {
  return b === 0 ? null : a / b
}
