import { lineEndAt, nextLine } from '../lineParts.ts'

/** Zero-based lines, both included. */
export interface FoldingRange {
  readonly startLine: number
  readonly endLine: number
  readonly kind?: 'comment'
}

/** No more are given than an editor can use (`spec/robustness.md`, limits). */
export const maxFoldingRanges = 5000

interface Open {
  readonly column: number
  readonly line: number
}

/**
 * A range for each block, list item, flow over lines and run of comments, by indentation alone: it
 * folds broken text as well. A block ends with its last line that is not blank.
 */
export function foldingRanges(text: string): readonly FoldingRange[] {
  const ranges: FoldingRange[] = []
  const open: Open[] = []
  let last = 0
  let comments = -1
  const close = (column: number): void => {
    while (open.length > 0 && open[open.length - 1]!.column >= column) {
      const { line } = open.pop()!
      if (line < last) ranges.push({ startLine: line, endLine: last })
    }
  }
  const closeComments = (line: number): void => {
    if (comments >= 0 && comments < line - 1) ranges.push({ startLine: comments, endLine: line - 1, kind: 'comment' })
    comments = -1
  }
  let line = 0
  for (let start = 0; start >= 0; line++) {
    const end = lineEndAt(text, start)
    const indent = indentOf(text, start, end)
    const first = text[start + indent]
    if (start + indent >= end) closeComments(line)
    else if (first === '#') comments = comments < 0 ? line : comments
    else {
      closeComments(line)
      if (!isConflictMarker(text, start)) {
        close(first === '}' || first === ']' ? indent + 1 : indent)
        // A closing bracket's line belongs to the block that it closes.
        if (first !== '}' && first !== ']') open.push({ column: indent, line })
        last = line
      }
    }
    start = nextLine(text, end)
  }
  closeComments(line)
  close(0)
  return ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine).slice(0, maxFoldingRanges)
}

function indentOf(text: string, start: number, end: number): number {
  let at = start
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
  return at - start
}

function isConflictMarker(text: string, start: number): boolean {
  return /^(?:<{7}|={7}|>{7}|\|{7})/.test(text.slice(start, start + 7))
}
