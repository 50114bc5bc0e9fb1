import { budgetPosition } from '../cost/budget.ts'
import type { Id, Plan } from '../model/plan.ts'
import { isLive, totalExposure } from '../risk/exposure.ts'
import { scaleOf } from '../risk/matrix.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import type { Minute } from '../time/minute.ts'
import { deadlineOf } from './lateness.ts'

/** What one version of a plan comes to, in a few numbers: what a trend is drawn from. JSON. */
export interface PlanFigures {
  readonly name: string
  readonly currency?: string
  /** Left out where nothing has dates. */
  readonly finish?: Minute
  /** All work is done: the finish is no forecast any more. */
  readonly finished: boolean
  readonly deadline?: Minute
  readonly statusDate?: Minute
  readonly dayMinutes: number
  /** What it will come to (tasks and budget lines), in the project's currency. */
  readonly cost: number
  /** Leaves that are not cancelled; milestones are none. */
  readonly tasks: number
  readonly done: number
  /** Of those tasks, in working minutes. */
  readonly effort: number
  /** Of the risks that may still happen: working days and money, opportunities taken off. */
  readonly exposure: { readonly days: number; readonly cost: number }
  readonly risks: number
  /** How many tasks and milestones have no dates. */
  readonly unscheduled: number
  readonly milestones: readonly MilestoneFigures[]
}

export interface MilestoneFigures {
  readonly id: Id
  readonly name: string
  /** Left out where it has no date. */
  readonly date?: Minute
  readonly deadline?: Minute
  /** It is behind us: the date is no forecast any more. */
  readonly reached: boolean
}

/** The figures of one plan. Milestones are those of the plan's `milestones` and tasks without length, in their order. */
export function planFigures(plan: Plan, schedule: Schedule): PlanFigures {
  const all = [...schedule.tasks.values()].filter(({ cancelled }) => !cancelled)
  const leaves = all.filter(({ task }) => task.kind === 'task')
  const { currency, name } = plan.project
  const { finish, deadline, statusDate, dayMinutes } = schedule
  return {
    name,
    ...(currency !== undefined && { currency }),
    ...(Number.isFinite(finish) && { finish }),
    finished: 0 < all.length && all.every(({ task, finished }) => finished || task.kind === 'summary'),
    ...(deadline !== undefined && { deadline }),
    ...(statusDate !== undefined && { statusDate }),
    dayMinutes,
    cost: budgetPosition(plan, schedule).forecast,
    tasks: leaves.length,
    done: leaves.filter(({ finished }) => finished).length,
    effort: sumOf(leaves, ({ effort }) => effort),
    exposure: totalExposure(plan.risks.values(), scaleOf(plan, schedule)),
    risks: [...plan.risks.values()].filter(isLive).length,
    unscheduled: all.filter(({ unscheduled, task }) => unscheduled && task.kind !== 'summary').length,
    milestones: all.filter(({ task }) => task.kind === 'milestone').map(milestoneFigures),
  }
}

function milestoneFigures({ task, unscheduled, finish, finished }: ScheduledTask): MilestoneFigures {
  const deadline = deadlineOf(task)
  return {
    id: task.id,
    name: task.name,
    ...(!unscheduled && { date: finish }),
    ...(deadline !== undefined && { deadline }),
    reached: finished,
  }
}

function sumOf<T>(items: readonly T[], amountOf: (item: T) => number): number {
  let total = 0
  for (const item of items) {
    const value = amountOf(item)
    if (Number.isFinite(value)) total += value
  }
  return total
}
