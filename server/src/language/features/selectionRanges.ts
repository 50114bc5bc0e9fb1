import type { Path } from '#engine/model/path'
import { lineParts, lineStartAt } from '../lineParts.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'

/** From the word at the cursor outwards: word, value, entry, the object, its section, the document. Each holds the one before it. */
export function selectionRanges({ text, reading }: Snapshot, offset: number): readonly Span[] {
  const { path, on } = reading.pathAt(offset)
  const spans: Span[] = [wordAt(text, offset)]
  if (path.length > 0 && on !== 'between') spans.push(reading.spanOf({ path, on }))
  for (let depth = path.length; depth > 0; depth--) {
    const at: Path = path.slice(0, depth)
    if (depth < path.length) spans.push(reading.spanOf({ path: at }))
    spans.push(reading.entrySpan(at))
  }
  spans.push({ start: 0, end: text.length })
  return nested(spans)
}

function nested(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of spans) {
    const inner = kept[kept.length - 1]
    if (
      !inner ||
      (span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start)
    )
      kept.push(span)
  }
  return kept
}

function wordAt(text: string, offset: number): Span {
  const { start: from, end: to } = lineParts(text, lineStartAt(text, offset))
  let start = offset
  let end = offset
  // No word of a plan is longer; a line may be.
  const longest = 200
  while (start > Math.max(from, offset - longest) && isWord(text[start - 1]!)) start--
  while (end < Math.min(to, offset + longest) && isWord(text[end]!)) end++
  return { start, end }
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}_-]/u.test(char)
}
