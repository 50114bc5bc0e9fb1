import type { $ZodType } from 'zod/v4/core'
import type { Decoded } from '../schema/leaf.ts'
import { calendar, resource } from '../schema/sections/project.ts'
import { action, assumption, baseline, change, decision, issue, stakeholder } from '../schema/sections/records.ts'
import { driver, risk } from '../schema/sections/risks.ts'
import { milestone, task } from '../schema/sections/tasks.ts'
import { type Shape, shapeOf } from '../schema/shape.ts'
import type { Source } from './build/common.ts'
import { buildCalendar, buildResource } from './build/project.ts'
import {
  buildAction,
  buildAssumption,
  buildBaseline,
  buildChange,
  buildDecision,
  buildIssue,
  buildStakeholder,
} from './build/records.ts'
import { buildDriver, buildRisk } from './build/risks.ts'
import { buildMilestone, buildTask } from './build/tasks.ts'

/** An entry of a collection: its schema, and how an object of the plan is made of what was decoded. */
interface EntryKind {
  readonly shape: Shape
  readonly build: (id: string, raw: never, source: Source) => object
}

function entryKind<S extends $ZodType>(
  schema: S,
  build: (id: string, raw: Decoded<S>, source: Source) => object,
): EntryKind {
  return { shape: shapeOf(schema), build }
}

/** By section. */
export const entryKinds: Readonly<Record<string, EntryKind>> = {
  calendars: entryKind(calendar, buildCalendar),
  resources: entryKind(resource, buildResource),
  stakeholders: entryKind(stakeholder, buildStakeholder),
  tasks: entryKind(task, buildTask),
  milestones: entryKind(milestone, buildMilestone),
  risks: entryKind(risk, buildRisk),
  decisions: entryKind(decision, buildDecision),
  actions: entryKind(action, buildAction),
  issues: entryKind(issue, buildIssue),
  assumptions: entryKind(assumption, buildAssumption),
  changes: entryKind(change, buildChange),
  baselines: entryKind(baseline, buildBaseline),
  drivers: entryKind(driver, buildDriver),
}
