import { keepIdSpace } from '../model/ids.ts'
import type { Id, Named, Plan, Task } from '../model/plan.ts'
import { type Section, sections } from './sections.ts'

/**
 * A plan that is being edited. Sections are copied when first written to; what no edit touches stays the same object,
 * so that what is computed from it is kept.
 */
export class PlanDraft {
  #plan: Plan
  readonly #objects = new Map<Section, Map<Id, Named>>()
  #tasks: Map<Id, Task> | undefined
  /** Tasks came, went or moved: the tree is put together again. */
  #replanted = false
  /** Where a task whose summary is not there goes: what stood around that summary. */
  readonly #parentOf: (id: Id) => Id | undefined
  readonly #base: Plan
  readonly others = new Set<string>()

  constructor(base: Plan, parentOf: (id: Id) => Id | undefined) {
    this.#plan = base
    this.#base = base
    this.#parentOf = parentOf
  }

  set(part: Partial<Plan>): void {
    this.#plan = { ...this.#plan, ...part }
  }

  get plan(): Plan {
    return this.#plan
  }

  objects(section: Section): Map<Id, Named> {
    const known = this.#objects.get(section)
    if (known) return known
    const copy = new Map(section.of(this.#plan))
    this.#objects.set(section, copy)
    return copy
  }

  task(id: Id): Task | undefined {
    return (this.#tasks ?? this.#plan.tasks).get(id)
  }

  /** Another object for a task that is there. */
  setTask(task: Task): void {
    this.#writableTasks().set(task.id, task)
  }

  addTask(task: Task): void {
    this.#replanted = true
    this.#writableTasks().set(task.id, task)
  }

  removeTask(id: Id): void {
    this.#replanted = true
    this.#writableTasks().delete(id)
  }

  moveTask(task: Task): void {
    this.#replanted = true
    this.#writableTasks().set(task.id, task)
  }

  finish(): Plan {
    let plan = this.#plan
    for (const section of sections) {
      const objects = this.#objects.get(section)
      if (objects) plan = section.put(plan, objects)
    }
    if (!this.#tasks) return plan
    if (this.#replanted) return { ...plan, tasks: plantTasks(this.#tasks, this.#parentOf) }
    keepIdSpace(this.#tasks, this.#base.tasks)
    return { ...plan, tasks: this.#tasks }
  }

  #writableTasks(): Map<Id, Task> {
    this.#tasks ??= new Map(this.#plan.tasks)
    return this.#tasks
  }
}

/** The tasks as a tree again: parents that are there, children in order, parents before children, and what each is. */
function plantTasks(tasks: ReadonlyMap<Id, Task>, parentOf: (id: Id) => Id | undefined): ReadonlyMap<Id, Task> {
  const parents = new Map<Id, Id | undefined>()
  for (const task of tasks.values()) parents.set(task.id, standingParent(task, tasks, parentOf))
  for (const id of tasks.keys()) if (isInCircle(id, parents)) parents.set(id, undefined)
  const children = new Map<Id | undefined, Id[]>()
  for (const [id, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), id])
  const planted = new Map<Id, Task>()
  const plant = (id: Id): void => {
    const inside = children.get(id) ?? []
    planted.set(id, placedTask(tasks.get(id)!, parents.get(id), inside))
    for (const child of inside) plant(child)
  }
  for (const id of children.get(undefined) ?? []) plant(id)
  return planted
}

function placedTask(task: Task, parent: Id | undefined, children: readonly Id[]): Task {
  const isSame = children.length === task.children.length && children.every((id, i) => id === task.children[i])
  if (isSame && parent === task.parent) return task
  return withKind({ ...task, parent, children })
}

/** What a task is follows from what it says and what is in it. */
export function withKind(task: Task): Task {
  const isPoint = task.isMilestoneSection || (task.duration?.likely.amount === 0 && !task.effort)
  const kind = 0 < task.children.length ? 'summary' : isPoint ? 'milestone' : 'task'
  return kind === task.kind ? task : { ...task, kind }
}

function standingParent(
  task: Task,
  tasks: ReadonlyMap<Id, Task>,
  parentOf: (id: Id) => Id | undefined,
): Id | undefined {
  const seen = new Set<Id>()
  let parent = task.parent
  while (parent !== undefined && !tasks.has(parent) && !seen.has(parent)) {
    seen.add(parent)
    parent = parentOf(parent)
  }
  return parent !== undefined && tasks.has(parent) ? parent : undefined
}

/** Two moves that each put one below the other make a circle where only one of them is made. */
function isInCircle(id: Id, parents: ReadonlyMap<Id, Id | undefined>): boolean {
  const seen = new Set<Id>()
  let at = parents.get(id)
  while (at !== undefined && !seen.has(at)) {
    if (at === id) return true
    seen.add(at)
    at = parents.get(at)
  }
  return false
}
