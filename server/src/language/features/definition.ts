import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { definitionOf, type Location, targetAt } from './references.ts'

export interface Definition extends Location {
  /** The words that the definition was asked for. */
  readonly origin: Span
}

/** Where the id at the cursor is defined: in this plan, in an included file, in another plan; an include leads to its file. */
export function definition(snapshot: Snapshot, offset: number): Definition | undefined {
  const target = targetAt(snapshot, offset)
  if (!target) return includedFile(snapshot, offset)
  const location = definitionOf(snapshot, target)
  return location && { ...location, origin: target.span }
}

function includedFile({ plan, reading, workspace, uri }: Snapshot, offset: number): Definition | undefined {
  for (const { target, path } of plan.include) {
    const origin = reading.spanOf({ path })
    const file = origin.start <= offset && offset <= origin.end ? workspace.resolve(uri, target) : undefined
    if (file !== undefined) return { uri: file, span: { start: 0, end: 0 }, full: { start: 0, end: 0 }, origin }
  }
  return undefined
}
