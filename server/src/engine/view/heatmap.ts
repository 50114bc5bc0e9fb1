import type { Id, Level } from '../model/plan.ts'
import type { Cell, RiskRank } from '../risk/matrix.ts'

/** What the risk heatmap shows, as data. All strings are plain text and untrusted. */
export interface HeatmapView {
  readonly title: string
  /** "Two critical risks, 14 days and €18k exposed; one has no owner." */
  readonly headline: string
  /** Band names, lowest first, five each. */
  readonly probabilityBands: readonly string[]
  readonly impactBands: readonly string[]
  /** `cells[p][i]`, 0-based, probability then impact. */
  readonly cells: readonly (readonly { readonly score: number; readonly rank: RiskRank }[])[]
  readonly risks: readonly HeatmapRisk[]
  /** Risks that have no cell, and why. */
  readonly leftOut: readonly {
    readonly id: Id
    readonly name: string
    readonly reason: string
    readonly line: number
  }[]
  readonly errors: number
  /** Of all costs, e.g. `EUR`. */
  readonly currency?: string
}

export interface HeatmapRisk {
  readonly id: Id
  readonly name: string
  readonly type: 'threat' | 'opportunity'
  readonly status: string
  readonly line: number
  readonly inherent: Cell
  readonly residual?: Cell
  readonly rank: RiskRank
  readonly exposureDays?: number
  readonly exposureCost?: number
  readonly category?: string
  readonly owner?: string
  readonly response?: string
  readonly reviewBy?: string
  readonly cause?: string
  readonly effect?: string
  readonly trigger?: string
  readonly contingency?: string
  readonly affects: readonly { readonly id: Id; readonly name: string }[]
  readonly mitigation: readonly string[]
  readonly probabilityText?: string
  readonly impactText?: string
  readonly level?: Level
  /** The cell's rank and the exposure disagree: what to say about it. */
  readonly disagrees?: string
}
