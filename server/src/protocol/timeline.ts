import type { TimelineView } from '#engine/view/timeline'

/** Host to webview. Each message replaces what came before; none depends on an earlier one. */
export type ToTimeline =
  | { readonly type: 'show'; readonly uri: string; readonly version: number; readonly view: TimelineView }
  | { readonly type: 'reveal'; readonly task: string }

/** Webview to host. A gesture says what the person wants, never how the text must change. */
export type FromTimeline =
  | { readonly type: 'ready' }
  /** Show the task's line; `focus: false` leaves the keyboard in the timeline. */
  | { readonly type: 'open'; readonly task: string; readonly focus?: boolean }
  /** The plan has no task: write a first one. */
  | { readonly type: 'add-task' }
