import type { Located, Plan } from '../../model/plan.ts'
import { dateInWords } from '../../schedule/words.ts'
import { rangeEnd } from '../../time/civil.ts'
import type { CivilDate } from '../../time/minute.ts'
import type { Rule } from '../rule.ts'

/** Page: ./date-order.md */
export const dateOrder: Rule = {
  code: 'plan/date-order',
  severity: 'error',
  title: 'An end before its beginning',

  *check({ plan, schedule }) {
    for (const { of, first, firstKey, second, secondKey } of orderedPairs(plan)) {
      if (!first || !second || first.minute < rangeEnd(second)) continue
      const path = [...of.path, secondKey]
      yield {
        at: { path },
        message: `"${secondKey}" ${dateInWords(second, schedule)} is before "${firstKey}" ${dateInWords(first, schedule)}`,
        help: 'Correct one of the two dates',
        related: [{ at: { path: [...of.path, firstKey] }, message: `"${firstKey}"` }],
      }
    }
  },
}

interface OrderedPair {
  readonly of: Located
  readonly firstKey: string
  readonly first: CivilDate | undefined
  readonly secondKey: string
  readonly second: CivilDate | undefined
}

/** All pairs of dates that one object has, of which one can't come before the other. Actuals are `progress/order`. */
function* orderedPairs(plan: Plan): Iterable<OrderedPair> {
  const { project } = plan
  const start = { of: project, firstKey: 'start', first: project.start }
  yield { ...start, secondKey: 'deadline', second: project.deadline }
  yield { ...start, secondKey: 'finish', second: project.finish }
  for (const resource of plan.resources.values()) {
    if (resource.file !== undefined) continue
    yield { of: resource, firstKey: 'from', first: resource.from, secondKey: 'until', second: resource.until }
  }
  for (const sprint of plan.sprints.values()) {
    yield { of: sprint, firstKey: 'start', first: sprint.start, secondKey: 'finish', second: sprint.finish }
  }
  for (const issue of plan.issues.values()) {
    yield { of: issue, firstKey: 'raised', first: issue.raised, secondKey: 'due', second: issue.due }
  }
}
