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
