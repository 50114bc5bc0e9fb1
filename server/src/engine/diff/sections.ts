import type { Id, Named, Plan } from '../model/plan.ts'
import type { EditedObject } from './edit.ts'
import {
  actionFields,
  assumptionFields,
  baselineFields,
  budgetLineFields,
  calendarFields,
  changeFields,
  decisionFields,
  driverFields,
  type Effect,
  type Field,
  issueFields,
  resourceFields,
  riskFields,
  sprintFields,
  stakeholderFields,
} from './fields.ts'

/** A section of a plan that is a map of objects by id; tasks and milestones are apart, since they form a tree. */
export interface Section {
  readonly object: EditedObject
  readonly of: (plan: Plan) => ReadonlyMap<Id, Named>
  readonly put: (plan: Plan, objects: ReadonlyMap<Id, Named>) => Plan
  readonly fields: readonly Field<Named>[]
  /** What an object that comes or goes can move. */
  readonly effect: Effect
}

type MapKey = {
  [K in keyof Plan]: Plan[K] extends ReadonlyMap<Id, Named> ? K : never
}[keyof Plan]

function section<K extends Exclude<MapKey, 'tasks'>, T extends Named>(
  object: EditedObject,
  key: K,
  fields: readonly Field<T>[],
  effect: Effect = 'none',
): Section {
  return {
    object,
    of: plan => plan[key],
    put: (plan, objects) => ({ ...plan, [key]: objects }),
    fields: ofAny(fields),
    effect,
  }
}

/** A section holds objects of one type alone: its fields are never asked about others. */
function ofAny<T extends Named>(fields: readonly Field<T>[]): readonly Field<Named>[] {
  return fields as unknown as readonly Field<Named>[]
}

const noLines: ReadonlyMap<Id, Named> = new Map()

const budgetLines: Section = {
  object: 'budget-line',
  of: ({ budget }) => budget?.lines ?? noLines,
  put: (plan, lines) => ({
    ...plan,
    budget: { path: ['budget'], ...plan.budget, lines: lines as NonNullable<Plan['budget']>['lines'] },
  }),
  fields: ofAny(budgetLineFields),
  effect: 'cost',
}

export const sections: readonly Section[] = [
  section('calendar', 'calendars', calendarFields, 'dates'),
  section('resource', 'resources', resourceFields, 'dates'),
  section('stakeholder', 'stakeholders', stakeholderFields),
  section('sprint', 'sprints', sprintFields),
  section('risk', 'risks', riskFields),
  budgetLines,
  section('decision', 'decisions', decisionFields),
  section('action', 'actions', actionFields),
  section('issue', 'issues', issueFields),
  section('assumption', 'assumptions', assumptionFields),
  section('change', 'changes', changeFields),
  section('baseline', 'baselines', baselineFields),
  section('driver', 'drivers', driverFields),
]

/** Edits are listed, and applied, in this order of what they are about, then by id (rule 29). */
export const objectOrder: readonly EditedObject[] = [
  'plan',
  'project',
  'calendar',
  'resource',
  'stakeholder',
  'other-plan',
  'task',
  'milestone',
  'sprint',
  'risk-matrix',
  'risk',
  'budget',
  'budget-line',
  'decision',
  'action',
  'issue',
  'assumption',
  'change',
  'baseline',
  'driver',
  'policy',
]
