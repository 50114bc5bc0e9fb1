import { healthLimit } from '../../model/healthLimits.ts'
import type { Rule } from '../rule.ts'
import { openLeaves, tooMany } from './measure.ts'

/** Page: ./hard-constraints.md */
export const hardConstraints: Rule = {
  code: 'health/hard-constraints',
  severity: 'off',
  title: 'DCMA 5: tasks held by a date instead of by logic',

  *check(context) {
    const open = openLeaves(context)
    const found = open.filter(({ task: { constraints } }) => hard.some(kind => constraints[kind]))
    yield* tooMany(
      context,
      found.map(({ task }) => task),
      open.length,
      healthLimit(context.plan, 'hard-constraints'),
      {
        noun: 'open task',
        are: 'are held by a hard constraint',
        help: 'It hides what the logic says: write "deadline" for a date to hold, "start-no-earlier-than" for one to wait for',
      },
    )
  },
}

const hard = ['must-start-on', 'must-finish-on', 'start-no-later-than', 'finish-no-later-than'] as const
