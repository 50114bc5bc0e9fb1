/**
 * The schedule engine beside the floor of plain typed arrays (one global clock of hours, no calendars), on the same
 * networks in one run: use the ratios, the machine is rarely alone. Prints a Markdown table.
 *
 *     node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON tests/bench/schedule.bench.mjs [--sizes 1000,10000,100000]
 */
import { performance } from 'node:perf_hooks'
import { levelPlan } from '../../server/src/engine/leveling/levelPlan.ts'
import { keepIdSpace } from '../../server/src/engine/model/ids.ts'
import { preparePasses } from '../../server/src/engine/schedule/allPasses.ts'
import { backwardPass, freeFloats, totalFloats } from '../../server/src/engine/schedule/backward.ts'
import { forwardPass } from '../../server/src/engine/schedule/forward.ts'
import { buildNetwork } from '../../server/src/engine/schedule/network.ts'
import { orderNodes } from '../../server/src/engine/schedule/order.ts'
import { planTime } from '../../server/src/engine/schedule/planTime.ts'
import { schedule } from '../../server/src/engine/schedule/schedule.ts'
import { bigNetwork, bigPlan } from '../support/bigPlan.ts'

const at = process.argv.indexOf('--sizes')
const sizes = (at > 0 ? process.argv[at + 1] : '1000,10000,100000').split(',').map(Number)

/** The floor: hours on one clock, links as columns. */
function plainPasses(tasks) {
  const n = tasks.length
  const links = tasks.flatMap(task => task.links)
  const offset = new Int32Array(n + 1)
  tasks.forEach((task, i) => {
    offset[i + 1] = offset[i] + task.links.length
  })
  const from = Int32Array.from(links, link => link.from)
  const type = Uint8Array.from(links, link => link.type)
  const lag = Float64Array.from(links, link => link.lag)
  const hours = Float64Array.from(tasks, task => task.hours)
  const [es, ef, ls, lf] = [0, 0, 0, 0].map(() => new Float64Array(n))
  return () => {
    let end = 0
    for (let i = 0; i < n; i++) {
      let start = 0
      for (let e = offset[i]; e < offset[i + 1]; e++) {
        const base = (type[e] & 1 ? es[from[e]] : ef[from[e]]) + lag[e] - (type[e] & 2 ? hours[i] : 0)
        if (start < base) start = base
      }
      es[i] = start
      ef[i] = start + hours[i]
      if (end < ef[i]) end = ef[i]
    }
    lf.fill(end)
    for (let i = n - 1; 0 <= i; i--) {
      ls[i] = lf[i] - hours[i]
      for (let e = offset[i]; e < offset[i + 1]; e++) {
        const p = from[e]
        const by = (type[e] & 2 ? lf[i] : ls[i]) - lag[e] + (type[e] & 1 ? hours[p] : 0)
        if (by < lf[p]) lf[p] = by
      }
    }
    return end
  }
}

/** Forward and backward pass, total and free float, on a network that is ready. */
function enginePasses(plan) {
  const network = buildNetwork(plan, planTime(plan), undefined)
  const { passes } = preparePasses(network, orderNodes(network))
  const end = network.time.project
  return {
    links: network.links.count,
    run: () => {
      const dates = forwardPass(passes)
      let last = 0
      for (let i = 0; i < network.count; i++) if (last < dates.finish[i]) last = dates.finish[i]
      const late = backwardPass(passes, dates, last)
      return [totalFloats(passes, dates, late), freeFloats(passes, dates, last), end]
    },
  }
}

/** Milliseconds of this thread's own time, where node can tell: the machine is rarely alone. */
function now() {
  if (!process.threadCpuUsage) return performance.now()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The least and the median of batches of runs, in milliseconds a run, after warming up. `make` gives what a batch runs on. */
function measureBatches(make, run, size, batches = 9) {
  const times = []
  for (let k = 0; k < batches + 3; k++) {
    const batch = make(size)
    const from = now()
    for (const one of batch) run(one)
    if (3 <= k) times.push((now() - from) / size)
  }
  times.sort((a, b) => a - b)
  return { least: times[0], median: times[times.length >> 1] }
}

function measure(run, size) {
  return measureBatches(() => new Array(size).fill(undefined), run, size)
}

/** A chain of edits, each of one task in turn, and the schedule that takes over from the one before; only that is timed. */
function measureEdits(plan, change, size) {
  const ids = [...plan.tasks.keys()]
  let current = plan
  let edits = 0
  const make = count =>
    Array.from({ length: count }, () => {
      const id = ids[(edits++ * 7919) % ids.length]
      const tasks = new Map(current.tasks)
      keepIdSpace(tasks, current.tasks)
      tasks.set(id, change(tasks.get(id), edits))
      current = { ...current, tasks }
      return current
    })
  let known = schedule(plan)
  return measureBatches(make, edited => (known = schedule(edited, { previous: known })), size)
}

const renamed = (task, n) => ({ ...task, name: `Task, version ${n}` })
const longer = task => {
  const { amount } = task.duration.likely
  return { ...task, duration: { likely: { amount: amount + 1, unit: 'h', elapsed: false } } }
}

const show = ({ least, median }) => `${least.toFixed(2)} / ${median.toFixed(2)}`
const rows = []
for (const n of sizes) {
  const tasks = bigNetwork(n)
  const plain = bigPlan(tasks, { people: false })
  const staffed = bigPlan(tasks, { people: true })
  const passes = enginePasses(plain)
  const busy = enginePasses(staffed)
  const size = Math.max(1, Math.round(50_000 / n))
  const floor = measure(plainPasses(tasks), 10 * size)
  const ours = measure(passes.run, size)
  const people = measure(busy.run, size)
  const whole = measure(() => schedule(plain).overloads, size)
  const all = measure(() => schedule(staffed).overloads, size)
  rows.push([
    n,
    passes.links,
    show(floor),
    show(ours),
    `${(ours.least / floor.least).toFixed(1)} ×`,
    show(people),
    show(whole),
    show(all),
  ])
}
console.log(`node ${process.version}, least / median in ms of the thread\n`)
console.log(
  '| tasks | links | plain arrays | passes, calendars, floats | ratio | the same with people on leave | whole `schedule()` | with people |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const row of rows) console.log(`| ${row.join(' | ')} |`)

console.log(
  '\n| tasks | whole `schedule()` | µs a task | after another name | after an hour more |\n|---|---|---|---|---|',
)
for (const n of sizes) {
  const plan = bigPlan(bigNetwork(n), { people: false })
  const size = Math.max(1, Math.round(50_000 / n))
  const whole = measure(() => schedule(plan).overloads, size)
  const each = ((1000 * whole.least) / n).toFixed(2)
  const edits = [renamed, longer].map(change => show(measureEdits(plan, change, size)))
  console.log(`| ${n} | ${show(whole)} | ${each} | ${edits.join(' | ')} |`)
}

console.log(
  '\n| tasks | people | `levelPlan()` | schedules tried | tasks that wait | overloads left | gap, days |\n|---|---|---|---|---|---|---|',
)
const crowded = bigPlan(bigNetwork(5000), { people: true })
const levelled = levelPlan(crowded)
const left = levelled.schedule.overloads.size
console.log(
  `| 5000 | 50 | ${show(measure(() => levelPlan(crowded), 1))} | ${levelled.schedules} | ${levelled.waits.size} | ${left} | ${(levelled.gap / 480).toFixed(0)} |`,
)
