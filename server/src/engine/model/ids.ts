import type { Id, Task } from './plan.ts'
import { TaskMap } from './taskMap.ts'

const spaces = new WeakMap<ReadonlyMap<Id, Task>, object>()

/**
 * Stands for the ids of a plan's tasks and their order: two plans that give the same object have the same ids in the
 * same order, so what depends on nothing else can be kept by it. Two that give others may have them too.
 */
export function idSpaceOf(tasks: ReadonlyMap<Id, Task>): object {
  if (tasks instanceof TaskMap) return tasks.places
  let space = spaces.get(tasks)
  if (!space) {
    space = {}
    spaces.set(tasks, space)
  }
  return space
}

/** Tasks of which some were replaced in their places: the ids are those of `former`. */
export function keepIdSpace(tasks: ReadonlyMap<Id, Task>, former: ReadonlyMap<Id, Task>): void {
  spaces.set(tasks, idSpaceOf(former))
}
