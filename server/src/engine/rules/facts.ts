import type { Link, Plan, Task } from '../model/plan.ts'

/** What many rules ask of a plan, found in one pass over its tasks. Lists are in document order. */
export interface Facts {
  readonly all: readonly Task[]
  readonly summaries: readonly Task[]
  /** Tasks and milestones: all that is no summary. */
  readonly leaves: readonly Task[]
  readonly linked: readonly Task[]
  /** A link leads to another plan (`plan-id/task-id`), or to what has a slash in its name. */
  readonly linkedOutside: readonly Task[]
  /** Two links of one list lead to the same task. */
  readonly linkedTwice: readonly Task[]
  /** A link counts back from a deadline. */
  readonly countingBack: readonly Task[]
  readonly assigned: readonly Task[]
  readonly constrained: readonly Task[]
  readonly withDeadline: readonly Task[]
  /** Has a constraint, a deadline or says something about how far it is. */
  readonly dated: readonly Task[]
  /** Something is said about how far it is. */
  readonly progressed: readonly Task[]
  readonly inSprint: readonly Task[]
  /** Has acceptance or gate criteria. */
  readonly withCriteria: readonly Task[]
  /** Names somebody who need not do work: an owner, roles, an audience, who passed a criterion. */
  readonly naming: readonly Task[]
  readonly withOwnCalendar: readonly Task[]
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

/** Which lists a task is in but `all`, `summaries` and `leaves`, one bit each. */
const traits = [
  'linked',
  'linkedOutside',
  'linkedTwice',
  'countingBack',
  'assigned',
  'constrained',
  'withDeadline',
  'dated',
  'progressed',
  'inSprint',
  'withCriteria',
  'naming',
  'withOwnCalendar',
] as const satisfies readonly (keyof Facts)[]

/** A task that an edit left alone is the same object in the next plan, so it is looked at once. */
const knownTraits = new WeakMap<Task, number>()

function collectFacts(plan: Plan): Facts {
  const all = [...plan.tasks.values()]
  const summaries: Task[] = []
  const leaves: Task[] = []
  const lists: Task[][] = traits.map(() => [])
  for (const task of all) {
    if (task.kind === 'summary') summaries.push(task)
    else leaves.push(task)
    let bits = knownTraits.get(task)
    if (bits === undefined) {
      bits = traitsOf(task)
      knownTraits.set(task, bits)
    }
    for (let bit = 0; bits !== 0; bit++, bits >>>= 1) if (bits & 1) lists[bit]!.push(task)
  }
  const byName = Object.fromEntries(traits.map((name, bit) => [name, lists[bit]!]))
  return { all, summaries, leaves, ...(byName as Record<(typeof traits)[number], Task[]>) }
}

function traitsOf(task: Task): number {
  const isConstrained = hasConstraint(task)
  const isProgressed = saysProgress(task)
  const has: Record<(typeof traits)[number], boolean> = {
    linked: 0 < task.after.length || 0 < task.before.length,
    linkedOutside: task.after.some(leadsOutside) || task.before.some(leadsOutside),
    linkedTwice: hasTwins(task.after) || hasTwins(task.before),
    countingBack: task.before.some(({ fromDeadline }) => fromDeadline),
    assigned: 0 < task.assign.length,
    constrained: isConstrained,
    withDeadline: task.deadline !== undefined,
    dated: isConstrained || isProgressed || task.deadline !== undefined,
    progressed: isProgressed,
    inSprint: task.sprint !== undefined,
    withCriteria: 0 < task.gate.length || 0 < task.acceptance.length,
    naming: namesSomebody(task),
    withOwnCalendar: task.calendar !== undefined,
  }
  return traits.reduce((bits, name, bit) => (has[name] ? bits | (1 << bit) : bits), 0)
}

function leadsOutside({ task }: Link): boolean {
  return task.includes('/')
}

function hasTwins(links: readonly Link[]): boolean {
  return 1 < links.length && new Set(links.map(({ task }) => task)).size < links.length
}

function namesSomebody({ owner, raci, audience, acceptance, gate }: Task): boolean {
  const lists = raci.length + audience.length + acceptance.length + gate.length
  return owner !== undefined || 0 < lists
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
