import type { CalendarSpec, Id, Plan } from '../../model/plan.ts'
import type { Rule } from '../rule.ts'

/** Page: ./based-on-cycle.md */
export const basedOnCycle: Rule = {
  code: 'calendar/based-on-cycle',
  severity: 'error',
  title: 'Calendars that are based on each other',

  *check({ plan }) {
    const told = new Set<Id>()
    for (const calendar of plan.calendars.values()) {
      if (calendar.basedOn === undefined || told.has(calendar.id)) continue
      const ring = ringFrom(calendar, plan)
      for (const { id } of ring) told.add(id)
      for (const one of ring.slice(0, most)) {
        const path = [...one.path, 'based-on']
        yield {
          at: { path },
          message: `The calendars ${inOrder(ring)} → "${ring[0]!.id}" are based on each other, so none of them has a beginning`,
          help: 'Remove "based-on" from one of them',
          related: ring
            .filter(other => other !== one)
            .slice(0, most)
            .map(other => ({
              at: { path: [...other.path, 'based-on'] },
              message: `"${other.id}" is based on "${other.basedOn}"`,
            })),
          // Which of them is wrong, only the author knows.
          fixes: [{ title: `Remove "based-on" of "${one.id}"`, changes: [{ kind: 'remove', path }], preferred: false }],
        }
      }
    }
  },
}

/** Of a giant ring these are told: all its calendars at all its calendars would be the square of it. */
const most = 10

function inOrder(ring: readonly CalendarSpec[]): string {
  const names = ring.slice(0, most).map(({ id }) => `"${id}"`)
  return [...names, ...(most < ring.length ? [`${ring.length - most} more`] : [])].join(' → ')
}

/** The ring that a calendar is in, in order, beginning with it; empty if it is in none. */
function ringFrom(calendar: CalendarSpec, plan: Plan): readonly CalendarSpec[] {
  const ring: CalendarSpec[] = []
  const seen = new Set<Id>()
  for (
    let at: CalendarSpec | undefined = calendar;
    at;
    at = at.basedOn === undefined ? undefined : plan.calendars.get(at.basedOn)
  ) {
    if (seen.has(at.id)) return at === calendar ? ring : []
    seen.add(at.id)
    ring.push(at)
  }
  return []
}
