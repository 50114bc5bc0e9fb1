import type { PlanChange } from '#engine/rules/rule'
import { commentsIn } from '../../merge/tree.ts'
import type { Snapshot, WorkspaceView } from '../../snapshot.ts'
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

/**
 * Edits that were tried: given back only where every comment is kept, they make no error or warning, and `holds` of the
 * result.
 */
export function provided(
  snapshot: Snapshot,
  refactoring: Refactoring,
  holds: (after: Snapshot) => boolean,
): readonly Refactoring[] {
  const trial: Trial = tryEdits(snapshot, refactoring.edits)
  const keeps = keepsComments(snapshot, trial) && makesNoOther(snapshot, trial) && holds(trial.after)
  return keeps ? [refactoring] : []
}

/** Is each comment of the documents that are edited in one of them still? */
function keepsComments({ workspace }: Snapshot, { edits, after }: Trial): boolean {
  const commentsOf = (view: WorkspaceView) => edits.flatMap(({ uri }) => commentsIn(view.snapshot(uri)?.text ?? ''))
  const left = commentsOf(after.workspace)
  return commentsOf(workspace).every(comment => {
    const at = left.indexOf(comment)
    return at >= 0 && left.splice(at, 1).length === 1
  })
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

/** Does every other plan keep its dates, and get no error or warning? */
export function keepsOtherPlans(before: Snapshot, after: Snapshot): boolean {
  return [...before.workspace.snapshots].every(([uri, other]) => {
    const now = after.workspace.snapshot(uri)
    if (uri === before.uri || now === other) return true
    return now !== undefined && makesNoOther(other, { edits: [], after: now }) && keepsDates(other, now)
  })
}

/** Does the plan cost what it did? */
export function keepsCost(before: Snapshot, after: Snapshot): boolean {
  return Math.abs(after.schedule.cost - before.schedule.cost) < 0.005
}
