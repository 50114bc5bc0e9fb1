import type { Counts, Diagnostic } from '../diagnostics.ts'
import type { LoadedPlan } from '../plans.ts'

export interface CheckedFile {
  readonly plan: LoadedPlan
  readonly diagnostics: readonly Diagnostic[]
}

/** What `tpm check` found: every format is a function of this. */
export interface Checked {
  readonly files: readonly CheckedFile[]
  readonly summary: Counts & { readonly files: number; readonly tasks: number }
}
