import { expect, test } from 'vitest'
import { restartPolicy } from '../../client/src/extension/restarts.ts'

test('a server that ends again and again before it has done anything is not started for ever', () => {
  const { mayRestart } = restartPolicy(5)
  expect([0, 1, 2, 3, 4, 5].map(mayRestart)).toEqual([true, true, true, true, true, false])
})

test('one that works in between is always started again', () => {
  const { mayRestart, worked } = restartPolicy(5)
  for (let end = 0; end < 100; end++) {
    expect(mayRestart()).toBe(true)
    worked()
  }
})
