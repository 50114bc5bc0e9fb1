import { heatmapView } from '#engine/view/heatmap'
import { timelineView } from '#engine/view/timeline'
import { scheduleHtml } from '#scene/scheduleHtml'
import { viewContext } from './lines.ts'
import type { MeasuredPlan } from './measured.ts'

/** One self-contained page: the timeline, and the risks where there are any. */
export function schedulePage({ snapshot, baseline }: MeasuredPlan): string {
  const { plan, schedule } = snapshot
  const context = viewContext(snapshot, baseline)
  return scheduleHtml({
    timeline: timelineView(plan, schedule, context),
    ...(0 < plan.risks.size && { heatmap: heatmapView(plan, schedule, context) }),
  })
}
