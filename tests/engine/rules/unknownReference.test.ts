import { expect, test } from 'vitest'
import { nearest } from '#engine/rules/nearest'
import { check } from '#tests/support/check'

test('thousands of unknown ids are all told, and only the first are guessed at', () => {
  const tasks = Array.from(
    { length: 3000 },
    (_, i) => `  task-${i}:\n    name: T\n    duration: 1d\n    after: tsak-${(i + 1) % 3000}\n`,
  )
  const problems = check(`tpm: 1\nproject:\n  name: Bridge\n  start: 2026-03-02\ntasks:\n${tasks.join('')}`).filter(
    ({ code }) => code === 'plan/unknown-reference',
  )
  expect(problems.length).toBe(3000)
  expect(problems[0]!.help).toBe('Did you mean "task-1"?')
  expect(problems.at(-1)!.help).toBe('Add it, or remove the reference')
})

test.each([
  ['sprint-2', ['sprint-1', 'sprint-3'], undefined],
  ['spritn-2', ['sprint-1', 'sprint-2'], 'sprint-2'],
  ['sprint2', ['sprint-1', 'sprint-2'], 'sprint-2'],
  ['c', ['a', 'b'], undefined],
  ['bo', ['bob'], undefined],
  ['C', ['a', 'c'], 'c'],
  ['desing', ['design'], 'design'],
])('what is like %s among %j: %s', (word, candidates, guess) => expect(nearest(word, candidates)).toBe(guess))
