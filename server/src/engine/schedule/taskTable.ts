import type { Id } from '../model/plan.ts'
import type { ScheduledTask } from './types.ts'

/** The tasks of a schedule by id, in the order of the plan. The ids' places are shared by all schedules of the same ids. */
export class TaskTable implements ReadonlyMap<Id, ScheduledTask> {
  readonly list: readonly ScheduledTask[]
  readonly #places: ReadonlyMap<Id, number>

  constructor(places: ReadonlyMap<Id, number>, list: readonly ScheduledTask[]) {
    this.#places = places
    this.list = list
  }

  get size(): number {
    return this.list.length
  }

  get(id: Id): ScheduledTask | undefined {
    const place = this.#places.get(id)
    return place === undefined ? undefined : this.list[place]
  }

  has(id: Id): boolean {
    return this.#places.has(id)
  }

  forEach(visit: (task: ScheduledTask, id: Id, tasks: ReadonlyMap<Id, ScheduledTask>) => void): void {
    for (const task of this.list) visit(task, task.task.id, this)
  }

  keys(): MapIterator<Id> {
    return this.#places.keys()
  }

  values(): MapIterator<ScheduledTask> {
    return this.list.values()
  }

  *entries(): MapIterator<[Id, ScheduledTask]> {
    for (const task of this.list) yield [task.task.id, task]
  }

  [Symbol.iterator](): MapIterator<[Id, ScheduledTask]> {
    return this.entries()
  }
}
