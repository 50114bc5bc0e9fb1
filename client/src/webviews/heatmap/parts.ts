import type { FromHeatmap } from '#protocol/heatmap'
import type { Store } from './store.ts'

/** What every part of the heatmap is given. */
export interface Parts {
  readonly store: Store
  readonly post: (message: FromHeatmap) => void
}
