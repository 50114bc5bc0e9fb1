import { civilParts, dayOf, formatDay, formatLastDay, minutesPerDay } from '#engine/time/civil'
import type { HistoryLine, HistoryPoint, HistoryView } from '#engine/view/historyView'
import { roundMoney } from '#engine/view/sentence'
import { axisOf, axisSize } from './axis.ts'
import { px, type Role, type Shape } from './shape.ts'
import type { Group, Picture } from './svg.ts'
import { fitText } from './text.ts'

const margin = 24
const titleHeight = 56
export const axisHeight = 40
const side = 520
export const labelWidth = 250
export const left = 70
const smallHeight = 84
const smallGap = 34
const mostLines = 12
const textSize = 12
const tones = 6

/** A line of the trend, and how it is told from the others: no two have tone and dash in common. */
export interface TrendLine {
  readonly line: HistoryLine
  /** 0 to 5 */
  readonly tone: number
  readonly isDashed: boolean
}

/** Where the milestone trend stands: time of saying to the right, what was said upward, both at one scale. */
export interface TrendLayout {
  /** Whole days since 1970-01-01; the same on both axes. */
  readonly from: number
  readonly to: number
  /** The length of each axis in pixels. */
  readonly side: number
  readonly x: (minute: number) => number
  readonly y: (minute: number) => number
  /** The lines that are drawn. */
  readonly lines: readonly TrendLine[]
  readonly leftOut: number
}

/** The scale that shows every date that was said and every day on which one was. */
export function trendLayout({ points, lines }: HistoryView, size = side): TrendLayout {
  const shown = [...lines].sort((a, b) => weight(b) - weight(a)).slice(0, mostLines)
  const dates = shown.flatMap(({ dates, deadline }) => [...dates, deadline ?? null]).filter(date => date !== null)
  const all = [...points.map(({ at }) => at), ...dates].filter(Number.isFinite)
  const from = dayOf(Math.min(...all)) - 1
  const to = Math.max(from + 7, dayOf(Math.max(...all)) + 2)
  const position = (minute: number) => ((minute / minutesPerDay - from) / (to - from)) * size
  return {
    from,
    to,
    side: size,
    x: position,
    y: minute => size - position(minute),
    lines: lines
      .filter(line => shown.includes(line))
      .map((line, i) => ({ line, tone: i % tones, isDashed: tones <= i })),
    leftOut: lines.length - shown.length,
  }
}

/** What tells most: the finish, what has a deadline, what has moved. */
function weight({ id, deadline, dates }: HistoryLine): number {
  const moves = new Set(dates.filter(date => date !== null)).size
  return (id === undefined ? 1_000_000 : 0) + (deadline === undefined ? 0 : 10_000) + moves
}

/**
 * The chart alone, its origin at the top left of the plot: closed half, diagonal, deadlines, lines, names at their ends;
 * or their numbers, for a list beside the chart ({@link lineEnds}).
 */
export function trendShapes(
  view: HistoryView,
  layout: TrendLayout,
  labels: 'names' | 'numbers' = 'names',
): readonly Shape[] {
  return [
    ...ground(layout),
    ...layout.lines.flatMap(line => lineShapes(view.points, line, layout)),
    ...(labels === 'names'
      ? endNames(lineEnds(view, layout), layout.side)
      : endNumbers(lineEnds(view, layout), layout)),
  ]
}

/** Nothing can be said of what is over: the half below the diagonal is closed. */
function ground({ side: size, from, to, x, y }: TrendLayout): readonly Shape[] {
  const { upper, lower } = axisOf(from, to, size / (to - from))
  const shapes: Shape[] = [{ kind: 'path', role: 'closed', d: `M0 ${px(size)}L${px(size)} 0L${px(size)} ${px(size)}Z` }]
  for (const { from: day, label } of lower) {
    if (day < from || to <= day) continue
    const [at, up] = [x(day * minutesPerDay), y(day * minutesPerDay)]
    shapes.push({ kind: 'path', role: 'grid', d: `M${px(at)} 0V${px(size)}M0 ${px(up)}H${px(size)}` })
    shapes.push({ kind: 'text', role: 'axis', x: at + 3, y: size + 14, text: label })
    shapes.push({ kind: 'text', role: 'axis', x: -6, y: up - 3, anchor: 'end', text: label })
  }
  for (const { from: day, to: end, label } of upper) {
    const at = x(Math.max(day, from) * minutesPerDay)
    const width = x(Math.min(end, to) * minutesPerDay) - at
    const text = fitText(label, width - 6, axisSize)
    if (text !== '') shapes.push({ kind: 'text', role: 'axis-major', x: at + 3, y: size + 30, text })
    if (from <= day) shapes.push({ kind: 'path', role: 'grid-major', d: `M${px(at)} 0V${px(size + 34)}` })
  }
  shapes.push({ kind: 'path', role: 'status-line', d: `M0 ${px(size)}L${px(size)} 0` })
  return shapes
}

function lineShapes(
  points: readonly HistoryPoint[],
  { line, tone, isDashed }: TrendLine,
  { x, y, side: size }: TrendLayout,
): readonly Shape[] {
  const dots = points.flatMap(({ at }, i) => {
    const date = line.dates[i]
    return date === null || date === undefined ? [] : [{ x: x(at), y: y(date) }]
  })
  const { deadline } = line
  const shapes: Shape[] = []
  if (deadline !== undefined) {
    shapes.push({ kind: 'path', role: 'deadline-line', d: `M0 ${px(y(deadline))}H${px(size)}` })
  }
  if (1 < dots.length) {
    shapes.push({
      kind: 'path',
      role: roleOf({ tone, isDashed }),
      d: dots.map((dot, i) => `${i === 0 ? 'M' : 'L'}${px(dot.x)} ${px(dot.y)}`).join(''),
    })
  }
  // Of many commits only those that moved it are marked.
  const marked = dots.filter((dot, i) => i === 0 || i === dots.length - 1 || dot.y !== dots[i - 1]!.y)
  for (const dot of marked) {
    shapes.push({
      kind: 'rect',
      role: `trend-dot-${tone}` as Role,
      x: dot.x - 3,
      y: dot.y - 3,
      width: 6,
      height: 6,
      radius: 3,
    })
  }
  return shapes
}

function roleOf({ tone, isDashed }: Pick<TrendLine, 'tone' | 'isDashed'>): Role {
  return `trend-${isDashed ? 'dashed-' : ''}${tone}` as Role
}

/** The right end of a line: where it is, whose it is, and what was said last. */
export interface LineEnd {
  /** Of the milestone; none for the finish. */
  readonly id: string | undefined
  readonly name: string
  /** "Tue 3 Mar (+4d), reached" */
  readonly words: string
  readonly tone: number
  readonly isDashed: boolean
  readonly isLate: boolean
  /** Pixels right of the left edge of the plot, and below its top. */
  readonly x: number
  readonly y: number
}

/** The ends of the lines that are drawn, from the top down. */
export function lineEnds({ points }: HistoryView, { lines, x, y }: TrendLayout): readonly LineEnd[] {
  return lines
    .flatMap(({ line, tone, isDashed }): readonly LineEnd[] => {
      const end = line.dates.findLastIndex(date => date !== null)
      const last = line.dates[end]
      if (last === undefined || last === null) return []
      const first = line.dates.find(date => date !== null) ?? last
      const moved = dayOf(last - 1) - dayOf(first - 1)
      const day = formatLastDay(last, { year: civilParts(last).year !== civilParts(points[0]?.at ?? last).year })
      const movement = moved === 0 ? '' : ` (${0 < moved ? '+' : '−'}${Math.abs(moved)}d)`
      const words = `${day}${movement}${line.reached === undefined ? '' : ', reached'}`
      return [
        {
          id: line.id,
          name: line.name,
          words,
          tone,
          isDashed,
          isLate: line.deadline !== undefined && line.deadline < last,
          x: x(points[end]!.at),
          y: y(last),
        },
      ]
    })
    .sort((a, b) => a.y - b.y)
}

/** The names right of the plot, pushed apart where they would touch. */
function endNames(ends: readonly LineEnd[], size: number): readonly Shape[] {
  const places = pushedApart(ends, 17)
  return ends.flatMap(({ name, words, y, ...end }, i): readonly Shape[] => {
    const place = places[i]!
    const short = fitText(name, labelWidth - 130, textSize) || name.slice(0, 3)
    return [
      {
        kind: 'path',
        role: roleOf(end),
        d: `M${px(size + 4)} ${px(y)}L${px(size + 14)} ${px(place)}H${px(size + 22)}`,
      },
      {
        kind: 'text',
        role: end.isLate ? 'label-late' : 'label',
        x: size + 26,
        y: place + 4,
        text: `${short} · ${words}`,
      },
    ]
  })
}

/** The numbers, each at the end of its own line; where they would touch beside it, with a thin line that leads there. */
function endNumbers(ends: readonly LineEnd[], { side: size }: TrendLayout): readonly Shape[] {
  const step = 13
  const places = pushedApart(ends, step, Math.max(size, step * (ends.length - 1)))
  return ends.flatMap(({ x, y, ...end }, i): readonly Shape[] => {
    const place = places[i]!
    return [
      { kind: 'path', role: roleOf(end), d: `M${px(x + 4)} ${px(y)}L${px(x + 16)} ${px(place)}` },
      { kind: 'text', role: end.isLate ? 'label-late' : 'label', x: x + 19, y: place + 4, text: String(i + 1) },
    ]
  })
}

/**
 * Where labels stand that are `step` high, in order from the top: each as near to its line as the others let it, those that
 * would touch around their middle; none above the plot, and above `bottom` where there is room.
 */
function pushedApart(ends: readonly LineEnd[], step: number, bottom = Infinity): readonly number[] {
  const groups: { count: number; middle: number }[] = []
  ends.forEach(({ y }) => {
    let group = { count: 1, middle: y }
    for (let above = groups.at(-1); above && isTouching(above, group, step); above = groups.at(-1)) {
      groups.pop()
      const count = above.count + group.count
      group = { count, middle: (above.middle * above.count + group.middle * group.count) / count }
    }
    groups.push(group)
  })
  const places = groups.flatMap(({ count, middle }) =>
    Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * step),
  )
  return places.map((place, i) => Math.max(i * step, Math.min(place, bottom - (places.length - 1 - i) * step)))
}

function isTouching(
  above: { readonly count: number; readonly middle: number },
  below: { readonly count: number; readonly middle: number },
  step: number,
): boolean {
  return below.middle - above.middle < ((above.count + below.count) / 2) * step
}

/** One figure over the same time as the trend: a step at each commit. */
export interface Curve {
  readonly title: string
  readonly values: readonly number[]
  readonly text: (value: number) => string
}

/** Cost, effort, tasks and risk exposure. */
export function curvesOf({ points, currency }: HistoryView): readonly Curve[] {
  const values = (figure: (point: HistoryPoint) => number) => points.map(figure)
  const tenth = (value: number) => String(Math.round(value * 10) / 10)
  return [
    { title: 'Cost', values: values(({ figures }) => figures.cost), text: value => roundMoney(value, currency) },
    {
      title: 'Effort, working days',
      values: values(({ figures }) => figures.effort / figures.dayMinutes),
      text: value => `${tenth(value)}d`,
    },
    { title: 'Tasks', values: values(({ figures }) => figures.tasks), text: tenth },
    {
      title: 'Risk exposure, working days',
      values: values(({ figures }) => figures.exposure.days),
      text: value => `${tenth(value)}d`,
    },
  ]
}

/** Its origin at the top left of its own plot. */
export function curveShapes(
  { title, values, text }: Curve,
  points: readonly HistoryPoint[],
  { x, side: size }: TrendLayout,
  height = smallHeight,
): readonly Shape[] {
  const most = Math.max(...values)
  const least = Math.min(0, ...values)
  const up = (value: number) => height - ((value - least) / (most - least || 1)) * height
  const steps = values.map((value, i) => {
    const at = px(x(points[i]!.at))
    return i === 0 ? `M${at} ${px(up(value))}` : `H${at}V${px(up(value))}`
  })
  const end = values[values.length - 1]!
  return [
    { kind: 'path', role: 'grid', d: `M0 ${px(height)}H${px(size)}` },
    { kind: 'text', role: 'label-strong', x: 0, y: -10, text: title },
    { kind: 'path', role: 'trend-0', d: `${steps.join('')}H${px(x(points[points.length - 1]!.at) + 4)}` },
    { kind: 'text', role: 'axis', x: -6, y: 10, anchor: 'end', text: text(most) },
    { kind: 'text', role: 'label', x: x(points[points.length - 1]!.at) + 10, y: up(end) + 4, text: text(end) },
  ]
}

/** The trend, then cost, effort, tasks and risk exposure below it, for paper. */
export function historyScene(view: HistoryView): Picture {
  const layout = trendLayout(view)
  const curves = curvesOf(view)
  const top = titleHeight + margin
  const below = top + layout.side + axisHeight + smallGap
  const groups: readonly Group[] = [
    { x: margin, y: margin, shapes: titleShapes(view, layout) },
    { x: left, y: top, shapes: trendShapes(view, layout) },
    ...curves.map((curve, i) => ({
      x: left,
      y: below + i * (smallHeight + smallGap),
      shapes: curveShapes(curve, view.points, layout),
    })),
  ]
  return {
    width: left + layout.side + labelWidth + margin,
    height: below + curves.length * (smallHeight + smallGap),
    label: `${view.name}: ${titleWords(view)}`,
    groups,
  }
}

function titleShapes(view: HistoryView, { leftOut }: TrendLayout): readonly Shape[] {
  const more = leftOut === 0 ? '' : ` · ${leftOut} more milestones are not drawn`
  return [
    { kind: 'text', role: 'title', x: 0, y: 14, text: fitText(view.name, left + side + labelWidth - margin, 18) },
    { kind: 'text', role: 'axis-major', x: 0, y: 36, text: `${titleWords(view)}${more}` },
  ]
}

function titleWords({ points }: HistoryView): string {
  const first = points[0]
  const last = points[points.length - 1]
  if (!first || !last) return 'no commits'
  const count = points.filter(({ commit }) => commit !== undefined).length
  return `Milestone trend, ${count} ${count === 1 ? 'commit' : 'commits'}, ${formatDay(first.at, { year: true })} – ${formatDay(last.at, { year: true })}`
}
