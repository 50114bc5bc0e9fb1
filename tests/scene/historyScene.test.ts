import { describe, expect, test } from 'vitest'
import { parseDate } from '#engine/time/civil'
import { type HistoryPoint, historyView } from '#engine/view/historyView'
import { historyScene, trendLayout, trendShapes } from '#scene/historyScene'

const day = (text: string) => parseDate(text)!.minute

function point(at: string, finish: string, milestones: readonly { id: string; date?: string }[] = []): HistoryPoint {
  return {
    commit: at,
    at: day(at),
    author: 'Ada',
    subject: '',
    figures: {
      name: 'Bridge',
      finish: day(finish),
      finished: false,
      dayMinutes: 480,
      cost: 100,
      tasks: 1,
      done: 0,
      effort: 480,
      exposure: { days: 0, cost: 0 },
      risks: 0,
      unscheduled: 0,
      milestones: milestones.map(({ id, date }) => ({
        id,
        name: id,
        reached: false,
        ...(date && { date: day(date) }),
      })),
    },
  }
}

describe('the milestone trend', () => {
  const view = historyView([
    point('2026-01-05', '2026-03-31', [{ id: 'a', date: '2026-02-10' }]),
    point('2026-01-20', '2026-04-10', [{ id: 'a' }, { id: 'b', date: '2026-03-01' }]),
  ])

  test('has a line for the finish and for every milestone of any version, with gaps where one had no date', () => {
    expect(view.lines.map(({ id, dates }) => [id ?? 'finish', dates.map(date => date !== null)])).toEqual([
      ['finish', [true, true]],
      ['a', [true, false]],
      ['b', [false, true]],
    ])
  })

  test('has one scale for both axes: what is said for the day it is said on lies on the diagonal', () => {
    const { x, y, side } = trendLayout(view)
    const at = day('2026-02-02')
    expect(x(at) + y(at)).toBeCloseTo(side)
    expect(y(day('2026-03-31'))).toBeGreaterThan(y(day('2026-04-10')))
  })

  test('shows what tells most where there are too many lines', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ id: `m${i}`, date: '2026-02-10' }))
    const { lines, leftOut } = trendLayout(historyView([point('2026-01-05', '2026-03-31', many)]))
    expect(lines).toHaveLength(12)
    expect(lines[0]!.line.id).toBeUndefined()
    expect(leftOut).toBe(19)
  })

  test('no two lines look alike: a tone that comes again is dashed', () => {
    const many = Array.from({ length: 11 }, (_, i) => ({ id: `m${i}`, date: `2026-02-${10 + i}` }))
    const shown = historyView([point('2026-01-05', '2026-03-31', many), point('2026-01-20', '2026-04-10', many)])
    const roles = trendShapes(shown, trendLayout(shown)).flatMap(({ kind, role }) =>
      kind === 'path' && role.startsWith('trend-') ? [role] : [],
    )
    expect(new Set(roles).size).toBe(12)
  })

  test('where the names are a list below, the number of a line is at its end, and no two touch', () => {
    const many = Array.from({ length: 11 }, (_, i) => ({ id: `m${i}`, date: '2026-08-10' }))
    const shown = historyView([point('2026-01-05', '2026-09-30', many), point('2026-02-20', '2026-10-10', many)])
    const layout = trendLayout(shown, 160)
    const end = layout.x(day('2026-02-20'))
    const numbers = trendShapes(shown, layout, 'numbers').flatMap(shape =>
      shape.kind === 'text' && /^\d{1,2}$/.test(shape.text) ? [shape] : [],
    )
    expect(numbers.map(({ text }) => Number(text))).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    numbers.forEach(({ x, y }, i) => {
      expect(x).toBeGreaterThan(end)
      expect(x).toBeLessThan(end + 24)
      if (0 < i) expect(y - numbers[i - 1]!.y).toBeGreaterThanOrEqual(12)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(165)
    })
  })

  test('numbers of lines that end close together stand around their middle, not all below', () => {
    const many = Array.from({ length: 5 }, (_, i) => ({ id: `m${i}`, date: '2026-08-10' }))
    const shown = historyView([point('2026-01-05', '2027-06-01', many), point('2026-02-20', '2027-06-01', many)])
    const layout = trendLayout(shown, 400)
    const places = trendShapes(shown, layout, 'numbers').flatMap(shape =>
      shape.kind === 'text' && /^[2-6]$/.test(shape.text) ? [shape.y - 4] : [],
    )
    const line = layout.y(day('2026-08-10'))
    expect(places).toEqual([-2, -1, 0, 1, 2].map(steps => expect.closeTo(line + steps * 13, 5)))
  })

  test('is drawn for one version, and for one without dates', () => {
    const bare = {
      ...point('2026-01-05', '2026-03-31'),
      figures: { ...point('2026-01-05', '2026-03-31').figures, finish: undefined },
    }
    for (const points of [[point('2026-01-05', '2026-03-31')], [bare]]) {
      const { groups, width, height } = historyScene(historyView(points as readonly HistoryPoint[]))
      expect(JSON.stringify(groups)).not.toMatch(/NaN|Infinity|null/)
      expect([width, height].every(Number.isFinite)).toBe(true)
    }
  })
})
