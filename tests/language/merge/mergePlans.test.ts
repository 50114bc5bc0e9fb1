import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergePlans } from '#language/merge/mergePlans'
import { commentsIn, textOf, treeOf } from '#language/merge/tree'
import { readPlan } from '#language/read/read'
import { baseModel, editModel, modelEdits, printModel } from '../../support/planModel.ts'
import { richPlan } from '../../support/planTexts.ts'
import { factsOf, referenceMerge } from '../../support/referenceMerge.ts'

const three = fc.tuple(modelEdits, modelEdits, fc.constantFrom(2, 4)).map(([a, b, step]) => {
  const base = baseModel()
  return {
    base: printModel(base),
    ours: printModel(editModel(base, a, 'o')),
    theirs: printModel(editModel(base, b, 't'), step),
  }
})

test('a list that one side took out keeps what the other put into it', () => {
  const text = (after: string) => `tasks:\n  a:\n    name: A\n${after}    duration: 1d\n`
  const merge = (ours: string, theirs: string) => mergePlans(text('    after: b\n'), text(ours), text(theirs))
  const expected = { text: text('    after: [c +2d] # why\n'), conflicts: [] }
  expect(merge('    after: [b, c +2d] # why\n', '')).toEqual(expected)
  expect(merge('', '    after: [b, c +2d] # why\n')?.conflicts).toEqual([])
  expect(merge('', '    after: b +1d\n')?.conflicts).toHaveLength(1)
})

test('a task in braces that is opened for the other side stands as far in as ours does', () => {
  const head = 'project:\n    name: Bridge\n'
  const flow = (more = '') => `${head}tasks:\n    a: { name: A, duration: 1d${more} }\n`
  const block = `${head}tasks:\n    a:\n        name: A\n        duration: 1d\n        owner: ann\n`
  expect(mergePlans(flow(), flow(', priority: 5'), block)).toEqual({
    text: `${head}tasks:\n    a:\n        name: A\n        duration: 1d\n        priority: 5\n        owner: ann\n`,
    conflicts: [],
  })
})

describe('laws', () => {
  test('a merge is the reference three-way merge of what the plans say, and has a conflict where that has one', () => {
    let clean = 0
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const merged = mergePlans(base, ours, theirs)!
        const expected = referenceMerge(factsOf(base), factsOf(ours), factsOf(theirs))
        if (expected === undefined) return void expect(merged.conflicts.length).toBeGreaterThan(0)
        expect(merged.conflicts).toEqual([])
        clean++
        expect(Object.fromEntries([...factsOf(merged.text)].sort())).toEqual(Object.fromEntries([...expected].sort()))
      }),
      { numRuns: 500 },
    )
    expect(clean).toBeGreaterThan(50)
  })

  test('no comment is lost that none of the two took out', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const { text } = mergePlans(base, ours, theirs)!
        const had = new Set(commentsIn(base))
        const kept = new Set(commentsIn(text))
        const [inOurs, inTheirs] = [new Set(commentsIn(ours)), new Set(commentsIn(theirs))]
        for (const comment of new Set([...inOurs, ...inTheirs])) {
          if (!had.has(comment) || (inOurs.has(comment) && inTheirs.has(comment))) expect(kept).toContain(comment)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('both orders agree, up to which side is named first', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const [one, other] = [mergePlans(base, ours, theirs)!, mergePlans(base, theirs, ours)!]
        expect(other.conflicts.map(({ path }) => path.at(-1)).sort()).toEqual(
          one.conflicts.map(({ path }) => path.at(-1)).sort(),
        )
        if (one.conflicts.length === 0) {
          const sorted = (text: string) => [...factsOf(text)].sort()
          expect(sorted(other.text)).toEqual(sorted(one.text))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('with nothing changed by one side, the other is taken to the letter', () => {
    fc.assert(
      fc.property(three, ({ base, ours }) => {
        expect(mergePlans(base, ours, base)).toEqual({ text: ours, conflicts: [] })
        expect(mergePlans(base, ours, ours)).toEqual({ text: ours, conflicts: [] })
      }),
      { numRuns: 100 },
    )
  })

  test('a text is the sum of its entries', () => {
    for (const text of [richPlan, printModel(baseModel(), 4), '# alone\n', '']) {
      const tree = treeOf(text, readPlan(text, { file: '' }).root)!
      expect(tree.entries.map(textOf).join('') + tree.tail).toBe(text)
    }
  })
})
