import type { Id, Link, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { Snapshot } from '../../snapshot.ts'
import { referencesTo } from '../references.ts'
import { changedTask } from './retarget.ts'

/** An entry of `after` or `before`, in any plan, and the task that it is written on. */
export interface LinkTo {
  readonly document: Snapshot
  readonly on: Task
  readonly link: Link
  readonly key: 'after' | 'before'
}

/** Every link of any plan to a task; `undefined` where something that is no link names it: a risk, a budget line. */
export function linksTo(snapshot: Snapshot, id: Id): readonly LinkTo[] | undefined {
  const found: LinkTo[] = []
  for (const document of snapshot.workspace.snapshots.values()) {
    for (const on of document.plan.tasks.values()) {
      for (const key of ['after', 'before'] as const) {
        for (const link of on[key]) if (ownId(snapshot, document, link) === id) found.push({ document, on, link, key })
      }
    }
  }
  return found.length < referencesTo(snapshot, { kind: 'task', id }).length ? undefined : found
}

/** A link's task as `home` calls it; `undefined` where it is of another plan. */
export function ownId(home: Snapshot, document: Snapshot, { task }: Pick<Link, 'task'>): Id | undefined {
  const prefix = `${home.plan.project.id ?? ''}/`
  if (task.startsWith(prefix)) return task.slice(prefix.length)
  return document.uri === home.uri && !task.includes('/') ? task : undefined
}

/** Does a link count from the start of its task? That stays where it is, however long the task. */
export function isOfTheStart({ link: { type, lag, fromDeadline } }: LinkTo): boolean {
  return (type === 'SS' || type === 'SF') && lag?.kind !== 'percent' && !fromDeadline
}

/** Can a link wait for the end of another task in its place? A share of its length is another then. */
export function isOfTheEnd({ key, link: { type, lag } }: LinkTo): boolean {
  return key === 'after' && (type === 'FS' || type === 'FF') && lag?.kind !== 'percent'
}

/** Links that wait for another task of the same plan from now on, by document. */
export function retargeted(links: readonly LinkTo[], id: Id): ReadonlyMap<string, readonly PlanChange[]> {
  const changes = new Map<string, PlanChange[]>()
  for (const { document, link } of links) {
    const to = link.task.replace(/[^/]*$/, id)
    const own = changes.get(document.uri) ?? []
    changes.set(document.uri, [...own, changedTask(document.reading, link, to)])
  }
  return changes
}
