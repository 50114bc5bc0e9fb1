/**
 * How good and how fast the levelling search is, on the published instances of PSPLIB.
 *
 *     npm run bench:psplib -- [--sets j30,j60,j120] [--schedules 1000,5000] [--limit N]
 *
 * Prints the average deviation from the best known makespan and from the critical-path bound. Every schedule is
 * checked by plain arithmetic. The same budget rule as in the literature: each pass that builds a schedule counts.
 * Beside it on the same instances, where it is at hand, a plain search of about a hundred untuned lines ("floor").
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawFrom } from '#engine/leveling/draw'
import { search } from '#engine/leveling/search'
import { faultsOf, hasPsplib, instancesOf } from '#tests/support/psplib'

const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: 'j30,j60,j120' },
    schedules: { type: 'string', default: '1000,5000' },
    limit: { type: 'string', default: '1000' },
  },
})
if (!hasPsplib) {
  console.log('skipped: ../shared/data/psplib is not here')
  process.exit(0)
}
console.log(
  '| set | schedules | instances | from best known | from critical path | best known reached | µs a schedule |',
)
console.log('|---|---|---|---|---|---|---|')
const shared = join(import.meta.dirname, '../../../shared')

/** The same row of the plain search, as it tells it. */
function floorRow(set, schedules, count) {
  const floor = join(shared, 'bench/rcpsp_floor.mjs')
  if (!existsSync(floor)) return undefined
  const { stdout } = spawnSync(process.execPath, [floor, set, String(schedules), String(count)], {
    env: { ...process.env, PSPLIB: join(shared, 'data/psplib') },
    encoding: 'utf8',
  })
  const told = [/best-known ([\d.]+)%/, /CP-LB ([\d.]+)%/, /hit ([\d.]+)%/, /([\d.]+) us/].map(
    one => one.exec(stdout)?.[1],
  )
  const [best, path, reached, micros] = told
  return `| ${set}, floor | ${schedules} | ${count} | ${best} % | ${path} % | ${reached} % | ${micros} |`
}

for (const set of values.sets.split(',')) {
  const instances = instancesOf(set).slice(0, Number(values.limit))
  for (const schedules of values.schedules.split(',').map(Number)) {
    let [best, path, reached, built] = [0, 0, 0, 0]
    const before = process.cpuUsage()
    const found = instances.map(({ project }) => search(project, { schedules, draw: drawFrom(1) }))
    const { user, system } = process.cpuUsage(before)
    found.forEach(({ starts, makespan, schedules }, at) => {
      const { name, project, lowerBound, bestKnown, pathBound } = instances[at]
      const faults = faultsOf(project, starts, makespan)
      if (faults.length > 0 || makespan < lowerBound)
        throw new Error(`${name}: ${faults.join(', ') || 'under the lower bound'}`)
      best += makespan / bestKnown - 1
      path += makespan / pathBound - 1
      reached += makespan <= bestKnown ? 1 : 0
      built += schedules
    })
    const percent = sum => `${((100 * sum) / instances.length).toFixed(2)} %`
    console.log(
      `| ${set} | ${schedules} | ${instances.length} | ${percent(best)} | ${percent(path)} | ${percent(reached)} | ${((user + system) / built).toFixed(1)} |`,
    )
    const floor = floorRow(set, schedules, instances.length)
    if (floor) console.log(floor)
  }
}
