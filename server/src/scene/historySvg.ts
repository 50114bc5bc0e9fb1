import type { HistoryView } from '#engine/view/historyView'
import { historyScene } from './historyScene.ts'
import { toSvg } from './svg.ts'

/** The milestone trend and the figures below it as one SVG file. All text is escaped. */
export function historySvg(view: HistoryView): string {
  return toSvg(historyScene(view))
}
