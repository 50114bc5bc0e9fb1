import type { Baseline } from '#engine/cost/variance'
import type { Id, Plan } from '#engine/model/plan'
import type { OutsideTask } from '#engine/schedule/outside'
import type { Schedule } from '#engine/schedule/types'
import type { CodeTies } from './code/ties.ts'
import type { LineIndex } from './lines.ts'
import type { Problem, Reading } from './read/reading.ts'
import type { TestResults } from './testResults.ts'

/**
 * One version of one document, and all that follows from it, each computed when first asked for and kept.
 * Immutable: new text is a new snapshot, which takes over what the edit did not touch.
 */
export interface Snapshot {
  readonly uri: string
  readonly version: number
  readonly text: string
  readonly lines: LineIndex
  readonly reading: Reading
  /** The plan with its included libraries merged in. */
  readonly plan: Plan
  readonly schedule: Schedule
  /** Everything wrong with this document: reading, rules, silencings applied; in order of position. */
  readonly problems: readonly Problem[]
  /** The other documents, as they are at this version. */
  readonly workspace: WorkspaceView
}

/** A task of another plan that waits for one of this plan. */
export interface AwaitedOutside {
  /** The name of its project. */
  readonly plan: string
  readonly task: Id
  readonly name: string
  /** Working minutes that the task of this plan can slip without moving it. */
  readonly room: number
}

export interface WorkspaceView {
  /** The snapshots of all plans, by uri. */
  readonly snapshots: ReadonlyMap<string, Snapshot>
  snapshot(uri: string): Snapshot | undefined
  byProjectId(id: string): Snapshot | undefined
  /** The plans that refer to tasks of the plan with this `project.id`, in the order of their URIs. */
  waitingFor(id: string): readonly Snapshot[]
  /** Who in other plans waits for a task of a plan, those that leave it least first. */
  awaited(plan: Snapshot, task: Id): readonly AwaitedOutside[]
  /** What another plan says of one of its tasks, by `plan-id/task-id`: only who has scheduled that plan knows. */
  outside(reference: string): OutsideTask | undefined
  /** URIs of the other plans that have the same `project.id`, sorted. */
  namesakes(uri: string): readonly string[]
  /** Resolves a path relative to a document; undefined where it leaves the workspace. */
  resolve(from: string, relative: string): string | undefined
  fileExists(from: string, relative: string): boolean | undefined
  /** What source files have to do with plans, where that is known. */
  readonly ties?: CodeTies
  /** What a plan is measured against, where a person has asked for that. */
  baselineOf(uri: string): Baseline | undefined
  /** What a file of test results inside the workspace says; `undefined` where it is none, or not known. */
  testResults(from: string, relative: string): TestResults | undefined
  /** The same documents, but for these texts, by uri, new files among them: to see what an edit would do. This one stays as it is. */
  withTexts(texts: ReadonlyMap<string, string>): WorkspaceView
}
