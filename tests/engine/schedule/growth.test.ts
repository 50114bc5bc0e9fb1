import { Session } from 'node:inspector/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

/**
 * What the engine does for a plan, counted by V8's own block coverage: how often every block of its code runs. No
 * clock, so the machine has no say in it. It counts what is loaded after it has begun.
 */
const session = new Session()

beforeAll(async () => {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
})

afterAll(() => session.disconnect())

/** Blocks of the engine that ran since the last time it was asked. */
async function blocksRun(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  let sum = 0
  for (const { url, functions } of result) {
    if (!url.includes('/server/src/engine/')) continue
    for (const { ranges } of functions) for (const { count } of ranges) sum += count
  }
  return sum
}

test.each([
  ['links, calendars, phases and stages', { phases: true }],
  ['people with leave who are asked for at once', { people: true }],
])('the work of a schedule grows like its tasks, to 100,000 of them: %s', { timeout: 120_000 }, async (_, options) => {
  const { schedule } = await import('#engine/schedule/schedule')
  const { bigNetwork, bigPlan } = await import('#tests/support/bigPlan')
  const work = async (size: number) => {
    const plan = bigPlan(bigNetwork(size), options)
    await blocksRun()
    schedule(plan)
    return blocksRun()
  }
  const [small, medium, large] = [await work(1_000), await work(10_000), await work(100_000)]
  // What each further task costs: calendars are compiled once, however many there are.
  const [first, then] = [(medium - small) / 9_000, (large - medium) / 90_000]
  expect(first).toBeGreaterThan(100)
  expect(then / first).toBeLessThan(1.03)
})
