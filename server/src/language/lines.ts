import { commonEnds } from './commonEnds.ts'

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

/**
 * Indexes the lines of a text. An offset inside a line's end belongs to that line; all answers are clamped into the text.
 *
 * @param former the index of a text that is mostly the same: what an edit did not touch is not looked at again.
 */
export function lineIndex(text: string, former?: LineIndex): LineIndex {
  return new TextLines(text, former instanceof TextLines ? former.startsIn(text) : lineStarts(text))
}

class TextLines implements LineIndex {
  readonly #text: string
  readonly #starts: Int32Array

  constructor(text: string, starts: Int32Array) {
    this.#text = text
    this.#starts = starts
  }

  get count(): number {
    return this.#starts.length
  }

  startOf(line: number): number {
    return line < this.#starts.length ? this.#starts[Math.max(0, line)]! : this.#text.length
  }

  positionAt(offset: number): Position {
    const at = Math.min(Math.max(0, offset), this.#text.length)
    const line = lastAtMost(this.#starts, at)
    return { line, character: at - this.#starts[line]! }
  }

  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0
    if (this.#starts.length <= line) return this.#text.length
    return Math.min(this.#starts[line]! + Math.max(0, character), this.#endOf(line))
  }

  #endOf(line: number): number {
    if (line + 1 === this.#starts.length) return this.#text.length
    const end = this.#starts[line + 1]! - 1
    const isPair = this.#text.charCodeAt(end) === lineFeed && this.#starts[line]! < end
    return isPair && this.#text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end
  }

  /**
   * Where the lines of another text begin. A start depends on the character before it and, behind a carriage return,
   * on its own: what lies inside the common ends with both of them is the same, only moved.
   */
  startsIn(text: string): Int32Array {
    const old = this.#starts
    const { prefix, suffix } = commonEnds(this.#text, text)
    const kept = prefix === 0 ? 1 : lastAtMost(old, prefix - 1) + 1
    const from = lastAtMost(old, this.#text.length - suffix) + 1
    const added = startsBetween(text, Math.max(0, prefix - 1), text.length - suffix)
    const starts = new Int32Array(kept + added.length + old.length - from)
    starts.set(old.subarray(0, kept))
    starts.set(added, kept)
    const moved = text.length - this.#text.length
    for (let i = from, to = kept + added.length; i < old.length; i++, to++) starts[to] = old[i]! + moved
    return starts
  }
}

const lineFeed = 10
const carriageReturn = 13

function lineStarts(text: string): Int32Array {
  const starts = [0]
  // Lone carriage returns are rare; where there are none, the fast search for line feeds is enough.
  if (text.includes('\r')) for (const start of startsBetween(text, 0, text.length)) starts.push(start)
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return new Int32Array(starts)
}

/** The starts behind line ends that stand from one offset to another. */
function startsBetween(text: string, from: number, to: number): number[] {
  const starts: number[] = []
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) starts.push(at + 1)
  }
  return starts
}

function lastAtMost(starts: Int32Array, offset: number): number {
  let low = 0
  let high = starts.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return low
}
