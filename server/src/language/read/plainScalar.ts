import {
  apostrophe,
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  dash,
  hash,
  isBlank,
  isFlowMark,
  openBrace,
  openBracket,
  quotation,
  space,
} from './charCodes.ts'
import type { ScalarNode } from './reading.ts'

/** Thrown by what reads plain YAML to give the text to the library; caught in `plain.ts`. */
export const notPlain = Symbol('not plain')

/** A plain key: ends at a ":" before white space. The line ends at `lineEnd`, here and below. */
export function readKey(text: string, start: number, lineEnd: number): ScalarNode {
  if (!startsPlain(text, start) || text.startsWith('---', start) || text.startsWith('...', start)) throw notPlain
  let at = start
  for (; at < lineEnd; at++) {
    const code = text.charCodeAt(at)
    if (code === colon && (at + 1 === lineEnd || isBlank(text.charCodeAt(at + 1)))) break
    if (code === hash && isBlank(text.charCodeAt(at - 1))) throw notPlain
  }
  if (at === lineEnd || isBlank(text.charCodeAt(at - 1)) || 1000 < at - start) throw notPlain
  return { kind: 'scalar', style: 'plain', text: text.slice(start, at), start, end: at }
}

/** Does a key begin here, with its ":" on this line? */
export function isKeyAt(text: string, start: number, lineEnd: number): boolean {
  if (!startsPlain(text, start)) return false
  for (let at = start; at < lineEnd; at++) {
    const code = text.charCodeAt(at)
    if (code === colon && (at + 1 === lineEnd || isBlank(text.charCodeAt(at + 1)))) return true
    if (code === hash && isBlank(text.charCodeAt(at - 1))) return false
  }
  return false
}

/** A plain text to the end of its line, or to a comment. */
export function readPlainScalar(text: string, start: number, lineEnd: number): ScalarNode {
  if (!startsPlain(text, start)) throw notPlain
  let end = start
  for (let at = start; at < lineEnd; at++) {
    const code = text.charCodeAt(at)
    if (code === hash && isBlank(text.charCodeAt(at - 1))) break
    if (code === colon && (at + 1 === lineEnd || isBlank(text.charCodeAt(at + 1)))) throw notPlain
    if (!isBlank(code)) end = at + 1
  }
  return { kind: 'scalar', style: 'plain', text: text.slice(start, end), start, end }
}

/** A text in quotes that end on its line. Escapes are for the library. */
export function readQuoted(text: string, start: number, lineEnd: number): ScalarNode {
  const mark = text.charCodeAt(start)
  const single = mark === apostrophe
  let doubled = false
  for (let at = start + 1; at < lineEnd; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash && !single) throw notPlain
    if (code !== mark) continue
    if (single && at + 1 < lineEnd && text.charCodeAt(at + 1) === apostrophe) {
      doubled = true
      at += 1
      continue
    }
    const inside = text.slice(start + 1, at)
    return {
      kind: 'scalar',
      style: single ? 'single' : 'double',
      text: doubled ? inside.replaceAll("''", "'") : inside,
      start,
      end: at + 1,
    }
  }
  throw notPlain
}

/** A text between brackets: ends where a comma, a bracket or a ":" ends it. */
export function readFlowScalar(text: string, start: number, lineEnd: number): ScalarNode {
  const mark = text.charCodeAt(start)
  if (mark === quotation || mark === apostrophe) return readQuoted(text, start, lineEnd)
  if (!startsPlain(text, start)) throw notPlain
  let end = start
  for (let at = start; ; at++) {
    if (lineEnd <= at) throw notPlain
    const code = text.charCodeAt(at)
    if (code === comma || code === closeBrace || code === closeBracket) break
    if (code === openBrace || code === openBracket) throw notPlain
    if (code === hash && isBlank(text.charCodeAt(at - 1))) throw notPlain
    if (
      code === colon &&
      (isBlank(text.charCodeAt(at + 1)) || isFlowMark(text.charCodeAt(at + 1)) || at + 1 === lineEnd)
    )
      break
    if (!isBlank(code)) end = at + 1
  }
  if (end === start) throw notPlain
  return { kind: 'scalar', style: 'plain', text: text.slice(start, end), start, end }
}

/** Characters that begin something other than a plain scalar. */
const indicators = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map(character => character.charCodeAt(0)))

function startsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (!indicators.has(code)) return code > space
  if (code !== dash) return false
  const next = text.charCodeAt(at + 1)
  return next > space && !isFlowMark(next)
}
