import type { Change as ChangeRequest, Id, Plan } from '../model/plan.ts'
import { workMinutesOf } from '../risk/matrix.ts'
import type { WorkUnits } from '../time/duration.ts'
import type { Change } from './change.ts'
import type { ChangeRecord, CostMovement, Movement } from './comparison.ts'
import type { PlanDiff } from './planDiff.ts'

/**
 * Change records that count: the comparison adds or approves them. Each with the edits that it covers (of the named
 * tasks and of all inside them), what it claims, and what those edits do to the finish and to the cost.
 */
export function changeRecords(
  { base, head, changes }: PlanDiff,
  units: WorkUnits,
  project: Movement,
  cost: CostMovement,
): readonly ChangeRecord[] {
  return [...head.plan.changes.values()].flatMap(record => {
    if (!isNewlyMade(record, base.plan.changes.get(record.id))) return []
    const covered = new Set(record.covers)
    const edits = changes
      .filter(change => isCovered(change, covered, [head.plan, base.plan]))
      .map(({ edit }) => edit.edit)
    const own = new Set(edits)
    const { schedule, cost: claimed } = record.impact ?? {}
    return [
      {
        id: record.id,
        name: record.name,
        edits,
        ...(schedule && { claimedMinutes: Math.round(workMinutesOf(schedule.likely, units)) }),
        ...(claimed && { claimedCost: claimed.likely }),
        minutes: project.attribution.reduce((sum, { edit, minutes }) => sum + (own.has(edit) ? minutes : 0), 0),
        cost:
          Math.round(100 * cost.attribution.reduce((sum, { edit, amount }) => sum + (own.has(edit) ? amount : 0), 0)) /
          100,
      },
    ]
  })
}

function isNewlyMade(record: ChangeRequest, before: ChangeRequest | undefined): boolean {
  if (record.status === 'rejected') return false
  return !before || (record.status === 'approved' && before.status !== 'approved' && before.status !== 'done')
}

function isCovered({ edit }: Change, covered: ReadonlySet<Id>, plans: readonly Plan[]): boolean {
  if (edit.object === 'change') return false
  if (covered.has(edit.id)) return true
  if (edit.object !== 'task' && edit.object !== 'milestone') return false
  return plans.some(({ tasks }) => {
    const seen = new Set<Id>()
    for (let at = tasks.get(edit.id)?.parent; at !== undefined && !seen.has(at); at = tasks.get(at)?.parent) {
      if (covered.has(at)) return true
      seen.add(at)
    }
    return false
  })
}
