import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { definitionOf, type Location, type ReferenceRole, referencesTo, targetAt } from './references.ts'

/** All places that name the object at the cursor, in all plans; its definition first where it is asked for. */
export function findReferences(
  snapshot: Snapshot,
  offset: number,
  options: { readonly withDefinition: boolean },
): readonly Location[] {
  const target = targetAt(snapshot, offset)
  if (!target) return []
  const definition = options.withDefinition ? definitionOf(snapshot, target) : undefined
  const references = referencesTo(snapshot, target).map(({ uri, span, full }) => ({ uri, span, full }))
  return definition ? [definition, ...references] : references
}

/** Roles by which an object has a bearing on dates. */
const scheduled: ReadonlySet<ReferenceRole> = new Set(['predecessor', 'successor', 'assignee', 'calendar', 'sprint'])

export interface Highlight {
  readonly span: Span
  /** `write` is the definition, `read` what the schedule follows, `text` where it is only spoken of: in risks and records. */
  readonly kind: 'write' | 'read' | 'text'
}

/** The places of this document that name the object at the cursor. */
export function documentHighlights(snapshot: Snapshot, offset: number): readonly Highlight[] {
  const target = targetAt(snapshot, offset)
  if (!target) return []
  const definition = definitionOf(snapshot, target)
  const uses = referencesTo(snapshot, target, { onlyHere: true })
  return [
    ...(definition && definition.uri === snapshot.uri ? [{ span: definition.span, kind: 'write' } as const] : []),
    ...uses.map(({ span, role }) => ({ span, kind: scheduled.has(role) ? 'read' : 'text' }) as const),
  ]
}
