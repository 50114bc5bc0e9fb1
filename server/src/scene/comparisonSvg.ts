import type { ComparedFile } from './comparisonHtml.ts'
import { comparisonScene } from './comparisonScene.ts'
import { type Picture, toSvg } from './svg.ts'

/** What moved in each plan, one picture below the other, as one SVG file. All text is escaped. */
export function comparisonSvg(files: readonly ComparedFile[]): string {
  const changed = files.filter(({ view }) => view.changed)
  const pictures = changed.map(({ file, view }) => comparisonScene(view, { heading: file }))
  return toSvg(pictures.length === 0 ? nothing : stacked(pictures))
}

const nothing: Picture = {
  width: 400,
  height: 60,
  label: 'No change to the plan',
  groups: [{ x: 24, y: 24, shapes: [{ kind: 'text', role: 'label', x: 0, y: 14, text: 'No change to the plan' }] }],
}

function stacked(pictures: readonly Picture[]): Picture {
  let top = 0
  const groups = pictures.flatMap(({ groups, height }) => {
    const from = top
    top += height
    return groups.map(group => ({ ...group, y: group.y + from }))
  })
  return {
    width: Math.max(...pictures.map(({ width }) => width)),
    height: top,
    label: pictures.map(({ label }) => label).join(' '),
    groups,
  }
}
