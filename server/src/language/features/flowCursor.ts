import { closingQuote, isSpace, lineEndAt, trimBack } from '../lineParts.ts'

/** One `{` or `[` that is open. */
export interface FlowFrame {
  readonly kind: 'map' | 'seq'
  /** Keys seen so far in a map. */
  readonly keys: string[]
  key: string
  /** Where the current item's value (or key) begins; -1 before it. */
  token: number
  hasColon: boolean
  index: number
}

export interface FlowState {
  readonly frames: FlowFrame[]
  /** The quote that is open, and where. */
  quote: number
}

/** Longer or deeper flow is not written by hand. */
const maxFlow = 50_000
const maxDepth = 100

/**
 * Reads flow text from its opening bracket up to `to`; undefined where it closed before. Wants no
 * valid text: whatever stands there, the frames say what is open at `to`.
 */
export function scanFlow(text: string, from: number, to: number): FlowState | undefined {
  if (maxFlow < to - from) return undefined
  const state: FlowState = { frames: [], quote: -1 }
  feed(state, text, from, to, 0)
  return state.frames.length === 0 ? undefined : state
}

/** Keys that follow the cursor in the innermost map; only of its line where the map is not closed. */
export function flowKeysAfter(text: string, state: FlowState, offset: number): readonly string[] {
  const depth = state.frames.length
  const lineEnd = lineEndAt(text, offset)
  const far = Math.min(text.length, offset + 2000)
  for (const to of [far, lineEnd]) {
    const copy: FlowState = { frames: state.frames.map(frame => ({ ...frame, keys: [] })), quote: state.quote }
    const top = copy.frames[depth - 1]!
    const closed = feed(copy, text, offset, to, depth - 1)
    if (closed || to === lineEnd) return top.keys
  }
  return []
}

/** True as soon as no more than `until` brackets are open. */
function feed(state: FlowState, text: string, from: number, to: number, until: number): boolean {
  const { frames } = state
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    const top = frames[frames.length - 1]
    if (code === 91 || code === 123) {
      if (top && top.token < 0) top.token = at
      if (frames.length >= maxDepth) {
        frames.length = 0
        return true
      }
      frames.push({ kind: code === 91 ? 'seq' : 'map', keys: [], key: '', token: -1, hasColon: false, index: 0 })
    } else if (!top) {
      if (frames.length <= until) return true
    } else if (code === 93 || code === 125) {
      noteKey(top, text, at)
      frames.pop()
      if (frames.length <= until) return true
    } else if (code === 44) nextItem(top, text, at)
    else if (code === 35 && isSpaceOrEnd(text.charCodeAt(at - 1))) at = lineEndAt(text, at) - 1
    else if ((code === 34 || code === 39) && top.token < 0) {
      top.token = at
      const close = closingQuote(text, at, to)
      if (close >= to && !isClosed(text, at, to)) {
        state.quote = at
        return false
      }
      at = close - 1
    } else if (code === 58 && top.kind === 'map' && !top.hasColon && top.token >= 0 && endsKey(text, at, to)) {
      noteKey(top, text, at)
      top.hasColon = true
      top.token = -1
    } else if (top.token < 0 && !isSpaceOrEnd(code)) top.token = at
  }
  return false
}

function isClosed(text: string, open: number, to: number): boolean {
  return to - open > 1 && text.charCodeAt(to - 1) === text.charCodeAt(open)
}

function endsKey(text: string, at: number, to: number): boolean {
  const next = text.charCodeAt(at + 1)
  const before = text.charCodeAt(at - 1)
  return (
    at + 1 >= to || isSpaceOrEnd(next) || next === 44 || next === 125 || next === 93 || before === 34 || before === 39
  )
}

function noteKey(frame: FlowFrame, text: string, end: number): void {
  if (frame.kind !== 'map' || frame.hasColon || frame.token < 0) return
  frame.key = unquote(text.slice(frame.token, end).trimEnd())
  frame.keys.push(frame.key)
}

function nextItem(frame: FlowFrame, text: string, at: number): void {
  noteKey(frame, text, at)
  frame.index++
  frame.token = -1
  frame.hasColon = false
}

function unquote(word: string): string {
  const first = word[0]
  return (first === '"' || first === "'") && word.length > 1 && word.endsWith(first) ? word.slice(1, -1) : word
}

function isSpaceOrEnd(code: number): boolean {
  return isSpace(code) || code === 10 || code === 13
}

/** Where the flow token that the cursor is in ends. */
export function flowTokenEnd(text: string, from: number, stopAtColon: boolean): number {
  let at = from
  const end = lineEndAt(text, from)
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === 44 || code === 93 || code === 125 || (code === 58 && stopAtColon)) break
    if (code === 35 && isSpace(text.charCodeAt(at - 1))) break
    at++
  }
  return Math.max(from, trimBack(text, from, at))
}
