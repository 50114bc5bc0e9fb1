/** A position by LSP's rules: zero-based line, UTF-16 code units. Lines end at LF, CRLF or CR. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Where lines begin. Built once per text. */
export interface LineIndex {
  readonly count: number
  /** Offset of the line's first character. */
  startOf(line: number): number
  positionAt(offset: number): Position
  /** Clamped into the text. */
  offsetAt(position: Position): number
}

/** Indexes the lines of a text. An offset inside a line's end belongs to that line; all answers are clamped into the text. */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text)
  const lineAt = (offset: number) => lastAtMost(starts, offset)
  const endOf = (line: number) => {
    let end = line + 1 < starts.length ? starts[line + 1]! : text.length
    if (line + 1 < starts.length) {
      end -= 1
      if (text.charCodeAt(end) === 10 && end > starts[line]! && text.charCodeAt(end - 1) === 13) end -= 1
    }
    return end
  }
  return {
    count: starts.length,
    startOf: line => (line < starts.length ? starts[Math.max(0, line)]! : text.length),
    positionAt: offset => {
      const at = Math.min(Math.max(0, offset), text.length)
      const line = lineAt(at)
      return { line, character: at - starts[line]! }
    },
    offsetAt: ({ line, character }) => {
      if (line < 0) return 0
      if (starts.length <= line) return text.length
      return Math.min(starts[line]! + Math.max(0, character), endOf(line))
    },
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  // Lone carriage returns are rare; where there are none, the fast search for line feeds is enough.
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1)
  }
  return starts
}

function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return low
}
