import type { Id, Plan, Task } from '#engine/model/plan'

/** Who waits for whom, from both sides. */
export interface LinkIndex {
  /** Tasks whose `after` names the task. */
  successorsOf(id: Id): readonly Id[]
  predecessorsOf(id: Id): readonly Id[]
}

const known = new WeakMap<Plan['tasks'], LinkIndex>()

/** Built once per plan. */
export function linksOf({ tasks }: Plan): LinkIndex {
  const cached = known.get(tasks)
  if (cached) return cached
  const successors = new Map<Id, Id[]>()
  for (const task of tasks.values()) for (const { task: before } of task.after) push(successors, before, task.id)
  const index: LinkIndex = {
    successorsOf: id => successors.get(id) ?? [],
    predecessorsOf: id => predecessors(tasks.get(id)),
  }
  known.set(tasks, index)
  return index
}

function predecessors(task: Task | undefined): readonly Id[] {
  return [...new Set(task?.after.map(({ task: id }) => id) ?? [])]
}

function push(map: Map<Id, Id[]>, key: Id, value: Id): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}
