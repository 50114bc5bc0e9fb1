import type { Path } from '../../model/path.ts'
import type { Id, Plan, Task } from '../../model/plan.ts'
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
    for (const on of factsOf(plan).linkedNowhere) {
      for (const { task, path } of [...on.after, ...on.before])
        if (!isKnown(task, context)) yield missing(task, path, guess, id => mayBeLinked(id, on, plan))
    }
    for (const { id, path } of otherReferences(plan)) {
      if (!isKnown(id, context)) yield missing(id, path, guess)
    }
  },
}

/** Is there such a task? A plan that is not there at all is `plan/unknown-plan`'s to tell. */
function isKnown(id: Id, { plan, external }: RuleContext): boolean {
  if (plan.tasks.has(id)) return true
  return id.includes('/') && external(id) !== false
}

/** A task is linked neither to itself, what is above or below it, nor to the same twice. */
function mayBeLinked(id: Id, on: Task, { tasks }: Plan): boolean {
  const isAround = (inner: Id | undefined, outer: Id) => {
    for (let at = inner; at !== undefined; at = tasks.get(at)?.parent) if (at === outer) return true
    return false
  }
  return !isAround(id, on.id) && !isAround(on.id, id) && ![...on.after, ...on.before].some(({ task }) => task === id)
}

function missing(id: Id, path: Path, guess: Guess, fits?: (candidate: Id) => boolean): Finding {
  const at = { path, word: id }
  const slash = id.indexOf('/')
  if (0 < slash) {
    const message = `The plan "${id.slice(0, slash)}" has no task or milestone "${id.slice(slash + 1)}"`
    return { at, message, help: 'Correct the id, or add the task there' }
  }
  const message = `There is no task or milestone "${id}" in this plan`
  return unknownId(at, id, message, guess, 'Add it, or remove the reference', fits)
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
