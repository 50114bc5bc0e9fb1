import type { Path } from '../model/path.ts'

/** What a view needs to know of the text its plan was read from. */
export interface ViewContext {
  /** The line of a key, zero-based. */
  readonly lineOf: (path: Path) => number
  /** How many diagnostics of these severities the document has. */
  readonly errors: number
  readonly warnings?: number
}

/** What a picture can't show, with the reason in words that follow the name: "it waits for itself: a → b → a". */
export interface LeftOut {
  readonly id: string
  readonly name: string
  readonly reason: string
  /** Zero-based. */
  readonly line: number
}
