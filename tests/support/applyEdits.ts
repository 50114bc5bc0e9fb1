import type { Edit } from '#engine/diff/edit'
import type { Path } from '#engine/model/path'
import type { PlanChange } from '#engine/rules/rule'
import type { Reading } from '#language/read/reading'
import { applyChanges } from '#language/write/applyChanges'
import { applyEdits } from '#language/write/edits'

/** The text of the base with all edits of a comparison made to it, each as the head has it written. */
export function applyToText(base: Reading, head: Reading, edits: readonly Edit[]): string {
  const moved = new Set(edits.filter(({ kind, object }) => kind === 'moved' && object === 'task').map(({ id }) => id))
  const changes = edits.flatMap(edit => changesFor(edit, base, head, moved))
  return applyEdits(base.text, applyChanges(base, changes))
}

function changesFor(edit: Edit, base: Reading, head: Reading, moved: ReadonlySet<string>): readonly PlanChange[] {
  const { kind, field, place, id } = edit
  const { path } = place
  if (kind === 'removed') return [{ kind: 'remove', path }]
  if (kind === 'added')
    return isInside(path, head, edit, base) ? [] : [{ kind: 'set', path, text: sourceAt(head, path) }]
  const own = ownPath(edit, base)
  if (kind === 'moved') {
    return [
      { kind: 'remove', path: own },
      { kind: 'set', path, text: sourceAt(head, path) },
    ]
  }
  // A task that moved is written anew, with all that changed in it.
  if (kind !== 'changed' || moved.has(id)) return []
  const keys = path.slice(ownPath(edit, head).length)
  const target = [...own, ...(0 < keys.length ? keys : field!.split('.'))]
  return head.has(path)
    ? [{ kind: 'set', path: target, text: sourceAt(head, path) }]
    : [{ kind: 'remove', path: target }]
}

/** Is what came inside another object that came? It is written with that. */
function isInside(path: Path, head: Reading, { object }: Edit, base: Reading): boolean {
  if (object !== 'task') return false
  for (let depth = path.length - 2; 2 <= depth; depth -= 2) {
    const parent = path[depth - 1]
    if (typeof parent === 'string' && head.plan.tasks.has(parent) && !base.plan.tasks.has(parent)) return true
  }
  return false
}

function ownPath({ object, id }: Edit, { plan }: Reading): Path {
  switch (object) {
    case 'task':
    case 'milestone':
      return plan.tasks.get(id)?.path ?? []
    case 'resource':
      return ['resources', id]
    case 'risk':
      return ['risks', id]
    case 'plan':
      return []
    default:
      return [object]
  }
}

/** A value as it is written, its lines moved to the left margin. */
function sourceAt(reading: Reading, path: Path): string {
  const node = reading.nodeAt(path)
  if (!node) return ''
  const lineStart = reading.text.lastIndexOf('\n', node.start - 1) + 1
  const column = node.start - lineStart
  const lines = reading.text.slice(node.start, node.end).trimEnd().split('\n')
  return lines
    .map((line, i) => (i === 0 ? line : line.slice(Math.min(column, line.length - line.trimStart().length))))
    .join('\n')
}
