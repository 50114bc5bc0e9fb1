import type { Path } from '../../model/path.ts'
import { lastDayInWords } from '../../schedule/words.ts'
import { formatIsoDay, minutesPerDay } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { Fix, Rule } from '../rule.ts'

/** Page: ./no-actual-finish.md */
export const noActualFinish: Rule = {
  code: 'progress/no-actual-finish',
  severity: 'warning',
  title: 'Done, but nobody says when',

  *check({ plan, schedule }) {
    for (const task of factsOf(plan).begun) {
      const { id, name, kind, path, status, progress, milestoneStatus, isMilestoneSection } = task
      if (kind === 'summary' || task.actualFinish || task.actual) continue
      const reached = milestoneStatus === 'reached'
      if (!reached && status !== 'done' && (status === 'cancelled' || progress !== 1)) continue
      const dates = schedule.tasks.get(id)
      const known = dates && !dates.unscheduled ? dates : undefined
      // Where work remains, the work is believed: that it is done is `progress/contradiction`.
      if (known && !known.finished) continue
      const key = isMilestoneSection ? 'actual' : 'actual-finish'
      const finish = known && formatIsoDay(lastMinute(known.finish))
      const added: [key: string, day: string][] = []
      if (known && !task.actualStart && !isMilestoneSection) added.push(['actual-start', formatIsoDay(known.start)])
      if (finish) added.push([key, finish])
      yield {
        at: { path: [...path, reached || status === 'done' ? 'status' : 'progress'] },
        message: `"${name}" is ${reached ? 'reached' : 'done'}, but nothing says when${known ? `: it counts as of ${lastDayInWords(known.finish, schedule)}` : ''}`,
        help: `Add "${key}"`,
        fixes: finish ? [addition(path, added)] : [],
      }
    }
  },
}

function addition(path: Path, added: readonly (readonly [key: string, day: string])[]): Fix {
  return {
    title: `Add ${added.map(([key, day]) => `"${key}: ${day}"`).join(' and ')}`,
    changes: added.map(([key, day]) => ({ kind: 'set', path: [...path, key], text: day })),
    preferred: true,
  }
}

/** The last minute of work: a finish at 00:00 belongs to the day before. */
function lastMinute(finish: number): number {
  return finish % minutesPerDay === 0 ? finish - 1 : finish
}
