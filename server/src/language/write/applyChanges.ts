import type { Path } from '#engine/model/path'
import type { PlanChange } from '#engine/rules/rule'
import type { Node, Reading, TextEdit } from '../read/reading.ts'
import { applyEdits, composeEdits, sortEdits } from './edits.ts'
import { insertEntry } from './insertEntry.ts'
import { indentStep, lineEndOf, valueAfterColon } from './layout.ts'
import { columnAt, endOfLine, trimSpan } from './places.ts'
import { removeEntry } from './removeEntry.ts'

/**
 * Changes of a plan as the text edits that make them: only what must change does, comments, quotes,
 * line ends and order stay. Paths count in the plan as it is before all of them. Sorted, not overlapping.
 * A change whose place does not exist does nothing.
 */
export function applyChanges(reading: Reading, changes: readonly PlanChange[]): readonly TextEdit[] {
  const ordered = [...changes].sort(compareChanges)
  const last = ordered[ordered.length - 1]
  if (last === undefined) return []
  if (ordered.length === 1) return sortEdits(applyChange(reading, last))
  const alone = ordered.every(({ kind }) => kind === 'replace' || kind === 'rename-key')
  if (alone) return withoutOverlaps(ordered.flatMap(change => applyChange(reading, change)))
  let edits: readonly TextEdit[] = []
  let now = reading
  for (const change of ordered) {
    const more = applyChange(now, change)
    if (more.length === 0) continue
    edits = composeEdits(edits, more)
    now = now.readAgain(applyEdits(now.text, more))
  }
  return edits
}

const order = { replace: 0, set: 1, remove: 2, 'rename-key': 3 } as const

/** Those that move the places of others come last, and from the end. */
function compareChanges(a: PlanChange, b: PlanChange): number {
  if (a.kind !== b.kind) return order[a.kind] - order[b.kind]
  return a.kind === 'remove' || a.kind === 'rename-key' ? -comparePaths(pathOf(a), pathOf(b)) : 0
}

function pathOf(change: PlanChange): Path {
  return change.kind === 'replace' ? change.at.path : change.path
}

function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!]
    if (x === y) continue
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1
  }
  return a.length - b.length
}

function withoutOverlaps(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = []
  for (const edit of sortEdits(edits)) {
    const before = kept[kept.length - 1]
    if (!before || before.span.end <= edit.span.start) kept.push(edit)
  }
  return kept
}

function applyChange(reading: Reading, change: PlanChange): readonly TextEdit[] {
  if (isInAlias(reading, pathOf(change))) return []
  switch (change.kind) {
    case 'rename-key': {
      // Never a second key of the same name.
      const isFree = !reading.has([...change.path.slice(0, -1), change.to])
      return reading.has(change.path) && isFree
        ? [{ span: reading.spanOf({ path: change.path, on: 'key' }), text: change.to }]
        : []
    }
    case 'remove':
      return reading.has(change.path) ? removeEntry(reading, change.path) : []
    case 'set':
      return setValue(reading, change.path, change.text)
    case 'replace': {
      const { at } = change
      if (!reading.has(at.path)) return []
      if (at.on === 'key' || at.word !== undefined) return [{ span: reading.spanOf(at), text: change.with }]
      return setValue(reading, at.path, change.with)
    }
  }
}

/** What an alias stands for is written elsewhere: only all of it could be replaced here. */
function isInAlias(reading: Reading, path: Path): boolean {
  if (!reading.text.includes('*')) return false
  return path.some((_, depth) => {
    const above = path.slice(0, depth)
    // A node costs what is below it
    if (depth === 0 || reading.text[reading.spanOf({ path: above }).start] !== '*') return false
    const node = reading.nodeAt(above)
    return node !== undefined && node.kind !== 'scalar'
  })
}

function setValue(reading: Reading, path: Path, text: string): readonly TextEdit[] {
  if (!reading.has(path)) return insertEntry(reading, path, text)
  const old = reading.nodeAt(path)
  if (typeof path[path.length - 1] === 'number' || !old) {
    if (!old) return insertMissingValue(reading, path, text)
    return [{ span: reading.spanOf({ path }), text }]
  }
  return replaceValue(reading, path, old, text)
}

function insertMissingValue(reading: Reading, path: Path, text: string): readonly TextEdit[] {
  const isItem = typeof path[path.length - 1] === 'number'
  const span = isItem ? reading.entrySpan(path) : reading.spanOf({ path, on: 'key' })
  const column = columnAt(reading.text, span.start)
  const mark = reading.text.indexOf(isItem ? '-' : ':', isItem ? span.start : span.end)
  if (mark < 0) return []
  return [
    {
      span: { start: mark + 1, end: mark + 1 },
      text: valueAfterColon(text, column + (isItem ? 2 : indentStep(reading.text)), lineEndOf(reading.text)),
    },
  ]
}

function replaceValue(reading: Reading, path: Path, old: Node, text: string): readonly TextEdit[] {
  const span = trimSpan(reading.text, reading.spanOf({ path }))
  const key = reading.spanOf({ path, on: 'key' })
  const colon = reading.text.indexOf(':', key.end)
  const fresh = valueAfterColon(
    text,
    columnAt(reading.text, key.start) + indentStep(reading.text),
    lineEndOf(reading.text),
  )
  const wasBlock = old.kind === 'scalar' ? false : !old.flow
  const isInline = fresh.startsWith(' ')
  if (!wasBlock && isInline) return [{ span, text: fresh.slice(1) }]
  const lineEnd = endOfLine(reading.text, key.end)
  if (!wasBlock) {
    // The comment that follows the old value stays on the key's line.
    return [
      { span: { start: colon + 1, end: span.end }, text: '' },
      { span: { start: Math.max(lineEnd, span.end), end: Math.max(lineEnd, span.end) }, text: fresh },
    ]
  }
  if (!isInline) return [{ span: { start: lineEnd, end: span.end }, text: fresh }]
  return [
    { span: { start: colon + 1, end: colon + 1 }, text: fresh },
    { span: { start: lineEnd, end: span.end }, text: '' },
  ]
}
