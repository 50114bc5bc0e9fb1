import type { Plan, Severity } from '#engine/model/plan'
import type { Schedule } from '#engine/schedule/types'
import { type Resolved, resolveIncludes } from './includes.ts'
import type { LineIndex } from './lines.ts'
import { planReferences, ringOf, type Said, saidByOthers, sameSaid, scheduleAlone, scheduleRing } from './portfolio.ts'
import { type FormerProblems, findProblems } from './problems.ts'
import type { Problem, Reading } from './read/reading.ts'
import type { Snapshot, WorkspaceView } from './snapshot.ts'

type Parts = Pick<Snapshot, 'uri' | 'version' | 'text' | 'lines' | 'reading' | 'workspace'> & {
  readonly severities: ReadonlyMap<string, Severity>
  readonly former: Former | undefined
}

/** What a snapshot has found, as far as the next one of the document can take it over. */
export interface Former {
  readonly schedule: Schedule | undefined
  readonly problems: FormerProblems | undefined
}

/** What a snapshot has found whenever it is asked, which may be later than now. */
export function formerOf(snapshot: DocumentSnapshot): Former {
  return {
    get schedule() {
      return snapshot.forNext.schedule
    },
    get problems() {
      return snapshot.forNext.problems
    },
  }
}

/** A {@link Snapshot} that computes each stage when it is first asked for, and keeps it. */
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
  /** Let go of when what it is for has been found. */
  #former: Former | undefined
  #forNext?: FormerProblems
  /** What other plans said when they were asked. */
  #outside?: readonly Said[]

  constructor({ uri, version, text, lines, reading, workspace, severities, former }: Parts) {
    this.uri = uri
    this.version = version
    this.text = text
    this.lines = lines
    this.reading = reading
    this.workspace = workspace
    this.#severities = severities
    this.#former = former
  }

  get forNext(): Former {
    return { schedule: this.#schedule ?? this.#former?.schedule, problems: this.#forNext ?? this.#former?.problems }
  }

  get plan(): Plan {
    return this.#resolved.plan
  }

  get schedule(): Schedule {
    this.#schedule ??= this.#computeSchedule()
    return this.#schedule
  }

  get problems(): readonly Problem[] {
    return this.#problems ?? this.#findProblems()
  }

  #findProblems(): readonly Problem[] {
    const { findings } = this.#resolved
    const { problems, forNext } = findProblems(this, findings, this.#severities, this.#former?.problems)
    this.#problems = problems
    this.#forNext = forNext
    this.#former = undefined
    return problems
  }

  get #resolved(): Resolved {
    this.#included ??= resolveIncludes(this.uri, this.reading, this.workspace)
    return this.#included
  }

  /** Do the other plans still say what this was made with? Of plans that wait for each other nobody knows. */
  isStillTrue(): boolean {
    if (!this.#schedule) return true
    const now = this.#outside && saidByOthers(this.plan, this.#find)
    return now?.every((said, at) => sameSaid(said, this.#outside![at])) ?? false
  }

  readonly #find = (id: string) => this.workspace.byProjectId(id) as DocumentSnapshot | undefined

  #computeSchedule(): Schedule {
    // What nobody has, `own-id/none`, is asked of this plan too: it has no dates to say before it is scheduled
    const outside = (other: Snapshot) => (other === this ? undefined : other.schedule)
    const ring = planReferences(this.plan).size > 0 ? ringOf<DocumentSnapshot>(this, this.#find) : [this]
    if (ring.length === 1) {
      this.#outside = saidByOthers(this.plan, this.#find)
      return scheduleAlone<DocumentSnapshot>(this, this.#find, outside, this.#former?.schedule)
    }
    const schedules = scheduleRing(ring, this.#find, outside)
    for (const member of ring) member.#schedule = schedules.get(member.uri)!
    return this.#schedule!
  }
}
