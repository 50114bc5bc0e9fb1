import * as z from 'zod'
import { leaf, oneOrMore } from './leaf.ts'
import { number } from './scalars/amounts.ts'
import { aDate, aDuration, id, path } from './sections/common.ts'
import { calendar, project, resource, sprint } from './sections/project.ts'
import {
  action,
  assumption,
  baseline,
  budget,
  change,
  decision,
  issue,
  policy,
  stakeholder,
} from './sections/records.ts'
import { driver, risk, riskMatrix } from './sections/risks.ts'
import { milestone, task } from './sections/tasks.ts'

/** The version of the format this product reads. */
export const formatVersion = 1

/** A plan file, whole: the one definition of the language. All else is derived from it. */
export const planSchema = z
  .object({
    tpm: leaf(number(1, 1_000_000, { whole: true, examples: ['1'] }))
      .describe('The version of the format: 1.')
      .optional(),
    include: oneOrMore(path)
      .describe(
        'Files whose calendars, resources, stakeholders and risk matrix this plan shares, relative to this file.',
      )
      .optional(),
    project: project.describe('What the project is and when it begins.').optional(),
    calendars: z
      .record(id, calendar)
      .describe('Working time. `default`, or the one that `project.calendar` names, is the project calendar.')
      .optional(),
    resources: z.record(id, resource).describe('People, teams, equipment and cost, by id.').optional(),
    stakeholders: z.record(id, stakeholder).describe('Who has a say or an interest, by id.').optional(),
    tasks: z.record(id, task).describe('The work, as a tree of tasks by id. Order never changes a date.').optional(),
    milestones: z
      .record(id, milestone)
      .describe('Points without length that the outside world waits for, by id.')
      .optional(),
    sprints: z
      .object({
        cadence: aDuration
          .describe('The length of each sprint that has no dates of its own, in calendar days: `2w`.')
          .optional(),
        start: aDate.describe('The first day of the first sprint; the start of the project where left out.').optional(),
      })
      .catchall(sprint)
      .describe('Sprints by id, in order. With a `cadence` they need no dates of their own.')
      .optional(),
    risks: z.record(id, risk).describe('What could happen, by id.').optional(),
    'risk-matrix': riskMatrix
      .describe('The scale that risks are placed on, and from which score they are high or critical.')
      .optional(),
    budget: budget.describe('What there is to spend.').optional(),
    decisions: z.record(id, decision).describe('What was or must be decided, by id.').optional(),
    actions: z.record(id, action).describe('What is to be done besides the plan, by id.').optional(),
    issues: z.record(id, issue).describe('What is wrong, by id.').optional(),
    assumptions: z.record(id, assumption).describe('What is taken for granted, by id.').optional(),
    changes: z.record(id, change).describe('Change requests, by id.').optional(),
    baselines: z.record(id, baseline).describe('Agreed states of this plan in git, by id.').optional(),
    drivers: z
      .record(id, driver)
      .describe('Shared causes of uncertainty, for estimates that go wrong together, by id.')
      .optional(),
    policy: policy.describe('What a change of this plan must hold to.').optional(),
  })
  .describe('A plan: what is to be done, by whom, when, and what could go wrong.')
