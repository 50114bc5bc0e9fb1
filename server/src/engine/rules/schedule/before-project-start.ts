import type { Task } from '../../model/plan.ts'
import { dateInWords } from '../../schedule/words.ts'
import { rangeEnd } from '../../time/civil.ts'
import type { CivilDate } from '../../time/minute.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./before-project-start.md */
export const beforeProjectStart: Rule = {
  code: 'schedule/before-project-start',
  severity: 'warning',
  title: 'A date before the project starts',

  *check({ plan, schedule }) {
    const { start, path: project } = plan.project
    if (!start) return
    for (const task of factsOf(plan).dated) {
      for (const [key, dateOf] of fixedDates) {
        const date = dateOf(task)
        if (date === undefined || start.minute <= date.minute || start.minute < rangeEnd(date)) continue
        yield {
          at: { path: [...task.path, key] },
          message: `"${key}" ${dateInWords(date, schedule)} of "${task.name}" is before the project starts, ${dateInWords(start, schedule)}`,
          help: 'Correct the date, or let the project start earlier',
          related: [{ at: { path: [...project, 'start'] }, message: 'The project starts here' }],
        }
      }
    }
  },
}

const fixedDates: readonly (readonly [string, (task: Task) => CivilDate | undefined])[] = [
  ['must-start-on', task => task.constraints['must-start-on']],
  ['must-finish-on', task => task.constraints['must-finish-on']],
  ['start-no-later-than', task => task.constraints['start-no-later-than']],
  ['finish-no-later-than', task => task.constraints['finish-no-later-than']],
  ['deadline', task => task.deadline],
  ['actual-start', task => task.actualStart],
  ['actual-finish', task => task.actualFinish],
  ['actual', task => task.actual],
]
