import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TimelineRow } from '#engine/view/timeline'
import {
  allClosed,
  allOpen,
  firstFolding,
  matcher,
  openTo,
  shownRows,
  toggle,
} from '../../client/src/webviews/timeline/rows.ts'
import { sampleView } from './harness/sample.ts'

const { rows } = sampleView()
const ids = (shown: ReturnType<typeof shownRows>) => shown.map(({ row }) => row.id)

describe('the rows to show', () => {
  test('all, or only the top', () => {
    expect(ids(shownRows(rows, allOpen))).toEqual(rows.map(({ id }) => id))
    expect(ids(shownRows(rows, allClosed))).toEqual(rows.filter(({ depth }) => depth === 0).map(({ id }) => id))
  })

  test('one summary can be the other way round', () => {
    expect(ids(shownRows(rows, toggle(allClosed, 'verify')))).toEqual([
      'discovery',
      'foundation',
      'build',
      'verify',
      'load',
      'dr',
      'pen',
      'dual-run',
      'reconcile',
      'cutover-phase',
      'ga',
      'design-done',
    ])
    expect(toggle(toggle(allOpen, 'verify'), 'verify')).toEqual(allOpen)
  })

  test('what is above a task is opened, and nothing else', () => {
    const byId = new Map(rows.map(row => [row.id, row]))
    expect(openTo(byId, allClosed, 'tax')).toEqual(toggle(allClosed, 'build'))
    expect(openTo(byId, allOpen, 'tax')).toEqual(allOpen)
  })

  test('a search shows what is above its finds, folded or not', () => {
    expect(ids(shownRows(rows, allClosed, matcher('SRE dr')))).toEqual(['verify', 'dr'])
    expect(ids(shownRows(rows, allClosed, matcher('nobody')))).toEqual([])
  })

  test('a search finds names however their letters are marked, and marked words in plain names', () => {
    const named = (name: string): TimelineRow => ({ ...rows[0]!, id: 't', name, people: [] })
    const finds = (words: string, name: string) => matcher(words)(named(name))
    for (const [words, name] of [
      ['yilmaz', 'Elif Yılmaz'],
      ['lodz', 'Hub in Łódź'],
      ['ŁÓDŹ', 'Hub in Łódź'],
      ['strasse', 'Große Straße'],
      ['GROẞE', 'Große Straße'],
      ['istanbul', 'İstanbul'],
      ['soren', 'Søren'],
      ['café', 'Cafe'],
      ['cafe\u0301', 'Café'],
    ] as const)
      expect(finds(words, name), `${words} in ${name}`).toBe(true)
    expect(finds('lodge', 'Hub in Łódź')).toBe(false)
  })

  test('a plan of some hundred tasks opens whole, a larger one as deep as fits', () => {
    expect(firstFolding(sampleView(), 20)).toEqual(allOpen)
    const large = sampleView(100)
    expect(firstFolding(large, 20).level).toBe(0)
    expect(firstFolding(large, 900).level).toBe(1)
  })

  test('in any tree a search shows its finds and exactly their ancestors, in order', () => {
    const tree = fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 40 })
    fc.assert(
      fc.property(tree, shape => {
        const [base] = rows
        const found = new Set<string>()
        const expected = new Set<string>()
        const above: string[] = []
        const all: TimelineRow[] = []
        shape.forEach(([wanted, isFound], i) => {
          const depth = Math.min(wanted, all.length === 0 ? 0 : all.at(-1)!.depth + 1)
          above[depth] = `t${i}`
          all.push({ ...base!, id: `t${i}`, depth, parent: above[depth - 1] })
          if (!isFound) return
          found.add(`t${i}`)
          for (const id of above.slice(0, depth + 1)) expected.add(id)
        })
        expect(ids(shownRows(all, allClosed, ({ id }) => found.has(id)))).toEqual(
          all.filter(({ id }) => expected.has(id)).map(({ id }) => id),
        )
      }),
    )
  })
})
