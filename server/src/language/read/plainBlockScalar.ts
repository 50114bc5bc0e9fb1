import { carriageReturn, folded, space, tab } from './charCodes.ts'
import { trimmedEnd } from './node.ts'
import { notPlain } from './plainScalar.ts'
import type { ScalarNode } from './reading.ts'

/**
 * `|` or `>`, `|-` or `|+`, and the lines below that stand deeper than `column`; the first of them begins at `below`.
 * With where the first line begins that is no longer of it.
 */
export function readBlockScalar(
  text: string,
  start: number,
  lineEnd: number,
  below: number,
  column: number,
): { readonly scalar: ScalarNode; readonly next: number } {
  const header = /^[|>]([+-]?)[ ]*$/.exec(text.slice(start, Math.min(lineEnd, start + 40)))
  if (header === null || 40 <= lineEnd - start) throw notPlain
  const lines: string[] = []
  const next = takeLines(text, below, column, lines)
  const content = text.charCodeAt(start) === folded ? foldLines(lines) : lines
  const end = trimmedEnd(text, start, next)
  return { scalar: { kind: 'scalar', style: 'block', text: chomp(content, header[1]!), start, end }, next }
}

/** Takes the lines that stand deeper, without the indentation of the first; gives where they end. */
function takeLines(text: string, from: number, column: number, lines: string[]): number {
  let indent = -1
  let start = from
  while (start < text.length) {
    let first = start
    while (text.charCodeAt(first) === space) first += 1
    const feed = text.indexOf('\n', first)
    if (feed < 0) throw notPlain
    if (text.charCodeAt(feed - 1) === carriageReturn || text.charCodeAt(first) === tab) throw notPlain
    if (first === feed) {
      if (indent < 0 && column < first - start) throw notPlain
      lines.push(0 <= indent ? text.slice(Math.min(feed, start + indent), feed) : '')
    } else {
      if (first - start <= column) break
      if (indent < 0) indent = first - start
      if (first - start < indent) throw notPlain
      lines.push(text.slice(start + indent, feed))
    }
    start = feed + 1
  }
  if (indent < 0) throw notPlain
  return start
}

/** Folded lines: one line end is a space, more are one less. Lines that stand deeper are for the library. */
function foldLines(lines: readonly string[]): string[] {
  const last = withoutEmptyEnd(lines)
  const folded: string[] = []
  for (const line of lines.slice(0, last)) {
    if (line.startsWith(' ') || line.startsWith('\t')) throw notPlain
    if (line === '' || folded.length === 0 || folded.at(-1) === '') folded.push(line)
    else folded[folded.length - 1] += ` ${line}`
  }
  return [...joinParagraphs(folded), ...lines.slice(last)]
}

/** Between two texts the first line end is part of the fold. */
function joinParagraphs(folded: readonly string[]): string[] {
  return folded.filter((line, i) => line !== '' || i === 0 || folded[i - 1] === '')
}

function chomp(lines: readonly string[], how: string): string {
  if (how === '+') return `${lines.join('\n')}\n`
  const text = lines.slice(0, withoutEmptyEnd(lines)).join('\n')
  return how === '-' ? text : `${text}\n`
}

/** How many lines there are without the empty ones at the end. */
function withoutEmptyEnd(lines: readonly string[]): number {
  let last = lines.length
  while (0 < last && lines[last - 1] === '') last -= 1
  return last
}
