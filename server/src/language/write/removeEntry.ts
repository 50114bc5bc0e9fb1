import type { Path } from '#engine/model/path'
import type { MapNode, Reading, SeqNode, Span, TextEdit } from '../read/reading.ts'
import { shapeAt } from '../schema/shape.ts'
import { afterLineEnd, endOfLine, startOfLine, trimSpan } from './places.ts'

/**
 * Takes out an entry with its key, all below it and the comment on its line; comments on lines of
 * their own stay. What would be left empty goes with it: a key without a value is an error. But
 * what has an id stays, empty: `build: {}`. None where that can't be written.
 */
export function removeEntry(reading: Reading, path: Path): readonly TextEdit[] {
  const at = widest(reading, path)
  const around = at.slice(0, -1)
  const parent = reading.nodeAt(around)
  if (parent?.kind !== 'map' && parent?.kind !== 'seq') return []
  if (parent.flow) return removeFromFlow(reading, at, parent)
  const lines = removeLines(reading, at, parent, path)
  if (sizeOf(parent) === 1 && 0 < around.length) return leaveEmpty(reading, around, parent, lines)
  return lines ? [lines] : []
}

/** The outermost entry that has nothing else in it, below what has an id. */
function widest(reading: Reading, path: Path): Path {
  for (let depth = path.length; depth > 1; depth--) {
    const around = path.slice(0, depth - 1)
    const parent = reading.nodeAt(around)
    if (parent?.kind === 'map' && hasId(around)) return path.slice(0, depth)
    if (parent && parent.kind !== 'scalar' && sizeOf(parent) > 1) return path.slice(0, depth)
  }
  return path.slice(0, 1)
}

/** Is its key one that the author chose: a task's, a calendar's? */
function hasId(path: Path): boolean {
  const key = path[path.length - 1]
  const { keys, record } = shapeAt(path.slice(0, -1)) ?? {}
  return typeof key === 'string' && record !== undefined && !keys?.has(key)
}

function sizeOf(node: MapNode | SeqNode): number {
  return node.kind === 'map' ? node.entries.length : node.items.length
}

function keysOf(node: MapNode | SeqNode): readonly (string | number)[] {
  return node.kind === 'map' ? node.entries.map(({ key }) => key.text) : [...node.items.keys()]
}

/** Without its only entry a block map is `{}`, on the line of its key. */
function leaveEmpty(
  reading: Reading,
  path: Path,
  parent: MapNode | SeqNode,
  lines: TextEdit | undefined,
): readonly TextEdit[] {
  const { text } = reading
  const key = reading.spanOf({ path, on: 'key' })
  const colon = /^[ \t]*:(?=\s*(?:#.*\s*)*$)/.exec(text.slice(key.end, parent.start))
  if (!colon || !lines) return []
  const at = key.end + colon[0].length
  if (lines.span.start === at) return [{ ...lines, text: ` {}${lines.text}` }]
  return [{ span: { start: at, end: at }, text: ' {}' }, lines]
}

function removeFromFlow(reading: Reading, path: Path, parent: MapNode | SeqNode): readonly TextEdit[] {
  const { text } = reading
  const steps = keysOf(parent)
  const around = path.slice(0, -1)
  const index = steps.indexOf(path[path.length - 1]!)
  const span = (step: string | number) => trimSpan(text, reading.entrySpan([...around, step]))
  const own = span(steps[index]!)
  const cut = (start: number, end: number) => ({ span: { start, end }, text: '' })
  const before = index === 0 ? undefined : span(steps[index - 1]!).end
  const next = steps[index + 1]
  if (before === undefined && next === undefined && !/[\r\n]/.test(text.slice(parent.start, parent.end)))
    return [cut(parent.start + 1, parent.end - 1)]
  const comma = before !== undefined && next === undefined ? /^\s*,/.exec(text.slice(before, own.start)) : null
  const commaBefore = comma ? [cut(before! + comma[0].length - 1, before! + comma[0].length)] : []
  const lineStart = startOfLine(text, own.start)
  const lineEnd = endOfLine(text, own.end)
  const endsLine = /^[ \t]*,?[ \t]*(?:#.*)?$/.test(text.slice(own.end, lineEnd))
  // On lines of its own it goes with them, and their comment.
  if (endsLine && text.slice(lineStart, own.start).trim() === '')
    return [...commaBefore, cut(lineStart, afterLineEnd(text, lineEnd))]
  const isBehind = before !== undefined && !text.slice(before, own.start).includes('#')
  if (next === undefined) return isBehind ? [cut(before, own.end)] : [...commaBefore, cut(own.start, own.end)]
  const end = span(next).start
  if (!text.slice(own.end, end).includes('#')) return [cut(own.start, end)]
  // A comment behind is of what stands before on the line too.
  return isBehind ? [cut(before, own.end)] : [cut(own.start, endsLine ? lineEnd : own.end + 1)]
}

function removeLines(reading: Reading, path: Path, parent: MapNode | SeqNode, inner: Path): TextEdit | undefined {
  const { text } = reading
  const span = trimSpan(text, reading.entrySpan(path))
  const lineStart = startOfLine(text, span.start)
  const lead = text.slice(lineStart, span.start)
  const end = endOfLine(text, span.end)
  if (parent.kind === 'map' && lead.includes('-')) {
    // The first key of a list item: the next takes its place behind the dash.
    const steps = keysOf(parent)
    const next = steps[steps.indexOf(path[path.length - 1]!) + 1]
    if (next === undefined) return undefined
    return { span: { start: span.start, end: reading.entrySpan([...path.slice(0, -1), next]).start }, text: '' }
  }
  const kept = commentsAround(text, { start: lineStart, end }, reading.entrySpan(inner))
  if (end < text.length || lineStart === 0)
    return { span: { start: lineStart, end: afterLineEnd(text, end) }, text: kept }
  const before = text[lineStart - 1] === '\n' && text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1
  return { span: { start: before, end }, text: kept && text.slice(before, lineStart) + kept.trimEnd() }
}

/** The comments on lines of their own in a span, but for those inside of another. */
function commentsAround(text: string, outer: Span, inner: Span): string {
  const lines = (start: number, end: number) => text.slice(start, end).match(/^[ \t]*#.*(?:\r\n?|\n)/gm) ?? []
  const from = Math.min(endOfLine(text, trimSpan(text, inner).end), outer.end)
  return [...lines(outer.start, Math.max(outer.start, startOfLine(text, inner.start))), ...lines(from, outer.end)].join(
    '',
  )
}
