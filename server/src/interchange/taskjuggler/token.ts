/**
 * A word, a quoted text, or one of the marks `{ } , - : !` (each `!` of a relative id belongs to its word). What a macro
 * that is not known stands for is missing.
 */
export interface Token {
  readonly kind: 'word' | 'text' | 'mark' | 'missing'
  readonly text: string
  /** Zero-based line in the file, of the macro's use for what a macro brings in. */
  readonly line: number
  /** Nothing but blanks is before it on its line: where an attribute that we don't know may begin. */
  readonly first: boolean
}
