import type { ComparisonView } from '#engine/view/comparison'

/** What the editor asks of the review worker: comparisons are made beside the language server, so typing never waits. */

/** The worker's methods, by name. */
export const reviewMethods = {
  /** {@link MissingParams} → {@link MissingResult}. */
  missing: 'missing',
  /** {@link CompareParams} → {@link CompareResult}. */
  compare: 'compare',
  /** {@link ImportParams} → {@link ImportResult}. */
  importFile: 'importFile',
} as const

/** A text at the place where the plan has it, whatever revision it is of. */
export interface ReviewFile {
  readonly uri: string
  readonly text: string
  /** It lies in no commit of the plan's repository: the text is that of now. */
  readonly isOfNow?: true
}

export interface MissingParams {
  readonly files: readonly ReviewFile[]
  /** URIs of the folders that includes must lie in. */
  readonly roots: readonly string[]
}

/** What the texts need and is not among them. */
export interface MissingResult {
  /** URIs of the libraries that they include. */
  readonly includes: readonly string[]
  /** The `project.id`s of the plans whose tasks they are linked to. */
  readonly plans: readonly string[]
}

/** One revision of a plan: its text, those of the libraries that it includes and of the plans that it is linked to. */
export interface ReviewSide extends MissingParams {
  /** What a person calls it: `HEAD`, `main`, `plan-v1`, `Working tree`. */
  readonly label: string
}

export interface CompareParams {
  /** The plan's URI, the same on both sides. */
  readonly uri: string
  /** No files: the plan is not there on this side. */
  readonly base: ReviewSide
  readonly head: ReviewSide
}

export type CompareResult = ComparisonView

/** A file of another tool. */
export interface ImportParams {
  /** The name of the file, which tells its format. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** The plan's text and what could not be carried over, a sentence each; or why there is no plan. */
export type ImportResult = { readonly text: string; readonly notes: readonly string[] } | { readonly failure: string }

/** One question to the worker. Answers may come in another order than the questions. */
export interface ReviewQuestion {
  readonly id: number
  readonly method: string
  readonly params: unknown
}
export type ReviewAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
