import type { HeatmapView } from '#engine/view/heatmap'

export type ToHeatmap =
  | { readonly type: 'show'; readonly uri: string; readonly version: number; readonly view: HeatmapView }
  | { readonly type: 'reveal'; readonly risk: string }
  /** The plan that was shown is no more; it may come back. */
  | { readonly type: 'gone' }

export type FromHeatmap =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly kind: 'risk' | 'task'; readonly id: string; readonly focus?: boolean }
  /** Show a line, zero-based. */
  | { readonly type: 'open-line'; readonly line: number }
  /** The plan has no risk: write a first one. */
  | { readonly type: 'add-risk' }
