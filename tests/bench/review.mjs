/**
 * Whole commands over a git repository: `tpm diff` of a change that touches 20 plans of 300 tasks, five edits each, and
 * `tpm history` over 500 commits of one such plan. Prints seconds, least and median, with the compiled code kept as a
 * person's second start finds it and without it, as in CI.
 *
 *     npm run bench:review [-- --plans 20 --commits 500 --reps 5]
 *
 * Build first (`npm run build -- --production`).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { syntheticPlan } from './plan.mjs'

const { values } = parseArgs({
  options: {
    plans: { type: 'string', default: '20' },
    tasks: { type: 'string', default: '300' },
    edits: { type: 'string', default: '5' },
    commits: { type: 'string', default: '500' },
    reps: { type: 'string', default: '5' },
  },
})
const [plans, tasks, edits, commits, reps] = ['plans', 'tasks', 'edits', 'commits', 'reps'].map(key =>
  Number(values[key]),
)
const cli = join(import.meta.dirname, '../../dist/cli.js')
if (!existsSync(cli)) throw new Error('dist/cli.js is not built')

const folder = mkdtempSync(join(tmpdir(), 'tpm-review-'))
const cache = mkdtempSync(join(tmpdir(), 'tpm-review-cache-'))
const milestone = `milestones:\n  ga: { name: GA, after: t${tasks - 1}, deadline: 2027-12-01 }\n`
const plan = k => `${syntheticPlan(tasks).replace(/id: perf-\d+/, `id: plan-${k}`)}${milestone}`

/** A plan with so many edits: durations, progress and people in turn, far apart. */
function edited(text, count, seed) {
  const lines = text.split('\n')
  for (let made = 0; made < count; made++) {
    const task = (seed + made * Math.floor(tasks / count)) % tasks
    const from = lines.indexOf(`      t${task}:`)
    const line = lines.findIndex((each, i) => from < i && each.includes(made % 3 === 2 ? 'assign:' : 'duration:'))
    lines[line] =
      made % 3 === 0
        ? `        duration: ${5 + ((seed + made) % 20)}d`
        : made % 3 === 1
          ? `${lines[line]}\n        actual-start: 2026-01-05\n        progress: 30%`
          : '        assign: [r1, r2]'
  }
  return lines.join('\n')
}

function git(...words) {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false']
  const { status, stderr } = spawnSync('git', [...who, ...words], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function put(k, text) {
  writeFileSync(join(folder, `plan-${k}.tpm.yaml`), text)
}

function timed(words, isKept) {
  const env = { ...process.env, XDG_CACHE_HOME: cache, CI: '', NODE_DISABLE_COMPILE_CACHE: isKept ? '' : '1' }
  const command = [process.execPath, cli, ...words]
  const { status, stderr, stdout } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null', '-', ...command],
    {
      cwd: folder,
      env,
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(stderr || stdout)
  const [wall, user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return [wall, user + system]
}

function row(what, words, isKept, times) {
  timed(words, isKept)
  const runs = Array.from({ length: times }, () => timed(words, isKept))
  const cells = [0, 1].map(which => {
    const sorted = runs.map(run => run[which]).sort((a, b) => a - b)
    return `${sorted[0].toFixed(2)} / ${sorted[sorted.length >> 1].toFixed(2)}`
  })
  console.log(`| ${[what, isKept ? 'kept' : 'none', ...cells].join(' | ')} |`)
}

try {
  git('init', '-q', '-b', 'main')
  for (let k = 0; k < plans; k++) put(k, plan(k))
  git('add', '.')
  git('commit', '-qm', 'Plans')
  console.log(`node ${process.version}, plans of ${tasks} tasks; seconds, least / median\n`)
  console.log('| command | compiled code | on the clock | of the processor |')
  console.log('|---|---|---|---|')
  for (let k = 0; k < plans; k++) put(k, edited(plan(k), edits, k))
  for (const isKept of [true, false])
    row(`\`tpm diff\`, ${plans} plans, ${edits} edits each`, ['diff', '--format', 'markdown'], isKept, reps)
  git('checkout', '-q', '.')
  for (let commit = 1; commit < commits; commit++) {
    put(0, edited(plan(0), 1 + (commit % 5), commit))
    git('commit', '-qam', `Step ${commit}`)
  }
  row(
    `\`tpm history\`, ${commits} commits`,
    ['history', 'plan-0.tpm.yaml', '--format', 'json'],
    true,
    Math.min(3, reps),
  )
} finally {
  for (const each of [folder, cache]) rmSync(each, { recursive: true, force: true })
}
