import type { Id } from '#engine/model/plan'
import type { Position } from '../lines.ts'

/** A place in a source file that names a task: `tpm:data-sync`, `tpm:billing/data-sync` or `TODO(data-sync)`. */
export interface Mention {
  readonly uri: string
  readonly kind: 'reference' | 'todo'
  /** Of `plan-id/task-id` the plan's. */
  readonly plan: Id | undefined
  readonly id: Id
  /** The id, without the plan's: what a rename replaces. */
  readonly start: Position
  readonly end: Position
  /** Where all of it begins. */
  readonly from: Position
}

/** What the source files of a workspace have to do with its plans, as far as it is known. */
export interface CodeTies {
  /** Does each of a task's globs match a file, or with `!` take one away? `undefined`: not known (yet). */
  readonly isMatched: (plan: string, globs: readonly string[]) => readonly boolean[] | undefined
  /** The files that a task's globs match together, each once, relative to the plan's folder. */
  readonly filesOf: (plan: string, globs: readonly string[]) => readonly string[]
  /** The files of the workspace, or those of them that git does not ignore (`code`); `undefined`: not known (yet). */
  readonly files?: (which: 'any' | 'code') => readonly string[] | undefined
  /** Everything in comments that names a task, by file and place. Of which plan is for the asker to find out. */
  readonly mentions: () => readonly Mention[]
}
