import type { Risk } from '../../model/plan.ts'
import type { Rule } from '../rule.ts'
import { changeTo } from '../unknown.ts'

/** Page: ./response-type.md */
export const responseType: Rule = {
  code: 'risk/response-type',
  severity: 'error',
  title: 'A threat that is exploited, or an opportunity that is avoided',

  *check({ plan }) {
    for (const { name, type, response, path } of plan.risks.values()) {
      if (response === undefined || responses[type].includes(response)) continue
      const at = { path: [...path, 'response'] }
      const instead = mirror[response]
      yield {
        at,
        message: `"${name}" is ${type === 'threat' ? 'a threat' : 'an opportunity'}: "${response}" is no response to it`,
        help: `Use one of ${responses[type].join(', ')}, or correct its "type"`,
        fixes: instead ? [changeTo(at, instead)] : [],
      }
    }
  },
}

const responses: Readonly<Record<Risk['type'], readonly NonNullable<Risk['response']>[]>> = {
  threat: ['avoid', 'transfer', 'mitigate', 'accept', 'escalate'],
  opportunity: ['exploit', 'share', 'enhance', 'accept', 'escalate'],
}

/** What each is called on the other side. */
const mirror: Readonly<Partial<Record<NonNullable<Risk['response']>, string>>> = {
  avoid: 'exploit',
  transfer: 'share',
  mitigate: 'enhance',
  exploit: 'avoid',
  share: 'transfer',
  enhance: 'mitigate',
}
