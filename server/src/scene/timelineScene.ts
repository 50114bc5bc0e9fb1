import { dayOf, formatLastDay } from '#engine/time/civil'
import type { TimelineRow, TimelineView } from '#engine/view/timeline'
import { type Axis, axisOf, axisSize } from './axis.ts'
import { dayPosition, type Scale, xOf, xOfDay } from './scale.ts'
import { px, type Shape } from './shape.ts'
import type { Group, Picture } from './svg.ts'
import { fitText, textWidth } from './text.ts'
import { linkShapes } from './timelineLinks.ts'
import { extentOf, rowHeight, rowShapes } from './timelineRow.ts'

export interface TimelineSceneOptions {
  /** Of the whole picture, in pixels; 1200 where left out. */
  readonly width?: number
  /** Only these rows, `[from, to)`; all where left out. */
  readonly from?: number
  readonly to?: number
  /** Title and headline on top; yes where left out. */
  readonly withTitle?: boolean
  /** What the marks mean, at the foot; yes where left out. */
  readonly withLegend?: boolean
}

/** Around a picture that stands alone; on a page it stands flush. */
const edge = 16
const axisHeight = 40
const markerHeight = 18
const titleHeight = 52
const legendHeight = 36
const roomLeft = 12
const roomRight = 130
const nameSize = 12
const indent = 14
const widestNames = 340

/** The whole timeline for paper: every row, nothing folded, the plan from its start to its finish. */
export function timelineScene(view: TimelineView, options: TimelineSceneOptions = {}): Picture {
  const { width = 1200, from = 0, to = view.rows.length, withTitle = true, withLegend = true } = options
  const margin = withTitle ? edge : 0
  const rows = view.rows.slice(from, to)
  const names = namesWidth(view.rows)
  const chartWidth = Math.max(200, width - 2 * margin - names)
  const scale = scaleFor(view, chartWidth)
  const top = margin + (withTitle ? titleHeight : 0)
  const headHeight = axisHeight + (hasMarkers(view) ? markerHeight : 0)
  const bodyHeight = rows.length * rowHeight
  const chart = { x: margin + names, width: chartWidth }
  const groups: readonly Group[] = [
    ...(withTitle ? [{ x: margin, y: margin, shapes: titleShapes(view, width - 2 * margin) }] : []),
    { ...chart, y: top, height: headHeight, shapes: headShapes(view, scale, chartWidth) },
    {
      x: margin,
      y: top + headHeight,
      width: names,
      height: bodyHeight,
      shapes: rows.flatMap((row, i) => nameShapes(row, i, names)),
    },
    { ...chart, y: top + headHeight, height: bodyHeight, shapes: bodyShapes(view, rows, from, scale, chartWidth) },
    ...rows.map((row, i) => ({
      ...chart,
      y: top + headHeight + i * rowHeight,
      height: rowHeight,
      shapes: rowShapes(row, scale, { nameBeside: !fits(row, names) }),
    })),
    ...(withLegend ? [{ x: margin, y: top + headHeight + bodyHeight + 10, shapes: legendShapes(view) }] : []),
  ]
  return {
    width,
    height: top + headHeight + bodyHeight + (withLegend ? legendHeight : 0) + margin,
    label: `${view.title}: ${view.headline}`,
    groups,
  }
}

function scaleFor(view: TimelineView, width: number): Scale {
  const first = dayOf(Math.min(view.start, view.deadline ?? view.start))
  const last = Math.ceil(dayPosition(view.finish, view.hours))
  const end = Math.max(
    first + 1,
    last,
    view.deadline === undefined ? first : Math.ceil(dayPosition(view.deadline, view.hours)),
  )
  const pixelsPerDay = (width - roomLeft - roomRight) / (end - first)
  return { origin: first - roomLeft / pixelsPerDay, pixelsPerDay, hours: view.hours }
}

function namesWidth(rows: readonly TimelineRow[]): number {
  const widest = rows.reduce((most, row) => Math.max(most, nameEnd(row)), 120)
  return Math.min(widestNames, Math.ceil(widest) + 8)
}

function nameEnd({ name, depth, kind }: TimelineRow): number {
  return depth * indent + textWidth(name, nameSize) * (kind === 'summary' ? 1.06 : 1)
}

function fits(row: TimelineRow, width: number): boolean {
  return nameEnd(row) <= width - 8
}

function nameShapes(row: TimelineRow, index: number, width: number): readonly Shape[] {
  const x = row.depth * indent
  const role = row.kind === 'summary' ? 'label-strong' : row.done || row.cancelled ? 'label-muted' : 'label'
  const shape: Shape = {
    kind: 'text',
    role,
    x,
    y: index * rowHeight + 16.5,
    text: fitText(row.name, width - 8 - x, nameSize),
  }
  if (!row.cancelled) return [shape]
  const y = index * rowHeight + 12.5
  return [
    shape,
    { kind: 'path', role: 'link', d: `M${px(x)} ${y}h${px(Math.min(width - 8 - x, textWidth(row.name, nameSize)))}` },
  ]
}

function titleShapes(view: TimelineView, width: number): readonly Shape[] {
  return [
    { kind: 'text', role: 'title', x: 0, y: 16, text: fitText(view.title, width, 18) },
    { kind: 'text', role: 'label', x: 0, y: 37, text: fitText(view.headline, width, 12) },
  ]
}

function axisFor(scale: Scale, width: number): Axis {
  return axisOf(scale.origin, scale.origin + width / scale.pixelsPerDay, scale.pixelsPerDay)
}

/** Both scales, and the lane of the dates that matter. */
function headShapes(view: TimelineView, scale: Scale, width: number): readonly Shape[] {
  const { upper, lower } = axisFor(scale, width)
  return [
    ...upper.flatMap(({ from, to, label }): Shape[] => {
      const start = Math.max(0, xOfDay(from, scale))
      const room = Math.min(width, xOfDay(to, scale)) - start - 8
      const x = Math.round(start) + 0.5
      const text = textWidth(label, axisSize) <= room ? label : ''
      return [
        { kind: 'path', role: 'grid-major', d: `M${px(x)} 0v20` },
        { kind: 'text', role: 'axis-major', x: start + 4, y: 14, text },
      ]
    }),
    ...lower.map(
      ({ from, label }): Shape => ({
        kind: 'text',
        role: 'axis',
        x: xOfDay(from, scale) + 4,
        y: 34,
        text: isWhole(label, xOfDay(from, scale) + 4, width) ? label : '',
      }),
    ),
    ...markerShapes(view, scale, width),
  ]
}

/** Does a label lie within the picture? */
function isWhole(label: string, x: number, width: number): boolean {
  return 0 <= x && x + textWidth(label, axisSize) <= width
}

function hasMarkers({ statusDate, deadline }: TimelineView): boolean {
  return statusDate !== undefined || deadline !== undefined
}

/** The names of the status date and of the deadline; where they would meet, the later gives way. */
function markerShapes(view: TimelineView, scale: Scale, width: number): readonly Shape[] {
  let free = 0
  return [
    { at: view.statusDate, word: 'Status', role: 'axis-major' as const },
    { at: view.deadline, word: 'Deadline', role: 'label-late' as const },
  ]
    .flatMap(({ at, word, role }) => (at === undefined ? [] : [{ at, text: `${word} ${formatLastDay(at)}`, role }]))
    .sort((a, b) => a.at - b.at)
    .map(({ at, text, role }): Shape => {
      const room = textWidth(text, 12)
      const x = Math.max(free, Math.min(xOf(at, scale) - room / 2, width - room))
      free = x + room + 10
      return { kind: 'text', role, x, y: 52, text }
    })
}

/** What lies behind and between the rows. */
function bodyShapes(
  view: TimelineView,
  rows: readonly TimelineRow[],
  first: number,
  scale: Scale,
  width: number,
): readonly Shape[] {
  const height = rows.length * rowHeight
  const vertical = (role: 'status-line' | 'deadline-line', at: number | undefined): Shape[] =>
    at === undefined
      ? []
      : [{ kind: 'path', role, d: `M${px(Math.round(xOf(at as TimelineView['start'], scale)) + 0.5)} 0v${height}` }]
  return [
    ...(2 <= scale.pixelsPerDay ? closedShapes(view, scale, width, height) : []),
    ...axisFor(scale, width).upper.map(
      ({ from }): Shape => ({
        kind: 'path',
        role: 'grid-major',
        d: `M${px(Math.round(xOfDay(from, scale)) + 0.5)} 0v${height}`,
      }),
    ),
    ...vertical('deadline-line', view.deadline),
    ...vertical('status-line', view.statusDate),
    ...criticalLinks(view, rows, first, scale),
  ]
}

function closedShapes(view: TimelineView, scale: Scale, width: number, height: number): readonly Shape[] {
  return view.closed.flatMap(({ from, to }): Shape[] => {
    const x = Math.max(0, xOfDay(dayOf(from), scale))
    const end = Math.min(width, xOfDay(dayOf(to), scale))
    return end <= x ? [] : [{ kind: 'rect', role: 'closed', x, y: 0, width: end - x, height }]
  })
}

/** On paper nobody can choose: the links of the critical path, as they are in the editor at first. */
function criticalLinks(
  view: TimelineView,
  rows: readonly TimelineRow[],
  first: number,
  scale: Scale,
): readonly Shape[] {
  const ends = new Map(view.rows.map((row, i) => [row.id, { row, index: i - first }]))
  return view.links.flatMap(link => {
    const from = ends.get(link.from)
    const to = ends.get(link.to)
    if (!link.critical || !link.driving || !from || !to) return []
    if (Math.max(from.index, to.index) < 0 || rows.length <= Math.min(from.index, to.index)) return []
    return linkShapes(
      { ...extentOf(from.row, scale), row: from.index, isPoint: from.row.kind === 'milestone' },
      { ...extentOf(to.row, scale), row: to.index, isPoint: to.row.kind === 'milestone' },
      link.type,
      'critical',
    )
  })
}

/** One sample of each mark with its word. */
function legendShapes({ baseline }: TimelineView): readonly Shape[] {
  let x = 0
  const shapes: Shape[] = []
  const entry = (word: string, width: number, draw: (x: number) => readonly Shape[]) => {
    shapes.push(...draw(x), { kind: 'text', role: 'axis', x: x + width + 5, y: 14, text: word })
    x += width + 5 + textWidth(word, 11) + 18
  }
  const bar = (at: number, role: 'bar' | 'bar-done' | 'progress' | 'outline-critical', width = 24): Shape => ({
    kind: 'rect',
    role,
    x: at,
    y: 4,
    width,
    height: 12,
    radius: 2,
  })
  const diamond = (at: number, role: 'milestone') =>
    ({ kind: 'path', role, d: `M${px(at + 6)} 4l6 6l-6 6l-6 -6Z` }) as const
  entry('task, with progress', 24, at => [bar(at, 'bar'), bar(at, 'progress', 10)])
  entry('done', 24, at => [bar(at, 'bar-done')])
  entry('critical', 24, at => [bar(at, 'bar'), bar(at, 'outline-critical')])
  entry('float', 24, at => [{ kind: 'path', role: 'float', d: `M${px(at)} 10.5h24M${px(at + 24)} 6.5v8` }])
  entry('milestone', 12, at => [diamond(at, 'milestone')])
  entry('deadline, missed', 8, at => [
    { kind: 'path', role: 'flag-missed', d: `M${px(at)} 3h7l-2.5 3l2.5 3h-6v9h-1.5Z` },
  ])
  entry('date constraint', 8, at => [
    { kind: 'path', role: 'pin', d: `M${px(at)} 3h6l-1.5 3.5v2.5h-1v6h-1v-6h-1v-2.5Z` },
  ])
  entry('status date', 2, at => [{ kind: 'path', role: 'status-line', d: `M${px(at + 0.5)} 3v14` }])
  if (baseline) entry('baseline', 24, at => [{ kind: 'rect', role: 'baseline', x: at, y: 9, width: 24, height: 2.5 }])
  return shapes
}
