import * as z from 'zod/mini'
import { described, leaf, oneOrMore, optional } from './leaf.ts'
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
export const planSchema = described(
  z.object({
    tpm: optional(leaf(number(1, 1_000_000, { whole: true, examples: ['1'] })), 'The version of the format: 1.'),
    include: optional(
      oneOrMore(path),
      'Files whose calendars, resources, stakeholders and risk matrix this plan shares, relative to this file.',
    ),
    project: optional(project, 'What the project is and when it begins.'),
    calendars: optional(
      z.record(id, calendar),
      'Working time. `default`, or the one that `project.calendar` names, is the project calendar.',
    ),
    resources: optional(z.record(id, resource), 'People, teams, equipment and cost, by id.'),
    stakeholders: optional(z.record(id, stakeholder), 'Who has a say or an interest, by id.'),
    tasks: optional(z.record(id, task), 'The work, as a tree of tasks by id. Order never changes a date.'),
    milestones: optional(z.record(id, milestone), 'Points without length that the outside world waits for, by id.'),
    sprints: optional(
      z.catchall(
        z.object({
          cadence: optional(
            aDuration,
            'The length of each sprint that has no dates of its own, in calendar days: `2w`.',
          ),
          start: optional(aDate, 'The first day of the first sprint; the start of the project where left out.'),
        }),
        sprint,
      ),
      'Sprints by id, in order. With a `cadence` they need no dates of their own.',
    ),
    risks: optional(z.record(id, risk), 'What could happen, by id.'),
    'risk-matrix': optional(
      riskMatrix,
      'The scale that risks are placed on, and from which score they are high or critical.',
    ),
    budget: optional(budget, 'What there is to spend.'),
    decisions: optional(z.record(id, decision), 'What was or must be decided, by id.'),
    actions: optional(z.record(id, action), 'What is to be done besides the plan, by id.'),
    issues: optional(z.record(id, issue), 'What is wrong, by id.'),
    assumptions: optional(z.record(id, assumption), 'What is taken for granted, by id.'),
    changes: optional(z.record(id, change), 'Change requests, by id.'),
    baselines: optional(z.record(id, baseline), 'Agreed states of this plan in git, by id.'),
    drivers: optional(
      z.record(id, driver),
      'Shared causes of uncertainty, for estimates that go wrong together, by id.',
    ),
    policy: optional(policy, 'What a change of this plan must hold to.'),
  }),
  'A plan: what is to be done, by whom, when, and what could go wrong.',
)
