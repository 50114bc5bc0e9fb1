import type { Path } from '#engine/model/path'
import type { Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import { parseDuration } from '#engine/time/duration'
import { objectAt } from '../objects.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import type { DocumentEdits } from './documentEdits.ts'
import { longForm, shortForm } from './linkText.ts'

/** A change of form that a person may want; nothing is wrong without it. */
export interface Refactoring {
  readonly title: string
  readonly edits: readonly DocumentEdits[]
}

/** What can be written in another way at the cursor: duration as effort and back, one value as three points, links in long form. */
export function refactorings(snapshot: Snapshot, offset: number): readonly Refactoring[] {
  const { path } = snapshot.reading.pathAt(offset)
  const place = objectAt(path)
  const task = place?.kind === 'task' ? snapshot.plan.tasks.get(place.id) : undefined
  if (!task || !place || place.path.join('/') !== task.path.join('/')) return []
  const field = place.rest[0]
  if (field === 'duration' || field === 'effort') return estimateRefactorings(snapshot, task, field)
  if (field === 'after') return linkRefactorings(snapshot, task, path)
  return []
}

function refactoring(snapshot: Snapshot, title: string, changes: readonly PlanChange[]): readonly Refactoring[] {
  const edits = applyChanges(snapshot.reading, changes)
  return edits.length === 0 ? [] : [{ title, edits: [{ uri: snapshot.uri, edits }] }]
}

function estimateRefactorings(
  snapshot: Snapshot,
  { path, assign }: Task,
  field: 'duration' | 'effort',
): readonly Refactoring[] {
  const at = [...path, field]
  const other = field === 'duration' ? 'effort' : 'duration'
  const node = snapshot.reading.nodeAt(at)
  const value = node?.kind === 'scalar' ? node.text : undefined
  const elapsed = value !== undefined && /\de(?:min|h|d|w|mo)$/.test(value)
  // Effort is people's working time: it needs people, and is never elapsed.
  const toOther =
    other === 'effort' && (assign.length === 0 || elapsed)
      ? []
      : refactoring(snapshot, `Convert to ${other}`, [{ kind: 'rename-key', path: at, to: other }])
  const points = value === undefined ? undefined : threePoints(value)
  return [
    ...toOther,
    ...(points === undefined
      ? []
      : refactoring(snapshot, `Estimate with three points: ${points}`, [{ kind: 'set', path: at, text: points }])),
  ]
}

/** Around a single value, as far as people are usually wrong: 60 % and 180 % of it. */
function threePoints(value: string): string | undefined {
  const duration = parseDuration(value)
  if (!duration || duration.amount <= 0) return undefined
  const { amount, unit, elapsed } = duration
  const point = (share: number) => `${Math.round(amount * share * 10) / 10}${elapsed ? 'e' : ''}${unit}`
  return `${point(0.6)}..${value}..${point(1.8)}`
}

function linkRefactorings(snapshot: Snapshot, task: Task, path: Path): readonly Refactoring[] {
  const link = task.after.find(({ path: at }) => at.every((step, i) => step === path[i]))
  if (!link) return []
  const node = snapshot.reading.nodeAt(link.path)
  if (node?.kind === 'scalar')
    return refactoring(snapshot, 'Write in the long form', [{ kind: 'set', path: link.path, text: longForm(link) }])
  if (node?.kind !== 'map' || link.because !== undefined) return []
  return refactoring(snapshot, 'Write in the short form', [{ kind: 'set', path: link.path, text: shortForm(link) }])
}
