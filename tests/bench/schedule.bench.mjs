/**
 * The schedule engine beside the floor of plain typed arrays (one global clock of hours, no calendars), on the same
 * networks in one run: use the ratios, the machine is rarely alone. Prints a Markdown table.
 *
 *     node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON tests/bench/schedule.bench.mjs [--sizes 1000,10000,100000]
 */
import { performance } from 'node:perf_hooks'
import { preparePasses } from '../../server/src/engine/schedule/allPasses.ts'
import { backwardPass, freeFloats, totalFloats } from '../../server/src/engine/schedule/backward.ts'
import { forwardPass } from '../../server/src/engine/schedule/forward.ts'
import { buildNetwork } from '../../server/src/engine/schedule/network.ts'
import { orderNodes } from '../../server/src/engine/schedule/order.ts'
import { planTime } from '../../server/src/engine/schedule/planTime.ts'
import { schedule } from '../../server/src/engine/schedule/schedule.ts'
import { buildPlan } from '../support/build.ts'

const at = process.argv.indexOf('--sizes')
const sizes = (at > 0 ? process.argv[at + 1] : '1000,10000,100000').split(',').map(Number)
const types = ['FS', 'SS', 'FF', 'SF']

function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A network of n tasks with about one and a half links a task, 85 % FS, a fifth of them with lag. */
function randomNetwork(n) {
  const random = seeded(7)
  const tasks = []
  for (let i = 0; i < n; i++) {
    const links = new Map()
    for (let k = i < 10 ? 0 : random() < 0.5 ? 1 : 2; k > 0; k--) {
      const x = random()
      const type = x < 0.85 ? 0 : x < 0.93 ? 1 : x < 0.98 ? 2 : 3
      links.set(Math.max(0, i - 1 - Math.floor(random() * Math.min(200, i))), {
        type,
        lag: random() < 0.2 ? Math.floor(random() * 16) : 0,
      })
    }
    tasks.push({ hours: 8 + Math.floor(random() * 80), links: [...links].map(([from, link]) => ({ from, ...link })) })
  }
  return tasks
}

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

function planOf(tasks, { people }) {
  const names = Array.from({ length: 50 }, (_, k) => `r${k}`)
  return buildPlan({
    start: '2026-01-05',
    calendars: { default: { holidays: ['2026-04-03', '2026-04-06', '2026-05-01', '2026-12-24..2027-01-01'] } },
    resources: Object.fromEntries(
      names.map((name, k) => [name, { rate: 90, leave: [`2026-0${1 + (k % 9)}-10..2026-0${1 + (k % 9)}-20`] }]),
    ),
    tasks: Object.fromEntries(
      tasks.map(({ hours, links }, i) => [
        `t${i}`,
        {
          duration: `${hours}h`,
          after: links.map(({ from, type, lag }) => `t${from} ${types[type]}+${lag}h`),
          ...(people ? { assign: names[i % 50] } : {}),
        },
      ]),
    ),
  })
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

/** The least and the median of many runs, in milliseconds, after warming up. */
function measure(run, budget = 1500) {
  const times = []
  for (const until = performance.now() + budget; performance.now() < until || times.length < 8; ) {
    const from = performance.now()
    run()
    times.push(performance.now() - from)
  }
  const settled = times.slice(Math.floor(times.length / 4)).sort((a, b) => a - b)
  return { least: settled[0], median: settled[settled.length >> 1] }
}

const show = ({ least, median }) => `${least.toFixed(2)} / ${median.toFixed(2)}`
const rows = []
for (const n of sizes) {
  const tasks = randomNetwork(n)
  const plain = planOf(tasks, { people: false })
  const staffed = planOf(tasks, { people: true })
  const passes = enginePasses(plain)
  const busy = enginePasses(staffed)
  const floor = measure(plainPasses(tasks))
  const ours = measure(passes.run)
  const people = measure(busy.run)
  const whole = measure(() => schedule(plain))
  const all = measure(() => schedule(staffed))
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
console.log(`node ${process.version}, least / median in ms\n`)
console.log(
  '| tasks | links | plain arrays | passes, calendars, floats | ratio | the same with people on leave | whole `schedule()` | with people |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const row of rows) console.log(`| ${row.join(' | ')} |`)
