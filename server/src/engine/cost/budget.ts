import type { Budget, BudgetLine, Id, OverTime, Plan, Task } from '../model/plan.ts'
import type { Schedule } from '../schedule/types.ts'
import { civilMinute, civilParts } from '../time/civil.ts'

/** Where the money stands, in the project's currency (`spec/plan-format.md`, budget). */
export interface BudgetPosition {
  readonly total?: number
  /** The part of the total that is held back, as money. */
  readonly contingency: number
  /** Work (labour, cost per use, task costs) as scheduled, plus what all lines plan. */
  readonly planned: number
  readonly actual: number
  readonly committed: number
  /** What it will come to: `work`, and of each line {@link LinePosition.forecast}; never less than is spent. */
  readonly forecast: number
  /** What the tasks will come to: {@link outcomeOf} each. */
  readonly work: number
  readonly lines: ReadonlyMap<Id, LinePosition>
}

export interface LinePosition {
  readonly planned: number
  readonly actual: number
  readonly committed: number
  /** What is spent and bound, or what is planned where that is more. */
  readonly forecast: number
  /** It pays people or machines whose work the schedule costs already: it is not added a second time. */
  readonly isLabour: boolean
}

/** Planned, spent, bound and expected against the total. A plan without a budget has the cost of its work alone. */
export function budgetPosition(plan: Plan, schedule: Pick<Schedule, 'cost' | 'tasks'>): BudgetPosition {
  const planned = Number.isFinite(schedule.cost) ? schedule.cost : 0
  return positionOf(plan, planned, planned + beyondPlan(plan, schedule))
}

/** The same, where it is known what the tasks were planned to cost and what they will come to. */
export function positionOf(plan: Plan, planned: number, work: number): BudgetPosition {
  const { budget } = plan
  const lines = new Map<Id, LinePosition>()
  for (const line of budget?.lines.values() ?? []) lines.set(line.id, linePosition(line, plan))
  const added = [...lines.values()].filter(({ isLabour }) => !isLabour)
  const actual = sum([...lines.values()].map(({ actual }) => actual)) + taskActuals(plan)
  return {
    ...(budget?.total !== undefined && { total: budget.total }),
    contingency: contingencyOf(budget),
    planned: planned + sum(added.map(({ planned }) => planned)),
    actual,
    committed: sum([...lines.values()].map(({ committed }) => committed)),
    forecast: Math.max(actual, work + sum(added.map(({ forecast }) => forecast))),
    work,
    lines,
  }
}

/** What a task will come to: what it is planned to cost, or what is spent where that is more; just that once it is over. */
export function outcomeOf({ actualCost }: Task, planned: number, finished: boolean): number {
  if (actualCost === undefined) return planned
  return finished ? actualCost : Math.max(planned, actualCost)
}

/** The months of a line's plan, as its `spread` says, and the money in each; the months sum to `planned`. */
export function spreadLine(line: BudgetLine, schedule: Schedule): ReadonlyMap<number, number> {
  const amount = line.planned ?? 0
  const span = spreadSpan(line, schedule)
  if (amount === 0 || !span) return new Map()
  const { from, to } = span
  if (line.spread === 'start' || to <= from) return new Map([[monthOf(from), amount]])
  if (line.spread === 'end') return new Map([[monthOf(to - 1), amount]])
  const months = new Map<number, number>()
  for (let month = monthOf(from); month < to; month = nextMonth(month)) {
    const share = (Math.min(to, nextMonth(month)) - Math.max(from, month)) / (to - from)
    months.set(month, amount * share)
  }
  return months
}

/** The first minute of the month an instant is in. */
export function monthOf(minute: number): number {
  const { year, month } = civilParts(minute)
  return civilMinute(year, month, 1) ?? minute
}

/** The sum of an amount that stands alone or month by month. */
export function sumOverTime(amounts: OverTime<number>): number {
  return sum(amounts.map(({ value }) => value))
}

function linePosition(line: BudgetLine, plan: Plan): LinePosition {
  const planned = line.planned ?? 0
  const actual = sumOverTime(line.actual)
  const committed = sumOverTime(line.committed)
  const resource = line.resource === undefined ? undefined : plan.resources.get(line.resource)
  return {
    planned,
    actual,
    committed,
    forecast: Math.max(planned, actual + committed),
    isLabour: resource !== undefined && resource.type !== 'cost' && 0 < resource.rate.length,
  }
}

/** Working or not, money flows by the calendar's days: the span is on the clock. */
function spreadSpan({ spread }: BudgetLine, schedule: Schedule): { from: number; to: number } | undefined {
  const task = typeof spread === 'object' ? schedule.tasks.get(spread.task) : undefined
  if (typeof spread === 'object' && (!task || task.unscheduled)) return undefined
  const [from, to] = task ? [task.start, task.finish] : [schedule.start, schedule.finish]
  return Number.isFinite(from) && Number.isFinite(to) ? { from, to } : undefined
}

function nextMonth(minute: number): number {
  const { year, month } = civilParts(minute)
  const next = month === 12 ? civilMinute(year + 1, 1, 1) : civilMinute(year, month + 1, 1)
  // After the last month there are dates for, nothing follows.
  return next ?? Number.POSITIVE_INFINITY
}

function contingencyOf(budget: Budget | undefined): number {
  return (budget?.total ?? 0) * (budget?.contingency ?? 0)
}

/** How much more the tasks will come to than they were planned to cost. */
function beyondPlan(plan: Plan, { tasks }: Pick<Schedule, 'tasks'>): number {
  let total = 0
  for (const task of plan.tasks.values()) {
    if (task.actualCost === undefined || task.children.length > 0) continue
    const { cost = 0, finished = false } = tasks.get(task.id) ?? {}
    const planned = Number.isNaN(cost) ? 0 : cost
    total += outcomeOf(task, planned, finished) - planned
  }
  return total
}

function taskActuals(plan: Plan): number {
  let total = 0
  for (const { actualCost } of plan.tasks.values()) total += actualCost ?? 0
  return total
}

function sum(amounts: readonly number[]): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}
