import { planReferences } from '../portfolio.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { mentionsOf } from './codeMentions.ts'
import { definitionOf, referencesIn, type Target, targetAt } from './references.ts'

/**
 * An id where it is defined and all of its references in the file that are written the same: typing changes them
 * together. Only from the definition, since whoever types in a reference means another object; never where two have
 * the id, or where other files may name it (that takes a rename). Empty where nothing is linked.
 */
export function linkedSpans(snapshot: Snapshot, offset: number): readonly Span[] {
  const { text, plan, reading } = snapshot
  const target = targetAt(snapshot, offset)
  if (!target?.isDefinition || target.kind === 'plan' || isSeenElsewhere(snapshot, target)) return []
  const place = definitionOf(snapshot, target)
  if (place?.uri !== snapshot.uri || place.span.start !== target.span.start || isTwice(snapshot, target)) return []
  // Without its colon it is still being typed, and may become another's.
  if (text[place.span.end] !== ':') return []
  const spans = [place.span]
  for (const reference of referencesIn(plan, reading, target.id)) {
    if (reference.kind === target.kind && reference.plan === undefined) spans.push(reading.spanOf(reference.at))
  }
  const same = spans.filter(({ start, end }) => text.slice(start, end) === target.id)
  return same.length > 1 ? same.sort((a, b) => a.start - b.start) : []
}

/** Is this a library, or a task that another plan waits for or source code speaks of? */
function isSeenElsewhere(snapshot: Snapshot, target: Target): boolean {
  const { uri, plan, workspace } = snapshot
  const { kind, id } = target
  if (plan.isLibrary || mentionsOf(snapshot, target).length > 0) return true
  const project = plan.project.id
  if (kind !== 'task' || project === undefined) return false
  for (const other of workspace.snapshots.values()) {
    if (other.uri === uri || !planReferences(other.plan).has(project)) continue
    for (const reference of referencesIn(other.plan, other.reading, id)) if (reference.plan === project) return true
  }
  return false
}

/** The reader has said so where the second one stands. */
function isTwice({ reading, text }: Snapshot, { id }: Target): boolean {
  return reading.problems.some(({ code, span }) => twice.has(code) && text.slice(span.start, span.end) === id)
}

const twice: ReadonlySet<string> = new Set(['plan/duplicate-id', 'yaml/duplicate-key'])
