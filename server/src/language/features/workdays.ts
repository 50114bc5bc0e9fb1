import type { CalendarSpec, Plan } from '#engine/model/plan'
import { type Calendar, compileSpans, nextStart, workBetween } from '#engine/time/calendar'
import { dayOf, minutesPerDay, rangeEnd, rangeStart } from '#engine/time/civil'
import { standardTime, workingTime } from '#engine/time/workingCalendar'

/** What the days of a plan's project calendar are. */
export interface Workdays {
  readonly calendar: Calendar
  readonly spec: CalendarSpec | undefined
  readonly dayMinutes: number
  readonly weekMinutes: number
}

const known = new WeakMap<Plan['calendars'], Map<string | undefined, Workdays>>()

/** The project calendar, or the one with an id; kept as long as the plan's calendars stay the same. */
export function workdaysOf(plan: Plan, id?: string): Workdays {
  const spec = id === undefined ? projectCalendar(plan) : (plan.calendars.get(id) ?? projectCalendar(plan))
  const cache = known.get(plan.calendars) ?? new Map<string | undefined, Workdays>()
  known.set(plan.calendars, cache)
  const cached = cache.get(spec?.id)
  if (cached) return cached
  const time = spec ? workingTime(spec, other => plan.calendars.get(other)) : standardTime
  const workdays = {
    calendar: compileSpans(time.spans),
    spec,
    dayMinutes: time.dayMinutes,
    weekMinutes: time.weekMinutes,
  }
  cache.set(spec?.id, workdays)
  return workdays
}

/** `project.calendar`, else `default`, else the first. */
function projectCalendar(plan: Plan): CalendarSpec | undefined {
  const { calendar } = plan.project
  return (
    (calendar === undefined ? undefined : plan.calendars.get(calendar)) ??
    plan.calendars.get('default') ??
    plan.calendars.values().next().value
  )
}

/** 00:00 of the day of an instant. */
export function startOfDay(minute: number): number {
  return dayOf(minute) * minutesPerDay
}

/** Minutes of work on the day of an instant. */
export function workOnDay({ calendar }: Workdays, minute: number): number {
  const day = startOfDay(minute)
  return workBetween(calendar, day, day + minutesPerDay)
}

/** 00:00 of the first day with work at or after a day; `undefined` where there is none any more. */
export function workdayFrom({ calendar }: Workdays, minute: number): number | undefined {
  const at = nextStart(calendar, startOfDay(minute))
  return Number.isFinite(at) ? startOfDay(at) : undefined
}

/** Why a day is off or not as usual. The name is plan text. */
export interface DayNote {
  readonly words: string
  readonly name?: string
}

/** A holiday, an exception or a weekend; `undefined` on a usual working day. */
export function dayNote(plan: Plan, workdays: Workdays, minute: number): DayNote | undefined {
  const day = startOfDay(minute)
  const off = workOnDay(workdays, day) === 0
  for (let spec = workdays.spec, depth = 0; spec && depth < 64; depth++) {
    const covers = ({ range }: { range: { from: CalendarRangeEnd; to: CalendarRangeEnd } }) =>
      rangeStart(range.from) < day + minutesPerDay && day < rangeEnd(range.to)
    if (spec.exceptions.some(covers)) return { words: off ? 'closed by an exception' : 'hours by an exception' }
    const holiday = spec.holidays.find(covers)
    if (holiday) return { words: 'holiday', name: holiday.name }
    spec = spec.basedOn === undefined ? undefined : plan.calendars.get(spec.basedOn)
  }
  return off ? { words: 'day off' } : undefined
}

type CalendarRangeEnd = Parameters<typeof rangeEnd>[0]
