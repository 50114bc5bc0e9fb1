import type { Plan } from '../model/plan.ts'
import type { External } from '../schedule/outside.ts'
import type { PlanDraft } from './draft.ts'
import type { Edit } from './edit.ts'
import type { Effect } from './fields.ts'

/** One side of a comparison: a plan with its libraries merged in, and what is known of the plans that it waits for. */
export interface Version {
  readonly plan: Plan
  readonly external?: External
  /** Keys that start with `x-`, which a plan does not keep. */
  readonly extensions?: readonly Extension[]
}

/** A key that starts with `x-`. */
export interface Extension {
  readonly object: Edit['object']
  /** The id of the object it is a key of; the plan, the project… have none. */
  readonly id: string
  readonly name: string
  readonly field: string
  /** Its value, in a form that does not depend on how it is written. */
  readonly value: string
  readonly place: Pick<Edit['place'], 'path' | 'file'>
}

/** An edit that can be made. */
export interface Change {
  readonly edit: Edit
  readonly effect: Effect
  readonly apply: (draft: PlanDraft) => void
  /** An object that came or went inside another one that did: it is one decision with that. */
  readonly within?: Change
}
