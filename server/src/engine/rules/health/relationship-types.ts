import { healthLimit } from '../../model/healthLimits.ts'
import type { Rule } from '../rule.ts'
import { openLinks, tooMany } from './measure.ts'

/** Page: ./relationship-types.md */
export const relationshipTypes: Rule = {
  code: 'health/relationship-types',
  severity: 'off',
  title: 'DCMA 4: dependencies other than finish to start',

  *check(context) {
    const links = openLinks(context)
    const found = links.filter(({ link }) => link.type !== 'FS')
    const named = found.map(({ task, link }) => ({ path: link.path, name: task.name }))
    yield* tooMany(context, named, links.length, healthLimit(context.plan, 'relationship-types'), {
      noun: 'dependency',
      are: 'are not finish to start',
      help: 'Split tasks until one follows the other: that is what people can agree on and check',
    })
  },
}
