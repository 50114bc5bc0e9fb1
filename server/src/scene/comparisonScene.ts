import { civilParts, minutesPerDay } from '#engine/time/civil'
import type { ComparisonView, GhostRow, StripView } from '#engine/view/comparison'
import { axisOf, axisSize } from './axis.ts'
import { px, type Role, type Shape } from './shape.ts'
import type { Group, Picture } from './svg.ts'
import { fitText, pickLabel } from './text.ts'

/** A row of a comparison's timeline, in pixels. */
export const ghostRowHeight = 24
const [barTop, barHeight, middle] = [6, 12, 12]
const diamond = 6

const margin = 24
const nameWidth = 260
const plotWidth = 620
const labelWidth = 120
export const ghostAxisHeight = 34
const stripHeight = 20

/** Time that a comparison's timeline shows: whole days since 1970-01-01, half-open. */
export interface GhostScale {
  readonly from: number
  readonly to: number
  readonly pixelsPerDay: number
}

/** The days in which something stands or stood, with a margin, on a width. */
export function ghostScale(rows: readonly GhostRow[], width = plotWidth): GhostScale {
  const dates = rows.flatMap(({ before, after }) => [before, after].flatMap(at => (at ? [at.start, at.finish] : [])))
  if (dates.length === 0) return { from: 0, to: 1, pixelsPerDay: width }
  const from = Math.floor(Math.min(...dates) / minutesPerDay) - 1
  const to = Math.max(from + 5, Math.ceil(Math.max(...dates) / minutesPerDay) + 1)
  return { from, to, pixelsPerDay: width / (to - from) }
}

/** A task where it is, where it stood as a ghost, and how it moved; the origin is the row's top left. */
export function ghostShapes(row: GhostRow, scale: GhostScale): readonly Shape[] {
  const x = (minute: number) => (minute / minutesPerDay - scale.from) * scale.pixelsPerDay
  const { before, after, kind } = row
  const shapes: Shape[] = []
  if (before)
    shapes.push(
      ...(kind === 'milestone'
        ? [diamondShape(x(before.finish), 'ghost-milestone')]
        : [barShape(x(before.start), x(before.finish), 'ghost')]),
    )
  if (after) shapes.push(...markShapes(row, x(after.start), x(after.finish), after.critical))
  if (before && after) shapes.push(...arrowShapes(x(before.finish), x(after.finish)))
  const end = Math.max(...[before, after].flatMap(at => (at ? [x(at.finish)] : [0])))
  if (row.movementText !== '')
    shapes.push({ kind: 'text', role: roleOfMovement(row), x: end + 10, y: 16, text: row.movementText })
  return shapes
}

function markShapes({ kind }: GhostRow, from: number, to: number, critical: boolean): readonly Shape[] {
  if (kind === 'milestone') {
    const mark = diamondShape(to, 'milestone')
    return critical ? [mark, diamondShape(to, 'milestone-critical')] : [mark]
  }
  if (kind === 'summary') {
    const [beam, bottom] = [12, 17]
    const foot = Math.min(5, (to - from) / 2)
    const d = `M${px(from)} 8H${px(to)}V${bottom}L${px(to - foot)} ${beam}H${px(from + foot)}L${px(from)} ${bottom}Z`
    return [{ kind: 'path', role: critical ? 'summary-critical' : 'summary', d }]
  }
  const bar = barShape(from, to, 'bar')
  return critical ? [bar, barShape(from + 0.75, to - 0.75, 'outline-critical', 0.75)] : [bar]
}

function barShape(from: number, to: number, role: Role, inset = 0): Shape {
  return {
    kind: 'rect',
    role,
    x: from,
    y: barTop + inset,
    width: Math.max(1, to - from),
    height: barHeight - 2 * inset,
    radius: 2,
  }
}

function diamondShape(x: number, role: Role): Shape {
  const d = `M${px(x)} ${middle - diamond}L${px(x + diamond)} ${middle}L${px(x)} ${middle + diamond}L${px(x - diamond)} ${middle}Z`
  return { kind: 'path', role, d }
}

/** From where it ended to where it ends now, below the bars. */
function arrowShapes(from: number, to: number): readonly Shape[] {
  if (Math.abs(to - from) < 4) return []
  const [y, tip] = [21, to < from ? 3 : -3]
  const d = `M${px(from)} ${y}H${px(to)}M${px(to + tip)} ${y - 2.5}L${px(to)} ${y}L${px(to + tip)} ${y + 2.5}`
  return [{ kind: 'path', role: from < to ? 'moved-later' : 'moved-earlier', d }]
}

function roleOfMovement({ before, after }: GhostRow): Role {
  if (!before || !after) return 'label-muted'
  return before.finish < after.finish ? 'label-late' : after.finish < before.finish ? 'label-gain' : 'label-muted'
}

export interface ComparisonSceneOptions {
  /** Rows that are drawn; the others are counted. */
  readonly mostRows?: number
  /** Above it, e.g. the file. */
  readonly heading?: string
}

/** The verdict, the movements of the finish and the milestones, and the timeline of what moved, for paper. */
export function comparisonScene(
  view: ComparisonView,
  { mostRows = 60, heading }: ComparisonSceneOptions = {},
): Picture {
  const rows = view.ghosts.slice(0, mostRows)
  const scale = ghostScale(rows)
  const width = margin + nameWidth + plotWidth + labelWidth + margin
  const head = titleShapes(view, heading, width - 2 * margin)
  const strips = view.strips.slice(0, 12)
  const stripsTop = margin + 52
  const timelineTop = stripsTop + strips.length * stripHeight + 20
  const rowsTop = timelineTop + ghostAxisHeight
  const groups: Group[] = [
    { x: margin, y: margin, shapes: head },
    ...strips.map((strip, i) => ({ x: margin, y: stripsTop + i * stripHeight, shapes: stripShapes(strip) })),
  ]
  if (0 < rows.length) {
    groups.push({ x: margin + nameWidth, y: timelineTop, shapes: ghostAxisShapes(scale, rows.length) })
    groups.push(
      ...rows.flatMap((row, i): readonly Group[] => [
        { x: margin, y: rowsTop + i * ghostRowHeight, shapes: nameShapes(row) },
        { x: margin + nameWidth, y: rowsTop + i * ghostRowHeight, shapes: ghostShapes(row, scale) },
      ]),
    )
  }
  const left = view.ghosts.length - rows.length
  const bottom = rowsTop + rows.length * ghostRowHeight
  if (0 < left) {
    const text = `and ${left} more that moved`
    groups.push({ x: margin, y: bottom, shapes: [{ kind: 'text', role: 'label-muted', x: 0, y: 16, text }] })
  }
  const height = (0 < rows.length ? bottom : timelineTop) + (0 < left ? ghostRowHeight : 0) + margin
  return { width, height, label: `${view.title}: ${view.sentence}`, groups }
}

function titleShapes(view: ComparisonView, heading: string | undefined, width: number): readonly Shape[] {
  const sides = [heading, `${view.base} → ${view.head}`].filter(text => text !== undefined).join(' · ')
  return [
    { kind: 'text', role: 'title', x: 0, y: 14, text: fitText(view.title, width * 0.6, 18) },
    { kind: 'text', role: 'axis', x: width, y: 12, anchor: 'end', text: fitText(sides, width * 0.38, 11) },
    { kind: 'text', role: 'label-strong', x: 0, y: 36, text: fitText(view.sentence, width, 12) },
  ]
}

function stripShapes({
  name,
  beforeText = '',
  afterText = '',
  movementText,
  minutes = 0,
  lateAfter,
}: StripView): readonly Shape[] {
  const role: Role = 0 < minutes ? 'label-late' : minutes < 0 ? 'label-gain' : 'label-muted'
  const dates = beforeText === afterText ? afterText : [beforeText, afterText].filter(text => text !== '').join(' → ')
  return [
    { kind: 'text', role: 'label', x: 0, y: 13, text: fitText(name, nameWidth - 12, 12) },
    { kind: 'text', role: 'label-muted', x: nameWidth, y: 13, text: dates },
    { kind: 'text', role, x: nameWidth + 220, y: 13, text: movementText },
    ...(lateAfter
      ? [{ kind: 'text', role: 'label-late', x: nameWidth + 290, y: 13, text: 'past its deadline' } as const]
      : []),
  ]
}

function nameShapes({ name, depth, kind, isContext }: GhostRow): readonly Shape[] {
  const indent = Math.min(depth, 6) * 14
  const role: Role = isContext ? 'label-muted' : kind === 'summary' ? 'label-strong' : 'label'
  return [{ kind: 'text', role, x: indent, y: 16, text: fitText(name, nameWidth - 12 - indent, 12) }]
}

/** Both scales above the rows, and the lines down through them; the origin is the top left of the axis. */
export function ghostAxisShapes({ from, to, pixelsPerDay }: GhostScale, rows: number): readonly Shape[] {
  const { upper, lower } = axisOf(from, to, pixelsPerDay)
  const x = (day: number) => (Math.max(day, from) - from) * pixelsPerDay
  const bottom = ghostAxisHeight + rows * ghostRowHeight
  return [
    ...upper.flatMap(({ from: day, to: end, label }): readonly Shape[] => {
      const room = x(Math.min(end, to)) - x(day) - 8
      const text = pickLabel([withYear(label, day, from), label, fitText(label, room, axisSize)], room, axisSize)
      return text === '' ? [] : [{ kind: 'text', role: 'axis-major', x: x(day) + 3, y: 11, text }]
    }),
    ...lower.flatMap(({ from: day, to: end, label }): readonly Shape[] => {
      const text = pickLabel([label], x(Math.min(end, to)) - x(day) - 3, axisSize)
      return [
        ...(from <= day
          ? [{ kind: 'path', role: 'grid', d: `M${px(x(day))} ${ghostAxisHeight - 16}V${px(bottom)}` } as const]
          : []),
        ...(text === '' ? [] : [{ kind: 'text', role: 'axis', x: x(day) + 3, y: 27, text } as const]),
      ]
    }),
  ]
}

/** The first label of a picture names its year. */
function withYear(label: string, day: number, from: number): string {
  const year = String(civilParts(Math.max(day, from) * minutesPerDay).year)
  return label === '' || label.includes(year) || from < day ? label : `${label} ${year}`
}
