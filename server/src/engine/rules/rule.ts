import type { At, Path } from '../model/path.ts'
import type { Plan, Severity } from '../model/plan.ts'
import type { Schedule } from '../schedule/types.ts'

/** A mechanical answer to a finding: what to change, in the plan's terms. `language/write` makes the text edits. */
export interface Fix {
  readonly title: string
  readonly changes: readonly PlanChange[]
  /** The one that is chosen unseen; of a single fix unless it says no. Never one that states a fact or takes a side. */
  readonly preferred?: boolean
}

/** `text` is YAML source of a value, e.g. `2026-05-02` or `[a, b]` or a block. */
export type PlanChange =
  | { readonly kind: 'replace'; readonly at: At; readonly with: string }
  | { readonly kind: 'set'; readonly path: Path; readonly text: string }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'rename-key'; readonly path: Path; readonly to: string }

export interface Finding {
  readonly at: At
  /** What is wrong, in one sentence without a final stop. Plan text in it is quoted with "". */
  readonly message: string
  /** What to do. */
  readonly help?: string
  /** May be a getter, where there are many findings with much to relate. */
  readonly related?: readonly { readonly at: At; readonly message: string }[]
  readonly fixes?: readonly Fix[]
}

/** What a rule may look at. Everything is immutable. */
export interface RuleContext {
  readonly plan: Plan
  readonly schedule: Schedule
  /** Does another plan of the workspace have this `plan-id/task-id`? `undefined`: no such plan. */
  readonly external: (reference: string) => boolean | undefined
  /** The files of other plans of the workspace that have the same `project.id`. */
  readonly namesakes?: readonly string[]
  /** Has this task of another plan, `plan-id/task-id`, a deadline? `undefined`: there is no such task. */
  readonly hasDeadline?: (reference: string) => boolean | undefined
  /** Does this file exist in the workspace (evidence, include)? `undefined`: can't be known here. */
  readonly fileExists: (relative: string) => boolean | undefined
  /** What a file of test results says (evidence); `undefined` where it is none, or can't be known here. */
  readonly testResults?: (relative: string) => { readonly tests: number; readonly failed: number } | undefined
  /**
   * Does each of a task's globs match a file of the workspace, or with `!` take one away? `undefined`: not known (yet);
   * left out: can't be known here.
   */
  readonly isCodeMatched?: (globs: readonly string[]) => readonly boolean[] | undefined
  /** Is something written at this place, readable or not? What could not be read is told once, where it stands. */
  readonly isWritten?: (path: Path) => boolean
  /** The schedule that was agreed on, for the rules that measure against it; without one they are silent. */
  readonly baseline?: Schedule
}

/**
 * One way a plan can be wrong. Its file is named by its code, its page stands beside it (`<code>.md`,
 * with a **Wrong** and a **Right** plan that a test runs).
 * A rule without `check` is found while reading: the reader reports it by its code.
 */
export interface Rule {
  readonly code: string
  readonly severity: Severity
  /** One line: what it is about. */
  readonly title: string
  readonly check?: (context: RuleContext) => Iterable<Finding>
}
