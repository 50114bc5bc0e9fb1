import type { CalendarSpec, Id, Plan } from '../model/plan.ts'
import { planTime } from '../schedule/planTime.ts'
import { dayOf, minutesPerDay, minutesPerWeek, rangeEnd } from '../time/civil.ts'
import type { Hours, Minute } from '../time/minute.ts'
import { type Spans, spansBetween } from '../time/spans.ts'

/** Days without work, half-open. */
export interface ClosedDays {
  readonly from: Minute
  readonly to: Minute
  /** The holiday's, where it has one. */
  readonly name?: string
}

/** Days shown before and after the plan, so that a picture has no bare edge. */
const margin = 120
/** A picture of more than this many days is too small for single days to be seen. */
const mostDays = 30 * 366

/** The days of the project calendar on which nobody works, from a while before `start` to a while after `finish`. */
export function closedDays(plan: Plan, start: number, finish: number): readonly ClosedDays[] {
  const first = dayOf(start) - margin
  const last = dayOf(finish) + margin
  if (mostDays < last - first) return []
  const { from, to } = spansBetween(planTime(plan).project.spans, first * minutesPerDay, last * minutesPerDay)
  const names = holidayNames(plan)
  const closed: ClosedDays[] = []
  let day = first
  for (let i = 0; i <= from.length; i++) {
    const opens = dayOf(from[i] ?? last * minutesPerDay)
    if (day < opens) closed.push(closedFrom(day, opens, names))
    day = Math.ceil((to[i] ?? last * minutesPerDay) / minutesPerDay)
  }
  return closed
}

function closedFrom(first: number, end: number, names: ReadonlyMap<number, string>): ClosedDays {
  const found: string[] = []
  for (let day = first; day < end; day++) {
    const name = names.get(day)
    if (name !== undefined && !found.includes(name)) found.push(name)
  }
  return {
    from: (first * minutesPerDay) as Minute,
    to: (end * minutesPerDay) as Minute,
    ...(0 < found.length && { name: found.join(', ') }),
  }
}

/** Named holidays of the project calendar and those it is based on, by day. */
function holidayNames({ calendars, project }: Plan): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  const seen = new Set<Id>()
  let spec: CalendarSpec | undefined = calendars.get(project.calendar ?? 'default')
  while (spec && !seen.has(spec.id)) {
    seen.add(spec.id)
    for (const { range, name } of spec.holidays) {
      const first = dayOf(range.from.minute)
      const end = Math.min(dayOf(rangeEnd(range.to) - 1), first + 366)
      for (let day = first; name !== undefined && day <= end; day++) if (!names.has(day)) names.set(day, name)
    }
    spec = spec.basedOn === undefined ? undefined : calendars.get(spec.basedOn)
  }
  return names
}

const wholeDay: Hours = { from: 0, to: minutesPerDay }

/** From the earliest to the latest minute of work in a usual week of the project calendar; the whole day where nights are worked. */
export function dayHours(plan: Plan): Hours {
  const { tail } = planTime(plan).project.spans satisfies Spans
  let earliest: number = minutesPerDay
  let latest = 0
  tail.from.forEach((from, i) => {
    const to = tail.to[i] ?? minutesPerWeek
    const day = dayOf(from) * minutesPerDay
    earliest = Math.min(earliest, from - day)
    latest = Math.max(latest, to - day)
  })
  return latest <= earliest || minutesPerDay < latest ? wholeDay : { from: earliest, to: latest }
}
