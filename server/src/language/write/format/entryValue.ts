import type { Path } from '#engine/model/path'
import { closingQuote, commentAt, type LineParts, lineEndAt, lineParts, nextLine, trimBack } from '../../lineParts.ts'
import { canonicalScalar, scalarKindAt } from './canonical.ts'
import { readFlow } from './flowNodes.ts'
import { flowLines } from './layOut.ts'

/** A value as lines: the first follows the head (`key:`, `-` or nothing) and begins with it. */
export interface EntryValue {
  readonly lines: readonly string[]
  /** End of the last line it takes, before the line end. */
  readonly end: number
  /** Offset of the comment behind it, or -1; and the line it goes on. */
  readonly comment: number
  readonly commentLine: number
}

/** Where an entry stands: its path, the old column below which its value lies, the new column of its head. */
export interface EntryPlace {
  readonly path: Path
  readonly head: string
  readonly oldColumn: number
  readonly column: number
}

/** The value of an entry that begins on a line, over all lines that are its own. */
export function entryValue(text: string, parts: LineParts, place: EntryPlace): EntryValue {
  const { content, contentEnd } = parts
  const property = /^(?:[&!][^\s,[\]{}]*[ \t]*)+(?=\S|$)/.exec(text.slice(content, contentEnd))?.[0] ?? ''
  const at = content + property.length
  const head = `${place.head} ${property.trim()}`.trim()
  if (at >= contentEnd) return { lines: [head], end: parts.end, comment: parts.comment, commentLine: 0 }
  const inner = { ...place, head }
  switch (text[at]) {
    case '|':
    case '>':
      return blockScalar(text, parts, at, inner)
    case '{':
    case '[':
      return flow(text, parts, at, inner)
    case '"':
    case "'":
      return quoted(text, parts, at, inner)
    default:
      return plainScalar(text, parts, at, inner)
  }
}

function join(head: string, value: string): string {
  return head === '' ? value : `${head} ${value}`
}

/** Content keeps its indentation relative to its first line. */
function blockScalar(text: string, parts: LineParts, at: number, { head, oldColumn, column }: EntryPlace): EntryValue {
  const header = text.slice(at, parts.contentEnd)
  const explicit = Number(/[1-9]/.exec(header)?.[0] ?? 0)
  const raw: string[] = []
  let end = parts.end
  let kept = 0
  let base = explicit > 0 ? oldColumn + explicit : -1
  for (let start = nextLine(text, parts.end); start >= 0; ) {
    const line = text.slice(start, lineEndAt(text, start))
    const isBlank = line.trim() === ''
    if (!isBlank && (indentOf(line) <= oldColumn || indentOf(line) < base)) break
    if (!isBlank && base < 0) base = indentOf(line)
    raw.push(line)
    if (!isBlank || header.includes('+')) {
      kept = raw.length
      end = start + line.length
    }
    start = nextLine(text, start + line.length)
  }
  const lines = raw.slice(0, kept)
  const pad = ' '.repeat(explicit > 0 ? column + explicit : column + 2)
  const moved = lines.map(line =>
    line.length <= base ? line.trim() && pad + line.trimStart() : pad + line.slice(base),
  )
  return { lines: [join(head, header), ...moved], end, comment: parts.comment, commentLine: 0 }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function flow(text: string, parts: LineParts, at: number, place: EntryPlace): EntryValue {
  const { path, head, column } = place
  const read = readFlow(text, at)
  if (!read) return asWritten(text, parts, at, flowEnd(text, at), place)
  const lineEnd = lineEndAt(text, read.end)
  const comment = commentAt(text, read.end, lineEnd)
  const behind = text.slice(read.end, comment < 0 ? lineEnd : comment)
  if (behind.trim() !== '') return asWritten(text, parts, at, lineEnd, place)
  return { lines: flowLines(read.node, path, head, column), end: lineEnd, comment, commentLine: 0 }
}

/** Offset after the bracket that closes the one at `at`. */
function flowEnd(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const char = text[i]!
    if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') {
      if (--depth === 0) return i + 1
    } else if ((char === '"' || char === "'") && /[\s,[{:]/.test(text[i - 1] ?? ' '))
      i = closingQuote(text, i, text.length) - 1
    else if (char === '#' && /\s/.test(text[i - 1] ?? ' ')) i = lineEndAt(text, i) - 1
  }
  return text.length
}

/** Not ours to lay out: the lines as they are, the first behind its head. */
function asWritten(text: string, parts: LineParts, at: number, valueEnd: number, { head }: EntryPlace): EntryValue {
  const end = lineEndAt(text, valueEnd)
  const lines = text.slice(at, end).split(/\r\n|\r|\n/)
  const single = lines.length === 1
  const [first = '', ...rest] = single ? [text.slice(at, parts.contentEnd)] : lines
  return { lines: [join(head, first), ...rest], end, comment: single ? parts.comment : -1, commentLine: 0 }
}

function quoted(text: string, parts: LineParts, at: number, { head, column }: EntryPlace): EntryValue {
  const close = closingQuote(text, at, text.length)
  const end = lineEndAt(text, close)
  const comment = commentAt(text, close, end)
  const value = text.slice(at, trimBack(text, close, comment < 0 ? end : comment))
  if (end === parts.end) return { lines: [join(head, value)], end, comment, commentLine: 0 }
  const lines = foldedLines(value, column)
  return { lines: [join(head, lines[0]!), ...lines.slice(1)], end, comment, commentLine: lines.length - 1 }
}

/** Text over lines: their own indentation means nothing, so they stand two columns in. */
function foldedLines(value: string, column: number): readonly string[] {
  const [first = '', ...rest] = value.split(/\r\n|\r|\n/).map(line => (/\\[ \t]+$/.test(line) ? line : line.trimEnd()))
  return [first, ...rest.map(line => (line.trim() === '' ? '' : ' '.repeat(column + 2) + line.trimStart()))]
}

function plainScalar(
  text: string,
  parts: LineParts,
  at: number,
  { path, head, column, oldColumn }: EntryPlace,
): EntryValue {
  let end = parts.end
  if (parts.comment < 0) {
    for (let start = nextLine(text, parts.end); start >= 0; ) {
      const line = lineParts(text, start)
      if (!line.blank || line.comment >= 0) {
        if (line.indent <= oldColumn || (line.blank && line.comment >= 0)) break
        end = line.end
        if (line.comment >= 0) break
      }
      start = nextLine(text, line.end)
    }
  }
  if (end === parts.end) {
    const value = canonicalScalar(text.slice(at, parts.contentEnd), scalarKindAt(path))
    return { lines: [join(head, value)], end, comment: parts.comment, commentLine: 0 }
  }
  const lines = foldedLines(text.slice(at, end), column)
  return { lines: [join(head, lines[0]!), ...lines.slice(1)], end, comment: -1, commentLine: 0 }
}
