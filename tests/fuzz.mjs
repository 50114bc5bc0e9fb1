/**
 * Random edits, each compared with a fresh server: text, ranges, diagnostics, schedule.
 *
 *     npm run fuzz [-- --edits 100000] [--seed 1]
 *
 * Prints the first difference with the seed that makes it again, and exits with 1 then.
 */
import { parseArgs } from 'node:util'
import { firstDivergence } from '#tests/support/randomEdits'

const { values } = parseArgs({
  options: { edits: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const edits = Number(values.edits)
const started = Date.now()
const found = firstDivergence(Number(values.seed), edits, done => {
  if (done % 10_000 < 40) console.log(`${done} edits, ${Math.round((Date.now() - started) / 1000)} s`)
})
if (found) {
  console.log(JSON.stringify(found, undefined, 1))
  process.exitCode = 1
} else console.log(`${edits} edits from seed ${values.seed} on: no difference`)
