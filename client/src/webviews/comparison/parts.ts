import type { FromComparison } from '#protocol/comparison'
import type { Store } from './store.ts'

/** What every part of the comparison is given. */
export interface Parts {
  readonly store: Store
  readonly post: (message: FromComparison) => void
}
