import type { Path } from '#engine/model/path'
import { type LineParts, lineParts, nextLine, trimBack } from '../../lineParts.ts'
import { type EntryValue, entryValue } from './entryValue.ts'
import { keyText } from './layOut.ts'

/** Lines of the text, and what stands in their place. `start` and `end` are offsets, the last line end not included. */
export interface Group {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

/** A map or list that is open, where it stood and where it goes. */
interface Level {
  readonly kind: 'map' | 'seq'
  readonly path: Path
  readonly column: number
  readonly indent: number
  /** The key or position that came last. */
  step: string | number
}

/** Every line of a text without syntax errors in canonical layout: groups in order, one for each entry, comment and blank line. */
export function formatBlocks(text: string): readonly Group[] {
  const groups: Group[] = []
  let levels: readonly Level[] = []
  let comments: LineParts[] = []
  const flush = (around: readonly Level[], next?: { column: number; indent: number }): void => {
    for (const comment of comments) groups.push(placeComment(text, comment, around, next))
    comments = []
  }
  for (let start = 0; start >= 0; ) {
    const parts = lineParts(text, start)
    let { end } = parts
    if (parts.blank && parts.comment >= 0) comments.push(parts)
    else if (parts.blank) {
      // Comments above a blank line still wait for what is below.
      comments.push(parts)
    } else if (isMarker(text, parts)) {
      flush(levels)
      groups.push({ start, end, lines: [text.slice(start, end)] })
    } else {
      const entered = enter(text, levels, parts)
      flush(levels, { column: parts.indent, indent: entered.indent })
      levels = entered.levels
      const group = formatEntry(text, parts, entered)
      groups.push(group)
      end = group.end
    }
    start = nextLine(text, end)
  }
  flush(levels)
  return groups
}

/** `---`, `...` and `%` lines. */
function isMarker(text: string, { start, indent }: LineParts): boolean {
  return indent === 0 && /^(?:---|\.\.\.|%)/.test(text.slice(start, start + 3))
}

/** A comment goes where what it stands above goes; at the end of a block it stays in the block. */
function placeComment(
  text: string,
  parts: LineParts,
  around: readonly Level[],
  next: { column: number; indent: number } | undefined,
): Group {
  const { start, end, comment, indent: column } = parts
  if (comment < 0) return { start, end, lines: [''] }
  const own = around.findLast(level => level.column <= column)
  const indent =
    next && (column === next.column || !own)
      ? next.indent
      : own && (!next || own.column > next.column || own.column === column)
        ? own.indent
        : (next?.indent ?? 0)
  return { start, end, lines: [' '.repeat(indent) + text.slice(comment, trimBack(text, comment, end))] }
}

interface Entered {
  readonly levels: readonly Level[]
  /** New column of the line. */
  readonly indent: number
  readonly prefix: string
  readonly path: Path
  /** Old column that the lines of the value lie beyond. */
  readonly oldColumn: number
}

/** The levels that are open on a line, its own included. */
function enter(text: string, before: readonly Level[], parts: LineParts): Entered {
  const isItem = parts.dashes.length > 0
  const levels = before.filter(
    ({ column, kind }) => column < parts.indent || (column === parts.indent && (isItem || kind === 'map')),
  )
  const tokens: { kind: Level['kind']; column: number; step?: string }[] = parts.dashes.map(dash => ({
    kind: 'seq',
    column: dash - parts.start,
  }))
  if (parts.key)
    tokens.push({
      kind: 'map',
      column: parts.key.start - parts.start,
      step: keyText(text.slice(parts.key.start, parts.key.end)),
    })
  let indent: number | undefined
  for (const { kind, column, step } of tokens) {
    const top = levels[levels.length - 1]
    if (top?.column === column && top.kind === kind)
      levels[levels.length - 1] = { ...top, step: step ?? Number(top.step) + 1 }
    else levels.push({ kind, path: pathBelow(top), column, indent: top ? top.indent + 2 : 0, step: step ?? 0 })
    indent ??= levels[levels.length - 1]!.indent
  }
  const top = levels[levels.length - 1]
  return {
    levels,
    indent: indent ?? (top ? top.indent + 2 : 0),
    prefix: '- '.repeat(parts.dashes.length),
    path: pathBelow(top),
    oldColumn: top?.column ?? -1,
  }
}

function pathBelow(level: Level | undefined): Path {
  return level ? [...level.path, level.step] : []
}

function formatEntry(text: string, parts: LineParts, { indent, prefix, path, oldColumn }: Entered): Group {
  const { key, dashes } = parts
  const head = key ? `${text.slice(key.start, key.end)}:` : dashes.length > 0 ? '-' : ''
  const lead = key ? prefix : prefix.slice(0, Math.max(0, prefix.length - 2))
  const value = entryValue(text, parts, { path, head, oldColumn, column: indent + lead.length })
  const [first = '', ...rest] = value.lines
  const lines = [' '.repeat(indent) + lead + first, ...rest]
  return { start: parts.start, end: value.end, lines: withComment(text, parts, lines, value, indent - parts.indent) }
}

/** The comment keeps its column, moved as its line is; never closer than one space. */
function withComment(
  text: string,
  parts: LineParts,
  lines: readonly string[],
  { comment, commentLine, end }: EntryValue,
  shift: number,
): readonly string[] {
  if (comment < 0) return lines
  const line = lines[commentLine] ?? ''
  const isSameLine = parts.start <= comment && comment <= parts.end && lines.length === 1
  const column = isSameLine ? comment - parts.start + shift : 0
  const gap = Math.max(1, column - line.length)
  const words = text.slice(comment, trimBack(text, comment, end))
  return lines.map((each, index) => (index === commentLine ? `${line}${' '.repeat(gap)}${words}` : each))
}
