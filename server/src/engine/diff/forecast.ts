import { budgetPosition, outcomeOf, positionOf } from '../cost/budget.ts'
import { scheduleProject } from '../leveling/scheduleProject.ts'
import type { Id, Plan } from '../model/plan.ts'
import { passesOf, preparePasses } from '../schedule/allPasses.ts'
import { forwardPass } from '../schedule/forward.ts'
import { buildNetwork, type Network } from '../schedule/network.ts'
import { orderNodes } from '../schedule/order.ts'
import type { Dates } from '../schedule/passes.ts'
import { shownInstant } from '../schedule/placeLeaf.ts'
import { planTime } from '../schedule/planTime.ts'
import { cancelled, finished, off } from '../schedule/progress.ts'
import { type Placed, placedAgain } from '../schedule/reschedule.ts'
import { placedBehind } from '../schedule/schedule.ts'
import { costOfLeaf } from '../schedule/taskCost.ts'
import type { Schedule } from '../schedule/types.ts'
import { nextStart } from '../time/calendar.ts'
import type { Version } from './change.ts'

/** What a comparison measures of one version. `NaN` where a task has no dates. */
export interface Forecast {
  /** The project's finish, then each measured task's; minutes on the clock. */
  readonly finishes: Float64Array
  /** Whole cents: what the project will come to. */
  readonly cents: number
}

/** A version that was placed, and what each leaf will come to; others are measured from it. */
interface Known {
  readonly found: Placed
  readonly costs: Float64Array
}

/** So many versions are kept to go on from: edits of calendars, people and the outline make one each. */
const mostKnown = 48

/**
 * Forecasts many versions of one plan: what `schedule` says of the finish, of some tasks and of the cost, without float,
 * critical path and reasons. A version is placed from one before it where only leaves differ: the last, or the first of
 * its kind, whichever has more in common with it.
 */
export class Forecaster {
  readonly #measured: readonly Id[]
  readonly #known: Known[] = []
  #last: Known | undefined

  /** @param base the schedule of a version that others will be near to */
  constructor(measured: readonly Id[], base?: Schedule) {
    this.#measured = measured
    const found = base && placedBehind(base)
    if (found) this.#known.push({ found, costs: costsOf(found) })
  }

  forecast({ plan, external }: Version): Forecast {
    if (plan.project.leveling === 'auto') return this.#leveled(plan, external)
    this.#last = this.#placeFromAnother(plan, external) ?? this.#placeAnew(plan, external)
    return this.#measure(this.#last)
  }

  #placeFromAnother(plan: Plan, external: Version['external']): Known | undefined {
    const [first] = this.#known
    const isNearer = this.#last && first && othersIn(plan, this.#last) < othersIn(plan, first)
    for (const known of isNearer ? [this.#last!, ...this.#known] : this.#known) {
      const again = placedAgain(known.found, plan, { external })
      if (again) return { found: again, costs: costsAgain(known, again) }
    }
    return undefined
  }

  #placeAnew(plan: Plan, external: Version['external']): Known {
    const found = placeAll(plan, external)
    const known = { found, costs: costsOf(found) }
    if (this.#known.length < mostKnown) this.#known.push(known)
    return known
  }

  #leveled(plan: Plan, external: Version['external']): Forecast {
    const schedule = scheduleProject(plan, { external })
    const finishes = this.#measured.map(id => schedule.tasks.get(id)?.finish ?? Number.NaN)
    const { forecast } = budgetPosition(plan, schedule)
    return { finishes: Float64Array.of(schedule.finish, ...finishes), cents: Math.round(forecast * 100) }
  }

  #measure({ found, costs }: Known): Forecast {
    const { passes, placed } = found
    const { network, progress, projectStart } = passes
    let latest = Number.NEGATIVE_INFINITY
    let cost = 0
    for (let i = 0; i < network.count; i++) {
      cost += costs[i]!
      if (network.isSummary[i] || isOff(found, i) || progress.mode[i] === cancelled) continue
      const finish = shownFinish(network, placed, i)
      if (latest < finish) latest = finish
    }
    const finishes = new Float64Array(1 + this.#measured.length)
    finishes[0] = Number.isFinite(latest) ? latest : nextStart(network.time.project, projectStart)
    this.#measured.forEach((id, k) => {
      const i = network.indexOf.get(id)
      finishes[k + 1] = i === undefined || isOff(found, i) ? Number.NaN : shownFinish(network, placed, i)
    })
    const { forecast } = positionOf(network.plan, cost, cost)
    return { finishes, cents: Math.round(forecast * 100) }
  }
}

/** How many tasks of a plan are other objects than in a version that was placed. */
function othersIn({ tasks }: Plan, { found }: Known): number {
  const known = found.passes.network.tasks
  let others = Math.abs(tasks.size - known.length)
  let i = 0
  for (const task of tasks.values()) if (task !== known[i++]) others++
  return others
}

function isOff({ passes, unscheduled }: Placed, i: number): boolean {
  return unscheduled[i] !== undefined || passes.progress.mode[i] === off
}

function costOf(found: Placed, i: number): number {
  const { network, progress } = found.passes
  if (network.isSummary[i]) return 0
  const { cost } = isOff(found, i) ? { cost: 0 } : costOfLeaf(found.passes, found.placed, i)
  return outcomeOf(network.tasks[i]!, Number.isNaN(cost) ? 0 : cost, progress.mode[i] === finished)
}

function costsOf(found: Placed): Float64Array {
  return Float64Array.from({ length: found.passes.network.count }, (_, i) => costOf(found, i))
}

/** What was not gone over comes to what it did. */
function costsAgain({ costs }: Known, found: Placed & { readonly touched: Uint8Array }): Float64Array {
  const now = costs.slice()
  for (let i = 0; i < now.length; i++) if (found.touched[i]) now[i] = costOf(found, i)
  return now
}

function placeAll(plan: Plan, external: Version['external']): Placed {
  const network = buildNetwork(plan, planTime(plan), external)
  const order = orderNodes(network)
  const { passes, unscheduled } = preparePasses(network, order)
  if (passes.limits.anyLate) return passesOf(plan, { external })
  return { passes, order, placed: forwardPass(passes), unscheduled, hasExternal: external !== undefined }
}

/** As a finish is shown: a point on its own side of a gap. */
function shownFinish(network: Network, { start, finish }: Dates, i: number): number {
  const at = finish[i]!
  return start[i] === at ? shownInstant(network, i, at) : at
}
