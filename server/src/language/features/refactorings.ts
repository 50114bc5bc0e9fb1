import { objectAt } from '../objects.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { estimateRefactorings } from './refactor/estimates.ts'
import { extractLibrary, isExtractable } from './refactor/extractLibrary.ts'
import { extractSummary } from './refactor/extractSummary.ts'
import { inlineSummary } from './refactor/inlineSummary.ts'
import { linkRefactorings } from './refactor/links.ts'
import { mergeTasks } from './refactor/mergeTasks.ts'
import { moveTask } from './refactor/moveTask.ts'
import type { Refactoring } from './refactor/refactoring.ts'
import { reorderBySchedule } from './refactor/reorder.ts'
import { splitTask } from './refactor/splitTask.ts'

/**
 * What can be written in another way at the cursor or for the selected tasks. At a value: its other forms. On the key
 * of a task: what is done with the whole of it. Each that moves text was tried: it makes no problem;
 * with `untried` only those are given that need not be.
 */
export function refactorings(
  snapshot: Snapshot,
  span: Span,
  { untried = false }: { readonly untried?: boolean } = {},
): readonly Refactoring[] {
  const { reading, plan } = snapshot
  const { path, on } = reading.pathAt(span.start)
  if (span.start < span.end) return untried ? [] : [...extractSummary(snapshot, span), ...mergeTasks(snapshot, span)]
  if (on === 'key' && path.length === 1) {
    if (untried) return []
    if (path[0] === 'tasks' || path[0] === 'milestones') return reorderBySchedule(snapshot, path)
    return isExtractable(path[0]) ? extractLibrary(snapshot, path[0]) : []
  }
  const place = objectAt(path)
  const task = place?.kind === 'task' ? plan.tasks.get(place.id) : undefined
  if (!task || !place || place.path.join('/') !== task.path.join('/')) return []
  const field = place.rest[0]
  if (field === 'duration' || field === 'effort') return estimateRefactorings(snapshot, task, field, { untried })
  if (field === 'after') return linkRefactorings(snapshot, task, path)
  if (untried) return []
  if (field === 'tasks' && on === 'key' && place.rest.length === 1) return reorderBySchedule(snapshot, path)
  if (field !== undefined || on !== 'key') return []
  return [
    ...splitTask(snapshot, task),
    ...extractSummary(snapshot, span),
    ...inlineSummary(snapshot, task),
    ...(task.kind === 'summary' ? reorderBySchedule(snapshot, [...task.path, 'tasks']) : []),
    ...moveTask(snapshot, task),
  ]
}
