import type { Id, Task } from './plan.ts'

/**
 * Tasks by id, in document order. Immutable; one of which some tasks were replaced in their places shares the ids with
 * it, so that an edit of a large plan copies an array and no table.
 */
export class TaskMap implements ReadonlyMap<Id, Task> {
  /** The place of each id. Two maps that share it have the same ids in the same order. */
  readonly places: ReadonlyMap<Id, number>
  readonly #tasks: readonly Task[]

  private constructor(places: ReadonlyMap<Id, number>, tasks: readonly Task[]) {
    this.places = places
    this.#tasks = tasks
  }

  static of(tasks: Iterable<readonly [Id, Task]>): TaskMap {
    if (tasks instanceof TaskMap) return tasks
    const places = new Map<Id, number>()
    const list: Task[] = []
    for (const [id, task] of tasks) {
      places.set(id, list.length)
      list.push(task)
    }
    return new TaskMap(places, list)
  }

  /** With other tasks in the places of those with the same ids; ids that are not here are passed over. */
  replaced(others: Iterable<readonly [Id, Task]>): TaskMap {
    const tasks = this.#tasks.slice()
    for (const [id, task] of others) {
      const place = this.places.get(id)
      if (place !== undefined) tasks[place] = task
    }
    return new TaskMap(this.places, tasks)
  }

  get size(): number {
    return this.#tasks.length
  }

  get(id: Id): Task | undefined {
    const place = this.places.get(id)
    return place === undefined ? undefined : this.#tasks[place]
  }

  has(id: Id): boolean {
    return this.places.has(id)
  }

  keys(): MapIterator<Id> {
    return this.places.keys()
  }

  values(): MapIterator<Task> {
    return this.#tasks.values()
  }

  *entries(): MapIterator<[Id, Task]> {
    for (const [id, place] of this.places) yield [id, this.#tasks[place]!]
  }

  [Symbol.iterator](): MapIterator<[Id, Task]> {
    return this.entries()
  }

  forEach(take: (task: Task, id: Id, map: ReadonlyMap<Id, Task>) => void): void {
    for (const [id, place] of this.places) take(this.#tasks[place]!, id, this)
  }
}
