import type { Span } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { lineEndOf } from '../../write/layout.ts'
import { columnAt } from '../../write/places.ts'
import { freeId, indent, tasksIn } from './entries.ts'
import { keepsDates, provided, type Refactoring } from './refactoring.ts'

/** Puts the selected tasks, which stand one after the other, into a new summary. Nothing that names them changes. */
export function extractSummary(snapshot: Snapshot, span: Span): readonly Refactoring[] {
  const entries = tasksIn(snapshot, span)
  const [first, last] = [entries[0], entries.at(-1)]
  if (!first || !last || first.path[0] !== 'tasks') return []
  const { reading, text, uri, plan } = snapshot
  const lines = { start: first.lines.start, end: last.lines.end }
  const step = first.column - columnAt(text, reading.spanOf({ path: first.path.slice(0, -1), on: 'key' }).start)
  const lineEnd = lineEndOf(text)
  const lead = ' '.repeat(first.column)
  const inner = ' '.repeat(first.column + step)
  const head = [`${lead}${freeId(plan, 'summary')}:`, `${inner}name: Summary`, `${inner}tasks:`, ''].join(lineEnd)
  const title = entries.length === 1 ? 'Extract into a summary' : `Extract ${entries.length} tasks into a summary`
  const moved = indent(text.slice(lines.start, lines.end), 2 * step)
  const edits = [{ uri, edits: [{ span: lines, text: head + moved }] }]
  return provided(snapshot, { title, kind: 'extract', edits }, after => keepsDates(snapshot, after))
}
