import { standingOf } from '../../schedule/standing.ts'
import type { Unscheduled } from '../../schedule/types.ts'
import { count } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./unscheduled.md */
export const unscheduled: Rule = {
  code: 'schedule/unscheduled',
  severity: 'information',
  title: 'Tasks left without dates by an error elsewhere',

  *check({ plan, schedule }) {
    // Without a start nothing has dates, which is told where the start should be.
    if (!plan.project.start && !plan.project.finish) return
    const without = standingOf(schedule).undated.filter(({ task }) => task.kind !== 'summary')
    for (const reason of ['after-cycle', 'other-plan-missing', 'invalid'] as const) {
      const left = without.filter(({ unscheduled }) => unscheduled === reason)
      const [first, ...others] = left
      if (!first) continue
      const { name, path } = first.task
      const more = others.length === 0 ? '' : ` and ${count(others.length, 'more task')}`
      yield {
        at: { path, on: 'key' },
        message: `"${name}"${more} ${others.length === 0 ? 'has' : 'have'} no dates: ${because[reason]}`,
        help: 'Mend that, and they come back',
        related: others.slice(0, 20).map(({ task }) => ({
          at: { path: plan.tasks.get(task.id)?.path ?? task.path, on: 'key' },
          message: `"${task.name}" has no dates either`,
        })),
      }
    }
  },
}

const because: Readonly<Record<Exclude<Unscheduled, 'cycle' | 'no-working-time'>, string>> = {
  'after-cycle': 'what comes before waits for itself',
  'other-plan-missing': 'what comes before is in a plan that is not here, or has no dates there',
  invalid: 'what they are made of could not be read',
}
