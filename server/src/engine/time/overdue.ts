import { rangeEnd } from './civil.ts'
import type { CivilDate } from './minute.ts'

/** Was it due before the evening of the status date? Without a status date nothing is known to be overdue. */
export function isOverdue(due: CivilDate | undefined, statusDate: CivilDate | undefined): boolean {
  return due !== undefined && statusDate !== undefined && rangeEnd(due) < rangeEnd(statusDate)
}
