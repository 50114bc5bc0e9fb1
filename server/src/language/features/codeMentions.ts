import type { Id, Task } from '#engine/model/plan'
import type { Mention } from '../code/ties.ts'
import type { Snapshot, WorkspaceView } from '../snapshot.ts'
import { folderOf } from '../uris.ts'
import { definitionOf, homeOf, type Target, targetAt } from './references.ts'

/** The plan whose task a source file means: the one that is named, else of those with such a task the nearest by folder. */
export function planOf(
  { uri, plan, id }: Pick<Mention, 'uri' | 'plan' | 'id'>,
  workspace: WorkspaceView,
): Snapshot | undefined {
  if (plan !== undefined) {
    const named = workspace.byProjectId(plan)
    return named?.plan.tasks.has(id) ? named : undefined
  }
  let nearest: Snapshot | undefined
  for (const snapshot of workspace.snapshots.values()) {
    if (!snapshot.plan.tasks.has(id)) continue
    const isAround = (other: Snapshot) => (uri.startsWith(folderOf(other.uri)) ? folderOf(other.uri).length : 0)
    if (!nearest || isAround(nearest) < isAround(snapshot)) nearest = snapshot
  }
  return nearest
}

/** What source files say of the object at hand, where it is a task. */
export function mentionsOf(snapshot: Snapshot, target: Pick<Target, 'kind' | 'id' | 'plan'>): readonly Mention[] {
  const home = target.kind === 'task' ? homeOf(snapshot, target) : undefined
  if (!home || !definitionOf(snapshot, target)) return []
  const { workspace } = snapshot
  return mentionsIn(workspace, ({ id }) => id === target.id, home)
}

function mentionsIn(
  workspace: WorkspaceView,
  isWanted: (mention: Mention) => boolean,
  home: Snapshot | undefined,
): readonly Mention[] {
  const found = workspace.ties?.mentions().filter(isWanted) ?? []
  return found.filter(mention => planOf(mention, workspace)?.uri === home?.uri)
}

/** Where source files name the task or the plan at the cursor: the id alone, which is what a rename replaces. */
export function mentionsAt(snapshot: Snapshot, offset: number): readonly Pick<Mention, 'uri' | 'start' | 'end'>[] {
  const target = targetAt(snapshot, offset)
  if (target?.kind !== 'plan') return target ? mentionsOf(snapshot, target) : []
  const { workspace } = snapshot
  const { id } = target
  return mentionsIn(workspace, ({ plan }) => plan === id, workspace.byProjectId(id)).map(({ uri, from }) => {
    const start = { line: from.line, character: from.character + 'tpm:'.length }
    return { uri, start, end: { line: start.line, character: start.character + id.length } }
  })
}

/** The files that a task's globs match, sorted, relative to the plan's folder. */
export function codeFilesOf({ uri, workspace }: Snapshot, { code }: Task): readonly string[] {
  return workspace.ties?.filesOf(uri, code).toSorted() ?? []
}

/** The places in source files where something is still to be done for a task: `src/sync/run.ts:12`. */
export function todosOf(snapshot: Snapshot, id: Id): readonly string[] {
  const folder = folderOf(snapshot.uri)
  return mentionsOf(snapshot, { kind: 'task', id }).flatMap(({ kind, uri, start }) =>
    kind === 'todo'
      ? [`${decodeURIComponent(uri.startsWith(folder) ? uri.slice(folder.length) : uri)}:${start.line + 1}`]
      : [],
  )
}
