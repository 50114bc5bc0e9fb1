import type { Id } from '#engine/model/plan'
import type { Span } from '../../read/reading.ts'

/** What an editor shows as an icon. */
export type CompletionKind =
  | 'key'
  | 'word'
  | 'task'
  | 'summary'
  | 'milestone'
  | 'person'
  | 'calendar'
  | 'risk'
  | 'sprint'
  | 'object'
  | 'date'
  | 'duration'
  | 'value'
  | 'file'
  | 'snippet'

/** One suggestion. It takes the place of the list's `replace`. */
export interface Completion {
  readonly label: string
  readonly kind: CompletionKind
  readonly detail?: string
  /** Markdown without links to commands; plan text in it is escaped. */
  readonly docs?: string
  /** What to write, with the indentation of all its lines; where left out, the label. */
  readonly insert?: string
  /** `insert` has tab stops (`$1`, `${1:word}`). */
  readonly isSnippet?: boolean
  /** What the typed text is compared with, where that is not the label. */
  readonly filter?: string
  /** The task whose dates belong into the detail and are not there yet: ask `describeCompletion` when it is looked at. */
  readonly task?: Id
  /** Suggestions are wanted again as soon as this one is in. */
  readonly goesOn?: boolean
}

/** Text as it must stand in a snippet. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}

/** Suggestions in the order in which they are shown. */
export interface CompletionList {
  /** What every item takes the place of; on one line, and around the cursor. */
  readonly replace: Span
  readonly items: readonly Completion[]
  /** Ask again when more is typed. */
  readonly isIncomplete: boolean
  /** There is more once the files of the workspace are known (`CodeTies.files`). */
  readonly wantsFiles?: true
}
