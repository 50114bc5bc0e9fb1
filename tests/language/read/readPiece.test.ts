import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWithLibrary } from '#language/read/library'
import { readPlan } from '#language/read/read'
import type { MapNode } from '#language/read/reading'
import { letGo } from '#language/read/readPiece'
import { applyEdit, edits, richPlan } from '#tests/support/planTexts'
import { syntheticPlan } from '../../bench/plan.mjs'

// Of a task its meaning is kept, not the tree of its fields: that is read again where a place in it is asked for.

test('a whole plan comes to the tree that the library makes of it', () => {
  for (const text of [syntheticPlan(120), richPlan]) {
    const reading = readPlan(text, { file: 'plan' })
    expect(reading.root).toEqual(readWithLibrary(text).root)
  }
})

test('after an edit too each field is the node and has the span that a first reading gives it', () => {
  fc.assert(
    fc.property(edits, ([...steps]) => {
      let text = richPlan
      let reading = readPlan(text, { file: 'plan' })
      for (const edit of steps) {
        text = applyEdit(text, edit)
        reading = readPlan(text, { file: 'plan', previous: reading })
      }
      const fresh = readPlan(text, { file: 'plan' })
      expect(reading.nodeAt([])).toEqual(fresh.nodeAt([]))
      for (const { path } of fresh.plan.tasks.values()) {
        for (const at of [path, [...path, 'name'], [...path, 'after', 0]]) {
          expect(reading.nodeAt(at)).toEqual(fresh.nodeAt(at))
          expect(reading.spanOf({ path: at })).toEqual(fresh.spanOf({ path: at }))
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a long entry is kept: each question about it would read all of it again', () => {
  const left = (length: number) => {
    const text = 'x'.repeat(length)
    const value: MapNode = { kind: 'map', start: 0, end: length, flow: false, entries: [] }
    const piece: Parameters<typeof letGo>[1] = { kind: 'leaf', value }
    letGo({ isSimple: true, text }, piece)
    return piece.value?.kind
  }
  expect([left(400), left(40_000)]).toEqual(['gone', 'map'])
})
