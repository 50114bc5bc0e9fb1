import type { ComparisonView } from '#engine/view/comparison'

/** Host to webview. Each message replaces what came before. */
export type ToComparison =
  | {
      readonly type: 'show'
      readonly version: number
      readonly spec: unknown
      readonly view: ComparisonView
      /** A sentence: what was looked for, and led to this comparison. */
      readonly found?: string
    }
  /** It could not be made: why, and what to do. */
  | { readonly type: 'failed'; readonly version: number; readonly spec: unknown; readonly message: string }

/** Webview to host. */
export type FromComparison =
  | { readonly type: 'ready' }
  /** Show a line of the text before or after in the diff editor; zero-based. `file`: of an included library. */
  | { readonly type: 'open'; readonly side: 'base' | 'head'; readonly line: number; readonly file?: string }
  /** Show the page of a policy. */
  | { readonly type: 'page'; readonly rule: string }
  /** Compare with something else. */
  | { readonly type: 'choose' }
