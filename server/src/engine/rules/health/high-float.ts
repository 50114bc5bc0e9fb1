import { healthLimit } from '../../model/healthLimits.ts'
import { workInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'
import { openLeaves, projectLength, tooMany } from './measure.ts'

/** Page: ./high-float.md */
export const highFloat: Rule = {
  code: 'health/high-float',
  severity: 'off',
  title: 'DCMA 6: tasks with a great deal of float',

  *check(context) {
    const limit = projectLength(context) * healthLimit(context.plan, 'float-length')
    if (limit <= 0) return
    const open = openLeaves(context)
    const found = open.filter(({ task, totalFloat }) => task.kind === 'task' && limit < totalFloat)
    yield* tooMany(
      context,
      found.map(({ task }) => task),
      open.length,
      healthLimit(context.plan, 'high-float'),
      {
        noun: 'open task',
        are: `can slip more than ${workInWords(limit, context.schedule.dayMinutes)}`,
        help: 'Often a dependency is forgotten: does nothing wait for them?',
      },
    )
  },
}
