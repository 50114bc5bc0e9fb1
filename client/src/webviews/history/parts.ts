import type { FromHistory } from '#protocol/history'
import type { Store } from './store.ts'

/** What every part of the history is given. */
export interface Parts {
  readonly store: Store
  readonly post: (message: FromHistory) => void
}
