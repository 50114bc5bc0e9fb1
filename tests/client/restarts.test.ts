import { expect, test } from 'vitest'
import { restartPolicy } from '../../client/src/extension/restarts.ts'

test('a server that ends again and again is not started for ever', () => {
  const mayRestart = restartPolicy(5, 60_000)
  expect([0, 1, 2, 3, 4, 5].map(second => mayRestart(second * 1000))).toEqual([true, true, true, true, true, false])
})

test('one that ends now and then is always started again', () => {
  const mayRestart = restartPolicy(5, 60_000)
  for (let minute = 0; minute < 100; minute++) expect(mayRestart(minute * 20_000)).toBe(true)
})
