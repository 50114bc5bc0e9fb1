import { formatLastDay } from '#engine/time/civil'
import type { TimelineRow } from '#engine/view/timeline'
import { dayPosition, type Scale, xOf } from './scale.ts'
import { px, type Role, type Shape } from './shape.ts'
import { type Measure, textWidth } from './text.ts'

/** The height of a row and of what stands in it, in pixels. */
export const rowHeight = 24
export const barTop = 5
export const barHeight = 14
const middle = barTop + barHeight / 2
const labelSize = 12
const baseline = 16.5
/** Half the width of a milestone's diamond. */
const diamond = 7
const narrowest = 3
/** Past the bar and the bend of a link that leaves it. */
const labelGap = 12

export interface RowLook {
  /** Write the name beside the bar, because there is no room for it in the column of names. */
  readonly nameBeside: boolean
  /** How wide words are; the scene's own estimate where left out. */
  readonly measure?: Measure
  /** On the path that drives the selected task. */
  readonly onPath?: boolean
}

/** From where to where the row's own mark reaches. */
export interface Extent {
  readonly from: number
  readonly to: number
}

export function extentOf(row: TimelineRow, scale: Scale): Extent {
  const from = xOf(row.start, scale)
  if (row.kind === 'milestone') return { from: from - diamond, to: from + diamond }
  return { from, to: Math.max(from + narrowest, xOf(row.finish, scale)) }
}

/** One row of the timeline; its top is y = 0. In the order of painting. */
export function rowShapes(row: TimelineRow, scale: Scale, look: RowLook): readonly Shape[] {
  const extent = extentOf(row, scale)
  const words = labelShapes(row, extent, scale, look)
  return [
    ...ghostShapes(row, scale),
    ...floatShapes(row, extent, scale, wordsExtent(words, look)),
    ...markShapes(row, extent),
    ...(look.onPath ? pathShapes(row, extent) : []),
    ...baselineShapes(row, scale),
    ...deadlineShapes(row, extent, scale),
    ...overloadShapes(row, scale),
    ...pinShapes(row, scale),
    ...words,
  ]
}

/** A dashed frame where the task stands without levelling. */
function ghostShapes({ before, kind }: TimelineRow, scale: Scale): readonly Shape[] {
  if (!before) return []
  const from = xOf(before.start, scale)
  if (kind === 'milestone') return [{ kind: 'path', role: 'ghost', d: diamondPath(from, diamond - 0.5) }]
  const width = Math.max(narrowest, xOf(before.finish, scale) - from) - 1
  const [y, height] = kind === 'summary' ? [8, 8] : [barTop + 0.5, barHeight - 1]
  return [{ kind: 'rect', role: 'ghost', x: from + 0.5, y, width, height, radius: 2 }]
}

const baselineTop = barTop + barHeight + 2
const baselineHeight = 2.5

/** A hairline below the mark where the baseline has it; of a milestone a small diamond. */
function baselineShapes({ baseline, kind }: TimelineRow, scale: Scale): readonly Shape[] {
  if (!baseline) return []
  const from = xOf(baseline.start, scale)
  if (kind === 'milestone') {
    const d = `M${px(from)} 17.5l3 3l-3 3l-3 -3Z`
    return [{ kind: 'path', role: 'baseline', d }]
  }
  const width = Math.max(narrowest, xOf(baseline.finish, scale) - from)
  return [{ kind: 'rect', role: 'baseline', x: from, y: baselineTop, width, height: baselineHeight }]
}

function markShapes(row: TimelineRow, extent: Extent): readonly Shape[] {
  if (row.kind === 'milestone') return milestoneShapes(row, extent)
  return row.kind === 'summary' ? summaryShapes(row, extent) : barShapes(row, extent)
}

function barShapes(row: TimelineRow, { from, to }: Extent): readonly Shape[] {
  const width = to - from
  const box = { kind: 'rect', x: from, y: barTop, width, height: barHeight, radius: 2 } as const
  if (row.cancelled) return [{ ...box, role: 'bar-cancelled' }]
  if (row.done) return [{ ...box, role: 'bar-done' }]
  const shapes: Shape[] = [{ ...box, role: 'bar' }]
  if (0 < row.progress) shapes.push({ ...box, role: 'progress', width: Math.min(1, row.progress) * width })
  if (row.critical) shapes.push({ ...inset(box, 0.75), role: 'outline-critical' })
  return shapes
}

/** A frame around the mark. */
function pathShapes(row: TimelineRow, { from, to }: Extent): readonly Shape[] {
  if (row.kind === 'milestone') {
    return [{ kind: 'path', role: 'on-path', d: diamondPath((from + to) / 2, diamond + 2.5) }]
  }
  const box = { x: from - 2, y: barTop - 2, width: to - from + 4, height: barHeight + 4 }
  return [{ kind: 'rect', role: 'on-path', ...box, radius: 3 }]
}

/** The outline lies inside the bar, so that neighbours touch and do not overlap. */
function inset<T extends { x: number; y: number; width: number; height: number }>(box: T, by: number): T {
  return { ...box, x: box.x + by, y: box.y + by, width: Math.max(0.5, box.width - 2 * by), height: box.height - 2 * by }
}

/** A bracket: a beam with a foot at each end. */
function summaryShapes(row: TimelineRow, { from, to }: Extent): readonly Shape[] {
  const foot = Math.min(5, (to - from) / 2)
  const role: Role = row.done ? 'summary-done' : row.critical ? 'summary-critical' : 'summary'
  const [top, beam, bottom] = [8, 12, 17]
  const d =
    `M${px(from)} ${top}H${px(to)}V${bottom}L${px(to - foot)} ${beam}` + `H${px(from + foot)}L${px(from)} ${bottom}Z`
  return [{ kind: 'path', role, d }]
}

function milestoneShapes(row: TimelineRow, { from, to }: Extent): readonly Shape[] {
  const center = (from + to) / 2
  const shapes: Shape[] = [{ kind: 'path', role: milestoneRole(row), d: diamondPath(center, diamond) }]
  if (row.critical && !row.done && !row.cancelled) {
    shapes.push({ kind: 'path', role: 'milestone-critical', d: diamondPath(center, diamond - 0.75) })
  }
  return shapes
}

function milestoneRole(row: TimelineRow): Role {
  if (row.cancelled) return 'milestone-cancelled'
  return row.done ? 'milestone-done' : 'milestone'
}

function diamondPath(x: number, half: number): string {
  return `M${px(x)} ${px(middle - half)}L${px(x + half)} ${middle}L${px(x)} ${px(middle + half)}L${px(x - half)} ${middle}Z`
}

/** A thin line to the latest finish that moves nothing, closed by a tick. It makes way for the words. */
function floatShapes(row: TimelineRow, { to }: Extent, scale: Scale, words: Extent | undefined): readonly Shape[] {
  if (row.lateFinish === undefined || row.kind === 'summary' || row.done || row.cancelled) return []
  const end = xOf(row.lateFinish, scale)
  const start = row.kind === 'milestone' ? to - diamond : to
  if (end - start < 2) return []
  const y = middle + 0.5
  const breaks = words && words.from < end ? [words.from - 4, words.to + 4] : []
  const [stop = end, resume = end] = breaks
  const before = `M${px(start)} ${y}H${px(Math.min(stop, end - 0.5))}`
  const after = resume < end - 1 ? `M${px(resume)} ${y}H${px(end - 0.5)}M${px(end - 0.5)} ${y - 4}V${y + 4}` : ''
  const tick = breaks.length === 0 ? `M${px(end - 0.5)} ${y - 4}V${y + 4}` : ''
  return [{ kind: 'path', role: 'float', d: `${before}${after}${tick}` }]
}

/** A flag at the deadline; red, and joined to the mark by a line, when it is missed. */
function deadlineShapes(row: TimelineRow, { to }: Extent, scale: Scale): readonly Shape[] {
  if (row.deadline === undefined || row.cancelled) return []
  const x = xOf(row.deadline, scale)
  const missed = row.late
  const flag: Shape = {
    kind: 'path',
    role: missed ? 'flag-missed' : 'flag',
    d: `M${px(x - 0.5)} 3H${px(x + 7)}L${px(x + 4.5)} 6L${px(x + 7)} 9H${px(x + 1)}V21H${px(x - 0.5)}Z`,
  }
  if (!missed || to <= x) return [flag]
  return [{ kind: 'path', role: 'missed', d: `M${px(x)} ${middle}H${px(to)}` }, flag]
}

function overloadShapes(row: TimelineRow, scale: Scale): readonly Shape[] {
  // Below the bar, or above it where the baseline stands there
  const y = row.baseline ? barTop - 4.5 : barTop + barHeight + 0.5
  return row.overloads.map(({ from, to }) => {
    const x = xOf(from, scale)
    return {
      kind: 'rect',
      role: 'overload',
      x,
      y,
      width: Math.max(narrowest, xOf(to, scale) - x),
      height: 4,
    }
  })
}

/** A pin stuck into the row where a date holds it. */
function pinShapes(row: TimelineRow, scale: Scale): readonly Shape[] {
  if (!row.constraint || row.done || row.cancelled) return []
  const x = xOf(row.constraint.at, scale)
  return [
    {
      kind: 'path',
      role: 'pin',
      d: `M${px(x - 3)} 1H${px(x + 3)}L${px(x + 1.5)} 4.5V7H${px(x + 0.5)}V${barTop + 5}H${px(x - 0.5)}V7H${px(x - 1.5)}V4.5Z`,
    },
  ]
}

function wordsExtent(words: readonly Word[], { measure = textWidth }: RowLook): Extent | undefined {
  const [first] = words
  const last = words.at(-1)
  return first && last && { from: first.x, to: last.x + measure(last.text, labelSize) }
}

type Word = Extract<Shape, { kind: 'text' }>

/** What stands to the right of the mark: the name where it found no room, a milestone's date, the people. */
function labelShapes(row: TimelineRow, { to }: Extent, scale: Scale, look: RowLook): readonly Word[] {
  const { nameBeside, measure = textWidth } = look
  const parts: { readonly text: string; readonly role: Role }[] = []
  if (nameBeside && !row.done && !row.cancelled) parts.push({ text: row.name, role: 'label' })
  if (row.kind === 'milestone') parts.push({ text: formatLastDay(row.finish), role: row.late ? 'label-late' : 'label' })
  const people = row.people.map(({ initials }) => initials).join(' ')
  if (people) parts.push({ text: people, role: 'label-muted' })
  let x = labelStart(row, to, scale)
  return parts.map(({ text, role }) => {
    const shape: Word = { kind: 'text', role, x, y: baseline, text }
    x += measure(text, labelSize) + 8
    return shape
  })
}

/** Right of the bar, and of a flag that stands where the text would begin. */
function labelStart(row: TimelineRow, to: number, scale: Scale): number {
  const start = to + labelGap
  if (row.deadline === undefined) return start
  const flag = xOf(row.deadline, scale)
  return flag < start + 60 && start - 8 < flag ? flag + 12 : start
}

/** Do two instants stand in different columns of a day? Small movements within one are not worth a glide. */
export function movedFar(before: TimelineRow, after: TimelineRow, scale: Scale): boolean {
  const moved = (from: TimelineRow['start'], to: TimelineRow['start']) =>
    1 < Math.abs(dayPosition(from, scale.hours) - dayPosition(to, scale.hours))
  return moved(before.start, after.start) || moved(before.finish, after.finish)
}
