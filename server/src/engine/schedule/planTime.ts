import { sameItems } from '../base/sameItems.ts'
import type { CalendarSpec, Id, OverTime, Plan, Resource, Task } from '../model/plan.ts'
import { type Calendar, compileSpans, workBetween } from '../time/calendar.ts'
import { rangeEnd, rangeStart } from '../time/civil.ts'
import type { WorkUnits } from '../time/duration.ts'
import type { DateRange } from '../time/minute.ts'
import { always, intersect, onlyThese, type Spans, subtract, union } from '../time/spans.ts'
import { standardTime, type WorkingTime, weekSpans, workingTime } from '../time/workingCalendar.ts'

/** Working minutes of the project calendar between two instants: what a slip is counted in, by whoever tells of it. */
export function projectWork(from: number, to: number, plan: Plan): number {
  return workBetween(planTime(plan).project, from, to)
}

/** The compiled calendars of one plan. What an edit didn't touch is taken over from the plan before. */
export interface PlanTime extends WorkUnits {
  readonly plan: Plan
  readonly project: Calendar
  /** Compiled so far in this plan, by calendar id. */
  readonly byId: Map<Id, Calendar>
  /** When each person, team or machine is at work. */
  readonly byResource: Map<Id, Calendar>
  /** By task calendar, then by resource: when they are at work in it. */
  readonly together: Map<Calendar, Map<Id, Calendar | undefined>>
}

/** Round the clock: for elapsed durations and lags. */
export const continuous: Calendar = compileSpans(always)
const standard: Calendar = compileSpans(standardTime.spans)

/** Compiles the project's calendar: the one it names, else `default`, else Monday to Friday, eight hours. */
export function planTime(plan: Plan): PlanTime {
  const spec = plan.calendars.get(plan.project.calendar ?? 'default')
  const { calendar, time } = spec ? compiledSpec(spec, plan) : { calendar: standard, time: standardTime }
  const { dayMinutes, weekMinutes } = time
  return {
    plan,
    project: calendar,
    byId: new Map(),
    byResource: new Map(),
    together: new Map(),
    dayMinutes,
    weekMinutes,
  }
}

/** A calendar by id; the project's where none is named or there is no such calendar. */
export function calendarById(time: PlanTime, id: Id | undefined): Calendar {
  if (id === undefined) return time.project
  let calendar = time.byId.get(id)
  if (!calendar) {
    const spec = time.plan.calendars.get(id)
    calendar = spec ? compiledSpec(spec, time.plan).calendar : time.project
    time.byId.set(id, calendar)
  }
  return calendar
}

/** When a resource is at work: its calendar, from its first to its last day, less its leave and times without capacity. */
export function resourceCalendar(time: PlanTime, resource: Resource): Calendar {
  let calendar = time.byResource.get(resource.id)
  if (!calendar) {
    calendar = compiledResource(resource, calendarById(time, resource.calendar))
    time.byResource.set(resource.id, calendar)
  }
  return calendar
}

/** A resource's usual week, without what holidays, exceptions and leave change: work outside it is overtime (rule 24). */
export function usualCalendar({ plan }: PlanTime, resource: Resource): Calendar {
  const spec = plan.calendars.get(resource.calendar ?? plan.project.calendar ?? 'default')
  if (!spec) return standard
  const { time } = compiledSpec(spec, plan)
  const known = usual.get(time)
  if (known) return known
  const calendar = compileSpans(weekSpans(time.week))
  usual.set(time, calendar)
  return calendar
}

/** Working time that both have. */
export function sharedCalendar(a: Calendar, b: Calendar): Calendar {
  return a === b || b.continuous ? a : a.continuous ? b : combined(shared, a, b, intersect)
}

/** Working time that either has. */
export function joinedCalendar(a: Calendar, b: Calendar): Calendar {
  return a === b || a.continuous ? a : b.continuous ? b : combined(joined, a, b, union)
}

/** A calendar less a task's pauses. */
export function pausedCalendar(task: Task, calendar: Calendar): Calendar {
  if (task.pauses.length === 0) return calendar
  const known = paused.get(task.pauses)
  if (known?.base === calendar) return known.calendar
  const compiled = compileSpans(subtract(calendar.spans, stretchesOf(task.pauses)))
  paused.set(task.pauses, { base: calendar, calendar: compiled })
  return compiled
}

/** The value that holds at an instant; `undefined` where nothing is said. */
export function valueAt<T>(values: OverTime<T>, minute: number): T | undefined {
  let value: T | undefined
  for (const entry of values) {
    if (entry.from !== undefined && minute < entry.from.minute) break
    value = entry.value
  }
  return value
}

interface CompiledSpec {
  readonly time: WorkingTime
  readonly calendar: Calendar
  /** The calendars it was resolved over, nearest first: it is stale when one of them has changed. */
  readonly lineage: readonly CalendarSpec[]
}

const specs = new WeakMap<CalendarSpec, CompiledSpec>()
const resources = new WeakMap<Resource, { readonly base: Calendar; readonly calendar: Calendar }>()
const usual = new WeakMap<WorkingTime, Calendar>()
const shared = new WeakMap<Calendar, WeakMap<Calendar, Calendar>>()
const joined = new WeakMap<Calendar, WeakMap<Calendar, Calendar>>()
const paused = new WeakMap<Task['pauses'], { readonly base: Calendar; readonly calendar: Calendar }>()

function compiledSpec(spec: CalendarSpec, { calendars }: Plan): CompiledSpec {
  const lineage = lineageOf(spec, calendars)
  const known = specs.get(spec)
  if (known && sameItems(known.lineage, lineage)) return known
  const time = workingTime(spec, id => calendars.get(id))
  const compiled = { time, calendar: compileSpans(time.spans), lineage }
  specs.set(spec, compiled)
  return compiled
}

/** A calendar and those it is based on, nearest first. */
export function lineageOf(spec: CalendarSpec, calendars: Plan['calendars']): readonly CalendarSpec[] {
  const lineage: CalendarSpec[] = []
  for (let next: CalendarSpec | undefined = spec; next && !lineage.includes(next); ) {
    lineage.push(next)
    next = next.basedOn === undefined ? undefined : calendars.get(next.basedOn)
  }
  return lineage
}

function compiledResource(resource: Resource, base: Calendar): Calendar {
  const known = resources.get(resource)
  if (known?.base === base) return known.calendar
  const away = absences(resource)
  const calendar = away.length === 0 ? base : compileSpans(subtract(base.spans, onlyThese(away)))
  resources.set(resource, { base, calendar })
  return calendar
}

function absences({ from, until, leave, capacity, units }: Resource): readonly (readonly [number, number])[] {
  return [
    ...(from ? [[Number.NEGATIVE_INFINITY, from.minute] as const] : []),
    ...(until ? [[rangeEnd(until), Number.POSITIVE_INFINITY] as const] : []),
    ...leave.map(({ range }) => [rangeStart(range.from), rangeEnd(range.to)] as const),
    ...zeroTimes(capacity),
    ...zeroTimes(units),
  ]
}

function zeroTimes(values: OverTime<number>): readonly (readonly [number, number])[] {
  return values.flatMap(({ from, value }, i) =>
    value > 0
      ? []
      : [[from?.minute ?? Number.NEGATIVE_INFINITY, values[i + 1]?.from?.minute ?? Number.POSITIVE_INFINITY] as const],
  )
}

function stretchesOf(ranges: readonly { readonly range: DateRange }[]): Spans {
  return onlyThese(ranges.map(({ range }) => [rangeStart(range.from), rangeEnd(range.to)]))
}

function combined(
  cache: WeakMap<Calendar, WeakMap<Calendar, Calendar>>,
  a: Calendar,
  b: Calendar,
  combine: (a: Spans, b: Spans) => Spans,
): Calendar {
  const ofA = cache.get(a) ?? new WeakMap<Calendar, Calendar>()
  cache.set(a, ofA)
  const calendar = ofA.get(b) ?? compileSpans(combine(a.spans, b.spans))
  ofA.set(b, calendar)
  return calendar
}
