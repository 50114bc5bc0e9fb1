import type { Plan, Severity } from '#engine/model/plan'
import type { Schedule } from '#engine/schedule/types'
import { type Resolved, resolveIncludes } from './includes.ts'
import type { LineIndex } from './lines.ts'
import { planReferences, ringOf, scheduleAlone, scheduleRing } from './portfolio.ts'
import { findProblems } from './problems.ts'
import type { Problem, Reading } from './read/reading.ts'

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

export interface WorkspaceView {
  /** The snapshots of all plans, by uri. */
  readonly snapshots: ReadonlyMap<string, Snapshot>
  snapshot(uri: string): Snapshot | undefined
  byProjectId(id: string): Snapshot | undefined
  /** Resolves a path relative to a document; undefined where it leaves the workspace. */
  resolve(from: string, relative: string): string | undefined
  fileExists(from: string, relative: string): boolean | undefined
}

type Parts = Pick<Snapshot, 'uri' | 'version' | 'text' | 'lines' | 'reading' | 'workspace'> & {
  readonly severities: ReadonlyMap<string, Severity>
}

export class DocumentSnapshot implements Snapshot {
  readonly uri: string
  readonly version: number
  readonly text: string
  readonly lines: LineIndex
  readonly reading: Reading
  readonly workspace: WorkspaceView
  readonly #severities: ReadonlyMap<string, Severity>
  #included?: Resolved
  #schedule?: Schedule
  #problems?: readonly Problem[]

  constructor({ uri, version, text, lines, reading, workspace, severities }: Parts) {
    this.uri = uri
    this.version = version
    this.text = text
    this.lines = lines
    this.reading = reading
    this.workspace = workspace
    this.#severities = severities
  }

  get plan(): Plan {
    return this.#resolved.plan
  }

  get schedule(): Schedule {
    this.#schedule ??= this.#computeSchedule()
    return this.#schedule
  }

  get problems(): readonly Problem[] {
    this.#problems ??= findProblems(this, this.#resolved.findings, this.#severities)
    return this.#problems
  }

  get #resolved(): Resolved {
    this.#included ??= resolveIncludes(this.uri, this.reading, this.workspace)
    return this.#included
  }

  #computeSchedule(): Schedule {
    const find = (id: string) => this.workspace.byProjectId(id) as DocumentSnapshot | undefined
    const outside = (other: Snapshot) => other.schedule
    const ring = planReferences(this.plan).size > 0 ? ringOf<DocumentSnapshot>(this, find) : [this]
    if (ring.length === 1) return scheduleAlone<DocumentSnapshot>(this, find, outside)
    const schedules = scheduleRing(ring, find, outside)
    for (const member of ring) member.#schedule = schedules.get(member.uri)!
    return this.#schedule!
  }
}
