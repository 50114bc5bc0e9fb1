import { isLive } from '../../risk/exposure.ts'
import type { Rule } from '../rule.ts'

/** Page: ./affects-nothing.md */
export const affectsNothing: Rule = {
  code: 'risk/affects-nothing',
  severity: 'information',
  title: 'A delay that hits no task',

  *check({ plan }) {
    for (const risk of plan.risks.values()) {
      const { name, impact, affects, path } = risk
      if (!isLive(risk) || !impact?.schedule || 0 < affects.length) continue
      yield {
        at: { path: [...path, 'impact'], on: 'key' },
        message: `"${name}" costs time, but nothing says of which task: it moves no date`,
        help: 'Add "affects" with the tasks or milestones that it would delay',
      }
    }
  },
}
