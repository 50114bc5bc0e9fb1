import type { Task } from '../../model/plan.ts'
import { dayInWords } from '../../schedule/words.ts'
import { formatIsoDay, rangeEnd } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-actual-start.md */
export const noActualStart: Rule = {
  code: 'progress/no-actual-start',
  severity: 'warning',
  title: 'Begun, but nobody says when',

  *check({ plan, schedule }) {
    const { statusDate } = plan.project
    // What is to start after the work of that day has begun on it.
    const lastMinute = statusDate ? rangeEnd(statusDate) - 1 : Number.POSITIVE_INFINITY
    for (const task of factsOf(plan).begun) {
      const { id, name, kind, path, progress, status, actualStart, actualFinish } = task
      if (kind !== 'task' || actualStart || actualFinish || status === 'cancelled') continue
      const dates = schedule.tasks.get(id)
      const start = dates && !dates.unscheduled ? Math.min(dates.start, lastMinute) : undefined
      const byProgress = progress !== undefined && 0 < progress
      // Whether less is left than there was is known to the schedule.
      const isBegun = start === undefined ? isGoing(task) : dates!.started && !dates!.finished
      if (!isBegun) continue
      const said = status === 'in-progress' || status === 'done'
      yield {
        at: { path: [...path, byProgress ? 'progress' : said ? 'status' : 'remaining'] },
        message: `"${name}" has begun, but nothing says when${start === undefined ? '' : `: it counts as started on ${dayInWords(start, schedule)}`}`,
        help: 'Add "actual-start"',
        fixes:
          start === undefined
            ? []
            : [
                {
                  title: `Add "actual-start: ${formatIsoDay(start)}"`,
                  changes: [{ kind: 'set', path: [...path, 'actual-start'], text: formatIsoDay(start) }],
                  preferred: true,
                },
              ],
      }
    }
  },
}

/** Without dates: is it begun and not done by its words? */
function isGoing({ status, progress = 0 }: Task): boolean {
  return status !== 'done' && progress < 1 && (0 < progress || status === 'in-progress')
}
