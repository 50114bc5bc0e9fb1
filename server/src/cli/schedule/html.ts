import { heatmapView } from '#engine/view/heatmap'
import { timelineView } from '#engine/view/timeline'
import { scheduleHtml } from '#scene/scheduleHtml'
import type { ReadablePlan } from '../readable.ts'
import { viewContext } from './lines.ts'

/** One self-contained page: the timeline, and the risks where there are any. */
export function schedulePage({ snapshot }: ReadablePlan): string {
  const { plan, schedule } = snapshot
  const context = viewContext(snapshot)
  return scheduleHtml({
    timeline: timelineView(plan, schedule, context),
    ...(0 < plan.risks.size && { heatmap: heatmapView(plan, schedule, context) }),
  })
}
