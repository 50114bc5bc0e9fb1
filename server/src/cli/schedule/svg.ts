import { timelineView } from '#engine/view/timeline'
import { timelineSvg } from '#scene/timelineSvg'
import { viewContext } from './lines.ts'
import type { MeasuredPlan } from './measured.ts'

/** The timeline as a picture; with a baseline, its bars below the others. */
export function scheduleSvg({ snapshot, baseline }: MeasuredPlan): string {
  const view = timelineView(snapshot.plan, snapshot.schedule, viewContext(snapshot, baseline))
  return `${timelineSvg(view)}\n`
}
