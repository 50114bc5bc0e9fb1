import { healthLimit } from '../../model/healthLimits.ts'
import type { Rule } from '../rule.ts'
import { openLeaves, tooMany } from './measure.ts'

/** Page: ./resources.md */
export const healthResources: Rule = {
  code: 'health/resources',
  severity: 'off',
  title: 'DCMA 10: tasks that nobody does and nothing pays for',

  *check(context) {
    const open = openLeaves(context).filter(({ task }) => task.kind === 'task')
    const found = open.filter(({ task }) => task.assign.length === 0 && task.cost === undefined)
    yield* tooMany(
      context,
      found.map(({ task }) => task),
      open.length,
      healthLimit(context.plan, 'resources'),
      {
        noun: 'open task',
        are: 'have neither people nor a cost',
        help: 'Add "assign", or "cost" where it is bought',
      },
    )
  },
}
