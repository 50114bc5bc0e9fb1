import type { PlanChange } from '#engine/rules/rule'
import type { Snapshot } from '../../snapshot.ts'
import { type DocumentEdits, editsOf } from '../documentEdits.ts'
import { makesNoOther, type Trial, tryEdits } from '../fixes/trial.ts'

/** A change of form that a person may want; nothing is wrong without it. */
export interface Refactoring {
  readonly title: string
  /** What editors group by: `refactor.<kind>`. */
  readonly kind: 'rewrite' | 'extract' | 'inline' | 'move'
  readonly edits: readonly DocumentEdits[]
}

/** A rewriting in the plan's terms; none where it changes no text. */
export function rewriting(snapshot: Snapshot, title: string, changes: readonly PlanChange[]): readonly Refactoring[] {
  const edits = editsOf(snapshot, { title, changes })
  return edits.length === 0 ? [] : [{ title, kind: 'rewrite', edits }]
}

/** Edits that were tried: given back only where they make no error or warning, and `holds` of the result. */
export function provided(
  snapshot: Snapshot,
  refactoring: Refactoring,
  holds: (after: Snapshot) => boolean,
): readonly Refactoring[] {
  const trial: Trial = tryEdits(snapshot, refactoring.edits)
  return makesNoOther(snapshot, trial) && holds(trial.after) ? [refactoring] : []
}

/** Do all tasks that are in both stand where they stood, and is no task lost but these? */
export function keepsDates(before: Snapshot, after: Snapshot, lost: ReadonlySet<string> = new Set()): boolean {
  for (const [id, { start, finish, task }] of before.schedule.tasks) {
    if (lost.has(id)) continue
    const now = after.schedule.tasks.get(id)
    if (!now || now.task.kind !== task.kind || !Object.is(now.start, start) || !Object.is(now.finish, finish))
      return false
  }
  return true
}
