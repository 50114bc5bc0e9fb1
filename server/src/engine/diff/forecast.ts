import { budgetPosition } from '../cost/budget.ts'
import { scheduleProject } from '../leveling/scheduleProject.ts'
import type { Id, Plan, Task } from '../model/plan.ts'
import { passesOf, preparePasses } from '../schedule/allPasses.ts'
import { forwardPass } from '../schedule/forward.ts'
import { buildNetwork, type Network } from '../schedule/network.ts'
import { orderNodes } from '../schedule/order.ts'
import type { Dates } from '../schedule/passes.ts'
import { shownInstant } from '../schedule/placeLeaf.ts'
import { planTime } from '../schedule/planTime.ts'
import { cancelled, off, type Progress } from '../schedule/progress.ts'
import { costOfLeaf } from '../schedule/taskCost.ts'
import { nextStart } from '../time/calendar.ts'
import type { Version } from './change.ts'

/** What a comparison measures of one version. `NaN` where a task has no dates. */
export interface Forecast {
  /** The project's finish, then each measured task's; minutes on the clock. */
  readonly finishes: Float64Array
  /** Whole cents: what the project will come to. */
  readonly cents: number
}

/**
 * Forecasts many versions of one plan: what `schedule` says of the finish, of some tasks and of the cost, without float,
 * critical path and reasons. What a version shares with one before it is not computed again.
 */
export class Forecaster {
  readonly #measured: readonly Id[]
  readonly #costs = new WeakMap<Task, LeafCost>()

  constructor(measured: readonly Id[]) {
    this.#measured = measured
  }

  forecast({ plan, external }: Version): Forecast {
    return plan.project.leveling === 'auto' ? this.#leveled(plan, external) : this.#placed(plan, external)
  }

  #leveled(plan: Plan, external: Version['external']): Forecast {
    const { tasks, finish, cost } = scheduleProject(plan, { external })
    const finishes = this.#measured.map(id => tasks.get(id)?.finish ?? Number.NaN)
    return { finishes: Float64Array.of(finish, ...finishes), cents: centsOf(plan, cost) }
  }

  #placed(plan: Plan, external: Version['external']): Forecast {
    const { network, progress, projectStart, dates, unscheduled } = placedDates(plan, external)
    const isOff = (i: number) => unscheduled[i] !== undefined || progress.mode[i] === off
    let latest = Number.NEGATIVE_INFINITY
    let cost = 0
    for (let i = 0; i < network.count; i++) {
      if (network.isSummary[i] || isOff(i)) continue
      cost += this.#costOf(network, progress, dates, i)
      if (progress.mode[i] === cancelled) continue
      const finish = shownFinish(network, dates, i)
      if (latest < finish) latest = finish
    }
    const finishes = new Float64Array(1 + this.#measured.length)
    finishes[0] = Number.isFinite(latest) ? latest : nextStart(network.time.project, projectStart)
    this.#measured.forEach((id, k) => {
      const i = network.indexOf.get(id)
      finishes[k + 1] = i === undefined || isOff(i) ? Number.NaN : shownFinish(network, dates, i)
    })
    return { finishes, cents: centsOf(plan, cost) }
  }

  #costOf(network: Network, progress: Progress, dates: Dates, i: number): number {
    const { plan, time, calendar, tasks } = network
    const task = tasks[i]!
    if (task.assign.length === 0 && progress.mode[i] !== cancelled) return task.cost ?? 0
    const known = this.#costs.get(task)
    const state: Omit<LeafCost, 'cost'> = {
      resources: plan.resources,
      calendars: plan.calendars,
      calendar: calendar[i],
      day: time.dayMinutes,
      start: dates.start[i]!,
      finish: dates.finish[i]!,
      mode: progress.mode[i]!,
      share: progress.share[i]!,
      left: progress.remaining[i]!,
    }
    if (known && isSameState(known, state)) return known.cost
    const { cost } = costOfLeaf(network, progress, dates, i)
    const sure = Number.isNaN(cost) ? 0 : cost
    this.#costs.set(task, { ...state, cost: sure })
    return sure
  }
}

/** What the cost of a leaf follows from, beside the task itself. */
interface LeafCost {
  readonly resources: Plan['resources']
  readonly calendars: Plan['calendars']
  readonly calendar: Network['calendar'][number] | undefined
  readonly day: number
  readonly start: number
  readonly finish: number
  readonly mode: number
  readonly share: number
  readonly left: number
  readonly cost: number
}

function isSameState(known: LeafCost, now: Omit<LeafCost, 'cost'>): boolean {
  return (
    known.resources === now.resources &&
    known.calendars === now.calendars &&
    known.calendar === now.calendar &&
    known.day === now.day &&
    known.start === now.start &&
    known.finish === now.finish &&
    known.mode === now.mode &&
    known.share === now.share &&
    Object.is(known.left, now.left)
  )
}

function placedDates(plan: Plan, external: Version['external']) {
  const network = buildNetwork(plan, planTime(plan), external)
  const { passes, unscheduled } = preparePasses(network, orderNodes(network))
  if (passes.limits.anyLate) {
    const found = passesOf(plan, { external })
    const { network, progress, projectStart } = found.passes
    return { network, progress, projectStart, dates: found.placed, unscheduled: found.unscheduled }
  }
  return {
    network,
    progress: passes.progress,
    projectStart: passes.projectStart,
    dates: forwardPass(passes),
    unscheduled,
  }
}

/** As a finish is shown: a point on its own side of a gap. */
function shownFinish(network: Network, { start, finish }: Dates, i: number): number {
  const at = finish[i]!
  return start[i] === at ? shownInstant(network, i, at) : at
}

function centsOf(plan: Plan, cost: number): number {
  return Math.round(budgetPosition(plan, { cost }).forecast * 100)
}
