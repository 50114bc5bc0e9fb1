import type { Rule } from '../rule.ts'
import { highRisks } from './highRisks.ts'

/** Page: ./no-owner.md */
export const noOwner: Rule = {
  code: 'risk/no-owner',
  severity: 'warning',
  title: 'A high risk that nobody owns',

  *check(context) {
    for (const { risk, rank, score } of highRisks(context)) {
      if (risk.type !== 'threat' || risk.owner !== undefined) continue
      if (context.isWritten?.([...risk.path, 'owner'])) continue
      yield {
        at: { path: risk.path, on: 'key' },
        message: `"${risk.name}" is a ${rank} risk (${score} of 25) and nobody owns it`,
        help: 'Add "owner": one person who watches it and acts when it comes',
      }
    }
  },
}
