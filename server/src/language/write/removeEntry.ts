import type { Path } from '#engine/model/path'
import type { MapNode, Reading, SeqNode, TextEdit } from '../read/reading.ts'
import { afterLineEnd, endOfLine, startOfLine, trimSpan } from './places.ts'

/**
 * Takes out an entry with its key, all below it and the comment on its line; comments on lines of
 * their own stay. What would be left empty goes with it: a key without a value is an error.
 */
export function removeEntry(reading: Reading, path: Path): readonly TextEdit[] {
  const at = widest(reading, path)
  const parent = reading.nodeAt(at.slice(0, -1))
  if (parent?.kind !== 'map' && parent?.kind !== 'seq') return []
  return parent.flow ? removeFromFlow(reading, at, parent) : removeLines(reading, at, parent)
}

/** The outermost entry that has nothing else in it. */
function widest(reading: Reading, path: Path): Path {
  for (let depth = path.length; depth > 1; depth--) {
    const parent = reading.nodeAt(path.slice(0, depth - 1))
    const count = parent?.kind === 'map' ? parent.entries.length : parent?.kind === 'seq' ? parent.items.length : 0
    if (count > 1) return path.slice(0, depth)
  }
  return path.slice(0, 1)
}

function keysOf(node: MapNode | SeqNode): readonly (string | number)[] {
  return node.kind === 'map' ? node.entries.map(({ key }) => key.text) : [...node.items.keys()]
}

function removeFromFlow(reading: Reading, path: Path, parent: MapNode | SeqNode): readonly TextEdit[] {
  const steps = keysOf(parent)
  const around = path.slice(0, -1)
  const index = steps.indexOf(path[path.length - 1]!)
  const span = (step: string | number) => trimSpan(reading.text, reading.entrySpan([...around, step]))
  const own = span(steps[index]!)
  const next = steps[index + 1]
  if (next !== undefined) return [{ span: { start: own.start, end: span(next).start }, text: '' }]
  return [{ span: { start: span(steps[index - 1]!).end, end: own.end }, text: '' }]
}

function removeLines(reading: Reading, path: Path, parent: MapNode | SeqNode): readonly TextEdit[] {
  const { text } = reading
  const span = trimSpan(text, reading.entrySpan(path))
  const lineStart = startOfLine(text, span.start)
  const lead = text.slice(lineStart, span.start)
  const end = endOfLine(text, span.end)
  if (parent.kind === 'map' && lead.includes('-')) {
    // The first key of a list item: the next takes its place behind the dash.
    const steps = keysOf(parent)
    const next = steps[steps.indexOf(path[path.length - 1]!) + 1]
    if (next === undefined) return []
    return [{ span: { start: span.start, end: reading.entrySpan([...path.slice(0, -1), next]).start }, text: '' }]
  }
  if (end < text.length || lineStart === 0)
    return [{ span: { start: lineStart, end: afterLineEnd(text, end) }, text: '' }]
  const before = text[lineStart - 1] === '\n' && text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1
  return [{ span: { start: before, end }, text: '' }]
}
