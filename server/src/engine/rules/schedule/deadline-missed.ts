import type { Path } from '../../model/path.ts'
import { dateInWords, lastDayInWords, workInWords } from '../../schedule/words.ts'
import { minutesPerDay } from '../../time/civil.ts'
import type { CivilDate } from '../../time/minute.ts'
import { factsOf } from '../facts.ts'
import { lateness } from '../lateness.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'

/** Page: ./deadline-missed.md */
export const deadlineMissed: Rule = {
  code: 'schedule/deadline-missed',
  severity: 'warning',
  title: 'A deadline that the schedule does not meet',

  *check(context) {
    const { plan, schedule } = context
    for (const { id, name, deadline, path } of factsOf(plan).withDeadline) {
      const dates = schedule.tasks.get(id)
      if (!deadline || !dates || dates.unscheduled || dates.cancelled) continue
      const late = lateness(deadline, dates.finish, context)
      if (0 < late)
        yield finding(`"${name}"`, deadline, dates.finish, late, [...path, 'deadline'], dates.finished, context)
    }
    const { deadline, path } = plan.project
    if (!deadline || !Number.isFinite(schedule.finish)) return
    const late = lateness(deadline, schedule.finish, context)
    if (0 < late) yield finding('The project', deadline, schedule.finish, late, [...path, 'deadline'], false, context)
  },
}

function finding(
  who: string,
  deadline: CivilDate,
  finish: number,
  late: number,
  path: Path,
  finished: boolean,
  { schedule }: RuleContext,
): Finding {
  const length = workInWords(late, schedule.dayMinutes)
  const verb = finished ? 'finished' : 'finishes'
  const at = sameDay(deadline, finish) ? ` at ${clockOf(finish)}` : ''
  return {
    at: { path },
    message: `${who} ${verb} ${lastDayInWords(finish, schedule)}${at}, ${length} after its deadline ${dateInWords(deadline, schedule)}`,
    help: finished
      ? 'Nothing can change that: move the deadline if those who wait agree'
      : 'Shorten or reorder what drives it, cut scope, or move the deadline with those who wait for it',
  }
}

function sameDay({ minute }: CivilDate, finish: number): boolean {
  return Math.floor(minute / minutesPerDay) === Math.floor((finish - 1) / minutesPerDay)
}

function clockOf(minute: number): string {
  const inDay = ((minute % minutesPerDay) + minutesPerDay) % minutesPerDay
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}
