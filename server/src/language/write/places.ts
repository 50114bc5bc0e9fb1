import type { Span } from '../read/reading.ts'

/** Columns before an offset on its line. */
export function columnAt(text: string, offset: number): number {
  return offset - startOfLine(text, offset)
}

/** Offset of the start of the line that an offset is on. */
export function startOfLine(text: string, offset: number): number {
  let at = Math.min(offset, text.length)
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--
  return at
}

/** Offset of the end of the line that an offset is on, before its CR or LF. */
export function endOfLine(text: string, offset: number): number {
  let at = offset
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** Offset after the CR, LF or both at `end`. */
export function afterLineEnd(text: string, end: number): number {
  if (text[end] === '\r') return text[end + 1] === '\n' ? end + 2 : end + 1
  return text[end] === '\n' ? end + 1 : end
}

/** Without spaces and line ends at its end. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let last = end
  while (last > start && isBlank(text.charCodeAt(last - 1))) last--
  return { start, end: last }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}
