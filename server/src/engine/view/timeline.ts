import type { Id } from '../model/plan.ts'
import type { Hours, Minute } from '../time/minute.ts'

/** What the timeline shows, as data: no pixels, no colours, no markup. All strings are plain text and untrusted. */
export interface TimelineView {
  readonly title: string
  /** The answer in one sentence: when it ends, whether that is late, what holds it. */
  readonly headline: string
  readonly start: Minute
  readonly finish: Minute
  readonly deadline?: Minute
  readonly statusDate?: Minute
  /** Minutes of work in a day of the project calendar. */
  readonly dayMinutes: number
  /** From the earliest to the latest minute of work in a week of the project calendar: what of a day is worth drawing. */
  readonly hours: Hours
  /** Days without work of the project calendar within [start, finish] and a margin, as half-open day spans. */
  readonly closed: readonly { readonly from: Minute; readonly to: Minute; readonly name?: string }[]
  readonly rows: readonly TimelineRow[]
  readonly links: readonly TimelineLink[]
  /** What is left out of the picture, and why. */
  readonly leftOut: readonly {
    readonly id: Id
    readonly name: string
    readonly reason: string
    readonly line: number
  }[]
  /** Errors of reading: the picture shows what was right. */
  readonly errors: number
}

export interface TimelineRow {
  readonly id: Id
  readonly name: string
  readonly kind: 'task' | 'summary' | 'milestone'
  readonly parent?: Id
  readonly depth: number
  readonly line: number
  readonly start: Minute
  readonly finish: Minute
  /** 0–1 */
  readonly progress: number
  readonly critical: boolean
  readonly done: boolean
  readonly cancelled: boolean
  /** How far the bar may slip: its late finish. Left out where there is no float. */
  readonly lateFinish?: Minute
  readonly totalFloatMinutes: number
  readonly deadline?: Minute
  readonly late: boolean
  readonly constraint?: { readonly kind: string; readonly at: Minute }
  readonly people: readonly { readonly id: Id; readonly name: string; readonly initials: string }[]
  readonly overloads: readonly { readonly from: Minute; readonly to: Minute; readonly who: string }[]
  /** The hover's text, plain, one fact a line. */
  readonly tooltip: string
}

export interface TimelineLink {
  readonly from: Id
  readonly to: Id
  readonly type: 'FS' | 'SS' | 'FF' | 'SF'
  readonly driving: boolean
  readonly critical: boolean
}
