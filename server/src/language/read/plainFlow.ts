import { closeBrace, closeBracket, colon, comma, hash, isBlank, openBrace, openBracket } from './charCodes.ts'
import { maxDepth } from './depth.ts'
import { fitted } from './node.ts'
import { notPlain, readFlowScalar } from './plainScalar.ts'
import type { MapEntry, MapNode, Node, SeqNode } from './reading.ts'

/** A map or list in brackets that close on their line. */
export function readFlow(text: string, start: number, lineEnd: number, depth: number): MapNode | SeqNode {
  if (maxDepth < depth) throw notPlain
  return text.charCodeAt(start) === openBrace
    ? readMap(text, start, lineEnd, depth)
    : readList(text, start, lineEnd, depth)
}

function readMap(text: string, start: number, lineEnd: number, depth: number): MapNode {
  const entries: MapEntry[] = []
  let at = skipBlank(text, start + 1, lineEnd)
  while (text.charCodeAt(at) !== closeBrace) {
    const key = readFlowScalar(text, at, lineEnd)
    // `{ a :b }` and `{ "a":b }` are for the library.
    if (key.style !== 'plain' || text.charCodeAt(key.end) !== colon) throw notPlain
    const mark = key.end
    at = skipBlank(text, mark + 1, lineEnd)
    const code = text.charCodeAt(at)
    const empty = code === comma || code === closeBrace
    if (!empty && at === mark + 1) throw notPlain
    const value = empty ? undefined : readValue(text, at, lineEnd, depth)
    entries.push({ key, value, colon: mark })
    at = skipBlank(text, value ? value.end : at, lineEnd)
    if (text.charCodeAt(at) === comma) at = skipBlank(text, at + 1, lineEnd)
    else if (text.charCodeAt(at) !== closeBrace) throw notPlain
  }
  return { kind: 'map', flow: true, start, end: at + 1, entries: fitted(entries) }
}

const noDashes: readonly number[] = []

function readList(text: string, start: number, lineEnd: number, depth: number): SeqNode {
  const items: Node[] = []
  let at = skipBlank(text, start + 1, lineEnd)
  while (text.charCodeAt(at) !== closeBracket) {
    const item = readValue(text, at, lineEnd, depth)
    items.push(item)
    at = skipBlank(text, item.end, lineEnd)
    const code = text.charCodeAt(at)
    if (code === comma) at = skipBlank(text, at + 1, lineEnd)
    else if (code !== closeBracket) throw notPlain
  }
  return { kind: 'seq', flow: true, start, end: at + 1, items: fitted(items), dashes: noDashes }
}

function readValue(text: string, at: number, lineEnd: number, depth: number): Node {
  const code = text.charCodeAt(at)
  return code === openBrace || code === openBracket
    ? readFlow(text, at, lineEnd, depth + 1)
    : readFlowScalar(text, at, lineEnd)
}

/** Past white space inside brackets; the line may not end there. */
function skipBlank(text: string, from: number, lineEnd: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at += 1
  if (lineEnd <= at || text.charCodeAt(at) === hash) throw notPlain
  return at
}
