/** Flow text taken apart; scalars keep their source. */
export type FlowNode =
  | { readonly kind: 'map'; readonly entries: readonly FlowEntry[] }
  | { readonly kind: 'seq'; readonly items: readonly FlowItem[] }
  | { readonly kind: 'scalar'; readonly source: string }

interface Commented {
  /** Comments above, and the one behind. */
  readonly comments: readonly string[]
}
export interface FlowEntry extends Commented {
  readonly key: string
  readonly value: FlowNode | undefined
}
export interface FlowItem extends Commented {
  readonly value: FlowNode
}

interface Cursor {
  readonly text: string
  at: number
  comments: string[]
}

/** Reads the flow value that begins at `start`; undefined where it is not plain enough to be laid out anew. */
export function readFlow(text: string, start: number): { readonly node: FlowNode; readonly end: number } | undefined {
  const cursor: Cursor = { text, at: start, comments: [] }
  const node = readNode(cursor, 0)
  return node && cursor.comments.length === 0 ? { node, end: cursor.at } : undefined
}

function readNode(cursor: Cursor, depth: number): FlowNode | undefined {
  if (depth > 64) return undefined
  const open = cursor.text[cursor.at]
  if (open === '{') return readMap(cursor, depth)
  if (open === '[') return readSeq(cursor, depth)
  const source = readScalar(cursor)
  return source === undefined ? undefined : { kind: 'scalar', source }
}

function readMap(cursor: Cursor, depth: number): FlowNode | undefined {
  const entries: FlowEntry[] = []
  cursor.at++
  for (;;) {
    skip(cursor)
    const comments = take(cursor)
    if (cursor.text[cursor.at] === '}')
      return close(cursor, comments, entries.length === 0 ? undefined : { kind: 'map', entries }, {
        kind: 'map',
        entries,
      })
    const entry = readEntry(cursor, depth)
    if (!entry || !endItem(cursor, '}')) return undefined
    entries.push({ ...entry, comments: [...comments, ...take(cursor)] })
  }
}

function readEntry(cursor: Cursor, depth: number): { key: string; value: FlowNode | undefined } | undefined {
  const key = readScalar(cursor)
  if (key === undefined) return undefined
  skip(cursor)
  if (cursor.text[cursor.at] !== ':') return undefined
  cursor.at++
  skip(cursor)
  if (/[,}]/.test(cursor.text[cursor.at] ?? '')) return undefined
  const value = readNode(cursor, depth + 1)
  return value && { key, value }
}

function readSeq(cursor: Cursor, depth: number): FlowNode | undefined {
  const items: FlowItem[] = []
  cursor.at++
  for (;;) {
    skip(cursor)
    const comments = take(cursor)
    if (cursor.text[cursor.at] === ']')
      return close(cursor, comments, items.length === 0 ? undefined : { kind: 'seq', items }, { kind: 'seq', items })
    const value = readNode(cursor, depth + 1)
    // `[a: b]`, a map without braces, is left as it is.
    if (!value || !endItem(cursor, ']')) return undefined
    items.push({ value, comments: [...comments, ...take(cursor)] })
  }
}

/** A comment before the closing bracket has nothing to stand with, unless something came before. */
function close(
  cursor: Cursor,
  comments: readonly string[],
  last: FlowNode | undefined,
  node: FlowNode,
): FlowNode | undefined {
  cursor.at++
  if (comments.length === 0) return node
  if (last?.kind === 'map') return { kind: 'map', entries: withLast(last.entries, comments) }
  return last?.kind === 'seq' ? { kind: 'seq', items: withLast(last.items, comments) } : undefined
}

function withLast<T extends Commented>(all: readonly T[], comments: readonly string[]): readonly T[] {
  const last = all[all.length - 1]!
  return [...all.slice(0, -1), { ...last, comments: [...last.comments, ...comments] }]
}

/** After an item: a comma, with what follows it on the line, or the closing bracket. */
function endItem(cursor: Cursor, closing: string): boolean {
  skip(cursor)
  if (cursor.text[cursor.at] === closing) return true
  if (cursor.text[cursor.at] !== ',') return false
  cursor.at++
  const behind = /^[ \t]+#[^\r\n]*/.exec(cursor.text.slice(cursor.at, cursor.at + 2000))
  if (behind) {
    cursor.comments.push(behind[0].trim())
    cursor.at += behind[0].length
  }
  return true
}

function take(cursor: Cursor): readonly string[] {
  const { comments } = cursor
  cursor.comments = []
  return comments
}

function skip(cursor: Cursor): void {
  const { text } = cursor
  for (; cursor.at < text.length; cursor.at++) {
    const char = text[cursor.at]!
    if (char === '#' && /\s/.test(text[cursor.at - 1] ?? ' ')) {
      const end = lineEnd(text, cursor.at)
      cursor.comments.push(text.slice(cursor.at, end).trimEnd())
      cursor.at = end - 1
    } else if (!/\s/.test(char)) return
  }
}

function lineEnd(text: string, from: number): number {
  const found = /[\r\n]/g
  found.lastIndex = from
  return found.exec(text)?.index ?? text.length
}

function readScalar(cursor: Cursor): string | undefined {
  const { text } = cursor
  const start = cursor.at
  const quote = text[start]
  if (quote === '"' || quote === "'") {
    const pattern = quote === '"' ? /"(?:[^"\\\r\n]|\\[^\r\n])*"/y : /'(?:[^'\r\n]|'')*'/y
    pattern.lastIndex = start
    const found = pattern.exec(text)
    if (!found) return undefined
    cursor.at = start + found[0].length
    return found[0]
  }
  let end = start
  while (end < text.length && !/[,[\]{}\r\n]/.test(text[end]!)) {
    if (text[end] === '#' && /[ \t]/.test(text[end - 1] ?? '')) break
    if (text[end] === ':' && /[\s,[\]{}]/.test(text[end + 1] ?? ' ')) break
    end++
  }
  const source = text.slice(start, end).trimEnd()
  // Over several lines, or with a property: not ours to lay out.
  if (source === '' || /^[&!*|>%@`?]/.test(source)) return undefined
  cursor.at = start + source.length
  return continuesBelow(text, end) ? undefined : source
}

function continuesBelow(text: string, end: number): boolean {
  if (text[end] !== '\r' && text[end] !== '\n') return false
  return !/^\s*(?:[,\]}:]|#)/.test(text.slice(end, end + 2000))
}

/** Does a comment stand anywhere inside? */
export function hasComments(node: FlowNode | undefined): boolean {
  if (!node || node.kind === 'scalar') return false
  const parts = node.kind === 'map' ? node.entries : node.items
  return parts.some(({ comments, value }) => comments.length > 0 || hasComments(value))
}
