/**
 * Types 500 edits into a plan of 2,000 tasks and prints how much more is held at the end than after the first of them;
 * then opens, checks and closes plans of that size and prints how much more is held than with none open; both in bytes,
 * as JSON. Run by typingMemory.test.ts in a process of its own, where garbage can be collected on demand.
 */
import { Workspace } from '#language/workspace'

const uri = 'file:///plan.tpm.yaml'
const tasks = Array.from(
  { length: 2000 },
  (_, i) =>
    `  task-${i}:\n    name: Work package number ${i}\n    duration: 5d\n${i > 0 ? `    after: task-${i - 1}\n` : ''}`,
)
let text = `tpm: 1\nproject: { name: Long session, start: 2026-03-02 }\ntasks:\n${tasks.join('')}`
const places = [...text.matchAll(/duration: \d/g)].map(({ index }) => index + 'duration: '.length)
const workspace = new Workspace()

function type(edit) {
  const at = places[(edit * 7) % places.length]
  text = `${text.slice(0, at)}${1 + (edit % 9)}${text.slice(at + 1)}`
  workspace.set(uri, text, edit)
  const { reading, problems } = workspace.snapshot(uri)
  return reading.plan.tasks.size + problems.length
}

function held() {
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

for (let edit = 0; edit < 20; edit++) type(edit)
const before = held()
for (let edit = 20; edit < 500; edit++) type(edit)
const typed = held() - before

/** What is used once, such as compiled code, is there after the first. */
function openAndClose(from, to) {
  for (let i = from; i < to; i++) {
    const one = `file:///plan-${i}.tpm.yaml`
    workspace.set(one, text.replaceAll('task-', `t${i}-`))
    const { problems, schedule } = workspace.snapshot(one)
    if (schedule.tasks.size + problems.length < 2000) throw new Error('not scheduled')
    workspace.delete(one)
  }
}

workspace.delete(uri)
openAndClose(0, 2)
const empty = held()
openAndClose(2, 12)
process.stdout.write(JSON.stringify({ typed, closed: held() - empty }))
