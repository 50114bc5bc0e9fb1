import type { CalendarSpec, Id, Plan } from '../model/plan.ts'
import { type Calendar, compileSpans, workBetween } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import { standardTime, workingTime } from '../time/workingCalendar.ts'
import type { RuleContext } from './rule.ts'

/**
 * Working minutes of the project calendar that a finish is after a date to hold; 0 or less if it holds. A date
 * without a time lasts until its day's close (`spec/scheduling.md` rules 4 and 5).
 */
export function lateness(deadline: CivilDate, finish: Minute, { plan }: RuleContext): number {
  const end = rangeEnd(deadline)
  return finish <= end ? 0 : workBetween(projectCalendar(plan), end, finish)
}

/** Working minutes of the project calendar between two instants. */
export function projectWork(from: number, to: number, plan: Plan): number {
  return workBetween(projectCalendar(plan), from, to)
}

const known = new WeakMap<ReadonlyMap<Id, CalendarSpec>, Map<Id, Calendar>>()

function projectCalendar({ calendars, project }: Plan): Calendar {
  const id = project.calendar ?? 'default'
  const compiled = known.get(calendars) ?? new Map<Id, Calendar>()
  known.set(calendars, compiled)
  const cached = compiled.get(id)
  if (cached) return cached
  const spec = calendars.get(id)
  const { spans } = spec ? workingTime(spec, other => calendars.get(other)) : standardTime
  const calendar = compileSpans(spans)
  compiled.set(id, calendar)
  return calendar
}
