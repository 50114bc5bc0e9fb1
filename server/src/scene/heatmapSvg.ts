import type { HeatmapView } from '#engine/view/heatmap'
import { heatmapScene } from './heatmapScene.ts'
import { toSvg } from './svg.ts'

/** The risk matrix as one SVG file: white, with every risk that has a place. All text is escaped. */
export function heatmapSvg(view: HeatmapView, width = 1100): string {
  return toSvg(heatmapScene(view, width))
}
