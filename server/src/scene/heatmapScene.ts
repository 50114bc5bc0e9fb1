import type { HeatmapRisk, HeatmapView } from '#engine/view/heatmap'
import { px, type Role, type Shape } from './shape.ts'
import type { Group, Picture } from './svg.ts'
import { fitText, textWidth } from './text.ts'

/** A risk as a small plate in its cell. */
export interface Chip {
  readonly risk: HeatmapRisk
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Its place in the register, counted from 1. */
  readonly number: number
  /** The name, or as much of it as fits; empty where only the number does. */
  readonly text: string
}

export interface MatrixCell {
  readonly side: 'threat' | 'opportunity'
  readonly probability: number
  readonly impact: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly rank: HeatmapRisk['rank']
  readonly score: number
  /** All risks in it, those that found no room too. */
  readonly risks: readonly HeatmapRisk[]
  readonly chips: readonly Chip[]
  /** How many found no room, and where that is said. */
  readonly more?: {
    readonly count: number
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
}

/** Where everything of the matrix stands. */
export interface HeatmapLayout {
  readonly width: number
  readonly height: number
  readonly cells: readonly MatrixCell[]
  readonly labels: readonly Shape[]
}

const chipHeight = 19
const chipGap = 3
const rowHeight = 78
const chipSize = 11
const cellPadding = 5
/** In narrower cells a chip is its number alone, several side by side. */
const narrowCell = 84
const numberWidth = 24
const scoreRoom = 12
const axisLeft = 92
const axisBottom = 44
const sideTop = 20
const sideGap = 14
/** The least width of a cell where both sides stand beside each other, and where they don't: a number has room. */
const narrowestBeside = 44
const narrowestCell = 36

/**
 * Five by five, probability upward, impact to the right. Opportunities, where there are any, are mirrored beside it, or
 * stand below it where the width has no room for both. Never wider than `width`, unless that is below 272 pixels.
 *
 * `factor`: how much wider than the estimate the font is.
 */
export function layoutHeatmap(view: HeatmapView, width: number, factor = 1): HeatmapLayout {
  const hasSides = view.risks.some(({ live, type }) => live && type === 'opportunity')
  const isBeside = hasSides && axisLeft + sideGap + 10 * narrowestBeside <= width
  const cellWidth = isBeside ? (width - axisLeft - sideGap) / 10 : Math.max(narrowestCell, (width - axisLeft) / 5)
  const numbers = new Map(view.risks.map(({ id }, i) => [id, i + 1]))
  const titleHeight = hasSides ? sideTop : 0
  const sideHeight = titleHeight + 5 * rowHeight + axisBottom
  const grids: readonly Grid[] = (hasSides ? (['threat', 'opportunity'] as const) : (['threat'] as const)).map(
    (side, i) => ({
      side,
      factor,
      cellWidth,
      isTitled: hasSides,
      isMirrored: isBeside && side === 'opportunity',
      top: titleHeight + (isBeside ? 0 : i * sideHeight),
    }),
  )
  return {
    width: axisLeft + (isBeside ? 10 * cellWidth + sideGap : 5 * cellWidth),
    height: isBeside ? sideHeight : grids.length * sideHeight,
    cells: grids.flatMap(grid => sideCells(view, numbers, grid)),
    labels: grids.flatMap(grid => axisLabels(view, grid)),
  }
}

/** One side of the matrix: where it stands and how it is drawn. */
interface Grid {
  readonly side: MatrixCell['side']
  readonly factor: number
  /** Of its uppermost row. */
  readonly top: number
  readonly cellWidth: number
  /** Right of the other side, the highest impact in the middle. */
  readonly isMirrored: boolean
  /** Its side is written above it. */
  readonly isTitled: boolean
}

/** Left edge of a column. */
function columnX({ isMirrored, cellWidth }: Grid, impact: number): number {
  return isMirrored ? axisLeft + sideGap + (9 - impact) * cellWidth : axisLeft + impact * cellWidth
}

function sideCells(view: HeatmapView, numbers: ReadonlyMap<string, number>, grid: Grid): readonly MatrixCell[] {
  const { side } = grid
  return view.cells.flatMap((row, probability) =>
    row.map(({ score, rank }, impact) => {
      const risks = view.risks.filter(
        ({ live, type, inherent }) =>
          live && type === side && inherent.probability === probability && inherent.impact === impact,
      )
      const x = columnX(grid, impact)
      const y = grid.top + (4 - probability) * rowHeight
      const box = { x, y, width: grid.cellWidth, height: rowHeight }
      return { side, probability, impact, ...box, rank, score, risks, ...placeChips(grid.factor, risks, numbers, box) }
    }),
  )
}

function placeChips(
  factor: number,
  risks: readonly HeatmapRisk[],
  numbers: ReadonlyMap<string, number>,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Pick<MatrixCell, 'chips' | 'more'> {
  const inner = box.width - 2 * cellPadding
  const width = box.width < narrowCell ? Math.min(numberWidth, inner) : inner
  const perLine = Math.max(1, Math.floor((inner + chipGap) / (width + chipGap)))
  const lines = Math.max(1, Math.floor((box.height - scoreRoom - cellPadding + chipGap) / (chipHeight + chipGap)))
  const room = perLine * lines
  const shown = risks.length <= room ? risks.length : room - 1
  const place = (index: number) => ({
    x: box.x + cellPadding + (index % perLine) * (width + chipGap),
    y: box.y + scoreRoom + Math.floor(index / perLine) * (chipHeight + chipGap),
    width,
    height: chipHeight,
  })
  const chips = risks.slice(0, shown).map((risk, i): Chip => {
    const number = numbers.get(risk.id) ?? 0
    const textRoom = width - nameStart(number) - 4 - (risk.disagrees ? 11 : 0)
    return {
      risk,
      number,
      ...place(i),
      text: width < inner || textRoom < 20 ? '' : fitText(risk.name, textRoom, chipSize, factor),
    }
  })
  const count = risks.length - shown
  return 0 < count ? { chips, more: { count, ...place(shown) } } : { chips }
}

function nameStart(number: number): number {
  return 5 + textWidth(String(number), chipSize) + 5
}

function axisLabels(view: HeatmapView, grid: Grid): readonly Shape[] {
  return [...(grid.isMirrored ? [] : probabilityLabels(view, grid)), ...impactLabels(view, grid)]
}

function probabilityLabels(view: HeatmapView, { top, factor }: Grid): readonly Shape[] {
  const word = { kind: 'text', x: axisLeft - 8, anchor: 'end' } as const
  return [
    ...view.probabilityBands.flatMap((name, i): readonly Shape[] => {
      const y = top + (4 - i + 0.5) * rowHeight
      return [
        { ...word, role: 'axis-major', y: y - 1, text: fitText(name, axisLeft - 10, 11, factor) },
        { ...word, role: 'axis', y: y + 12, text: view.probabilityLimits[i] ?? '' },
      ]
    }),
    { ...word, role: 'axis', y: top + 5 * rowHeight + 16, text: 'Probability ↑' },
  ]
}

function impactLabels(view: HeatmapView, grid: Grid): readonly Shape[] {
  const { side, top, cellWidth, factor, isMirrored, isTitled } = grid
  const bottom = top + 5 * rowHeight
  const from = columnX(grid, isMirrored ? 4 : 0)
  const word = { kind: 'text', anchor: 'middle' } as const
  const names = view.impactBands.map((name, impact): Shape => {
    const x = columnX(grid, impact) + cellWidth / 2
    return { ...word, role: 'axis-major', x, y: bottom + 16, text: fitText(name, cellWidth + 2, 11, factor) }
  })
  const way = isMirrored ? '← Impact' : 'Impact →'
  const title = side === 'threat' ? 'Threats' : 'Opportunities'
  return [
    ...names,
    { ...word, role: 'axis', x: from + 2.5 * cellWidth, y: bottom + 34, text: way },
    ...(isTitled
      ? [{ kind: 'text', role: 'label-strong', x: from + 2, y: top - sideTop + 13, text: title } as const]
      : []),
  ]
}

/** From a risk's chip to where it stands after its response: a line, and a ring in that cell. Nothing where it stays. */
export function residualShapes(layout: HeatmapLayout, risk: HeatmapRisk): readonly Shape[] {
  const { residual } = risk
  if (!residual || !risk.live) return []
  const from = chipOf(layout, risk.id)
  const to = layout.cells.find(
    ({ side, probability, impact }) =>
      side === risk.type && probability === residual.probability && impact === residual.impact,
  )
  if (!from || !to || (risk.inherent.probability === residual.probability && risk.inherent.impact === residual.impact))
    return []
  const end = { x: to.x + to.width / 2 + spread(risk.id, to.width / 3), y: to.y + to.height - 10 }
  const start = {
    x: from.x + (end.x < from.x ? 0 : end.x < from.x + from.width ? from.width / 2 : from.width),
    y: from.y + from.height / 2,
  }
  const bend = {
    x: (start.x + end.x) / 2 + (end.y - start.y) * 0.12,
    y: (start.y + end.y) / 2 - (end.x - start.x) * 0.12,
  }
  const length = Math.hypot(end.x - bend.x, end.y - bend.y) || 1
  const [ux, uy] = [(end.x - bend.x) / length, (end.y - bend.y) / length]
  const tip = { x: end.x - ux * ring, y: end.y - uy * ring }
  const wing = (turn: number) => `${px(tip.x - 6 * ux + turn * 3.2 * uy)} ${px(tip.y - 6 * uy - turn * 3.2 * ux)}`
  return [
    {
      kind: 'path',
      role: 'residual-arrow',
      d: `M${px(start.x)} ${px(start.y)}Q${px(bend.x)} ${px(bend.y)} ${px(tip.x)} ${px(tip.y)}`,
    },
    { kind: 'path', role: 'residual-tip', d: `M${px(tip.x)} ${px(tip.y)}L${wing(1)}L${wing(-1)}Z` },
    {
      kind: 'rect',
      role: 'residual',
      x: end.x - ring,
      y: end.y - ring,
      width: 2 * ring,
      height: 2 * ring,
      radius: ring,
    },
  ]
}

const ring = 4.5

function chipOf(layout: HeatmapLayout, id: string): Pick<Chip, 'x' | 'y' | 'width' | 'height'> | undefined {
  for (const { chips, risks, more } of layout.cells) {
    const chip = chips.find(({ risk }) => risk.id === id)
    if (chip) return chip
    if (more && risks.some(risk => risk.id === id)) return more
  }
  return undefined
}

/** A place of its own for each id within ± `most`, the same every time. */
function spread(id: string, most: number): number {
  let hash = 7
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1009
  return (hash / 1009 - 0.5) * 2 * most
}

/** The matrix for paper, with every arrow from inherent to residual. */
export function heatmapScene(view: HeatmapView, width = 1100): Picture {
  const layout = layoutHeatmap(view, width - 2 * 16)
  const shapes = [
    ...layout.labels,
    ...layout.cells.flatMap(cellShapes),
    ...view.risks.flatMap(risk => residualShapes(layout, risk)),
  ]
  const groups: readonly Group[] = [{ x: 16, y: 16, shapes }]
  return { width, height: layout.height + 32, label: `${view.title}: ${view.headline}`, groups }
}

/** The tint of a cell: how much it threatens, or how much it may gain. */
export function groundOf({ side, rank }: MatrixCell): Role {
  return side === 'threat' ? `cell-${rank}` : `gain-${rank}`
}

/** One cell: its ground, its score, its chips. */
function cellShapes(cell: MatrixCell): readonly Shape[] {
  const { x, y, width, height, score, chips, more } = cell
  return [
    { kind: 'rect', role: groundOf(cell), x, y, width, height },
    { kind: 'text', role: 'axis', x: x + width - 4, y: y + 10, anchor: 'end', text: String(score) },
    ...chips.flatMap(chipShapes),
    ...(more
      ? [{ kind: 'text', role: 'axis-major', x: more.x + 4, y: more.y + 13, text: `+${more.count}` } as const]
      : []),
  ]
}

export function chipShapes({ risk, number, x, y, width, height, text }: Chip): readonly Shape[] {
  const role = risk.type === 'opportunity' ? 'chip-opportunity' : 'chip'
  const word = (at: number, content: string, more: Partial<Extract<Shape, { kind: 'text' }>> = {}): Shape => ({
    kind: 'text',
    role: 'chip-text',
    x: at,
    y: y + 13.5,
    text: content,
    ...more,
  })
  return [
    { kind: 'rect', role, x, y, width, height, radius: 3 },
    text === ''
      ? word(x + width / 2, String(number), { anchor: 'middle' })
      : word(x + 5, String(number), { role: 'chip-number' }),
    ...(text === '' ? [] : [word(x + nameStart(number), text)]),
    ...(text !== '' && risk.disagrees ? [word(x + width - 4, '≠', { anchor: 'end' })] : []),
  ]
}
