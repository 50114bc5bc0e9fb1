/**
 * Prints how much work the engine does to schedule plans of 1,000, 10,000 and 100,000 tasks, as a JSON list: how often
 * every block of its code runs, by V8's own coverage. No clock, so the machine has no say in it.
 *
 *     node --no-opt --no-maglev tests/engine/schedule/growth.mjs '{ "phases": true }'
 */
import { Session } from 'node:inspector/promises'

const session = new Session()
session.connect()
await session.post('Profiler.enable')
// It counts what is loaded after it has begun
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
const { schedule } = await import('#engine/schedule/schedule')
const { bigNetwork, bigPlan } = await import('#tests/support/bigPlan')

/** Blocks of the engine that ran since the last time it was asked. */
async function blocksRun() {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  let sum = 0
  for (const { url, functions } of result) {
    if (!url.includes('/server/src/engine/')) continue
    for (const { ranges } of functions) for (const { count } of ranges) sum += count
  }
  return sum
}

/** Overloads are found when they are asked for. */
const askAll = ({ overloads }) => overloads

const options = JSON.parse(process.argv[2] ?? '{}')
const work = []
for (const size of [1_000, 10_000, 100_000]) {
  const plan = bigPlan(bigNetwork(size), options)
  await blocksRun()
  askAll(schedule(plan))
  work.push(await blocksRun())
}
session.disconnect()
console.log(JSON.stringify(work))
