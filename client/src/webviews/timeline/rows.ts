import type { TimelineRow, TimelineView } from '#engine/view/timeline'
import { wordMatcher } from '../shared/words.ts'

/** Which summaries are open: those above a level, but for the exceptions. Small however large the plan. */
export interface Folding {
  /** Summaries less deep than this are open. */
  readonly level: number
  /** Ids of summaries that are the other way round. */
  readonly exceptions: ReadonlySet<string>
}

export interface ShownRow {
  readonly row: TimelineRow
  readonly hasChildren: boolean
  readonly open: boolean
}

export const allOpen: Folding = { level: 99, exceptions: new Set() }
export const allClosed: Folding = { level: 0, exceptions: new Set() }

/** From this many rows on a plan is first shown folded. */
const manyRows = 300

export function isOpen({ id, depth }: TimelineRow, { level, exceptions }: Folding): boolean {
  return depth < level !== exceptions.has(id)
}

export function toggle({ level, exceptions }: Folding, id: string): Folding {
  const others = new Set(exceptions)
  if (!others.delete(id)) others.add(id)
  return { level, exceptions: others }
}

/** Opens every summary above a row. */
export function openTo(rows: ReadonlyMap<string, TimelineRow>, folding: Folding, id: string): Folding {
  let result = folding
  for (const above of ancestors(rows, id)) if (!isOpen(above, result)) result = toggle(result, above.id)
  return result
}

export function* ancestors(rows: ReadonlyMap<string, TimelineRow>, id: string): Iterable<TimelineRow> {
  const seen = new Set([id])
  let above = rows.get(rows.get(id)?.parent ?? '')
  while (above && !seen.has(above.id)) {
    seen.add(above.id)
    yield above
    above = rows.get(above.parent ?? '')
  }
}

/** Everything open where that is a list one can scroll; else as many levels as fit into the window. */
export function firstFolding({ rows }: TimelineView, fitting: number): Folding {
  if (rows.length <= manyRows) return allOpen
  const perDepth: number[] = []
  for (const { depth } of rows) perDepth[depth] = (perDepth[depth] ?? 0) + 1
  let level = 0
  let shown = perDepth[0] ?? 0
  while (level + 1 < perDepth.length && shown + (perDepth[level + 1] ?? 0) <= fitting) {
    level++
    shown += perDepth[level] ?? 0
  }
  return { level, exceptions: new Set() }
}

/** The rows to show, in order. What a search keeps is shown with all that is above it, folded or not. */
export function shownRows(
  rows: readonly TimelineRow[],
  folding: Folding,
  keep?: (row: TimelineRow) => boolean,
): readonly ShownRow[] {
  return keep ? searchedRows(rows, keep) : unfoldedRows(rows, folding)
}

function unfoldedRows(rows: readonly TimelineRow[], folding: Folding): readonly ShownRow[] {
  const shown: ShownRow[] = []
  let foldedAt = Infinity
  rows.forEach((row, i) => {
    if (foldedAt < row.depth) return
    const hasChildren = row.depth < (rows[i + 1]?.depth ?? 0)
    const open = hasChildren && isOpen(row, folding)
    foldedAt = hasChildren && !open ? row.depth : Infinity
    shown.push({ row, hasChildren, open })
  })
  return shown
}

function searchedRows(rows: readonly TimelineRow[], keep: (row: TimelineRow) => boolean): readonly ShownRow[] {
  const shown: ShownRow[] = []
  // From the end: the next row one level up is the summary of the one before.
  const awaited: boolean[] = []
  for (const row of rows.toReversed()) {
    const isAbove = awaited[row.depth] === true
    awaited[row.depth] = false
    if (!isAbove && !keep(row)) continue
    if (0 < row.depth) awaited[row.depth - 1] = true
    shown.push({ row, hasChildren: isAbove, open: isAbove })
  }
  return shown.reverse()
}

/** Does a row have these words in its name, its id or its people? */
export function matcher(words: string): (row: TimelineRow) => boolean {
  const hasWords = wordMatcher(words)
  return ({ id, name, people }) => hasWords([id, name, ...people.map(person => `${person.id} ${person.name}`)])
}
