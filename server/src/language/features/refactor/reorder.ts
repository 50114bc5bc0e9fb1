import type { Path } from '#engine/model/path'
import type { Snapshot } from '../../snapshot.ts'
import { lineEndOf } from '../../write/layout.ts'
import { blockEntries, type Entry, isBelowFreeComment } from './entries.ts'
import { keepsDates, provided, type Refactoring } from './refactoring.ts'

/**
 * Puts the tasks of a section or a summary in the order in which they start; each keeps its comments. Not offered where
 * comments stand free between them: a heading would head others. `path`: of the map of tasks.
 */
export function reorderBySchedule(snapshot: Snapshot, path: Path): readonly Refactoring[] {
  const { text, reading, uri, schedule } = snapshot
  const entries = blockEntries(reading, path)
  if (!entries || entries.length < 2 || entries.some(entry => isBelowFreeComment(text, entry))) return []
  const at = ({ key }: Entry) => schedule.tasks.get(key)
  if (!entries.every(entry => Number.isFinite(at(entry)?.start ?? Number.NaN))) return []
  const sorted = [...entries].sort((a, b) => at(a)!.start - at(b)!.start || at(a)!.finish - at(b)!.finish)
  if (sorted.every((entry, n) => entry === entries[n])) return []
  const lineEnd = lineEndOf(text)
  const linesOf = ({ lines }: Entry) => {
    const own = text.slice(lines.start, lines.end)
    return /[\r\n]$/.test(own) ? own : own + lineEnd
  }
  // Each place gets the lines of another; what stands between the places, blank lines, stays there.
  const edits = entries.flatMap((entry, n) => {
    const other = sorted[n]!
    const isLast = entry.lines.end === text.length && !/[\r\n]$/.test(text)
    const lines = isLast ? linesOf(other).replace(/(\r\n|\n|\r)$/, '') : linesOf(other)
    return other === entry ? [] : [{ span: entry.lines, text: lines }]
  })
  return provided(snapshot, { title: 'Order by start', kind: 'rewrite', edits: [{ uri, edits }] }, after =>
    keepsDates(snapshot, after),
  )
}
