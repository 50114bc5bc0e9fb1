/** One line of block YAML, taken apart without a parser, so that it works in broken text too. Offsets are of the document. */
export interface LineParts {
  readonly start: number
  /** Without the line end. */
  readonly end: number
  /** Spaces before the first character; of a blank line all of it. */
  readonly indent: number
  readonly blank: boolean
  /** Offsets of the `-` that begin list items. */
  readonly dashes: readonly number[]
  readonly key:
    | { readonly start: number; readonly end: number; readonly text: string; readonly colon: number }
    | undefined
  /** Where what follows the last dash or colon begins, spaces skipped; `contentEnd` where there is nothing. */
  readonly content: number
  /** Without a comment and trailing spaces; at least `content`. */
  readonly contentEnd: number
  /** Where the comment's `#` is, or -1. */
  readonly comment: number
}

const space = 32
const tab = 9
const dash = 45
const hash = 35
const colon = 58
const doubleQuote = 34
const singleQuote = 39

export function lineStartAt(text: string, offset: number): number {
  let at = Math.min(offset, text.length)
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--
  return at
}

/** Start of the line before the one that begins at `start`, which must not be 0. */
export function previousLine(text: string, start: number): number {
  const end = text.charCodeAt(start - 1) === 10 && text.charCodeAt(start - 2) === 13 ? start - 2 : start - 1
  return lineStartAt(text, end)
}

/** Without CR or LF. */
export function lineEndAt(text: string, offset: number): number {
  let at = offset
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++
  return at
}

/** Start of the line after the one that ends at `end`; -1 after the last. */
export function nextLine(text: string, end: number): number {
  if (end >= text.length) return -1
  return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1
}

export function isSpace(code: number): boolean {
  return code === space || code === tab
}

/** `start` must be a line's start. */
export function lineParts(text: string, start: number): LineParts {
  const end = lineEndAt(text, start)
  let at = skipSpaces(text, start, end)
  if (start === 0 && text.charCodeAt(at) === 0xfeff) at++
  const indent = at - start
  const dashes: number[] = []
  while (text.charCodeAt(at) === dash && (at + 1 >= end || isSpace(text.charCodeAt(at + 1)))) {
    dashes.push(at)
    at = skipSpaces(text, at + 1, end)
  }
  const key = keyAt(text, at, end)
  const content = key ? skipSpaces(text, key.colon + 1, end) : at
  const comment = commentAt(text, content, end)
  const contentEnd = Math.max(content, trimBack(text, content, comment < 0 ? end : comment))
  const blank = !key && dashes.length === 0 && content === contentEnd
  return { start, end, indent, blank, dashes, key, content, contentEnd, comment }
}

/** The key that begins at `at`: plain or quoted, followed by a colon and a space or the line's end. */
function keyAt(text: string, at: number, end: number): LineParts['key'] {
  const first = text.charCodeAt(at)
  if (at >= end || first === hash || first === 91 || first === 123) return undefined
  if (first === doubleQuote || first === singleQuote) {
    const close = closingQuote(text, at, end)
    const after = skipSpaces(text, close, end)
    return isColon(text, after, end)
      ? { start: at, end: close, text: text.slice(at + 1, close - 1), colon: after }
      : undefined
  }
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === hash && isSpace(text.charCodeAt(i - 1))) return undefined
    if (code !== colon || !isColon(text, i, end)) continue
    const keyEnd = trimBack(text, at, i)
    return { start: at, end: keyEnd, text: text.slice(at, keyEnd), colon: i }
  }
  return undefined
}

function isColon(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === colon && (at + 1 >= end || isSpace(text.charCodeAt(at + 1)))
}

/** Offset after the quote that closes the one at `at`; `end` where it stays open. */
export function closingQuote(text: string, at: number, end: number): number {
  const quote = text.charCodeAt(at)
  for (let i = at + 1; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 92 && quote === doubleQuote) i++
    else if (code === quote) {
      if (quote === doubleQuote || text.charCodeAt(i + 1) !== quote) return i + 1
      i++
    }
  }
  return end
}

/** Does a line end within a quoted text that it begins? */
export function isQuoteOpen(text: string, { content, contentEnd, end }: LineParts): boolean {
  return content < contentEnd && /["']/.test(text[content]!) && end < closingQuote(text, content, end + 1)
}

/** The `#` of a comment in `[from, end)`, quotes respected; -1 where there is none. */
export function commentAt(text: string, from: number, end: number): number {
  let tokenStart = true
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === hash && (i === 0 || isSpace(text.charCodeAt(i - 1)) || isLineEnd(text.charCodeAt(i - 1)))) return i
    if (tokenStart && (code === doubleQuote || code === singleQuote)) {
      i = closingQuote(text, i, end) - 1
      tokenStart = false
    } else if (!isSpace(code)) tokenStart = code === 44 || code === 91 || code === 123 || code === colon
  }
  return -1
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}

export function skipSpaces(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

export function trimBack(text: string, from: number, end: number): number {
  let at = end
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--
  return at
}
