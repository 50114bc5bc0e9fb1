import { healthLimit } from '../../model/healthLimits.ts'
import type { Rule } from '../rule.ts'
import { openLeaves, tooMany } from './measure.ts'

/** Page: ./negative-float.md */
export const healthNegativeFloat: Rule = {
  code: 'health/negative-float',
  severity: 'off',
  title: 'DCMA 7: tasks that are too late already',

  *check(context) {
    const open = openLeaves(context)
    const found = open.filter(({ totalFloat }) => totalFloat < 0)
    yield* tooMany(
      context,
      found.map(({ task }) => task),
      open.length,
      healthLimit(context.plan, 'negative-float'),
      {
        noun: 'open task',
        are: 'are too late for a deadline or a constraint',
        help: 'Shorten what is on the path, or move the date that can’t be held',
      },
    )
  },
}
