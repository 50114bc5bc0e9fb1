import type { Notes } from '../notes.ts'
import type { DraftMap, idGiver } from '../planText.ts'
import type { TjProject, TjTask } from './project.ts'

/** What writing a plan goes by. */
export interface Context {
  readonly project: TjProject
  readonly notes: Notes
  readonly ids: ReadonlyMap<TjTask, string>
  readonly people: ReadonlyMap<string, string>
  readonly give: ReturnType<typeof idGiver>
  /** Ids of the points that stand between tasks, by what they stand for. */
  readonly pointIds: Map<string, string>
  /** Those points, so far as they are written; they are at the top of the plan, where they begin no summary. */
  readonly points: Map<string, DraftMap>
  /** What only a schedule tells. */
  readonly measured: Measured
}

export interface Measured {
  /** Containers that begin before anything inside does, and the id of the milestone that says so. */
  readonly opened: ReadonlyMap<TjTask, string>
  /** Containers that end after all that is inside, the same way. */
  readonly closed: ReadonlyMap<TjTask, string>
  /** Minutes on the clock of tasks that last from what they follow to what follows them. */
  readonly lengths: ReadonlyMap<TjTask, number>
}

export function* allTasks(tasks: readonly TjTask[]): Generator<TjTask> {
  for (const task of tasks) {
    yield task
    yield* allTasks(task.tasks)
  }
}

/** A task and what it is in, from the inside. */
export function* lineage(task: TjTask): Generator<TjTask> {
  for (let at: TjTask | undefined = task; at; at = at.parent) yield at
}
