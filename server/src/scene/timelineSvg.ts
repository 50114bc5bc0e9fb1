import type { TimelineView } from '#engine/view/timeline'
import { toSvg } from './svg.ts'
import { type TimelineSceneOptions, timelineScene } from './timelineScene.ts'

/** The timeline as one SVG file: white, with title, headline and legend. All text is escaped. */
export function timelineSvg(view: TimelineView, options: TimelineSceneOptions = {}): string {
  return toSvg(timelineScene(view, options))
}
