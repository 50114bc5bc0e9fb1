import type { CivilDate, DateRange, Duration, Hours } from '../time/minute.ts'
import type { Path } from './path.ts'

/** An id as written in the plan; another plan's task is `plan-id/task-id`. */
export type Id = string

/** The five levels of probability, impact, influence and interest, lowest first. */
export const levels = ['very-low', 'low', 'medium', 'high', 'very-high'] as const
export type Level = (typeof levels)[number]

/** Every object of a plan: where it stands, and the keys that start with `x-` are not kept here. */
export interface Located {
  readonly path: Path
  /** The included library it comes from; left out for what stands in the plan itself. */
  readonly file?: string
}
export interface Named extends Located {
  readonly id: Id
  /** Falls back to the id where the name is missing or unreadable. */
  readonly name: string
}

/** A value that changes over time: sorted by `from`; the first entry of a plain value has no `from`. */
export type OverTime<T> = readonly { readonly from?: CivilDate; readonly value: T }[]

/**
 * One plan, read and resolved: everything that was right in the text, in document order.
 * Plain and immutable. Shared definitions of included libraries are already merged in.
 */
export interface Plan {
  /** The format version as written; `undefined` where the key is missing. */
  readonly version: number | undefined
  /** URI or path of the file. Findings in included files name theirs. */
  readonly file: string
  /** A file without `project`, `tasks` and `milestones`. */
  readonly isLibrary: boolean
  readonly project: Project
  readonly include: readonly { readonly target: string; readonly path: Path }[]
  readonly calendars: ReadonlyMap<Id, CalendarSpec>
  readonly resources: ReadonlyMap<Id, Resource>
  readonly stakeholders: ReadonlyMap<Id, Stakeholder>
  /**
   * All tasks, summaries and milestones by id, flattened, in document order, parents before children; of a duplicate id
   * the first.
   */
  readonly tasks: ReadonlyMap<Id, Task>
  readonly sprints: ReadonlyMap<Id, Sprint>
  readonly risks: ReadonlyMap<Id, Risk>
  readonly riskMatrix: RiskMatrix
  readonly budget: Budget | undefined
  readonly decisions: ReadonlyMap<Id, Decision>
  readonly actions: ReadonlyMap<Id, Action>
  readonly issues: ReadonlyMap<Id, Issue>
  readonly assumptions: ReadonlyMap<Id, Assumption>
  readonly changes: ReadonlyMap<Id, Change>
  readonly baselines: ReadonlyMap<Id, Baseline>
  readonly drivers: ReadonlyMap<Id, Driver>
  readonly policy: Policy
}

export interface Project extends Located {
  readonly id?: Id
  readonly name: string
  readonly description?: string
  readonly start?: CivilDate
  readonly finish?: CivilDate
  readonly statusDate?: CivilDate
  readonly deadline?: CivilDate
  readonly calendar?: Id
  readonly currency?: string
  readonly owner?: Id
  readonly goals: readonly string[]
  readonly leveling: 'none' | 'auto'
  readonly progressLogic: 'retained' | 'override'
  readonly nearCritical?: Duration
  readonly schedule: Placement
}

/** `as-soon-as-possible` or `as-late-as-possible`. */
export type Placement = 'as-soon-as-possible' | 'as-late-as-possible'

export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6 // 0 = Monday

export interface CalendarSpec extends Named {
  readonly basedOn?: Id
  /** Only the days that are named; `[]` is closed. `undefined` where there is no `week` at all. */
  readonly week?: ReadonlyMap<Weekday, readonly Hours[]>
  readonly day?: Duration
  readonly weekHours?: Duration
  readonly holidays: readonly { readonly range: DateRange; readonly name?: string; readonly path: Path }[]
  readonly exceptions: readonly {
    readonly range: DateRange
    readonly hours: 'closed' | 'open' | readonly Hours[]
    readonly path: Path
  }[]
}

/** Money per hour or per day, in the project's currency. */
export interface Rate {
  readonly amount: number
  readonly per: 'h' | 'd' | 'w' | 'mo'
}

export interface Resource extends Named {
  readonly type: 'person' | 'team' | 'equipment' | 'cost'
  readonly role?: string
  readonly skills: readonly string[]
  readonly team?: Id
  /** Share of full time, 0.8 for `80%`; empty where not said (= 1). */
  readonly capacity: OverTime<number>
  /** How many there are; empty where not said (= 1). */
  readonly units: OverTime<number>
  readonly from?: CivilDate
  readonly until?: CivilDate
  readonly calendar?: Id
  readonly leave: readonly { readonly range: DateRange; readonly name?: string; readonly path: Path }[]
  readonly rate: OverTime<Rate>
  readonly overtimeRate: OverTime<Rate>
  readonly costPerUse?: number
  readonly email?: string
  readonly manager?: Id
  readonly limits: { readonly perDay?: Duration; readonly perWeek?: Duration }
}

/** A single value has only `likely`. */
export interface Estimate<T> {
  readonly optimistic?: T
  readonly likely: T
  readonly pessimistic?: T
  readonly distribution?: 'pert' | 'triangular' | 'uniform' | 'lognormal'
}

export type LinkType = 'FS' | 'SS' | 'FF' | 'SF'

/** Working or elapsed time, or a percent of the predecessor's duration (0.5 for `50%`). Negative for a lead. */
export type Lag =
  | { readonly kind: 'duration'; readonly duration: Duration }
  | { readonly kind: 'percent'; readonly share: number }

/** One entry of `after` or `before`, as written. `at` is the path of the entry. */
export interface Link {
  /** The other task: a task or milestone id, or `plan-id/task-id`. */
  readonly task: Id
  readonly type: LinkType
  readonly lag?: Lag
  readonly because?: string
  /**
   * `before` entries only: counted back from `task`'s deadline, not from its computed date (`before: ga.deadline -3w`).
   */
  readonly fromDeadline?: boolean
  readonly path: Path
}

export type ConstraintKind =
  | 'start-no-earlier-than'
  | 'start-no-later-than'
  | 'finish-no-earlier-than'
  | 'finish-no-later-than'
  | 'must-start-on'
  | 'must-finish-on'

export type TaskStatus = 'not-started' | 'in-progress' | 'blocked' | 'done' | 'cancelled'

/** A share of one full-time unit, 1 for `100%`; `undefined` where the plan leaves it to rule 8. */
export interface Assignment {
  readonly resource: Id
  readonly units?: number
  readonly path: Path
}

/** A task, a summary (`children` not empty) or a milestone (from `milestones`, or `duration: 0d`). */
export interface Task extends Named {
  readonly kind: 'task' | 'summary' | 'milestone'
  /** Stands in the `milestones` section (and may have `date`, `actual`, `gate`, `audience`). */
  readonly isMilestoneSection: boolean
  readonly parent?: Id
  readonly children: readonly Id[]
  readonly description?: string
  readonly notes?: string
  readonly duration?: Estimate<Duration>
  readonly effort?: Estimate<Duration>
  readonly assign: readonly Assignment[]
  readonly after: readonly Link[]
  readonly before: readonly Link[]
  readonly constraints: { readonly [K in ConstraintKind]?: CivilDate }
  readonly schedule?: Placement
  readonly deadline?: CivilDate
  readonly calendar?: Id
  readonly ignoreResourceCalendars: boolean
  readonly pauses: readonly { readonly range: DateRange; readonly path: Path }[]
  readonly priority?: number
  readonly status?: TaskStatus
  /** 0–1 */
  readonly progress?: number
  readonly remaining?: Estimate<Duration>
  readonly actualStart?: CivilDate
  readonly actualFinish?: CivilDate
  readonly earning?: 'progress' | '0/100' | '50/50' | 'milestones'
  readonly cost?: number
  readonly accrue?: 'start' | 'end' | 'even'
  readonly actualCost?: number
  readonly actualEffort?: Duration
  readonly owner?: string
  readonly raci: readonly { readonly who: Id; readonly role: 'R' | 'A' | 'C' | 'I'; readonly path: Path }[]
  readonly tags: readonly string[]
  readonly links: readonly string[]
  readonly code: readonly string[]
  readonly acceptance: readonly Criterion[]
  readonly sprint?: Id
  readonly points?: number
  // milestones only
  /** Fixed by others; the schedule uses `likely`. */
  readonly date?: Estimate<CivilDate>
  readonly actual?: CivilDate
  readonly milestoneStatus?: 'open' | 'reached' | 'cancelled'
  readonly gate: readonly Criterion[]
  readonly audience: readonly Id[]
}

export interface Criterion extends Named {
  readonly status: 'open' | 'passed' | 'waived'
  readonly evidence?: string
  readonly by?: Id
  readonly date?: CivilDate
}

export interface Sprint extends Named {
  readonly start?: CivilDate
  readonly finish?: CivilDate
  readonly goal?: string
  readonly capacity?: number
}

export interface Impact {
  /** A level alone (`impact: high`). */
  readonly level?: Level
  readonly schedule?: Estimate<Duration>
  readonly cost?: Estimate<number>
  readonly scope?: Level
  readonly quality?: Level
  readonly security?: Level
}

/** A percentage (0–1), or a level alone. */
export type Probability = { readonly share: number } | { readonly level: Level }

export interface Risk extends Named {
  readonly type: 'threat' | 'opportunity'
  readonly category?: string
  readonly cause?: string
  readonly effect?: string
  readonly probability?: Probability
  readonly impact?: Impact
  readonly affects: readonly { readonly task: Id; readonly path: Path }[]
  readonly occurs: 'once' | 'per-task'
  readonly combine: 'serial' | 'parallel'
  readonly response?: 'avoid' | 'transfer' | 'mitigate' | 'accept' | 'escalate' | 'exploit' | 'share' | 'enhance'
  /** Task ids (no space) and texts. */
  readonly mitigation: readonly { readonly text: string; readonly isTask: boolean; readonly path: Path }[]
  readonly responseCost?: number
  readonly contingency?: string
  readonly trigger?: string
  readonly proximity?: DateRange
  readonly reviewBy?: CivilDate
  readonly owner?: Id
  readonly actionee?: Id
  readonly residual?: { readonly probability?: Probability; readonly impact?: Impact }
  readonly status: 'open' | 'watching' | 'occurred' | 'closed'
  readonly secondary: readonly Id[]
}

export interface RiskMatrix {
  /** Upper bounds of the five probability bands, as shares; default 0.1, 0.3, 0.5, 0.7, 1. */
  readonly probability: readonly number[]
  /** Upper bounds of the five schedule bands as shares of the project's length. */
  readonly schedule: readonly number[]
  /** Upper bounds of the five cost bands as shares of the budget. */
  readonly cost: readonly number[]
  /** Names of the bands, lowest first, where the plan gives its own. */
  readonly names?: { readonly probability?: readonly string[]; readonly impact?: readonly string[] }
  /** Score (probability band 1–5 × impact band 1–5) from which a risk is moderate, high, critical. */
  readonly moderate: number
  readonly high: number
  readonly critical: number
}

export interface Budget extends Located {
  readonly total?: number
  /** Share of the total, 0–1. */
  readonly contingency?: number
  readonly lines: ReadonlyMap<Id, BudgetLine>
}
export interface BudgetLine extends Named {
  readonly category?: string
  readonly planned?: number
  /** One amount, or by month (`month` is minutes of the month's first day). */
  readonly actual: OverTime<number>
  readonly committed: OverTime<number>
  readonly resource?: Id
  readonly spread?: 'linear' | 'start' | 'end' | { readonly task: Id }
}

export interface Stakeholder extends Named {
  readonly role?: string
  readonly influence?: Level
  readonly interest?: Level
  readonly engagement?: 'unaware' | 'resistant' | 'neutral' | 'supportive' | 'leading'
  readonly cadence?: Duration
  readonly channel?: string
  readonly email?: string
}
export interface Decision extends Named {
  readonly date?: CivilDate
  readonly due?: CivilDate
  readonly by: readonly Id[]
  readonly status: 'proposed' | 'decided' | 'superseded'
  readonly links: readonly string[]
}
export interface Action extends Named {
  readonly owner?: Id
  readonly due?: CivilDate
  readonly status: 'open' | 'done'
  readonly from?: Id
}
export interface Issue extends Named {
  readonly severity?: string
  readonly owner?: Id
  readonly raised?: CivilDate
  readonly due?: CivilDate
  readonly status: 'open' | 'resolved'
  readonly risk?: Id
  readonly affects: readonly Id[]
}
export interface Assumption extends Named {
  readonly owner?: Id
  readonly reviewBy?: CivilDate
  readonly status: 'open' | 'held' | 'failed'
  readonly risk?: Id
  readonly affects: readonly Id[]
}
export interface Change extends Named {
  readonly requestedBy?: Id
  readonly date?: CivilDate
  readonly status: 'proposed' | 'approved' | 'rejected' | 'done'
  readonly covers: readonly Id[]
  readonly impact?: Impact
  readonly links: readonly string[]
}
export interface Baseline extends Named {
  readonly ref?: string
  readonly date?: CivilDate
}
export interface Driver extends Named {
  readonly spread?: number
  readonly over: readonly string[]
}
export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off'
export interface Policy {
  readonly maxSlip?: Duration
  readonly minConfidence?: number
  readonly maxCostGrowth?: number
  readonly requireChangeRecord: boolean
  readonly requireOwner: boolean
  readonly rules: ReadonlyMap<string, Severity>
  /** Limits of the `health/…` rules, 0–1, where the plan sets them. */
  readonly health: { readonly [L in HealthLimit]?: number | undefined }
}
/** What a `health/…` rule allows: mostly the share that may be so; `cpli` and `bei` may not be below. */
export type HealthLimit =
  | 'missing-logic'
  | 'leads'
  | 'lags'
  | 'relationship-types'
  | 'hard-constraints'
  | 'high-float'
  /** The share of the project's length from which float is high. */
  | 'float-length'
  | 'negative-float'
  | 'high-duration'
  /** The share of the project's length from which a task is long; never below two weeks. */
  | 'duration-length'
  | 'invalid-dates'
  | 'resources'
  | 'missed-tasks'
  | 'cpli'
  | 'bei'
