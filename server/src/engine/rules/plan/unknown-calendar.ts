import type { Path } from '../../model/path.ts'
import type { Id, Plan } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import { guessAmong } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./unknown-calendar.md */
export const unknownCalendar: Rule = {
  code: 'plan/unknown-calendar',
  severity: 'error',
  title: 'A calendar that is not in the plan',

  *check({ plan }) {
    const guess = guessAmong(() => plan.calendars.keys())
    for (const { id, path } of references(plan)) {
      if (plan.calendars.has(id)) continue
      const message = `There is no calendar "${id}"`
      yield unknownId({ path }, id, message, guess, 'Add it to calendars, or remove the reference')
    }
  },
}

function* references(plan: Plan): Iterable<{ readonly id: Id; readonly path: Path }> {
  const { project, calendars, resources } = plan
  if (project.calendar !== undefined) yield { id: project.calendar, path: [...project.path, 'calendar'] }
  for (const { basedOn, file, path } of calendars.values()) {
    if (basedOn !== undefined && file === undefined) yield { id: basedOn, path: [...path, 'based-on'] }
  }
  for (const { calendar, file, path } of resources.values()) {
    if (calendar !== undefined && file === undefined) yield { id: calendar, path: [...path, 'calendar'] }
  }
  for (const { calendar, path } of factsOf(plan).withOwnCalendar) {
    if (calendar !== undefined) yield { id: calendar, path: [...path, 'calendar'] }
  }
}
