import { healthLimit } from '../../model/healthLimits.ts'
import type { Rule } from '../rule.ts'
import { lagAmount } from './leads.ts'
import { openLinks, tooMany } from './measure.ts'

/** Page: ./lags.md */
export const lags: Rule = {
  code: 'health/lags',
  severity: 'off',
  title: 'DCMA 3: dependencies with a lag',

  *check(context) {
    const links = openLinks(context)
    const found = links.filter(({ link }) => link.lag && 0 < lagAmount(link.lag))
    const named = found.map(({ task, link }) => ({ path: link.path, name: task.name }))
    yield* tooMany(context, named, links.length, healthLimit(context.plan, 'lags'), {
      noun: 'dependency',
      are: 'have a lag',
      help: 'A lag is work or waiting without a name: make it a task that somebody owns',
    })
  },
}
