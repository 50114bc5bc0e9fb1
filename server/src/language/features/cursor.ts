import type { Path } from '#engine/model/path'
import {
  closingQuote,
  type LineParts,
  lineEndAt,
  lineParts,
  lineStartAt,
  nextLine,
  previousLine,
} from '../lineParts.ts'
import type { Span } from '../read/reading.ts'
import { type FlowState, flowKeysAfter, flowTokenEnd, scanFlow } from './flowCursor.ts'

/**
 * Where the cursor stands, from the lines alone: no parser, so it knows the place in broken text too
 * (half a key, an open bracket, an empty item), and costs a walk up to the root at most.
 */
export interface Cursor {
  readonly offset: number
  /** `key`: of the map, the one whose key is written. `value`: of the value itself. */
  readonly path: Path
  readonly role: 'key' | 'value' | 'comment' | 'none'
  /** Nothing says yet whether this becomes a key of the map at `path` or the value at `path`. */
  readonly either: boolean
  /** What a suggestion takes the place of. */
  readonly replace: Span
  /** From the start of `replace` to the cursor. */
  readonly typed: string
  readonly flow: 'map' | 'seq' | undefined
  readonly quote: '"' | "'" | undefined
  /** A space must be put before what is inserted: `key:|`, `-|`. */
  readonly needsSpace: boolean
  /** `key` only: a colon follows already. */
  readonly hasColon: boolean
  /** The column at which the key or item stands, for lines that follow. */
  readonly column: number
  /** Keys of the same map, but the one under the cursor. */
  readonly siblings: ReadonlySet<string>
}

/** The path of the key that begins at an offset, where that is known: it saves the walk up to the root. */
export type PathOf = (keyStart: number) => Path | undefined

type Place = Pick<Cursor, 'path' | 'role'> & Partial<Cursor>

export function cursorAt(text: string, offset: number, pathOf: PathOf = () => undefined): Cursor {
  const line = lineParts(text, lineStartAt(text, offset))
  const place = (given: Place): Cursor => ({
    offset,
    either: false,
    replace: { start: offset, end: offset },
    typed: text.slice(given.replace?.start ?? offset, offset),
    flow: undefined,
    quote: undefined,
    needsSpace: false,
    hasColon: false,
    column: 0,
    siblings: new Set(),
    ...given,
  })
  if (line.comment >= 0 && offset > line.comment)
    return place({ path: [], role: 'comment', replace: { start: line.comment, end: line.end } })
  const column = columnOf(line, offset)
  const above = climb(text, line, column, offset, pathOf)
  if (above.flow) return flowPlace(text, offset, above.path, above.flow, line, place)
  if (above.inText) return place({ path: above.path, role: 'none' })
  return blockPlace(text, offset, line, column, above.path, place)
}

/** What a line leaves open at its end, of what it stands in or begins: the brackets of flow, or a text over several lines that it goes on with. */
export function openAfter(text: string, line: LineParts): 'flow' | 'text' | undefined {
  const { flow, inText } = climb(text, line, columnOf(line, line.end), line.end, () => undefined)
  return flow ? 'flow' : inText ? 'text' : undefined
}

/** Column of what the cursor is on: its key, the item's content, or the cursor itself on a blank line. */
function columnOf(line: LineParts, offset: number): number {
  if (line.blank) return line.comment >= 0 ? line.comment - line.start : offset - line.start
  if (line.key) return line.key.start - line.start
  if (line.content < line.contentEnd) return line.content - line.start
  return Math.max(line.dashes[line.dashes.length - 1]! + 2, Math.min(offset, line.end)) - line.start
}

function blockPlace(
  text: string,
  offset: number,
  line: LineParts,
  column: number,
  path: Path,
  place: (given: Place) => Cursor,
): Cursor {
  const { key } = line
  const firstDash = line.dashes[0]
  if (!line.blank && offset < line.start + line.indent) return place({ path, role: 'none' })
  if (firstDash !== undefined && offset <= firstDash) return place({ path, role: 'none' })
  if (key && offset <= key.end) {
    if (offset < key.start) return place({ path, role: 'none' })
    const siblings = blockSiblings(text, line, column)
    return place({ path, role: 'key', replace: { start: key.start, end: key.end }, hasColon: true, column, siblings })
  }
  if (key && offset <= key.colon) return place({ path, role: 'none' })
  if (key) return valuePlace(text, offset, line, [...path, key.text], column, place)
  if (line.content < line.contentEnd && offset < line.content) return place({ path, role: 'none' })
  const entry = valuePlace(text, offset, line, path, column, place)
  return entry.role === 'value'
    ? { ...entry, role: 'key', either: true, siblings: blockSiblings(text, line, column) }
    : entry
}

function valuePlace(
  text: string,
  offset: number,
  line: LineParts,
  path: Path,
  column: number,
  place: (given: Place) => Cursor,
): Cursor {
  const { content, contentEnd } = line
  const needsSpace =
    text[offset - 1] === ':' || (text[offset - 1] === '-' && offset - 1 === line.dashes[line.dashes.length - 1])
  if (content >= contentEnd || offset < content)
    return place({ path, role: offset < content && content < contentEnd ? 'none' : 'value', needsSpace, column })
  const first = text[content]
  if (first === '|' || first === '>') return place({ path, role: 'none' })
  if (first !== '"' && first !== "'")
    return place({ path, role: 'value', replace: { start: content, end: Math.max(offset, contentEnd) }, column })
  const close = closingQuote(text, content, line.end)
  if (offset <= content || (offset >= close && close - content > 1 && text[close - 1] === first))
    return place({ path, role: 'none' })
  const inner = text[close - 1] === first && close - content > 1 ? close - 1 : close
  return place({ path, role: 'value', replace: { start: content + 1, end: inner }, quote: first, column })
}

interface Climb {
  readonly path: Path
  /** Flow text that is open at the cursor, and begins at the value of `path`. */
  readonly flow: FlowState | undefined
  /** Inside a text over several lines. */
  readonly inText: boolean
}

/** The path of the map or list that what stands at `column` belongs to, by indentation. */
function climb(text: string, line: LineParts, column: number, offset: number, pathOf: PathOf): Climb {
  const walk = {
    column,
    item: false,
    steps: [] as (string | { index: number })[],
    flow: undefined as FlowState | undefined,
    flowDepth: 0,
    inText: false,
    root: undefined as Path | undefined,
  }
  const meet = (parts: LineParts, own: boolean): void => {
    const { key } = parts
    const keyColumn = key ? key.start - parts.start : -1
    if (
      key &&
      !own &&
      (keyColumn < walk.column || (keyColumn === walk.column && walk.item && parts.content === parts.contentEnd))
    ) {
      walk.steps.push(key.text)
      walk.column = keyColumn
      walk.item = false
      noteValue(parts)
      if (parts.content >= parts.contentEnd) walk.root = pathOf(key.start)
      if (walk.root) return
    }
    for (let i = parts.dashes.length - 1; i >= 0; i--) {
      const at = parts.dashes[i]! - parts.start
      const top = walk.steps[walk.steps.length - 1]
      if (at === walk.column && walk.item && typeof top === 'object') top.index++
      else if (at < walk.column) {
        walk.steps.push({ index: 0 })
        walk.column = at
        walk.item = true
        if (!key && !own && i === parts.dashes.length - 1) noteValue(parts)
      }
    }
  }
  const noteValue = (parts: LineParts): void => {
    const at = /^(?:[&!]\S*\s*)*/.exec(text.slice(parts.content, parts.contentEnd))![0].length + parts.content
    if (at >= parts.contentEnd) return
    const flow = text[at] === '[' || text[at] === '{' ? scanFlow(text, at, offset) : undefined
    if (flow) {
      walk.flow = flow
      walk.flowDepth = walk.steps.length - 1
      walk.inText = false
    } else walk.inText = true
  }
  if (line.content < offset && (text[line.content] === '[' || text[line.content] === '{')) {
    walk.flow = scanFlow(text, line.content, offset)
    if (walk.flow && line.key) walk.steps.push(line.key.text)
  }
  meet(line, true)
  for (let start = line.start; start > 0 && !walk.root && (walk.column > 0 || walk.item); ) {
    start = previousLine(text, start)
    const indent = indentAt(text, start)
    if (indent > walk.column || (indent === walk.column && !walk.item)) continue
    // A line indented by tabs says nothing about the blocks around it.
    if (text.charCodeAt(start + indent) === 9) continue
    const parts = lineParts(text, start)
    if (!parts.blank) meet(parts, false)
  }
  const kept = walk.flow ? walk.steps.slice(walk.flowDepth) : walk.steps
  const steps = kept.map(step => (typeof step === 'object' ? step.index : step)).reverse()
  return {
    path: walk.root ? [...walk.root, ...steps.slice(1)] : steps,
    flow: walk.flow,
    inText: walk.inText && !walk.flow,
  }
}

function indentAt(text: string, start: number): number {
  let at = start
  while (text.charCodeAt(at) === 32) at++
  return at - start
}

function flowPlace(
  text: string,
  offset: number,
  base: Path,
  state: FlowState,
  line: LineParts,
  place: (given: Place) => Cursor,
): Cursor {
  const path: (string | number)[] = [...base]
  const { frames } = state
  const top = frames[frames.length - 1]!
  for (const frame of frames) {
    if (frame.kind === 'seq') path.push(frame.index)
    else if (frame !== top || frame.hasColon) path.push(frame.key)
  }
  const role = top.kind === 'map' && !top.hasColon ? 'key' : 'value'
  const quote = state.quote >= 0 ? (text[state.quote] as '"' | "'") : undefined
  const start = quote ? state.quote + 1 : top.token < 0 ? offset : top.token
  if (
    !quote &&
    (text[start] === '"' || text[start] === "'" || text[start] === '{' || text[start] === '[') &&
    start < offset
  )
    return place({ path, role: 'none' })
  if (/[\r\n]/.test(text.slice(start, offset))) return place({ path, role: 'none' })
  const end = quote ? quotedEnd(text, state.quote) : flowTokenEnd(text, offset, role === 'key')
  const siblings = new Set(role === 'key' ? [...top.keys, ...flowKeysAfter(text, state, offset)] : [])
  if (role === 'key') siblings.delete(text.slice(start, end))
  const hasColon = role === 'key' && text[end] === ':'
  const needsSpace = !quote && top.token < 0 && text[offset - 1] === ':'
  return place({
    path,
    role,
    replace: { start, end },
    flow: top.kind,
    quote,
    siblings,
    hasColon,
    needsSpace,
    column: line.indent,
  })
}

function quotedEnd(text: string, open: number): number {
  const end = lineEndAt(text, open)
  const close = closingQuote(text, open, end)
  return text[close - 1] === text[open] && close - open > 1 ? close - 1 : end
}

/** Keys at the same column in the same block, around the line. */
function blockSiblings(text: string, line: LineParts, column: number): ReadonlySet<string> {
  const keys = new Set<string>()
  if (line.dashes.length === 0) {
    for (let start = line.start; start > 0; ) {
      start = previousLine(text, start)
      if (indentAt(text, start) > column) continue
      const parts = lineParts(text, start)
      if (parts.blank) continue
      if (isItemAt(parts, column)) continue
      if (!noteSibling(parts, column, keys) || parts.dashes.length > 0) break
    }
  }
  for (let start = nextLine(text, line.end); start >= 0; ) {
    const indent = indentAt(text, start)
    const end = lineEndAt(text, start)
    if (indent <= column) {
      const parts = lineParts(text, start)
      if (!parts.blank && !isItemAt(parts, column) && (parts.indent < column || !noteSibling(parts, column, keys)))
        break
    }
    start = nextLine(text, end)
  }
  return keys
}

/** An item of a list that is written at the column of its key. */
function isItemAt(parts: LineParts, column: number): boolean {
  return parts.dashes.length > 0 && parts.indent === column
}

function noteSibling(parts: LineParts, column: number, keys: Set<string>): boolean {
  const at = parts.key ? parts.key.start - parts.start : parts.content - parts.start
  if (at < column) return false
  if (parts.key && at === column) keys.add(parts.key.text)
  return true
}
