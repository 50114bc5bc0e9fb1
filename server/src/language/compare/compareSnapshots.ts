import { comparePlans, type ScheduledVersion } from '#engine/diff/comparePlans'
import type { PlanComparison } from '#engine/diff/comparison'
import type { Place } from '#engine/diff/edit'
import { findRenames } from '#engine/diff/renames'
import { externalTasks, planReferences } from '../portfolio.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { compareProblems, ownSeverityOf } from './comparedProblems.ts'
import { extensionsOf } from './extensions.ts'

/** What the change from one text of a plan to another means: each in its own workspace, libraries and other plans included. */
export function compareSnapshots(base: Snapshot, head: Snapshot): PlanComparison {
  const { tasks, bySection } = findRenames(base.plan, head.plan)
  const newIds = new Map([...tasks, ...[...bySection.values()].flatMap(ids => [...ids])])
  return comparePlans(versionOf(base), versionOf(head), {
    diagnostics: compareProblems(base, head, newIds),
    severityOf: ownSeverityOf,
  })
}

/** Is there anything to tell: an edit, or a finding that comments silence, or no more? */
export function hasChanged({ edits, diagnostics }: PlanComparison): boolean {
  return 0 < edits.length + diagnostics.silenced.length + diagnostics.unsilenced.length
}

function versionOf(snapshot: Snapshot): ScheduledVersion {
  const { plan, schedule, workspace, reading } = snapshot
  const waits = 0 < planReferences(plan).size
  return {
    plan,
    schedule,
    extensions: extensionsOf(reading),
    ...(waits && {
      external: externalTasks<Snapshot>(
        id => workspace.byProjectId(id),
        other => other.schedule,
      ),
    }),
  }
}

/** Where a place is: the document, and the words in it. */
export function locatePlace(
  { side, file, path }: Place,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
): { readonly snapshot: Snapshot; readonly span: Span } {
  const own = side === 'base' ? base : head
  const snapshot = (file === undefined ? undefined : own.workspace.snapshot(file)) ?? own
  return { snapshot, span: snapshot.reading.spanOf({ path, on: 'key' }) }
}
