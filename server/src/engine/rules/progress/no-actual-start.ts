import { dayInWords } from '../../schedule/words.ts'
import { formatIsoDay } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-actual-start.md */
export const noActualStart: Rule = {
  code: 'progress/no-actual-start',
  severity: 'warning',
  title: 'Begun, but nobody says when',

  *check({ plan, schedule }) {
    for (const task of factsOf(plan).begun) {
      const { id, name, kind, path, progress, status, actualStart, actualFinish } = task
      if (kind !== 'task' || actualStart || actualFinish || isDone(status, progress)) continue
      const byProgress = progress !== undefined && 0 < progress
      if (status === 'cancelled' || (!byProgress && status !== 'in-progress')) continue
      const dates = schedule.tasks.get(id)
      const start = dates && !dates.unscheduled ? dates.start : undefined
      yield {
        at: { path: [...path, byProgress ? 'progress' : 'status'] },
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

function isDone(status: string | undefined, progress: number | undefined): boolean {
  return status === 'done' || progress === 1
}
