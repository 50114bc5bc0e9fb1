import type { FromTimeline } from '#protocol/timeline'
import type { Scroller } from './scroller.ts'
import type { Store } from './store.ts'

/** What every part of the timeline is given. */
export interface Parts {
  readonly store: Store
  readonly scroller: Scroller
  readonly post: (message: FromTimeline) => void
}
