import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scheduleProject } from '#engine/leveling/scheduleProject'
import type { Path } from '#engine/model/path'
import { heatmapView } from '#engine/view/heatmap'
import { outlineView } from '#engine/view/outline'
import { timelineView } from '#engine/view/timeline'
import { isWritten } from '#language/isWritten'
import { lineIndex } from '#language/lines'
import { readPlan } from '#language/read/read'

/** Everything the panels and the tree would show of a plan's text. */
export function viewsOf(text: string) {
  const { plan, spanOf, isWritten: isThere } = readable(text)
  const lines = lineIndex(text)
  const dates = scheduleProject(plan)
  const lineOf = (path: Path) => lines.positionAt(spanOf(path)).line
  const context = { lineOf, errors: 0, warnings: 0, isWritten: isThere }
  return {
    plan,
    schedule: dates,
    timeline: timelineView(plan, dates, context),
    heatmap: heatmapView(plan, dates, context),
    outline: outlineView(plan, dates, context),
  }
}

function readable(text: string) {
  const reading = readPlan(text, { file: 'test.tpm.yaml' })
  return {
    plan: reading.plan,
    spanOf: (path: Path) => reading.spanOf({ path, on: 'key' }).start,
    isWritten: (path: Path) => isWritten(reading, path),
  }
}

/** The views of one of the plans that come with the product. */
export function templateViews(name: string) {
  return viewsOf(templateText(name))
}

export function templateText(name: string): string {
  const file = new URL(`../../media/templates/${name}.tpm.yaml`, import.meta.url)
  return readFileSync(fileURLToPath(file), 'utf8')
}
