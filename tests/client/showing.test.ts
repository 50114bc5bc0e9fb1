import { expect, test } from 'vitest'
import { showing } from '../../client/src/extension/panels/showing.ts'

/** A show whose runs end, and whose clock goes on, when the test says so. */
function gated() {
  const runs: (() => void)[] = []
  const pauses: number[] = []
  let time = 0
  const clock = {
    now: () => time,
    sleep: async (ms: number) => {
      pauses.push(ms)
    },
  }
  const shows = showing(() => new Promise(resolve => runs.push(resolve)), clock)
  const settle = () => new Promise(resolve => setTimeout(resolve))
  const pass = (ms: number) => {
    time += ms
  }
  return { runs, pauses, pass, settle, ...shows }
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
  const { refresh } = showing(
    async () => {
      runs++
      if (runs === 1) throw new Error('gone')
    },
    { now: () => 0, sleep: async () => {} },
  )
  await expect(refresh()).rejects.toThrow('gone')
  await refresh()
  expect(runs).toBe(2)
})

test('a picture that takes long leaves the server as long to others, but never more than a second', async () => {
  const { runs, pauses, pass, refresh, settle } = gated()
  const done = refresh()
  for (const [i, ms] of [70, 5000, 1].entries()) {
    void refresh()
    pass(ms)
    runs[i]!()
    await settle()
  }
  runs[3]!()
  await done
  expect(pauses).toEqual([70, 1000, 1])
})
