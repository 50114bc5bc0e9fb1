/**
 * Compares two versions of a synthetic plan: what it says, what follows, whose share is what, and the comment's text.
 * Prints the least and the median of many runs after warming up, in milliseconds; the processor's own time does not
 * depend on what else the machine does.
 *
 *     npm run bench:diff [-- --tasks 1000]
 */
import { performance } from 'node:perf_hooks'
import { comparePlan } from '../../server/src/cli/diff/compared.ts'
import { diffMarkdown } from '../../server/src/cli/diff/markdown.ts'
import { Workspace } from '../../server/src/language/workspace.ts'
import { syntheticPlan } from './plan.mjs'

const at = process.argv.indexOf('--tasks')
const size = at > 0 ? Number(process.argv[at + 1]) : 1000
const milestones =
  '  ga: { name: GA, after: t999, deadline: 2026-12-01 }\n  beta: { name: Beta, after: [t400, t410] }\n'
const base = `${syntheticPlan(size).replaceAll('t999', `t${size - 1}`)}milestones:\n${milestones.replace('t999', `t${size - 1}`)}`

/** Edits of every second, third… task, so that they are far apart; `kinds` in turn. */
function edited(count) {
  const lines = base.split('\n')
  let made = 0
  for (let task = Math.floor(size / 40); made < count && task < size; task += Math.floor(size / (count + 2))) {
    const from = lines.indexOf(`      t${task}:`)
    const line = lines.findIndex((text, i) => from < i && text.includes(made % 3 === 2 ? 'assign:' : 'duration:'))
    lines[line] =
      made % 3 === 0
        ? '        duration: 20d'
        : made % 3 === 1
          ? `${lines[line]}\n        actual-start: 2026-01-05\n        progress: 30%`
          : '        assign: [r1, r2]'
    made++
  }
  return lines.join('\n')
}

/** Read as `tpm diff` does: what both sides have in common, once. */
function snapshot(text, other) {
  const workspace = new Workspace({ other })
  workspace.set('/plans/plan.tpm.yaml', text)
  return { file: 'plan.tpm.yaml', inRoot: 'plan.tpm.yaml', snapshot: workspace.snapshot('/plans/plan.tpm.yaml') }
}

function run(head) {
  const from = performance.now()
  const before = snapshot(base)
  const plans = [before, snapshot(head, before.snapshot.workspace)]
  void plans.map(({ snapshot }) => snapshot.problems)
  const read = performance.now()
  const cpu = process.cpuUsage()
  const compared = { base: 'main', head: 'topic', plans: [comparePlan(...plans)] }
  const told = performance.now()
  const text = diffMarkdown(compared, uri => uri)
  const end = performance.now()
  const { user, system } = process.cpuUsage(cpu)
  const { comparison } = compared.plans[0]
  return {
    whole: end - read,
    cpu: (user + system) / 1000,
    read: read - from,
    all: end - from,
    compare: told - read,
    render: end - told,
    text: text.length,
    comparison,
  }
}

console.log(`node ${process.version}, ${size} tasks; least / median in ms\n`)
console.log(
  '| edits | method | compare, attribute, render | of the processor | compare and attribute | render | read and check both | all |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const count of [1, 4, 8, 16, 50]) {
  const head = edited(count)
  const runs = []
  for (let i = 0; i < 12; i++) runs.push(run(head))
  const settled = runs.slice(4)
  const show = key => {
    const sorted = settled.map(run => run[key]).sort((a, b) => a - b)
    return `${sorted[0].toFixed(0)} / ${sorted[sorted.length >> 1].toFixed(0)}`
  }
  const { edits, method } = settled[0].comparison
  console.log(
    `| ${edits.length} | ${method} | ${show('whole')} | ${show('cpu')} | ${show('compare')} | ${show('render')} | ${show('read')} | ${show('all')} |`,
  )
}
