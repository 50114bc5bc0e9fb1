import { expect, test } from 'vitest'
import { firstDivergence } from '#tests/support/randomEdits'

// A fixed share of what `npm run fuzz` tries: the same edits in every run.
test('after each of 200 random edits the answers are those of a fresh server', () => {
  expect(firstDivergence(1, 200)).toBeUndefined()
}, 120_000)
