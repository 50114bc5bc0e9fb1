import { expect, test } from 'vitest'
import { showing } from '../../client/src/extension/panels/showing.ts'

/** A show whose runs end when the test says so. */
function gated() {
  const runs: (() => void)[] = []
  const shows = showing(() => new Promise(resolve => runs.push(resolve)))
  const settle = () => new Promise(resolve => setTimeout(resolve))
  return { runs, settle, ...shows }
}

test('one run at a time, and one more for all that was asked for meanwhile', async () => {
  const { runs, refresh, settle } = gated()
  const done = refresh()
  for (let i = 0; i < 10; i++) void refresh()
  expect(runs.length).toBe(1)
  runs[0]!()
  await settle()
  expect(runs.length).toBe(2)
  runs[1]!()
  await done
  expect(runs.length).toBe(2)
})

test('after a rest it runs again', async () => {
  const { runs, refresh } = gated()
  const first = refresh()
  runs[0]!()
  await first
  const second = refresh()
  runs[1]!()
  await second
  expect(runs.length).toBe(2)
})

test('a run that fails does not stop the next', async () => {
  let runs = 0
  const { refresh } = showing(async () => {
    runs++
    if (runs === 1) throw new Error('gone')
  })
  await expect(refresh()).rejects.toThrow('gone')
  await refresh()
  expect(runs).toBe(2)
})
