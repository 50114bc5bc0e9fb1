import type { DrivingPath } from '#engine/view/drivingPath'
import type { TimelineView } from '#engine/view/timeline'

/** Host to webview. Each message replaces what came before; none depends on an earlier one. */
export type ToTimeline =
  | { readonly type: 'show'; readonly uri: string; readonly version: number; readonly view: TimelineView }
  | { readonly type: 'reveal'; readonly task: string }
  /** The plan that was shown is no more; it may come back. */
  | { readonly type: 'gone' }
  /** The answer to `why`. */
  | { readonly type: 'path'; readonly uri: string; readonly path: DrivingPath }

/** Webview to host. A gesture says what the person wants, never how the text must change. */
export type FromTimeline =
  | { readonly type: 'ready' }
  /** Show the task's line; `focus: false` leaves the keyboard in the timeline. */
  | { readonly type: 'open'; readonly task: string; readonly focus?: boolean }
  /** Show a line, zero-based. */
  | { readonly type: 'open-line'; readonly line: number }
  /** What holds this task where it is? */
  | { readonly type: 'why'; readonly task: string }
  /** Show the plan levelled, as a preview, or as it is. */
  | { readonly type: 'preview'; readonly leveled: boolean }
  /** Write the levelled plan: the person is asked how. */
  | { readonly type: 'level' }
  /** Choose what the plan is measured against. */
  | { readonly type: 'baseline' }
  /** The plan has no task: write a first one. */
  | { readonly type: 'add-task' }
