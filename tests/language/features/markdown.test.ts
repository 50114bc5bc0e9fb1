import { expect, test } from 'vitest'
import { plain } from '#language/features/describe/markdown'

test.each([
  ['2.5d', '2.5d'],
  ['24.75d late', '24.75d late'],
  ['1. Kickoff', '1\\. Kickoff'],
  ['2) Kickoff', '2\\) Kickoff'],
  ['3.', '3\\.'],
  ['- not a list', '\\- not a list'],
  ['+ neither', '\\+ neither'],
])('%j stands in Markdown as %j', (text, written) => {
  expect(plain(text)).toBe(written)
})
