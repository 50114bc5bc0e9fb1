import type { HistoryView } from '#engine/view/historyView'

/** Host to webview. Each message replaces what came before. */
export type ToHistory =
  | { readonly type: 'show'; readonly version: number; readonly uri: string; readonly view: HistoryView }
  /** There is none: why, and what to do. */
  | { readonly type: 'failed'; readonly version: number; readonly uri: string; readonly message: string }

/** Webview to host. */
export type FromHistory =
  | { readonly type: 'ready' }
  /** Compare a commit with its parent; without one, what is not committed yet with the last commit. */
  | { readonly type: 'open'; readonly commit?: string }
  /** Find the commit that moved a milestone. */
  | { readonly type: 'find' }
