import { timelineView } from '#engine/view/timeline'
import { timelineSvg } from '#scene/timelineSvg'
import type { ReadablePlan } from '../readable.ts'
import { viewContext } from './lines.ts'

/** The timeline as a picture. */
export function scheduleSvg({ snapshot }: ReadablePlan): string {
  return `${timelineSvg(timelineView(snapshot.plan, snapshot.schedule, viewContext(snapshot)))}\n`
}
