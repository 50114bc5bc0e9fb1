import { idSpaceOf } from '../model/ids.ts'
import type { Id, Link, Plan, Task } from '../model/plan.ts'

/** What many rules ask of a plan. Lists are in document order and made when first asked for. */
export interface Facts {
  readonly all: readonly Task[]
  readonly summaries: readonly Task[]
  /** Tasks and milestones: all that is no summary. */
  readonly leaves: readonly Task[]
  readonly linked: readonly Task[]
  /** A link leads to another plan (`plan-id/task-id`), or to what has a slash in its name. */
  readonly linkedOutside: readonly Task[]
  /** A link leads to nothing in this plan. */
  readonly linkedNowhere: readonly Task[]
  /** Two links of one list lead to the same task. */
  readonly linkedTwice: readonly Task[]
  /** A link counts back from a deadline. */
  readonly countingBack: readonly Task[]
  readonly assigned: readonly Task[]
  /** Everyone and everything that a task is assigned to. */
  readonly assignees: ReadonlySet<Id>
  readonly assignedTwice: readonly Task[]
  readonly constrained: readonly Task[]
  readonly withDeadline: readonly Task[]
  /** Has a constraint, a deadline or says that it has begun. */
  readonly dated: readonly Task[]
  /** Something is said about how far it is, and that is more than `status: not-started`. */
  readonly begun: readonly Task[]
  readonly inSprint: readonly Task[]
  /** Has acceptance or gate criteria. */
  readonly withCriteria: readonly Task[]
  /** Names somebody who need not do work: an owner, roles, an audience, who passed a criterion. */
  readonly naming: readonly Task[]
  readonly withOwnCalendar: readonly Task[]
  /** Says which files it touches. */
  readonly withCode: readonly Task[]
  readonly withEffort: readonly Task[]
  /** A task, not a milestone or a summary, that has neither a duration nor an effort. */
  readonly withoutLength: readonly Task[]
  /** A milestone's date, written on something that waits for something. */
  readonly datedAndLinked: readonly Task[]
}

const known = new WeakMap<Plan, PlanFacts>()
/** The last plan with the same ids: what it has in common with the next one need not be found again. */
const latest = new WeakMap<object, PlanFacts>()

export function factsOf(plan: Plan): Facts {
  let facts = known.get(plan)
  if (!facts) {
    const ids = idSpaceOf(plan.tasks)
    facts = new PlanFacts(plan, latest.get(ids))
    latest.set(ids, facts)
    known.set(plan, facts)
  }
  return facts
}

/** What is so of a task or not, whatever stands around it. */
const traits = {
  summary: ({ kind }) => kind === 'summary',
  leaf: ({ kind }) => kind !== 'summary',
  linked: ({ after, before }) => 0 < after.length || 0 < before.length,
  linkedOutside: ({ after, before }) => after.some(leadsOutside) || before.some(leadsOutside),
  linkedTwice: ({ after, before }) => hasTwins(after) || hasTwins(before),
  countingBack: ({ before }) => before.some(({ fromDeadline }) => fromDeadline),
  assigned: ({ assign }) => 0 < assign.length,
  assignedTwice: ({ assign }) => 1 < assign.length,
  constrained: hasConstraint,
  withDeadline: ({ deadline }) => deadline !== undefined,
  dated: task => hasConstraint(task) || hasBegun(task) || task.deadline !== undefined,
  begun: hasBegun,
  inSprint: ({ sprint }) => sprint !== undefined,
  withCriteria: ({ gate, acceptance }) => 0 < gate.length || 0 < acceptance.length,
  naming: namesSomebody,
  withOwnCalendar: ({ calendar }) => calendar !== undefined,
  withCode: ({ code }) => 0 < code.length,
  withEffort: ({ effort }) => effort !== undefined,
  withoutLength: ({ kind, duration, effort }) => kind === 'task' && !duration && !effort,
  datedAndLinked: ({ date, after }) => date !== undefined && 0 < after.length,
} as const satisfies Record<string, (task: Task) => boolean>

type Trait = keyof typeof traits

const tests = Object.values(traits)
const bitOf = Object.fromEntries(Object.keys(traits).map((name, bit) => [name, 1 << bit])) as Record<Trait, number>

function traitsOf(task: Task): number {
  let bits = 0
  for (let i = 0; i < tests.length; i++) if (tests[i]!(task)) bits |= 1 << i
  return bits
}

/** Finds out once a task: one that an edit left alone is the same object in the next plan. */
class PlanFacts implements Facts {
  readonly all: readonly Task[]
  readonly #ids: Plan['tasks']
  readonly #bits: Int32Array
  /** Of each list the last that was made, with the tasks as they were then; by bit. */
  readonly #lists = new Map<number, readonly Task[]>()
  #assignees?: ReadonlySet<Id>
  #nowhere?: readonly Task[]

  /** @param former of a plan with the same ids in the same order. */
  constructor({ tasks }: Plan, former: PlanFacts | undefined) {
    this.#ids = tasks
    this.all = [...tasks.values()]
    const bits = new Int32Array(this.all.length)
    this.#bits = bits
    const changed: number[] = []
    let touched = 0
    for (let i = 0; i < bits.length; i++) {
      const task = this.all[i]!
      const same = former && former.all[i] === task
      bits[i] = same ? former.#bits[i]! : traitsOf(task)
      if (!same) changed.push(i)
      if (!same && former) touched |= bits[i]! | former.#bits[i]!
    }
    if (former) this.#takeOver(former, changed, touched)
  }

  #takeOver(former: PlanFacts, changed: readonly number[], touched: number): void {
    for (const [bit, list] of former.#lists) if (!(bit & touched)) this.#lists.set(bit, list)
    if (changed.every(i => sameAssignees(this.all[i]!, former.all[i]!))) this.#assignees = former.#assignees
    if (!former.#nowhere) return
    const fresh = new Set(changed.map(i => this.all[i]!))
    const stale = new Set(changed.map(i => former.all[i]!))
    const isStray = [...fresh].some(task => this.#leadsNowhere(task)) || former.#nowhere.some(task => stale.has(task))
    if (!isStray) this.#nowhere = former.#nowhere
  }

  #list(trait: Trait): readonly Task[] {
    const bit = bitOf[trait]
    let list = this.#lists.get(bit)
    if (!list) {
      const made: Task[] = []
      const bits = this.#bits
      for (let i = 0; i < bits.length; i++) if (bits[i]! & bit) made.push(this.all[i]!)
      list = made
      this.#lists.set(bit, made)
    }
    return list
  }

  get summaries() {
    return this.#list('summary')
  }
  get leaves() {
    return this.#list('leaf')
  }
  get linked() {
    return this.#list('linked')
  }
  get linkedOutside() {
    return this.#list('linkedOutside')
  }
  get linkedTwice() {
    return this.#list('linkedTwice')
  }
  get countingBack() {
    return this.#list('countingBack')
  }
  get assigned() {
    return this.#list('assigned')
  }
  get assignedTwice() {
    return this.#list('assignedTwice')
  }
  get constrained() {
    return this.#list('constrained')
  }
  get withDeadline() {
    return this.#list('withDeadline')
  }
  get dated() {
    return this.#list('dated')
  }
  get begun() {
    return this.#list('begun')
  }
  get inSprint() {
    return this.#list('inSprint')
  }
  get withCriteria() {
    return this.#list('withCriteria')
  }
  get naming() {
    return this.#list('naming')
  }
  get withOwnCalendar() {
    return this.#list('withOwnCalendar')
  }
  get withCode() {
    return this.#list('withCode')
  }
  get withEffort() {
    return this.#list('withEffort')
  }
  get withoutLength() {
    return this.#list('withoutLength')
  }
  get datedAndLinked() {
    return this.#list('datedAndLinked')
  }

  get assignees(): ReadonlySet<Id> {
    if (!this.#assignees) {
      const ids = new Set<Id>()
      for (const { assign } of this.assigned) for (const { resource } of assign) ids.add(resource)
      this.#assignees = ids
    }
    return this.#assignees
  }

  get linkedNowhere(): readonly Task[] {
    this.#nowhere ??= this.linked.filter(task => this.#leadsNowhere(task))
    return this.#nowhere
  }

  #leadsNowhere({ after, before }: Task): boolean {
    for (const { task } of after) if (!this.#ids.has(task)) return true
    for (const { task } of before) if (!this.#ids.has(task)) return true
    return false
  }
}

function sameAssignees({ assign: a }: Task, { assign: b }: Task): boolean {
  return a.length === b.length && a.every(({ resource }, i) => resource === b[i]!.resource)
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

function hasBegun(task: Task): boolean {
  return (
    task.actualStart !== undefined ||
    task.actualFinish !== undefined ||
    task.actual !== undefined ||
    (task.progress !== undefined && task.progress !== 0) ||
    task.remaining !== undefined ||
    (task.status !== undefined && task.status !== 'not-started') ||
    (task.milestoneStatus !== undefined && task.milestoneStatus !== 'open')
  )
}
