import type { Baseline } from '../cost/variance.ts'
import type { Path } from '../model/path.ts'

/** What a view needs to know of the text its plan was read from. */
export interface ViewContext {
  /** The line of a key, zero-based. */
  readonly lineOf: (path: Path) => number
  /** How many diagnostics of these severities the document has. */
  readonly errors: number
  readonly warnings?: number
  /** The error that stands first in the way. */
  readonly firstError?: FirstError
  /** The tasks of whose text something could not be read: what is shown of them may be stale. */
  readonly broken?: ReadonlySet<string>
  /** Is there such a key, whatever stands after it? */
  readonly isWritten?: (path: Path) => boolean
  /** What the plan is measured against, where a person has asked for that. */
  readonly baseline?: Baseline
}

export interface FirstError {
  /** Zero-based. */
  readonly line: number
  readonly message: string
}

/** What a picture can't show, with the reason in words that follow the name: "it waits for itself: a → b → a". */
export interface LeftOut {
  readonly id: string
  readonly name: string
  readonly reason: string
  /** Zero-based. */
  readonly line: number
}
