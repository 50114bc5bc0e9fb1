import type { Path } from '../model/path.ts'
import type { ConstraintKind, Id, LinkType, Task } from '../model/plan.ts'
import type { Minute, WorkMinutes } from '../time/minute.ts'

/** Why a task has no dates (`spec/cli.md`). */
export type Unscheduled = 'cycle' | 'after-cycle' | 'no-working-time' | 'invalid' | 'other-plan-missing'

/** One thing that holds a task where it is (`spec/scheduling.md` rule 21). */
export interface Reason {
  readonly kind:
    | 'dependency'
    | 'constraint'
    | 'calendar'
    | 'resource'
    | 'status-date'
    | 'project-start'
    | 'actual'
    | 'successor'
  /**
   * The other task, for `dependency`, `successor` and `resource` (who has the person before); for the constraint `date`
   * the one whose deadline it counts from.
   */
  readonly task?: Id
  /** The person, for `resource`, and for `successor` where they are at that task afterwards. */
  readonly resource?: Id
  readonly type?: LinkType
  readonly constraint?: ConstraintKind | 'date'
  /** Minutes the task waits because of this, where that is a number (lag, calendar gap); below zero it is earlier. */
  readonly minutes?: number
  /** The lag without its sign as it is written, `3ed`, `2w`, where days of work do not say it. */
  readonly lag?: string
  /** The instant counted from where that is not the task's date here: another plan's, or the earliest of one placed late. */
  readonly at?: Minute
  /** Where the holding thing is written. */
  readonly path?: Path
  /** In a chain of reasons (`why`): the task that this holds. */
  readonly holds?: Id
}

/**
 * One task's computed dates. Starts are on the later side of a gap, finishes on the earlier (rule 5).
 * Where `unscheduled` is set every date and figure is NaN: ask for `unscheduled` first.
 */
export interface ScheduledTask {
  readonly task: Task
  readonly unscheduled?: Unscheduled
  /** A summary of which some leaves are unscheduled: the dates cover the rest. */
  readonly partial: boolean
  readonly start: Minute
  readonly finish: Minute
  readonly earlyStart: Minute
  readonly earlyFinish: Minute
  readonly lateStart: Minute
  readonly lateFinish: Minute
  readonly duration: WorkMinutes
  readonly effort: WorkMinutes
  readonly totalFloat: WorkMinutes
  readonly freeFloat: WorkMinutes
  readonly critical: boolean
  /** 0–1, as scheduled (rolled up by duration for summaries). */
  readonly progress: number
  readonly started: boolean
  readonly finished: boolean
  readonly cancelled: boolean
  /** Where its reasons are found (`drivingOf`). */
  readonly behind?: object
  /** Labour, cost per use and the task's own cost, in the project's currency. */
  readonly cost: number
}

export interface Cycle {
  /**
   * In order: each waits for the one before it, the first for the last. `path` is where that edge is written, `file` the
   * plan where a circle leads over several; other plans' tasks are `plan-id/task-id`.
   */
  readonly edges: readonly {
    readonly from: Id
    readonly to: Id
    readonly path: Path
    readonly file?: string | undefined
  }[]
}

/** Two constraints that hold one leaf and exclude each other, whatever the rest of the plan does (rule 12). */
export interface Collision {
  /** The leaf; each of the two may be written at a summary around it. */
  readonly task: Id
  /** The one that wins. */
  readonly kept: Constrained
  readonly broken: Constrained
  /** When the leaf starts (or finishes) by the one that wins, where the other says when it starts (or finishes). */
  readonly allowed: Minute
}

/** A constraint and the task that it is written at. */
export interface Constrained {
  readonly constraint: ConstraintKind | 'date'
  readonly task: Id
  readonly path: Path
}

/** A constraint that can't hold together with the logic (rule 12). */
export interface Conflict {
  readonly task: Id
  readonly constraint: ConstraintKind
  /** What it collides with: what logic asks for. */
  readonly against: { readonly constraint?: Constrained['constraint']; readonly task?: Id; readonly path?: Path }
  readonly required: Minute
  readonly allowed: Minute
}

/** A stretch of time in which a resource has more work than it can do (rule 22); `load` is units ÷ available, Infinity when away. */
export interface Overload {
  readonly from: Minute
  readonly to: Minute
  readonly load: number
  readonly tasks: readonly Id[]
}

/** A day or week in which `tasks` take more of a resource than its limit allows (rule 23), in minutes of effort. */
export interface OverLimit {
  readonly period: 'day' | 'week'
  readonly from: Minute
  readonly to: Minute
  readonly effort: number
  readonly allowed: number
  readonly tasks: readonly Id[]
}

export interface Schedule {
  readonly tasks: ReadonlyMap<Id, ScheduledTask>
  readonly start: Minute
  readonly finish: Minute
  readonly deadline: Minute | undefined
  readonly statusDate: Minute | undefined
  /** Ids on a driving path to the project's finish, in order of start. */
  readonly criticalPath: readonly Id[]
  readonly cycles: readonly Cycle[]
  readonly conflicts: readonly Conflict[]
  readonly collisions: readonly Collision[]
  readonly overloads: ReadonlyMap<Id, readonly Overload[]>
  readonly overLimits: ReadonlyMap<Id, readonly OverLimit[]>
  /** Minutes of work in `1d` and `1w` of the project calendar (rule 3). */
  readonly dayMinutes: number
  readonly weekMinutes: number
  readonly cost: number
}
