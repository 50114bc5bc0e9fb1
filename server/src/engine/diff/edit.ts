import type { Path } from '../model/path.ts'
import type { Id } from '../model/plan.ts'

/** What an edit is about; the section it stands in, in the singular. */
export type EditedObject =
  | 'plan'
  | 'project'
  | 'calendar'
  | 'resource'
  | 'stakeholder'
  | 'task'
  | 'milestone'
  | 'sprint'
  | 'risk'
  | 'risk-matrix'
  | 'budget'
  | 'budget-line'
  | 'decision'
  | 'action'
  | 'issue'
  | 'assumption'
  | 'change'
  | 'baseline'
  | 'driver'
  | 'policy'
  /** A task of another plan that this one waits for: it moved there. */
  | 'other-plan'

export type EditKind = 'added' | 'removed' | 'changed' | 'renamed' | 'moved'

/** What is known of the work (actuals, remaining work, status date), or a new decision about it (rule 29). */
export type Nature = 'progress' | 'revision'

/** Where an edit is seen: in the text after it, of what is gone in the text before it. */
export interface Place {
  readonly side: 'base' | 'head'
  /** The included library; left out for the plan itself. */
  readonly file?: string
  readonly path: Path
}

/**
 * One difference between two plans: of one field of one object, or of the object as a whole. JSON, stable order.
 * `before` and `after` are in the plan's own words, in canonical form; left out where there is nothing.
 */
export interface Edit {
  /** `e1`, `e2`, … in the order of the list. */
  readonly edit: string
  readonly kind: EditKind
  readonly object: EditedObject
  /** The id after the edit; of what is gone the id it had. */
  readonly id: Id
  /** What people call the object. */
  readonly name: string
  /** The key as the plan writes it, `gate.dr-drill` below it; left out where the object as a whole is meant. */
  readonly field?: string
  readonly before?: string
  readonly after?: string
  readonly nature: Nature
  readonly place: Place
}
