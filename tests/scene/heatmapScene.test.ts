import { describe, expect, test } from 'vitest'
import type { HeatmapRisk, HeatmapView } from '#engine/view/heatmap'
import { layoutHeatmap, residualShapes } from '#scene/heatmapScene'
import { templateViews } from '../support/views.ts'

const base = templateViews('cloud-migration').heatmap
const threat = base.risks.find(({ type, live }) => live && type === 'threat')!
const withRisks = (...risks: readonly Partial<HeatmapRisk>[]): HeatmapView => ({
  ...base,
  risks: risks.map((risk, i) => ({ ...threat, id: `r${i}`, residual: undefined, ...risk })),
})

describe('layout of the matrix', () => {
  test('probability goes up, impact to the right', () => {
    const { cells } = layoutHeatmap(withRisks({}), 700)
    const at = (probability: number, impact: number) =>
      cells.find(cell => cell.probability === probability && cell.impact === impact)!
    expect(cells).toHaveLength(25)
    expect(at(4, 0).y).toBeLessThan(at(0, 0).y)
    expect(at(0, 4).x).toBeGreaterThan(at(0, 0).x)
  })

  test('opportunities are mirrored: their highest impact is next to the threats’', () => {
    const { cells } = layoutHeatmap(withRisks({}, { type: 'opportunity' }), 900)
    const at = (side: string, impact: number) => cells.find(cell => cell.side === side && cell.impact === impact)!
    expect(cells).toHaveLength(50)
    expect(at('opportunity', 4).x).toBeGreaterThan(at('threat', 4).x)
    expect(at('opportunity', 0).x).toBeGreaterThan(at('opportunity', 4).x)
  })

  test('opportunities stand below the threats where both have no room beside each other', () => {
    const view = withRisks({}, { type: 'opportunity' })
    for (const width of [272, 296, 497, 545]) {
      const { cells, ...size } = layoutHeatmap(view, width)
      const [threats, gains] = ['threat', 'opportunity'].map(side => cells.filter(cell => cell.side === side))
      expect(size.width).toBeLessThanOrEqual(width)
      expect(Math.min(...gains!.map(({ y }) => y))).toBeGreaterThan(
        Math.max(...threats!.map(cell => cell.y + cell.height)),
      )
      expect(gains!.map(({ x }) => x)).toEqual(threats!.map(({ x }) => x))
      expect(size.height).toBeGreaterThan(Math.max(...cells.map(cell => cell.y + cell.height)))
    }
    expect(layoutHeatmap(view, 546).cells[25]!.y).toBe(layoutHeatmap(view, 546).cells[0]!.y)
  })

  test.each([300, 700, 1400])('every chip lies within its cell, at %i pixels', width => {
    const many = Array.from(
      { length: 40 },
      (_, i): Partial<HeatmapRisk> => ({
        inherent: { probability: i % 5, impact: i % 3 },
        type: i % 4 === 0 ? 'opportunity' : 'threat',
      }),
    )
    const view = withRisks(...many)
    const { cells } = layoutHeatmap(view, width)
    let counted = 0
    for (const { x, y, width: across, height, chips, more, risks } of cells) {
      for (const box of [...chips, ...(more ? [more] : [])]) {
        expect(box.x).toBeGreaterThanOrEqual(x)
        expect(box.y).toBeGreaterThanOrEqual(y)
        expect(box.x + box.width).toBeLessThanOrEqual(x + across)
        expect(box.y + box.height).toBeLessThanOrEqual(y + height)
      }
      expect(chips.length + (more?.count ?? 0)).toBe(risks.length)
      counted += risks.length
    }
    expect(counted).toBe(view.risks.length)
  })

  test('a risk that is over has no chip', () => {
    expect(layoutHeatmap(withRisks({ live: false }), 700).cells.every(({ risks }) => risks.length === 0)).toBe(true)
  })

  test('the way to the residual cell ends in it; a risk that stays has none', () => {
    const inherent = { probability: 3, impact: 4 }
    const view = withRisks({ inherent, residual: { probability: 0, impact: 1 } }, { inherent, residual: inherent })
    const layout = layoutHeatmap(view, 700)
    const target = layout.cells.find(({ probability, impact }) => probability === 0 && impact === 1)!
    const ring = residualShapes(layout, view.risks[0]!).find(({ role }) => role === 'residual')
    expect(ring?.kind === 'rect' && target.x <= ring.x && ring.x + ring.width <= target.x + target.width).toBe(true)
    expect(residualShapes(layout, view.risks[1]!)).toEqual([])
  })
})
