import type { Plan, Task } from '../model/plan.ts'

/** What many rules ask of a plan, found in one pass over its tasks. Lists are in document order. */
export interface Facts {
  readonly all: readonly Task[]
  readonly summaries: readonly Task[]
  /** Tasks and milestones: all that is no summary. */
  readonly leaves: readonly Task[]
  readonly linked: readonly Task[]
  readonly assigned: readonly Task[]
  readonly constrained: readonly Task[]
  readonly withDeadline: readonly Task[]
  /** Has a constraint, a deadline or says something about how far it is. */
  readonly dated: readonly Task[]
  /** Something is said about how far it is. */
  readonly progressed: readonly Task[]
  readonly inSprint: readonly Task[]
}

const known = new WeakMap<Plan, Facts>()

export function factsOf(plan: Plan): Facts {
  let facts = known.get(plan)
  if (!facts) {
    facts = collectFacts(plan)
    known.set(plan, facts)
  }
  return facts
}

function collectFacts(plan: Plan): Facts {
  const all = [...plan.tasks.values()]
  const summaries: Task[] = []
  const leaves: Task[] = []
  const linked: Task[] = []
  const assigned: Task[] = []
  const constrained: Task[] = []
  const withDeadline: Task[] = []
  const dated: Task[] = []
  const progressed: Task[] = []
  const inSprint: Task[] = []
  for (const task of all) {
    if (task.kind === 'summary') summaries.push(task)
    else leaves.push(task)
    if (0 < task.after.length || 0 < task.before.length) linked.push(task)
    if (0 < task.assign.length) assigned.push(task)
    const isConstrained = hasConstraint(task)
    const isProgressed = saysProgress(task)
    if (isConstrained) constrained.push(task)
    if (task.deadline) withDeadline.push(task)
    if (isProgressed) progressed.push(task)
    if (isConstrained || isProgressed || task.deadline) dated.push(task)
    if (task.sprint !== undefined) inSprint.push(task)
  }
  return { all, summaries, leaves, linked, assigned, constrained, withDeadline, dated, progressed, inSprint }
}

function hasConstraint({ constraints }: Task): boolean {
  for (const kind in constraints) if (constraints[kind as keyof typeof constraints]) return true
  return false
}

function saysProgress(task: Task): boolean {
  return (
    task.actualStart !== undefined ||
    task.actualFinish !== undefined ||
    task.actual !== undefined ||
    task.progress !== undefined ||
    task.remaining !== undefined ||
    task.status !== undefined ||
    task.milestoneStatus !== undefined
  )
}
