import type { Path } from '#engine/model/path'
import type { MapNode, Reading, SeqNode, TextEdit } from '../read/reading.ts'
import { flowText, indentStep, lineEndOf, nest, sectionOrder, valueAfterColon } from './layout.ts'
import { columnAt, endOfLine, startOfLine, trimSpan } from './places.ts'

/** Writes a value at a path where nothing is yet; keys that are missing on the way are made. */
export function insertEntry(reading: Reading, path: Path, text: string): readonly TextEdit[] {
  const depth = deepestNode(reading, path)
  const at = path.slice(0, depth)
  const node = reading.nodeAt(at)
  const step = path[depth]!
  const by = indentStep(reading.text)
  const source = nest(path.slice(depth + 1), text, { step: by, below: step })
  if (!node)
    return depth === 0
      ? insertFirst(reading, step, source)
      : insertBelow(reading, at, nest(path.slice(depth), text, { step: by, below: at[at.length - 1] }))
  if (node.kind === 'scalar') return typeof step === 'number' ? toList(reading, at, source) : []
  if (node.kind === 'seq') return typeof step === 'number' ? appendItem(reading, at, node, source) : []
  if (node.flow) return appendToFlow(reading, at, node, `${step}: ${flowText(source)}`)
  return insertLine(reading, at, node, String(step), source)
}

/** How many steps of the path lead to a key or item that is there. */
function deepestNode(reading: Reading, path: Path): number {
  for (let depth = path.length - 1; depth > 0; depth--) if (reading.has(path.slice(0, depth))) return depth
  return 0
}

/** Into a text without a root map. */
function insertFirst({ text }: Reading, step: string | number, source: string): readonly TextEdit[] {
  const lineEnd = lineEndOf(text)
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineEnd
  return [
    {
      span: { start: text.length, end: text.length },
      text: `${gap}${step}:${valueAfterColon(source, indentStep(text), lineEnd)}${lineEnd}`,
    },
  ]
}

/** Below a key that has no value. */
function insertBelow(reading: Reading, path: Path, source: string): readonly TextEdit[] {
  const { text } = reading
  const key = reading.spanOf({ path, on: 'key' })
  const fresh = valueAfterColon(source, columnAt(text, key.start) + indentStep(text), lineEndOf(text))
  const colon = text.indexOf(':', key.end) + 1
  const at = fresh.startsWith(' ') ? colon : endOfLine(text, colon)
  return [{ span: { start: at, end: at }, text: fresh }]
}

/** `after: a` becomes `after: [a, b]`. */
function toList(reading: Reading, path: Path, source: string): readonly TextEdit[] {
  const { start, end } = trimSpan(reading.text, reading.spanOf({ path }))
  return [
    { span: { start, end: start }, text: '[' },
    { span: { start: end, end }, text: `, ${flowText(source)}]` },
  ]
}

function appendItem(reading: Reading, path: Path, node: SeqNode, source: string): readonly TextEdit[] {
  if (node.flow) return appendToFlow(reading, path, node, flowText(source))
  const { text } = reading
  const lineEnd = lineEndOf(text)
  const span = trimSpan(text, reading.spanOf({ path }))
  const first = reading.entrySpan([...path, 0])
  const dash = text.lastIndexOf('-', text[first.start] === '-' ? first.start : first.start - 1)
  const column = dash < 0 ? 0 : columnAt(text, dash)
  const at = endOfLine(text, span.end)
  const lines = source.split('\n').join(`${lineEnd}${' '.repeat(column + 2)}`)
  return [{ span: { start: at, end: at }, text: `${lineEnd}${' '.repeat(column)}- ${lines}` }]
}

function appendToFlow(reading: Reading, path: Path, node: MapNode | SeqNode, entry: string): readonly TextEdit[] {
  const { text } = reading
  const span = trimSpan(text, reading.spanOf({ path }))
  const close = span.end - 1
  const last = lastOf(reading, path, node)
  if (last === undefined) {
    const [open, shut] = node.kind === 'map' ? ['{ ', ' }'] : ['[', ']']
    return [{ span, text: `${open}${entry}${shut}` }]
  }
  const comma = /^\s*,/.exec(text.slice(last, close))
  const at = last + (comma?.[0].length ?? 0)
  return [{ span: { start: at, end: at }, text: comma ? ` ${entry}` : `, ${entry}` }]
}

function lastOf(reading: Reading, path: Path, node: MapNode | SeqNode): number | undefined {
  const step = node.kind === 'map' ? node.entries[node.entries.length - 1]?.key.text : node.items.length - 1
  if (step === undefined || step === -1) return undefined
  return trimSpan(reading.text, reading.entrySpan([...path, step])).end
}

function insertLine(reading: Reading, path: Path, node: MapNode, key: string, source: string): readonly TextEdit[] {
  const { text } = reading
  const lineEnd = lineEndOf(text)
  const keys = node.entries.map(entry => entry.key.text)
  if (keys.length === 0) return insertFirst(reading, key, source)
  const column = columnAt(text, reading.spanOf({ path: [...path, keys[0]!], on: 'key' }).start)
  const line = `${key}:${valueAfterColon(source, column + indentStep(text), lineEnd)}`
  const after = entryBefore(path, keys, key)
  if (after === undefined) {
    const next = reading.spanOf({ path: [...path, keys[0]!], on: 'key' }).start
    return [{ span: { start: next, end: next }, text: `${line}${lineEnd}${' '.repeat(column)}` }]
  }
  const end = trimSpan(text, reading.entrySpan([...path, after])).end
  const at = endOfLine(text, end)
  return [
    {
      span: { start: at, end: at },
      text: `${gapBefore(reading, path, after, lineEnd)}${lineEnd}${' '.repeat(column)}${line}`,
    },
  ]
}

/** Of a plan's sections the one that comes before; of a summary what stands before its children; else the last. */
function entryBefore(path: Path, keys: readonly string[], key: string): string | undefined {
  if (path.length === 0 && sectionOrder.includes(key)) {
    const rank = sectionOrder.indexOf(key)
    return keys.findLast(other => sectionOrder.indexOf(other) < rank)
  }
  const children = keys.indexOf('tasks')
  const isTask = path[0] === 'tasks' && path.length % 2 === 0
  if (isTask && children > 0 && key !== 'tasks') return keys[children - 1]
  return keys[keys.length - 1]
}

/** Sections are set apart by a blank line where those around are. */
function gapBefore(reading: Reading, path: Path, after: string, lineEnd: string): string {
  if (path.length > 0) return ''
  const { start } = reading.entrySpan([after])
  const line = startOfLine(reading.text, start)
  return /(\r\n|\r|\n)[ \t]*(\r\n|\r|\n)$/.test(reading.text.slice(Math.max(0, line - 200), line)) ? lineEnd : ''
}
