import { objectAt } from '../../objects.ts'
import type { Field, Shape } from '../../schema/shape.ts'
import type { Snapshot } from '../../snapshot.ts'
import { indentStep } from '../../write/layout.ts'
import type { Cursor } from '../cursor.ts'
import { type Completion, snippetText } from './item.ts'

/** Keys of a task that a summary must not have (`spec/scheduling.md` rule 11). */
const leafOnly: ReadonlySet<string> = new Set([
  'duration',
  'effort',
  'assign',
  'progress',
  'remaining',
  'actual-start',
  'actual-finish',
  'start-no-later-than',
  'finish-no-earlier-than',
  'must-start-on',
  'must-finish-on',
])

/** Keys of which a map has one at most. */
const rivals: ReadonlyMap<string, readonly string[]> = new Map([
  ['duration', ['effort']],
  ['effort', ['duration']],
])

/** The keys that fit here and are not here yet: required ones first, then in the order of the format. */
export function completeKeys(snapshot: Snapshot, cursor: Cursor, shape: Shape): readonly Completion[] {
  const fields = [...(shape.keys?.values() ?? [])].filter(field => fits(snapshot, cursor, field))
  const ordered = [...fields.filter(field => needed(cursor, field)), ...fields.filter(field => !needed(cursor, field))]
  const column = cursor.column + indentStep(snapshot.text)
  return ordered.map(field => keyItem(cursor, field, column))
}

function fits({ plan }: Snapshot, { siblings, path }: Cursor, { key }: Field): boolean {
  if (siblings.has(key)) return false
  if (rivals.get(key)?.some(rival => siblings.has(rival))) return false
  const place = objectAt(path)
  const isTask = path[0] === 'tasks' && place?.kind === 'task' && place.rest.length === 0
  if (isTask && siblings.has('tasks') && leafOnly.has(key)) return false
  if (isTask && key === 'tasks' && [...siblings].some(sibling => leafOnly.has(sibling))) return false
  if (path[0] === 'project' && path.length === 1 && key === 'finish')
    return plan.project.schedule === 'as-late-as-possible'
  return true
}

/** Required, or what nobody leaves out. */
function needed({ path }: Cursor, { key, required }: Field): boolean {
  if (required) return true
  if (path.length === 0) return key === 'tpm' || key === 'project'
  if (path[0] === 'project' && path.length === 1) return key === 'start'
  return false
}

/** `below` is the column of what stands below it. */
function keyItem(cursor: Cursor, field: Field, below: number): Completion {
  const { key, docs, required, shape } = field
  const detail = [needed(cursor, field) ? 'required' : '', describeShape(shape)].filter(Boolean).join(' · ')
  const common = { label: key, kind: 'key', detail, docs, filter: key } as const
  if (cursor.hasColon) return { ...common, insert: key }
  const takesMap = !shape.scalar && (shape.keys || shape.record)
  if (!takesMap)
    return {
      ...common,
      insert: shape.scalar || cursor.flow ? `${key}: ` : `${key}: [$0]`,
      isSnippet: !shape.scalar && !cursor.flow,
      goesOn: !required,
    }
  if (cursor.flow) return { ...common, insert: `${snippetText(key)}: { $0 }`, isSnippet: true, goesOn: true }
  return { ...common, insert: `${key}:\n${' '.repeat(below)}`, goesOn: true }
}

/** In a few words what the value may be: "a duration, or a map". */
export function describeShape({ scalar, list, keys, record }: Shape): string {
  const words = [scalar?.noun, list && 'a list', (keys || record) && 'a map'].filter(word => word !== undefined)
  return words.join(', or ')
}
