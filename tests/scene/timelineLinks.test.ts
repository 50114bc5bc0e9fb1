import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LinkEnd, linkShapes } from '#scene/timelineLinks'

const bar = (row: number, from: number, to: number): LinkEnd => ({ row, from, to, isPoint: false })
const lineOf = (from: LinkEnd, to: LinkEnd, type: 'FS' | 'SS' | 'FF' | 'SF') => {
  const [line] = linkShapes(from, to, type, 'plain')
  return line?.kind === 'path' ? line.d : ''
}

describe('a link', () => {
  test('falls from a finish into the top of what comes next', () => {
    expect(lineOf(bar(0, 0, 50), bar(1, 50, 90), 'FS')).toBe('M50 12H56V25')
  })

  test('rises from below into the foot of the bar', () => {
    expect(lineOf(bar(3, 0, 50), bar(1, 50, 90), 'FS')).toBe('M50 84H56V47')
  })

  test('goes around where the successor begins earlier', () => {
    expect(lineOf(bar(0, 0, 50), bar(1, 20, 90), 'FS')).toBe('M50 12H56V24H10V36H16')
  })

  test('leaves and enters at the same side for SS and FF', () => {
    expect(lineOf(bar(0, 10, 50), bar(1, 30, 90), 'SS')).toBe('M10 12H4V36H26')
    expect(lineOf(bar(0, 10, 50), bar(1, 30, 90), 'FF')).toBe('M50 12H100V36H94')
  })

  test('of any kind between any two bars has only right angles', () => {
    const end = fc.record({
      row: fc.integer({ min: 0, max: 50 }),
      from: fc.integer({ min: 0, max: 900 }),
      length: fc.integer({ min: 3, max: 300 }),
      isPoint: fc.boolean(),
    })
    fc.assert(
      fc.property(end, end, fc.constantFrom('FS', 'SS', 'FF', 'SF'), (a, b, type) => {
        fc.pre(a.row !== b.row)
        const shape = (one: typeof a): LinkEnd => ({
          row: one.row,
          from: one.from,
          to: one.from + one.length,
          isPoint: one.isPoint,
        })
        expect(lineOf(shape(a), shape(b), type)).toMatch(/^M-?[\d.]+ -?[\d.]+([HV]-?[\d.]+)+$/)
      }),
    )
  })
})
