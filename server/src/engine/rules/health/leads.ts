import { healthLimit } from '../../model/healthLimits.ts'
import type { Lag } from '../../model/plan.ts'
import type { Rule } from '../rule.ts'
import { openLinks, tooMany } from './measure.ts'

/** Page: ./leads.md */
export const leads: Rule = {
  code: 'health/leads',
  severity: 'off',
  title: 'DCMA 2: dependencies with a negative lag',

  *check(context) {
    const links = openLinks(context)
    const found = links.filter(({ link }) => link.lag && lagAmount(link.lag) < 0)
    const named = found.map(({ task, link }) => ({ path: link.path, name: task.name }))
    yield* tooMany(context, named, links.length, healthLimit(context.plan, 'leads'), {
      noun: 'dependency',
      are: 'have a lead',
      help: 'A lead counts back from a date that is not known yet: split the task before it and link its parts',
    })
  },
}

export function lagAmount(lag: Lag): number {
  return lag.kind === 'percent' ? lag.share : lag.duration.amount
}
