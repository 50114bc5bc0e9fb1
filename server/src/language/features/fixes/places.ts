import type { Path } from '#engine/model/path'
import type { Link, Plan, Task } from '#engine/model/plan'

/** The innermost task that a path lies in. */
export function taskAt({ tasks }: Plan, path: Path): Task | undefined {
  for (let depth = path.length; 1 < depth; depth--) {
    const task = tasks.get(String(path[depth - 1]))
    if (task && task.path.length === depth && isUnder(path, task.path)) return task
  }
  return undefined
}

export function isUnder(path: Path, above: Path): boolean {
  return above.every((step, i) => path[i] === step)
}

export function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && isUnder(a, b)
}

/** The link that is written at a path, and the task that it is written on. */
export function linkAt(plan: Plan, path: Path): { readonly link: Link; readonly on: Task } | undefined {
  const on = taskAt(plan, path)
  const link = on && [...on.after, ...on.before].find(each => isSamePath(each.path, path))
  return link && { link, on }
}
