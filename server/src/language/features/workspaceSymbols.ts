import { type ObjectKind, objectsOf } from '../objects.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import type { SymbolKind } from './documentSymbols.ts'

export interface WorkspaceSymbol {
  readonly name: string
  readonly kind: SymbolKind
  /** The plan it is in. */
  readonly container: string
  readonly uri: string
  readonly span: Span
}

/** More are of no use in a list. */
export const maxWorkspaceSymbols = 300

const kinds: readonly ObjectKind[] = ['task', 'risk', 'person', 'sprint', 'calendar', 'decision', 'issue', 'change']

/** Everything with an id in all plans whose id or name has the letters of the query in order; the best matches first. */
export function workspaceSymbols(snapshots: Iterable<Snapshot>, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase()
  const found: {
    readonly rank: number
    readonly snapshot: Snapshot
    readonly id: string
    readonly name: string
    readonly kind: ObjectKind
  }[] = []
  for (const snapshot of snapshots) {
    for (const kind of kinds) {
      for (const { id, name, file } of objectsOf(snapshot.plan, kind).values()) {
        const rank =
          file === undefined ? Math.min(rankOf(id.toLowerCase(), wanted), rankOf(name.toLowerCase(), wanted)) : 9
        if (rank < 9) found.push({ rank, snapshot, id, name, kind })
      }
    }
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.id.length - b.id.length ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : a.snapshot.uri < b.snapshot.uri ? -1 : 1),
  )
  return found.slice(0, maxWorkspaceSymbols).map(({ snapshot, id, name, kind }) => {
    const { plan, reading, uri } = snapshot
    const task = kind === 'task' ? plan.tasks.get(id) : undefined
    const span = reading.spanOf({ path: objectsOf(plan, kind).get(id)!.path, on: 'key' })
    return {
      name: name === id ? id : `${id} ${name}`,
      kind: task?.kind ?? kind,
      container: plan.project.name,
      uri,
      span,
    }
  })
}

/** 0: the word itself; 1: its beginning; 2: a part; 3: its letters in order; 9: not at all. */
function rankOf(word: string, wanted: string): number {
  if (wanted === '') return 3
  const at = word.indexOf(wanted)
  if (at === 0) return word.length === wanted.length ? 0 : 1
  if (at > 0) return 2
  let next = 0
  for (let i = 0; i < word.length && next < wanted.length; i++) if (word[i] === wanted[next]) next++
  return next === wanted.length ? 3 : 9
}
