import { healthLimit } from '../../model/healthLimits.ts'
import { workInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'
import { openLeaves, projectLength, tooMany } from './measure.ts'

/** Page: ./high-duration.md */
export const highDuration: Rule = {
  code: 'health/high-duration',
  severity: 'off',
  title: 'DCMA 8: tasks too long to be watched',

  *check(context) {
    const { dayMinutes, weekMinutes } = context.schedule
    const limit = Math.max(2 * weekMinutes, projectLength(context) * healthLimit(context.plan, 'duration-length'))
    const open = openLeaves(context)
    const found = open.filter(({ duration, progress }) => limit < duration * (1 - progress))
    yield* tooMany(
      context,
      found.map(({ task }) => task),
      open.length,
      healthLimit(context.plan, 'high-duration'),
      {
        noun: 'open task',
        are: `have more than ${workInWords(limit, dayMinutes)} to go`,
        help: 'Split them: of a long task nobody knows how far it is',
      },
    )
  },
}
