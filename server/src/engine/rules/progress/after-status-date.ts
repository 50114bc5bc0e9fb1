import type { Path } from '../../model/path.ts'
import type { Plan } from '../../model/plan.ts'
import { dateInWords } from '../../schedule/words.ts'
import { rangeEnd } from '../../time/civil.ts'
import type { CivilDate } from '../../time/minute.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./after-status-date.md */
export const afterStatusDate: Rule = {
  code: 'progress/after-status-date',
  severity: 'warning',
  title: 'Something that happened after the status date',

  *check({ plan, schedule }) {
    const { statusDate, path: project } = plan.project
    if (!statusDate) return
    const end = rangeEnd(statusDate)
    for (const { name, key, date, path } of actuals(plan)) {
      if (date.minute < end || (date.hasTime && date.minute === end)) continue
      yield {
        at: { path },
        message: `"${key}" ${dateInWords(date, schedule)} of "${name}" is after the status date ${dateInWords(statusDate, schedule)}`,
        help: 'What has happened can’t lie ahead: correct the date, or move the status date',
        related: [{ at: { path: [...project, 'status-date'] }, message: 'The status date' }],
      }
    }
  },
}

interface Actual {
  readonly name: string
  readonly key: string
  readonly date: CivilDate
  readonly path: Path
}

function* actuals(plan: Plan): Iterable<Actual> {
  for (const task of factsOf(plan).begun) {
    const { name, actualStart, actualFinish, actual, path } = task
    if (actualStart) yield { name, key: 'actual-start', date: actualStart, path: [...path, 'actual-start'] }
    if (actualFinish) yield { name, key: 'actual-finish', date: actualFinish, path: [...path, 'actual-finish'] }
    if (actual) yield { name, key: 'actual', date: actual, path: [...path, 'actual'] }
  }
}
