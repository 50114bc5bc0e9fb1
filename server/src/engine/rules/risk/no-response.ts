import type { Rule } from '../rule.ts'
import { highRisks } from './highRisks.ts'

/** Page: ./no-response.md */
export const noResponse: Rule = {
  code: 'risk/no-response',
  severity: 'warning',
  title: 'A high risk without a response',

  *check(context) {
    for (const { risk, rank, score } of highRisks(context)) {
      if (risk.type !== 'threat' || risk.response !== undefined) continue
      if (context.isWritten?.([...risk.path, 'response'])) continue
      yield {
        at: { path: risk.path, on: 'key' },
        message: `"${risk.name}" is a ${rank} risk (${score} of 25) and has no response`,
        help: 'Add "response": avoid, transfer, mitigate, accept or escalate',
      }
    }
  },
}
