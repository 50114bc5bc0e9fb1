/** What is wrong with one scalar, in words, with the nearest right thing where there is one. */
export interface TroubleParts {
  readonly code: string
  readonly message: string
  readonly help?: string
  /** Whole new texts for the scalar; the first is the best guess. */
  readonly fixes?: readonly string[]
  /** The part of the scalar's text that is meant, as half-open offsets into it. */
  readonly part?: readonly [start: number, end: number]
  readonly severity?: 'error' | 'warning' | 'information'
  /** What is used all the same, where it is clear what was meant. */
  readonly value?: unknown
}

/** A scalar that can't be read. A class only so that a reader can return a value or this, and the caller tells them apart. */
export class Trouble {
  readonly parts: TroubleParts

  constructor(parts: TroubleParts) {
    this.parts = parts
  }
}

/**
 * One kind of scalar of the language: how its source text becomes a value, and what the documentation, the
 * JSON Schema and completion say about it.
 */
export interface ScalarKind<T> {
  /** A stable name: `date`, `duration`, `task-ref`, … Completion decides by it what to offer. */
  readonly kind: string
  /** In words for messages: "a date", "a duration". */
  readonly noun: string
  readonly examples: readonly string[]
  /** For other editors' JSON Schema. Left out where any text is right. */
  readonly pattern?: string
  /** The value may be a YAML number or boolean for readers other than ours. */
  readonly json?: readonly ('number' | 'integer' | 'boolean')[]
  /** The only words allowed. */
  readonly words?: readonly string[]
  readonly read: (text: string) => T | Trouble
}
