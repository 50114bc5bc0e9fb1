import type { Id, Severity } from '../model/plan.ts'
import type { RiskRank } from '../risk/matrix.ts'
import type { Edit, Place } from './edit.ts'

/**
 * What a change of a plan means (`spec/scheduling.md` 29–30). Plain JSON: no maps, no `undefined` that matters, no NaN.
 *
 * Dates are minutes on the civil clock; movements are working minutes of the base's project calendar, later is
 * positive; money is in the project's currency, to the cent. Objects are named by the ids they have in the head.
 */
export interface PlanComparison {
  readonly verdict: Verdict
  readonly edits: readonly Edit[]
  /** Every milestone of either side, in the order of the head, those that are gone last. */
  readonly milestones: readonly MilestoneMovement[]
  /** The project's finish. */
  readonly project: Movement
  readonly criticalPath: { readonly before: readonly Id[]; readonly after: readonly Id[] }
  /** Unfinished tasks with less float than before, the greatest loss first. */
  readonly floatLost: readonly FloatLoss[]
  readonly cost: CostMovement
  readonly overloads: { readonly new: readonly PersonOverload[]; readonly gone: readonly PersonOverload[] }
  readonly risks: RiskMovements
  /** Criteria of gates and of acceptance that came, went or changed their status. */
  readonly criteria: readonly CriterionMovement[]
  readonly diagnostics: {
    readonly new: readonly ComparedDiagnostic[]
    readonly gone: readonly ComparedDiagnostic[]
    /** Newly silenced by a comment. */
    readonly silenced: readonly ComparedDiagnostic[]
    /** Was silenced, and is told again. */
    readonly unsilenced: readonly ComparedDiagnostic[]
  }
  /** Change records that this comparison adds or approves, with what they claim and what their edits really do. */
  readonly changeRecords: readonly ChangeRecord[]
  readonly policy: readonly PolicyResult[]
  /** Ids of unfinished tasks and milestones that are gone or cancelled. */
  readonly removedWork: readonly Id[]
  /** Tasks that moved, came or went, for a timeline with ghosts; in the order of the head. */
  readonly moved: readonly MovedTask[]
  /** How the shares were found. */
  readonly method: 'shapley' | 'ordered' | 'none'
  /** What the amounts count in: working minutes in a day of the base's project calendar, and the currency. */
  readonly dayMinutes: number
  readonly currency?: string
  /** Where the project starts, in the head where it has dates there: dates of other years are told with theirs. */
  readonly start?: number
}

/** `unjudged`: a side has tasks without dates, or there is no such side. */
export type Verdict = 'unchanged' | 'better' | 'worse' | 'mixed' | 'unjudged'

/** How an instant moved, and which edits moved it by how much. */
export interface Movement {
  /** Left out where there is none: it came, went, or has no dates. */
  readonly before?: number
  readonly after?: number
  /** Left out unless there are both. The shares, and the two halves, sum to it exactly. */
  readonly minutes?: number
  /** The same in days of the calendar. */
  readonly days?: number
  /** The half-step: by progress, then by revision. */
  readonly progressMinutes?: number
  readonly revisionMinutes?: number
  /** What the edits would do each alone, less what they do together: no share, but worth knowing. */
  readonly interactionMinutes?: number
  /** The greatest first; edits without effect are left out. */
  readonly attribution: readonly Share[]
  readonly deadline?: number
  /** Later than its deadline; left out where there is no date or no deadline. */
  readonly lateBefore?: boolean
  readonly lateAfter?: boolean
}

export interface MilestoneMovement extends Movement {
  readonly id: Id
  readonly name: string
  readonly place: Place
}

export interface Share {
  /** `e1`, …: the edit it is the share of. */
  readonly edit: string
  /** Working minutes. */
  readonly minutes: number
}

export interface CostMovement {
  readonly before: number
  readonly after: number
  readonly attribution: readonly { readonly edit: string; readonly amount: number }[]
  readonly interaction: number
  readonly budgetBefore?: number
  readonly budgetAfter?: number
}

export interface FloatLoss {
  readonly id: Id
  readonly name: string
  /** Working minutes of total float. */
  readonly before: number
  readonly after: number
  readonly becameCritical: boolean
}

export interface PersonOverload {
  readonly resource: Id
  readonly name: string
  readonly from: number
  readonly to: number
  /** Units asked for ÷ units there are; left out where the person is away. */
  readonly load?: number
  readonly tasks: readonly Id[]
  /** Of a new one: the greatest that the resource had before, wherever; left out where it had none. */
  readonly before?: { readonly load?: number }
}

/** Judged on the base's matrix, length and budget. */
export interface RiskMovements {
  readonly opened: readonly Id[]
  readonly closed: readonly Id[]
  readonly raised: readonly Id[]
  readonly lowered: readonly Id[]
  readonly exposure: { readonly before: TotalExposure; readonly after: TotalExposure }
  /** Those of the four lists, with their places in the matrix. */
  readonly moves: readonly RiskMove[]
}

/** Working days and money, probability × impact over all live risks; opportunities are taken off. */
export interface TotalExposure {
  readonly days: number
  readonly cost: number
}

export interface RiskMove {
  readonly id: Id
  readonly name: string
  readonly before?: RiskPosition
  readonly after?: RiskPosition
}

export interface RiskPosition {
  /** 0–4 each, lowest first; left out where the risk can't be placed. */
  readonly cell?: { readonly probability: number; readonly impact: number }
  readonly rank?: RiskRank
  readonly days?: number
  readonly cost?: number
}

export interface CriterionMovement {
  readonly task: Id
  readonly name: string
  readonly list: 'gate' | 'acceptance'
  readonly id: Id
  readonly before?: string
  readonly after?: string
}

export interface ComparedDiagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'information' | 'hint'
  readonly message: string
  readonly help?: string
  /** The file it is in; a library's where it is in one. */
  readonly file: string
  /** Zero-based, in UTF-16 code units. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number }
    readonly end: { readonly line: number; readonly character: number }
  }
  /** The side whose text the range is in. */
  readonly side: Place['side']
}

export interface ChangeRecord {
  readonly id: Id
  readonly name: string
  /** The edits that it covers. */
  readonly edits: readonly string[]
  /** Working minutes of the finish, and money; left out where it claims none. */
  readonly claimedMinutes?: number
  readonly claimedCost?: number
  readonly minutes: number
  readonly cost: number
}

export interface PolicyResult {
  readonly rule:
    | 'max-slip'
    | 'max-cost-growth'
    | 'min-confidence'
    | 'require-change-record'
    | 'claimed-impact'
    | 'require-owner'
    | 'gates'
    | 'loosened'
    | 'silenced'
  /** Of `policy/<rule>`, as the base's `policy.rules` has it; what is `off` there is not judged. */
  readonly severity: Exclude<Severity, 'off'>
  /** `null`: it can't be judged, and the detail says why. */
  readonly held: boolean | null
  readonly detail: string
  /** The places that break it. */
  readonly places: readonly Place[]
}

export interface MovedTask {
  readonly id: Id
  readonly name: string
  readonly kind: 'task' | 'summary' | 'milestone'
  readonly parent?: Id
  readonly before?: { readonly start: number; readonly finish: number; readonly critical: boolean }
  readonly after?: { readonly start: number; readonly finish: number; readonly critical: boolean }
}
