import { healthLimit } from '../../model/healthLimits.ts'
import type { Rule } from '../rule.ts'
import { dueByNow } from './baseline.ts'
import { tooMany } from './measure.ts'

/** Page: ./missed-tasks.md */
export const missedTasks: Rule = {
  code: 'health/missed-tasks',
  severity: 'off',
  title: 'DCMA 11: tasks that finish later than the baseline said',

  *check(context) {
    const due = dueByNow(context)
    const found = due.filter(({ now, then }) => !now.finished || then.finish < now.finish)
    yield* tooMany(
      context,
      found.map(({ now }) => now.task),
      due.length,
      healthLimit(context.plan, 'missed-tasks'),
      {
        noun: 'task',
        are: 'were not finished when the baseline said',
        help: 'See what held them: what is still to come will be held by the same',
      },
    )
  },
}
