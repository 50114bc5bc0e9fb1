import type { Named } from '../model/plan.ts'
import { dateInWords } from '../schedule/words.ts'
import type { CivilDate } from '../time/minute.ts'
import { isOverdue } from '../time/overdue.ts'
import type { Finding, RuleContext } from './rule.ts'

/** Entries of a log that should have been dealt with before the status date. */
export function* overdueEntries<T extends Named>(
  entries: Iterable<T>,
  { plan, schedule }: RuleContext,
  { key, due, was, help }: { key: string; due: (entry: T) => CivilDate | undefined; was: string; help: string },
): Iterable<Finding> {
  const { statusDate } = plan.project
  for (const entry of entries) {
    const date = due(entry)
    if (!isOverdue(date, statusDate)) continue
    yield {
      at: { path: [...entry.path, key] },
      message: `"${entry.name}" was ${was} by ${dateInWords(date!, schedule)}, before the status date ${dateInWords(statusDate!, schedule)}`,
      help,
    }
  }
}
