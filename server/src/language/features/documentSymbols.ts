import { lineParts } from '../lineParts.ts'
import type { LineIndex } from '../lines.ts'
import { findObject, kindIn, type ObjectKind } from '../objects.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { taskDates } from './taskDates.ts'

/** What an outline shows with an icon. */
export type SymbolKind = ObjectKind | 'section' | 'summary' | 'milestone' | 'field'

export interface DocumentSymbol {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  /** All of the entry. */
  readonly span: Span
  /** Its key. */
  readonly nameSpan: Span
  readonly children: readonly DocumentSymbol[]
}

/** No more are given than an editor can use (`spec/robustness.md`, limits). */
export const maxSymbols = 5000

interface Draft {
  readonly column: number
  readonly key: string
  /** The section it is or is in. */
  readonly section: string
  /** What it is; left out where it has no place in the outline: the `tasks` of a summary. */
  readonly kind: ObjectKind | 'section' | undefined
  /** What its keys are: ids of objects, keys of which some lead to objects, or nothing of interest. */
  readonly holds: ObjectKind | 'keys' | undefined
  readonly nameSpan: Span
  end: number
  readonly children: Draft[]
}

/**
 * Sections and all that has an id, as a tree. From the lines, not from the plan, so that what can't be
 * read has its place in the outline too; names and dates come from the plan.
 */
export function documentSymbols(snapshot: Snapshot): readonly DocumentSymbol[] {
  return draft(snapshot).map(each => toSymbol(snapshot, each))
}

function draft({ text, lines }: Snapshot): readonly Draft[] {
  const roots: Draft[] = []
  const open: Draft[] = []
  let count = 0
  /** Ends what is open at a column or right of it, before a line. */
  const close = (column: number, line: number): void => {
    if (open.length === 0 || open[open.length - 1]!.column < column) return
    const end = contentEndBefore(text, lines, line)
    while (open.length > 0 && open[open.length - 1]!.column >= column) {
      const closed = open.pop()!
      closed.end = Math.max(closed.end, end)
    }
  }
  let line = 0
  for (; line < lines.count && count < maxSymbols; line++) {
    const start = lines.startOf(line)
    if (!mayMatter(text, start, open[open.length - 1])) continue
    const parts = lineParts(text, start)
    const { key } = parts
    // What is no entry (text over lines, conflict markers) ends no block.
    if (key || parts.dashes.length > 0) close(parts.indent, line)
    const parent = open[open.length - 1]
    if (key && parts.dashes.length === 0 && (!parent || isWanted(parent, key.text))) {
      const each = draftOf(parent, parts.indent, key, parts.contentEnd)
      open.push(each)
      if (each.kind) {
        const owner = open.findLast(other => other !== each && other.kind)
        ;(owner?.children ?? roots).push(each)
        count++
      }
    }
  }
  close(0, line)
  return roots
}

/** Where the last line that says something before a line ends. */
function contentEndBefore(text: string, lines: LineIndex, line: number): number {
  let last = line - 1
  while (0 < last && isBlank(text, lines.startOf(last))) last--
  return lineParts(text, lines.startOf(last)).contentEnd
}

/** A quick look, for the many lines that are nothing but a task's fields. */
function mayMatter(text: string, start: number, top: Draft | undefined): boolean {
  if (!top || (top.holds && top.holds !== 'keys')) return true
  let at = start
  while (text.charCodeAt(at) === 32) at++
  if (at - start <= top.column) return true
  return top.holds === 'keys' && (text.startsWith('tasks', at) || text.startsWith('lines', at))
}

function isBlank(text: string, start: number): boolean {
  let at = start
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  const code = text.charCodeAt(at)
  return at >= text.length || code === 10 || code === 13 || code === 35
}

function isWanted({ holds }: Draft, key: string): boolean {
  return holds === 'keys' ? key === 'tasks' || key === 'lines' : holds !== undefined
}

function draftOf(
  parent: Draft | undefined,
  column: number,
  { start, end: keyEnd, text: key }: { start: number; end: number; text: string },
  end: number,
): Draft {
  const section = parent?.section ?? key
  const { kind, holds } = partOf(parent, section, key)
  return { column, key, section, kind, holds, nameSpan: { start, end: keyEnd }, end, children: [] }
}

/** What a key is in what stands around it. */
function partOf(parent: Draft | undefined, section: string, key: string): Pick<Draft, 'kind' | 'holds'> {
  if (!parent) return { kind: 'section', holds: key === 'budget' ? 'keys' : kindIn(key) }
  if (parent.holds !== 'keys') return { kind: parent.holds, holds: parent.holds === 'task' ? 'keys' : undefined }
  if (section === 'tasks' && key === 'tasks') return { kind: undefined, holds: 'task' }
  return { kind: undefined, holds: section === 'budget' && key === 'lines' ? 'budget-line' : undefined }
}

function toSymbol(snapshot: Snapshot, { key, kind, end, nameSpan, children }: Draft): DocumentSymbol {
  const { detail, kind: shown } = describe(snapshot, kind, key)
  return {
    name: key,
    detail,
    kind: shown,
    span: { start: nameSpan.start, end: Math.max(end, nameSpan.end) },
    nameSpan,
    children: children.length === 0 ? none : children.map(child => toSymbol(snapshot, child)),
  }
}

const none: readonly never[] = []

function describe(snapshot: Snapshot, kind: Draft['kind'], id: string): { detail: string; kind: SymbolKind } {
  const { plan } = snapshot
  if (!kind || kind === 'section') return { detail: '', kind: 'section' }
  if (kind !== 'task') return { detail: nameOf(plan, kind, id), kind }
  const task = plan.tasks.get(id)
  if (!task) return { detail: '', kind: 'task' }
  const dates = taskDates(snapshot, id)
  const named = task.name === id ? '' : task.name
  const detail = named && dates ? `${named} · ${dates}` : named || dates
  return { detail, kind: task.kind }
}

function nameOf(plan: Snapshot['plan'], kind: ObjectKind, id: string): string {
  const object = findObject(plan, kind, id)
  return object && object.name !== id ? object.name : ''
}
