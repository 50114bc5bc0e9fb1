import type { Id } from '#engine/model/plan'
import { splitReference } from '../portfolio.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { linksOf } from './links.ts'
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
  /** Where the links are written. Incoming: in the asking document; outgoing: in the item's. */
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

/** What a task waits for. */
export function predecessorCalls(snapshot: Snapshot, id: Id): readonly HierarchyCall[] {
  const task = snapshot.plan.tasks.get(id)
  return linksOf(snapshot.plan)
    .predecessorsOf(id)
    .flatMap(before => {
      const item = itemOf(snapshot, before)
      const at =
        task?.after
          .filter(link => link.task === before)
          .map(({ path }) => snapshot.reading.spanOf({ path, word: before })) ?? []
      return item ? [{ item, at }] : []
    })
}

/** What waits for a task, in this plan and in others. */
export function successorCalls(snapshot: Snapshot, id: Id): readonly HierarchyCall[] {
  const own = linksOf(snapshot.plan)
    .successorsOf(id)
    .flatMap(after => callTo(snapshot, after, id))
  const project = snapshot.plan.project.id
  if (project === undefined) return own
  const reference = `${project}/${id}`
  const others = [...snapshot.workspace.snapshots.values()].filter(({ uri }) => uri !== snapshot.uri)
  return [
    ...own,
    ...others.flatMap(other =>
      linksOf(other.plan)
        .successorsOf(reference)
        .flatMap(after => callTo(other, after, reference)),
    ),
  ]
}

function callTo(snapshot: Snapshot, after: Id, before: Id): readonly HierarchyCall[] {
  const item = itemOf(snapshot, after)
  const links = snapshot.plan.tasks.get(after)?.after.filter(({ task }) => task === before) ?? []
  return item ? [{ item, at: links.map(({ path }) => snapshot.reading.spanOf({ path, word: before })) }] : []
}
