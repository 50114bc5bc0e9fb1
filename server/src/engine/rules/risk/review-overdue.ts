import { isReviewOverdue } from '../../risk/exposure.ts'
import { dateInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./review-overdue.md */
export const reviewOverdue: Rule = {
  code: 'risk/review-overdue',
  severity: 'warning',
  title: 'A risk that should have been looked at again',

  *check({ plan, schedule }) {
    const { statusDate } = plan.project
    for (const risk of plan.risks.values()) {
      const { name, reviewBy, path } = risk
      if (!isReviewOverdue(risk, statusDate)) continue
      yield {
        at: { path: [...path, 'review-by'] },
        message: `"${name}" was to be reviewed by ${dateInWords(reviewBy!, schedule)}, before the status date ${dateInWords(statusDate!, schedule)}`,
        help: 'Look at it again: then set the next date, or its status to occurred or closed',
      }
    }
  },
}
