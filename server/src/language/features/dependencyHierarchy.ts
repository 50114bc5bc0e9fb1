import type { Path } from '#engine/model/path'
import type { Id, Link, Plan, Task } from '#engine/model/plan'
import { splitReference } from '../portfolio.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { definitionOf, targetAt } from './references.ts'
import { taskDates } from './taskDates.ts'

/** A task in the hierarchy of dependencies. */
export interface HierarchyItem {
  readonly id: Id
  readonly name: string
  readonly detail: string
  readonly kind: 'task' | 'summary' | 'milestone'
  readonly uri: string
  readonly span: Span
  readonly full: Span
}

export interface HierarchyCall {
  readonly item: HierarchyItem
  /**
   * Where the links are written, in the document of the one that calls: of the item where it is a predecessor, of the
   * one that was asked about where the item is a successor. Between two plans that document has no link to show, and
   * the task itself stands for it.
   */
  readonly at: readonly Span[]
}

/** The task at the cursor, or that a reference at the cursor means. */
export function hierarchyItemAt(snapshot: Snapshot, offset: number): HierarchyItem | undefined {
  const target = targetAt(snapshot, offset)
  if (target?.kind !== 'task') return undefined
  return itemOf(snapshot, target.plan === undefined ? target.id : `${target.plan}/${target.id}`)
}

function itemOf(snapshot: Snapshot, reference: Id): HierarchyItem | undefined {
  const parts = splitReference(reference)
  const home = parts ? snapshot.workspace.byProjectId(parts.plan) : snapshot
  const task = home?.plan.tasks.get(parts?.task ?? reference)
  const place = home && task && definitionOf(home, { kind: 'task', id: task.id })
  return (
    place && {
      id: task.id,
      name: task.name,
      detail: taskDates(home, task.id),
      kind: task.kind,
      uri: place.uri,
      span: place.span,
      full: place.full,
    }
  )
}

/** What a task waits for: itself, with the summaries it is in, and of a summary all that is in it. */
export function predecessorCalls(snapshot: Snapshot, id: Id): readonly HierarchyCall[] {
  const { plan, reading, uri } = snapshot
  const around = aroundOf(plan, id)
  const found = new Map<Id, Span[]>()
  for (const member of [...around.above, ...around.inside]) {
    for (const { task: before, path } of linksOf(plan.tasks.get(member))) {
      if (!around.inside.has(before)) push(found, before, reading.spanOf({ path, word: before }))
    }
  }
  return [...found].flatMap(([before, at]) => {
    const item = itemOf(snapshot, before)
    return item ? [{ item, at: item.uri === uri ? at : [item.span] }] : []
  })
}

/** What waits for a task, for a summary that it is in, or for anything in it; in this plan and in others. */
export function successorCalls(snapshot: Snapshot, id: Id): readonly HierarchyCall[] {
  const { plan, workspace, uri } = snapshot
  const { above, inside } = aroundOf(plan, id)
  const awaited = new Set([...above, ...inside])
  const own = callsTo(snapshot, before => awaited.has(before)).filter(({ item }) => !inside.has(item.id))
  const project = plan.project.id
  const self = itemOf(snapshot, id)
  if (project === undefined || !self) return own
  const fromOutside = new Set([...awaited].map(each => `${project}/${each}`))
  const others = workspace.waitingFor(project).filter(other => other.uri !== uri)
  const outside = others.flatMap(other => callsTo(other, before => fromOutside.has(before)))
  return [...own, ...outside.map(({ item }) => ({ item, at: [self.span] }))]
}

function callsTo(snapshot: Snapshot, isAwaited: (before: Id) => boolean): readonly HierarchyCall[] {
  const { plan, reading } = snapshot
  return [...plan.tasks.values()].flatMap(after => {
    const links = linksOf(after).filter(({ task }) => isAwaited(task))
    const item = links.length > 0 ? itemOf(snapshot, after.id) : undefined
    const spanOf = ({ path, task }: { path: Path; task: Id }) => reading.spanOf({ path, word: task })
    return item ? [{ item, at: links.map(spanOf) }] : []
  })
}

/** `before` counts back from its task, which so comes first in the network; a deadline has no dates to wait for. */
function linksOf(task: Task | undefined): readonly Link[] {
  return task ? [...task.after, ...task.before.filter(({ fromDeadline }) => !fromDeadline)] : []
}

/** The summaries above a task, and the task with all that is in it. */
function aroundOf({ tasks }: Plan, id: Id): { readonly above: ReadonlySet<Id>; readonly inside: ReadonlySet<Id> } {
  const above = new Set<Id>()
  for (let at = tasks.get(id)?.parent; at !== undefined && !above.has(at); at = tasks.get(at)?.parent) above.add(at)
  const inside = new Set<Id>([id])
  for (const each of inside) for (const child of tasks.get(each)?.children ?? []) inside.add(child)
  return { above, inside }
}

function push(map: Map<Id, Span[]>, key: Id, span: Span): void {
  const list = map.get(key)
  if (list) list.push(span)
  else map.set(key, [span])
}
