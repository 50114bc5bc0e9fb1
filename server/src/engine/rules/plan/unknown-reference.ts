import { idSpaceOf } from '../../model/ids.ts'
import type { Path } from '../../model/path.ts'
import type { Id, Link, Plan, Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import { type Guess, guessAmong } from '../nearest.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./unknown-reference.md */
export const unknownReference: Rule = {
  code: 'plan/unknown-reference',
  severity: 'error',
  title: 'A task or milestone that is not in the plan',

  *check(context) {
    const { plan } = context
    const guess = guessAmong(() => plan.tasks.keys())
    // Links are nearly all of it, so they are looked at where they are and not listed first.
    const right = tasksWithoutMistake(plan)
    for (const task of factsOf(plan).linked) {
      if (right.has(task)) continue
      if (leadsInside(task.after, plan) && leadsInside(task.before, plan)) {
        right.add(task)
        continue
      }
      for (const link of task.after) if (!isKnown(link.task, context)) yield missing(link.task, link.path, guess)
      for (const link of task.before) if (!isKnown(link.task, context)) yield missing(link.task, link.path, guess)
    }
    for (const { id, path } of otherReferences(plan)) {
      if (!isKnown(id, context)) yield missing(id, path, guess)
    }
  },
}

const withoutMistake = new WeakMap<object, WeakSet<Task>>()

/** Tasks whose links were seen to lead to tasks of a plan with these ids: as long as both stay, they do. */
function tasksWithoutMistake(plan: Plan): WeakSet<Task> {
  const ids = idSpaceOf(plan.tasks)
  let tasks = withoutMistake.get(ids)
  if (!tasks) {
    tasks = new WeakSet()
    withoutMistake.set(ids, tasks)
  }
  return tasks
}

function leadsInside(links: readonly Link[], plan: Plan): boolean {
  for (const { task } of links) if (!plan.tasks.has(task)) return false
  return true
}

/** Is there such a task? A plan that is not there at all is `plan/unknown-plan`'s to tell. */
function isKnown(id: Id, { plan, external }: RuleContext): boolean {
  if (plan.tasks.has(id)) return true
  return id.includes('/') && external(id) !== false
}

function missing(id: Id, path: Path, guess: Guess): Finding {
  const at = { path, word: id }
  const slash = id.indexOf('/')
  if (0 < slash) {
    const message = `The plan "${id.slice(0, slash)}" has no task or milestone "${id.slice(slash + 1)}"`
    return { at, message, help: 'Correct the id, or add the task there' }
  }
  const message = `There is no task or milestone "${id}" in this plan`
  return unknownId(at, id, message, guess, 'Add it, or remove the reference')
}

function* otherReferences(plan: Plan): Iterable<{ readonly id: Id; readonly path: Path }> {
  for (const risk of plan.risks.values()) {
    for (const { task, path } of risk.affects) yield { id: task, path }
    for (const { isTask, text, path } of risk.mitigation) if (isTask) yield { id: text, path }
  }
  for (const line of plan.budget?.lines.values() ?? []) {
    if (typeof line.spread === 'object') yield { id: line.spread.task, path: [...line.path, 'spread', 'task'] }
  }
  for (const entry of [...plan.issues.values(), ...plan.assumptions.values()]) {
    for (const [index, id] of entry.affects.entries()) yield { id, path: [...entry.path, 'affects', index] }
  }
}
