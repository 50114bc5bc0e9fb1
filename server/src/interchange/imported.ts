/** What an import makes of another tool's file. */
export interface Imported {
  /** The plan's text. */
  readonly text: string
  /** What it could not carry over, a sentence each. */
  readonly notes: readonly string[]
}
