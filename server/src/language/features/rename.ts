import type { Id } from '#engine/model/plan'
import { findObject, type ObjectKind } from '../objects.ts'
import type { Span, TextEdit } from '../read/reading.ts'
import { readId } from '../schema/scalars/texts.ts'
import { Trouble } from '../schema/scalars/trouble.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import { sortEdits } from '../write/edits.ts'
import type { DocumentEdits } from './documentEdits.ts'
import { definitionOf, homeOf, referencesTo, type Target, targetAt } from './references.ts'

export interface Renamable {
  /** The id as it stands here, without the plan's. */
  readonly span: Span
  readonly id: Id
}

/** The id at the cursor, where it can be renamed: one that is defined somewhere in the workspace. */
export function prepareRename(snapshot: Snapshot, offset: number): Renamable | undefined {
  const target = targetAt(snapshot, offset)
  if (!target || !definitionOf(snapshot, target)) return undefined
  return { span: idSpan(snapshot.text, target.span, target.id), id: target.id }
}

/** The last place of the id in its words: of `infra/net` the `net`, without quotes. */
function idSpan(text: string, { start, end }: Span, id: Id): Span {
  const at = text.slice(start, end).lastIndexOf(id)
  return at < 0 ? { start, end } : { start: start + at, end: start + at + id.length }
}

/** Edits of all documents that name it, or why it can't be renamed to that. */
export type Renaming = { readonly edits: readonly DocumentEdits[] } | { readonly refused: string }

/** Gives the object at the cursor another id, wherever it is named: in this plan, in those that include it or wait for its tasks. */
export function rename(snapshot: Snapshot, offset: number, to: Id): Renaming {
  const target = targetAt(snapshot, offset)
  const definition = target && definitionOf(snapshot, target)
  if (!target || !definition) return { refused: 'Only an id that is defined in this workspace can be renamed' }
  const read = readId(to)
  if (read instanceof Trouble) return { refused: read.parts.message }
  if (to === target.id) return { edits: [] }
  const conflict = conflictOf(snapshot, target, to)
  if (conflict) return { refused: conflict }
  const edits = editsAt(snapshot, [definition, ...referencesTo(snapshot, target)], target, to)
  return { edits: isDefault(target) ? withProjectCalendar(edits, namingNone(snapshot, target), to) : edits }
}

const defaultCalendar = 'default'

function isDefault({ kind, id }: Target): boolean {
  return kind === 'calendar' && id === defaultCalendar
}

/** The plans that see a calendar and name none as the project's: theirs is the one called `default`. */
function namingNone(snapshot: Snapshot, target: Target): readonly Snapshot[] {
  return [...new Set(seenBy(snapshot, target))].filter(
    ({ plan }) => !plan.isLibrary && plan.project.calendar === undefined,
  )
}

/** A plan whose calendar was the one called `default` names it from now on, so that no date moves. */
function withProjectCalendar(
  edits: readonly DocumentEdits[],
  plans: readonly Snapshot[],
  to: Id,
): readonly DocumentEdits[] {
  const byUri = new Map(edits.map(one => [one.uri, one.edits]))
  for (const { uri, reading } of plans) {
    const named = applyChanges(reading, [{ kind: 'set', path: ['project', 'calendar'], text: to }])
    byUri.set(uri, sortEdits([...(byUri.get(uri) ?? []), ...named]))
  }
  return [...byUri].map(([uri, its]) => ({ uri, edits: its }))
}

/** Ids that share a space must differ, in every plan that can see the object. */
function conflictOf(snapshot: Snapshot, target: Target, to: Id): string | undefined {
  if (target.kind === 'plan') return snapshot.workspace.byProjectId(to) ? `There is another plan "${to}"` : undefined
  if (target.kind === 'calendar' && to === defaultCalendar && 0 < namingNone(snapshot, target).length)
    return 'The calendar called "default" is that of a plan that names none: its dates would move'
  const taken = seenBy(snapshot, target).find(other => findObject(other.plan, target.kind, to))
  if (!taken) return undefined
  const where = taken.uri === snapshot.uri ? '' : ` in ${fileName(taken.uri)}`
  return `There is another ${words[target.kind] ?? target.kind} "${to}"${where}`
}

/** The plans that know the object by this id: its own, and those that share it by an `include`. */
function seenBy(snapshot: Snapshot, target: Target): readonly Snapshot[] {
  const home = homeOf(snapshot, target)
  const definition = definitionOf(snapshot, target)
  const others = [...snapshot.workspace.snapshots.values()].filter(({ uri, plan }) => {
    const file = findObject(plan, target.kind, target.id)?.file
    return uri !== home?.uri && file !== undefined && file === definition?.uri
  })
  const owner = definition && snapshot.workspace.snapshot(definition.uri)
  return [home, owner, ...others].filter(other => other !== undefined)
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.split('/').at(-1) ?? uri)
}

const words: Partial<Record<ObjectKind, string>> = {
  task: 'task or milestone',
  person: 'person, resource or stakeholder',
  'budget-line': 'budget line',
}

interface Place {
  readonly uri: string
  readonly span: Span
}

function editsAt(snapshot: Snapshot, places: readonly Place[], { id }: Target, to: Id): readonly DocumentEdits[] {
  const byUri = new Map<string, TextEdit[]>()
  for (const { uri, span } of places) {
    const text = snapshot.workspace.snapshot(uri)?.text ?? ''
    // An alias says what its anchor says, which is renamed.
    if (text[span.start] === '*') continue
    const at = idSpan(text, span, id)
    const edits = byUri.get(uri) ?? []
    if (!edits.some(edit => edit.span.start === at.start)) edits.push({ span: at, text: to })
    byUri.set(uri, edits)
  }
  return [...byUri].map(([uri, edits]) => ({ uri, edits: edits.sort((a, b) => a.span.start - b.span.start) }))
}
