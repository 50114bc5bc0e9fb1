import type { Id } from '../model/plan.ts'

/** What the tree view and the status item show of one plan: the main facts without a picture. Dates are `YYYY-MM-DDTHH:MM`. */
export interface OutlineView {
  readonly title: string
  readonly headline: string
  readonly finish?: string
  readonly late: boolean
  readonly errors: number
  readonly warnings: number
  /** The worst thing to know, in a few words; left out when all is well. */
  readonly worst?: string
  readonly tasks: readonly OutlineItem[]
  readonly milestones: readonly OutlineItem[]
  readonly risks: readonly OutlineItem[]
}

export interface OutlineItem {
  readonly id: Id
  readonly name: string
  readonly kind: 'task' | 'summary' | 'milestone' | 'risk'
  readonly line: number
  /** A few words beside the name: "12 May – 3 Jun · critical". */
  readonly description: string
  readonly tooltip: string
  readonly state: 'done' | 'late' | 'critical' | 'normal' | 'unscheduled' | 'cancelled' | 'high'
  readonly children: readonly OutlineItem[]
}
