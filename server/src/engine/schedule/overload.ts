import type { Assignment, Id, OverTime, Resource } from '../model/plan.ts'
import { type Calendar, isWorking, lastFinish, nextStart, workBetween } from '../time/calendar.ts'
import type { Minute } from '../time/minute.ts'
import { spansBetween } from '../time/spans.ts'
import type { Dates, Passes } from './passes.ts'
import { resourceCalendar, sharedCalendar, valueAt } from './planTime.ts'
import { planned, started } from './progress.ts'
import { isDoing, limitsReached, type Share } from './share.ts'
import type { Overload } from './types.ts'
import { unitsAt } from './work.ts'

/** What one task takes of a resource: `units` of it while `calendar` works, from `from` to `to`. */
interface Demand {
  readonly id: Id
  readonly assignment: Assignment
  readonly from: number
  readonly to: number
  readonly calendar: Calendar
  /** Its effort, where a limit of a day or a week ends that before the work of the day does (rule 23). */
  readonly limited: Share | undefined
  /** It may ask for the resource when that is away. */
  readonly mayBeAway: boolean
}

/** Rounding of shares. */
const tolerance = 1e-9

/**
 * Where each resource has more work than it can do, as exact intervals (rule 22; MS Project's overallocation, to the
 * minute): units asked for, over units × capacity there are. Nights and days off do not cut an interval. What is
 * finished asks for nothing, of what is started only the rest.
 */
export function overloadsOf(
  passes: Passes,
  dates: Dates,
  former?: { readonly overloads: ReadonlyMap<Id, readonly Overload[]>; readonly only: ReadonlySet<Id> },
): ReadonlyMap<Id, readonly Overload[]> {
  if (former?.only.size === 0) return former.overloads
  const overloads = new Map<Id, readonly Overload[]>()
  const { plan, time } = passes.network
  const demands = demandsOf(passes, dates, former?.only)
  for (const [id, resource] of plan.resources) {
    const its = demands.get(id)
    const isFormer = former && !former.only.has(id)
    const found = isFormer
      ? former.overloads.get(id)
      : its && sweepDemands(resource, its, resourceCalendar(time, resource))
    if (found && found.length > 0) overloads.set(id, found)
  }
  return overloads
}

function demandsOf(
  passes: Passes,
  dates: Dates,
  only: ReadonlySet<Id> | undefined,
): ReadonlyMap<Id, readonly Demand[]> {
  const { network, progress } = passes
  const { count, tasks, isSummary, calendar, work, plan, time } = network
  const demands = new Map<Id, Demand[]>()
  for (let i = 0; i < count; i++) {
    const { assign, id, ignoreResourceCalendars } = tasks[i]!
    const mode = progress.mode[i]!
    const from = mode === started ? dates.resume[i]! : dates.start[i]!
    const to = dates.finish[i]!
    if (assign.length === 0 || isSummary[i] || (mode !== planned && mode !== started) || !(from < to)) continue
    for (const assignment of assign) {
      const resource = plan.resources.get(assignment.resource)
      if (!resource || resource.type === 'cost' || (only && !only.has(resource.id))) continue
      const mayBeAway = !work[i]!.elapsed && (ignoreResourceCalendars || resource.type === 'equipment')
      const isTheirs = mayBeAway || work[i]!.soleDoer
      const at = isTheirs ? calendar[i]! : sharedCalendar(calendar[i]!, resourceCalendar(time, resource))
      const share = work[i]!.shares?.find(share => share.resource === resource.id)
      const limited = share?.limit && share
      const demand = { id, assignment, from, to, calendar: at, limited, mayBeAway }
      const list = demands.get(resource.id)
      if (list) list.push(demand)
      else demands.set(resource.id, [demand])
    }
  }
  return demands
}

/** From change to change: what asks for the resource, and whether it can give that. */
function sweepDemands(resource: Resource, demands: readonly Demand[], at: Calendar): readonly Overload[] {
  const sorted = [...demands].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
  const cuts = cutsOf(resource, sorted)
  const found: Overload[] = []
  let active: Demand[] = []
  let next = 0
  for (let k = 0; k + 1 < cuts.length; k++) {
    const [from, to] = [cuts[k]!, cuts[k + 1]!]
    active = active.filter(demand => from < demand.to)
    while (next < sorted.length && sorted[next]!.from <= from) active.push(sorted[next++]!)
    if (active.length > 0) sweepStretch(resource, active, at, from, to, found)
  }
  return found
}

function cutsOf(resource: Resource, demands: readonly Demand[]): Float64Array {
  let last = Number.NEGATIVE_INFINITY
  for (const { to } of demands) last = Math.max(last, to)
  const changes = [...changesOf(resource.capacity, last), ...changesOf(resource.units, last)]
  const cuts = new Float64Array(2 * demands.length + changes.length)
  for (let k = 0; k < demands.length; k++) {
    cuts[2 * k] = demands[k]!.from
    cuts[2 * k + 1] = demands[k]!.to
  }
  cuts.set(changes, 2 * demands.length)
  cuts.sort()
  return cuts.filter((cut, k) => k === 0 || cuts[k - 1]! < cut)
}

function changesOf(values: OverTime<number>, last: number): readonly number[] {
  return values.flatMap(({ from }) => (from && from.minute < last ? [from.minute] : []))
}

function sweepStretch(
  resource: Resource,
  active: readonly Demand[],
  at: Calendar,
  from: number,
  to: number,
  found: Overload[],
): void {
  const most = loadOf(resource, active, from)
  const mayBeAway = active.some(demand => demand.mayBeAway)
  if (most <= 1 + tolerance && !mayBeAway) return
  const { calendar } = active[0]!
  if (!mayBeAway && active.every(demand => demand.calendar === calendar && !demand.limited)) {
    addOverload(found, at, nextStart(calendar, from), lastFinish(calendar, to), most, active)
    return
  }
  // Who works when differs: minute by minute, as runs between the ends of everyone's working intervals.
  const ends = [from, to]
  for (const its of new Set([at, ...active.map(demand => demand.calendar)])) {
    const spans = spansBetween(its.spans, from, to)
    ends.push(...spans.from, ...spans.to)
  }
  for (const { limited, from: start } of active) if (limited) ends.push(...limitsReached(limited, start, from, to))
  ends.sort((a, b) => a - b)
  for (let k = 0; k + 1 < ends.length; k++) {
    const [a, b] = [ends[k]!, ends[k + 1]!]
    if (a === b) continue
    const working = active.filter(demand => isAsking(demand, a))
    if (working.length === 0) continue
    const load = isWorking(at, a) ? loadOf(resource, working, a) : Number.POSITIVE_INFINITY
    if (1 + tolerance < load) addOverload(found, at, a, b, load, working)
  }
}

function isAsking({ calendar, limited, from }: Demand, minute: number): boolean {
  return isWorking(calendar, minute) && (!limited || isDoing(limited, from, minute))
}

/** Units asked for ÷ units there are. */
function loadOf(resource: Resource, demands: readonly Demand[], minute: number): number {
  const there = (valueAt(resource.units, minute) ?? 1) * (valueAt(resource.capacity, minute) ?? 1)
  const asked = demands.reduce((sum, { assignment }) => sum + unitsAt(assignment, resource, minute), 0)
  return asked <= 0 ? 0 : asked / there
}

/** Joins what only a gap without work separates. */
function addOverload(
  found: Overload[],
  at: Calendar,
  from: number,
  to: number,
  load: number,
  active: readonly Demand[],
): void {
  if (!(from < to)) return
  const last = found.at(-1)
  const tasks = active.map(({ id }) => id).sort()
  const goesOn =
    last !== undefined &&
    (last.load === load || Math.abs(last.load - load) < tolerance) &&
    last.tasks.length === tasks.length &&
    last.tasks.every((id, k) => id === tasks[k]) &&
    (last.to === from || workBetween(at, last.to, from) === 0)
  if (goesOn) found[found.length - 1] = { ...last, to: to as Minute }
  else found.push({ from: from as Minute, to: to as Minute, load, tasks })
}
