import { isLive } from '../../risk/exposure.ts'
import type { Rule } from '../rule.ts'

/** Page: ./no-mitigation.md */
export const noMitigation: Rule = {
  code: 'risk/no-mitigation',
  severity: 'information',
  title: 'A response that nobody carries out',

  *check({ plan }) {
    for (const risk of plan.risks.values()) {
      const { name, response, mitigation, contingency, path } = risk
      if (!isLive(risk) || response === undefined || !needsWork.has(response)) continue
      if (0 < mitigation.length || contingency !== undefined) continue
      yield {
        at: { path: [...path, 'response'] },
        message: `"${name}" is to be met by "${response}", but nothing says how`,
        help: 'Add "mitigation": the tasks that do it, or what is done in words',
      }
    }
  },
}

const needsWork: ReadonlySet<string> = new Set(['mitigate', 'avoid', 'exploit', 'enhance'])
