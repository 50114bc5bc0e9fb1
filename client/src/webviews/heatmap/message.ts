import type { HeatmapRisk, HeatmapView } from '#engine/view/heatmap'
import type { ToHeatmap } from '#protocol/heatmap'
import { type Check, either, finite, firstError, flag, list, optional, record, text, word } from '../shared/shape.ts'

const isBand: Check<number> = (value): value is number =>
  finite(value) && 0 <= value && value <= 4 && Number.isInteger(value)
const isCell = record<HeatmapRisk['inherent']>({ probability: isBand, impact: isBand })
const rank = word('low', 'moderate', 'high', 'critical')

const isRisk = record<HeatmapRisk>({
  id: text,
  name: text,
  type: word('threat', 'opportunity'),
  status: text,
  live: flag,
  line: finite,
  inherent: isCell,
  residual: optional(isCell),
  rank,
  exposureDays: optional(finite),
  exposureCost: optional(finite),
  exposureText: optional(text),
  category: optional(text),
  owner: optional(text),
  response: optional(text),
  reviewBy: optional(text),
  reviewOverdue: optional(flag),
  cause: optional(text),
  effect: optional(text),
  trigger: optional(text),
  contingency: optional(text),
  affects: list(record<HeatmapRisk['affects'][number]>({ id: text, name: text })),
  mitigation: list(text),
  probabilityText: optional(text),
  impactText: optional(text),
  disagrees: optional(text),
})

const isView = record<HeatmapView>({
  title: text,
  headline: text,
  probabilityBands: list(text),
  impactBands: list(text),
  probabilityLimits: list(text),
  cells: list(list(record<HeatmapView['cells'][number][number]>({ score: finite, rank }))),
  risks: list(isRisk),
  leftOut: list(record<HeatmapView['leftOut'][number]>({ id: text, name: text, reason: text, line: finite })),
  errors: finite,
  firstError: optional(firstError),
  currency: optional(text),
})

export const isToHeatmap: Check<ToHeatmap> = either(
  record<Extract<ToHeatmap, { type: 'show' }>>({ type: word('show'), uri: text, version: finite, view: isView }),
  either(
    record<Extract<ToHeatmap, { type: 'reveal' }>>({ type: word('reveal'), risk: text }),
    record<Extract<ToHeatmap, { type: 'gone' }>>({ type: word('gone') }),
  ),
)
