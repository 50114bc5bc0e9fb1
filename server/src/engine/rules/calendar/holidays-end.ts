import type { CalendarSpec, Id, Plan } from '../../model/plan.ts'
import { dayInWords } from '../../schedule/words.ts'
import { civilParts } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./holidays-end.md */
export const holidaysEnd: Rule = {
  code: 'calendar/holidays-end',
  severity: 'warning',
  title: 'A plan that runs past the last year with holidays',

  *check({ plan, schedule }) {
    if (!Number.isFinite(schedule.finish)) return
    const finish = civilParts(schedule.finish - 1).year
    for (const calendar of usedCalendars(plan)) {
      const last = lastHoliday(calendar, plan)
      if (!last || finish <= last.year) continue
      const years = last.year + 1 === finish ? `${finish}` : `${last.year + 1} to ${finish}`
      yield {
        at: { path: [...last.of.path, 'holidays'], on: 'key' },
        message: `The plan runs until ${dayInWords(schedule.finish - 1, schedule)}, but the calendar "${last.of.id}" names no holidays after ${last.year}`,
        help: `Add the holidays of ${years}: without them those days count as worked`,
      }
    }
  },
}

/** Each calendar that dates depend on: the project's, those of tasks, those of people who have work. */
function usedCalendars(plan: Plan): readonly CalendarSpec[] {
  const ids = new Set<Id>([plan.project.calendar ?? 'default'])
  for (const { calendar } of factsOf(plan).withOwnCalendar) if (calendar !== undefined) ids.add(calendar)
  for (const resource of factsOf(plan).assignees) {
    const calendar = plan.resources.get(resource)?.calendar
    if (calendar !== undefined) ids.add(calendar)
  }
  return [...ids].flatMap(id => plan.calendars.get(id) ?? [])
}

/** The year of the last holiday of a calendar and all it is based on; holidays add up. */
function lastHoliday(calendar: CalendarSpec, plan: Plan): { year: number; of: CalendarSpec } | undefined {
  let last: { year: number; of: CalendarSpec } | undefined
  const seen = new Set<Id>()
  for (let at: CalendarSpec | undefined = calendar; at && !seen.has(at.id); at = plan.calendars.get(at.basedOn ?? '')) {
    seen.add(at.id)
    for (const { range } of at.holidays) {
      const { year } = civilParts(range.to.minute)
      if (!last || last.year < year) last = { year, of: at }
    }
  }
  return last
}
