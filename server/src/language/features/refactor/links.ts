import type { Path } from '#engine/model/path'
import type { Task } from '#engine/model/plan'
import type { Snapshot } from '../../snapshot.ts'
import { longForm, shortForm } from '../linkText.ts'
import { type Refactoring, rewriting } from './refactoring.ts'

/** A dependency in its long form, and back. */
export function linkRefactorings(snapshot: Snapshot, task: Task, path: Path): readonly Refactoring[] {
  const link = task.after.find(({ path: at }) => at.every((step, i) => step === path[i]))
  if (!link) return []
  const node = snapshot.reading.nodeAt(link.path)
  if (node?.kind === 'scalar')
    return rewriting(snapshot, 'Write in the long form', [{ kind: 'set', path: link.path, text: longForm(link) }])
  if (node?.kind !== 'map' || link.because !== undefined) return []
  // Its comments would have no place in it.
  if (/(?:^|\s)#/.test(snapshot.text.slice(node.start, node.end))) return []
  return rewriting(snapshot, 'Write in the short form', [{ kind: 'set', path: link.path, text: shortForm(link) }])
}
