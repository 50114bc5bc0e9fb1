/**
 * Whole process, from a file to a table of dates: `tpm schedule --format csv` beside TaskJuggler 3 (`tj3`, a task report
 * as CSV) on the same random networks, in turns, in one run. Prints a Markdown table: least / median of the times, and
 * the ratios of both. The compiled code is kept as on a person's machine, once made; `--fresh` starts without, as in CI.
 *
 *     npm run bench:tj3 -- [--sizes 1000,5000] [--reps 5] [--fresh]
 *
 * `durations`: tasks of whole days in working time (TaskJuggler's `length`). `effort, people`: effort of one person each;
 * TaskJuggler always levels, so the plan says `leveling: auto`; the next row leaves that away, as plans do by default.
 * With `../shared/bench/gen_tjp.py` beside the project and python there is a row of its plans too: quarters of days,
 * priorities, alternative people, of whom `tpm import` keeps the first.
 * Build first (`npm run build -- --production`).
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mulberry32 } from '../support/mulberry32.mjs'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,5000' },
    reps: { type: 'string', default: '5' },
    fresh: { type: 'boolean', default: false },
  },
})
const cli = join(import.meta.dirname, '../../dist/cli.js')
if (spawnSync('tj3', ['--version'], { stdio: 'ignore' }).error) skip('tj3 is not installed (Debian: apt install tj3)')
if (!existsSync(cli)) skip('dist/cli.js is not built')

const folder = mkdtempSync(join(tmpdir(), 'tpm-tj3-'))
const { NODE_DISABLE_COMPILE_CACHE: _, CI: __, ...inherited } = process.env
const env = {
  ...inherited,
  TZ: 'UTC',
  XDG_CACHE_HOME: join(folder, 'cache'),
  ...(values.fresh && { NODE_DISABLE_COMPILE_CACHE: '1' }),
}

function skip(why) {
  console.log(`skipped: ${why}`)
  process.exit(0)
}

/** About a twentieth of the tasks side by side, one and a half predecessors each; work for two fifths of people's time. */
function randomNetwork(n, people, years) {
  const random = mulberry32(42)
  const width = Math.max(10, Math.floor(n / 20))
  const mean = (people * years * 260 * 0.4) / n
  return Array.from({ length: n }, (_, i) => {
    const before = new Set()
    const [lo, hi] = [Math.max(0, i - 2 * width), i < width ? 0 : i - Math.floor(width / 2)]
    const wanted = i < width ? 0 : random() < 0.42 ? 1 : 2
    while (before.size < wanted && lo < hi) before.add(lo + Math.floor(random() * (hi - lo)))
    const days = Math.max(1, Math.round((0.25 + random() * 1.75) * mean))
    return { days, person: Math.floor(random() * people), before: [...before].sort((a, b) => a - b) }
  })
}

function taskJuggler(tasks, people, years, isEffort) {
  return [
    `project p "Plan" 2025-01-01 +${years * 2}y {`,
    '  timeformat "%Y-%m-%d-%H:%M"',
    '  timingresolution 60min',
    '  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00',
    '}',
    'leaves holiday "May" 2025-05-01, holiday "Christmas" 2025-12-25',
    ...Array.from({ length: people }, (_, k) => `resource r${k} "Person ${k}"`),
    ...tasks.map(({ days, person, before }, i) => {
      const work = isEffort ? `effort ${days}d allocate r${person}` : `length ${days}d`
      const logic = before.length > 0 ? `depends ${before.map(k => `t${k}`).join(', ')}` : 'start 2025-01-01-00:00'
      return `task t${i} "Task ${i}" { ${work} ${logic} }`
    }),
    'taskreport dates "dates" { formats csv columns id, start, end }',
    '',
  ].join('\n')
}

function tpm(tasks, people, isEffort, isLevelled) {
  return [
    'tpm: 1',
    `project: { name: Plan, start: 2025-01-01${isLevelled ? ', leveling: auto' : ''} }`,
    'calendars:',
    '  default:',
    '    name: Usual',
    '    holidays: [2025-05-01, 2025-12-25]',
    ...(isEffort ? ['resources:', ...Array.from({ length: people }, (_, k) => `  r${k}: { name: Person ${k} }`)] : []),
    'tasks:',
    ...tasks.flatMap(({ days, person, before }, i) => [
      `  t${i}:`,
      `    name: Task ${i}`,
      ...(isEffort ? [`    effort: ${days}d`, `    assign: r${person}`] : [`    duration: ${days}d`]),
      ...(before.length > 0 ? [`    after: [${before.map(k => `t${k}`).join(', ')}]`] : []),
    ]),
    '',
  ].join('\n')
}

/** Seconds on the clock, and of the processor where the shell can tell: on a busy machine only those compare. */
function timed(command, args, cwd) {
  const words = ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" 2>"$0"', join(cwd, 'messages'), command, ...args]
  const { status, stdout, stderr } = spawnSync('bash', words, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${readFileSync(join(cwd, 'messages'), 'utf8').slice(0, 500)}`)
  const [wall, user, system] = stderr.trim().split(' ').map(Number)
  return { wall, processor: user + system, stdout }
}

const sorted = numbers => [...numbers].sort((a, b) => a - b)
const leastAndMedian = numbers => [sorted(numbers)[0], sorted(numbers)[numbers.length >> 1]]

/** How many tasks have the same finish in both: to the day, since a finish at night is the same as the evening's. */
function equalFinishes(ours, folder) {
  const days = text => {
    const [head, ...rows] = text
      .trim()
      .split(/\r?\n/)
      .map(row => row.split(/[,;]/).map(cell => cell.replaceAll('"', '')))
    const [id, end] = [head.findIndex(cell => /^id$/i.test(cell)), head.findIndex(cell => /^(finish|end)$/i.test(cell))]
    return new Map(rows.map(row => [row[id].split('.').at(-1), row[end].slice(0, 10)]))
  }
  const theirs = days(readFileSync(join(folder, 'dates.csv'), 'utf8'))
  return [...days(ours)].filter(([id, day]) => theirs.get(id) === day).length
}

/** The plan of another generator, where that is at hand: for `tj3` as it is, for us as it is imported. */
function sharedPlan(n, people, years) {
  const generator = join(import.meta.dirname, '../../../shared/bench/gen_tjp.py')
  const name = `${n}-shared`
  const words = [generator, n, people, years, `${name}.tjp`, 42, 'effort'].map(String)
  if (!existsSync(generator) || spawnSync('python3', words, { cwd: folder }).status !== 0) return undefined
  const imported = spawnSync(process.execPath, [cli, 'import', `${name}.tjp`], { cwd: folder, maxBuffer: 1 << 28 })
  writeFileSync(join(folder, `${name}.tpm.yaml`), imported.stdout)
  return name
}

/** Both on one plan, in turns: a row of the table. */
function compare(n, what, name) {
  const [theirs, ours] = [[], []]
  let equal = 0
  for (let k = 0; k < Number(values.reps); k++) {
    theirs.push(timed('tj3', ['--silent', '-o', folder, `${name}.tjp`], folder))
    for (let again = 0; again < 3; again++) {
      const run = timed(process.execPath, [cli, 'schedule', '--format', 'csv', `${name}.tpm.yaml`], folder)
      ours.push(run)
      equal = equalFinishes(run.stdout, folder)
    }
  }
  const cells = ['wall', 'processor'].flatMap(which => {
    const [a, b] = [theirs, ours].map(runs => leastAndMedian(runs.map(run => run[which])))
    const seconds = ([least, median]) => `${least.toFixed(2)} / ${median.toFixed(2)} s`
    return [seconds(a), seconds(b), a.map((one, i) => `${(one / b[i]).toFixed(1)} ×`).join(' / ')]
  })
  return [n, what, ...cells, `${equal} of ${n}`]
}

const rows = []
try {
  for (const n of values.sizes.split(',').map(Number)) {
    const [people, years] = n <= 1000 ? [20, 2] : [50, 3]
    const tasks = randomNetwork(n, people, years)
    for (const [what, isEffort, isLevelled] of [
      ['durations', false, false],
      ['effort, people, levelled', true, true],
      ['effort, people (ours not levelled)', true, false],
    ]) {
      const name = `${n}-${isEffort ? 'effort' : 'length'}`
      writeFileSync(join(folder, `${name}.tjp`), taskJuggler(tasks, people, years, isEffort))
      writeFileSync(join(folder, `${name}.tpm.yaml`), tpm(tasks, people, isEffort, isLevelled))
      rows.push(compare(n, what, name))
    }
    const shared = sharedPlan(n, people, years)
    if (shared) rows.push(compare(n, 'effort, people, of the other generator', shared))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const version = execFileSync('tj3', ['--version'], { encoding: 'utf8' }).match(/\d+\.\d+\.\d+/)?.[0]
console.log(
  `tj3 ${version}, node ${process.version}, least / median of ${values.reps} (ours of three times as many)${values.fresh ? ', no compiled code kept' : ''}\n`,
)
console.log('| tasks | plan | tj3 | tpm | ratio | tj3, processor | tpm, processor | ratio | same finish day |')
console.log('|---:|---|---:|---:|---:|---:|---:|---:|---:|')
for (const row of rows) console.log(`| ${row.join(' | ')} |`)
