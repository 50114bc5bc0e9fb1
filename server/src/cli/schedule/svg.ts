import { timelineView } from '#engine/view/timeline'
import { timelineSvg } from '#scene/timelineSvg'
import { withGhosts } from '../baseline.ts'
import { viewContext } from './lines.ts'
import type { MeasuredPlan } from './measured.ts'

/** The timeline as a picture; with a baseline, its bars as ghosts. */
export function scheduleSvg({ snapshot, baseline }: MeasuredPlan): string {
  const view = timelineView(snapshot.plan, snapshot.schedule, viewContext(snapshot))
  return `${timelineSvg(baseline ? withGhosts(view, baseline) : view)}\n`
}
