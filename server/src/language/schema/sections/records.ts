import * as z from 'zod/mini'
import { healthLimitNames } from '#engine/model/healthLimits'
import { described, keyLeaf, leaf, oneOrMore, optional, overTime } from '../leaf.ts'
import { percent } from '../scalars/amounts.ts'
import { month } from '../scalars/dates.ts'
import { limits, textKind, truth, wordKind } from '../scalars/texts.ts'
import {
  aDate,
  aDuration,
  aMoney,
  aShare,
  id,
  impactMap,
  level,
  link,
  name,
  objectRef,
  personRef,
  resourceRef,
  riskRef,
  taskRef,
  text,
} from './common.ts'

const monthly = overTime(keyLeaf(month), aMoney)

export const budgetLine = z.object({
  name: optional(name, 'What it is for. The id where left out.'),
  category: optional(text, 'What kind of cost it is.'),
  planned: optional(aMoney, 'What it is meant to cost.'),
  actual: optional(monthly, 'What it has cost: an amount, or a map from a month to an amount.'),
  committed: optional(monthly, 'What is ordered and not yet paid: an amount, or a map from a month to an amount.'),
  resource: optional(resourceRef, 'The resource it pays for.'),
  spread: optional(
    z.union([leaf(wordKind(['linear', 'start', 'end'])), z.object({ task: described(taskRef, 'Over this task.') })]),
    'When it is spent: evenly over the project, at its start, at its end, or over a task.',
  ),
})

export const budget = z.object({
  total: optional(aMoney, 'All there is to spend, contingency included.'),
  contingency: optional(aShare, 'The part of the total kept back.'),
  lines: optional(z.record(id, budgetLine), 'What it is spent on, by id.'),
})

export const stakeholder = z.object({
  name: optional(name, 'What people call them.'),
  role: optional(text, 'What they do.'),
  influence: optional(level, 'How much they can do about the project.'),
  interest: optional(level, 'How much it concerns them.'),
  engagement: optional(
    leaf(wordKind(['unaware', 'resistant', 'neutral', 'supportive', 'leading'])),
    'How they stand to it.',
  ),
  cadence: optional(aDuration, 'How often they are told.'),
  channel: optional(text, 'How they are told. Quote one that begins with `#`.'),
  email: optional(text, 'Where to reach them.'),
})

export const decision = z.object({
  name: optional(name, 'What is decided.'),
  date: optional(aDate, 'When it was decided.'),
  due: optional(aDate, 'When it must be decided.'),
  by: optional(oneOrMore(personRef), 'Who decides.'),
  status: optional(leaf(wordKind(['proposed', 'decided', 'superseded'])), '`proposed` where left out.'),
  links: optional(oneOrMore(link), 'Issue keys and addresses.'),
})

export const action = z.object({
  name: optional(name, 'What is to be done.'),
  owner: optional(personRef, 'Who does it.'),
  due: optional(aDate, 'When it must be done.'),
  status: optional(leaf(wordKind(['open', 'done'])), '`open` where left out.'),
  from: optional(objectRef, 'Where it comes from: an id of any section.'),
})

export const issue = z.object({
  name: optional(name, 'What is wrong.'),
  severity: optional(leaf(textKind('severity', limits.name, ['low', 'high'])), 'How bad it is.'),
  owner: optional(personRef, 'Who sees to it.'),
  raised: optional(aDate, 'When it came up.'),
  due: optional(aDate, 'When it must be solved.'),
  status: optional(leaf(wordKind(['open', 'resolved'])), '`open` where left out.'),
  risk: optional(riskRef, 'The risk that came true.'),
  affects: optional(oneOrMore(taskRef), 'The tasks and milestones it hits.'),
})

export const assumption = z.object({
  name: optional(name, 'What is taken for granted.'),
  owner: optional(personRef, 'Who watches it.'),
  'review-by': optional(aDate, 'When it must be looked at again.'),
  status: optional(leaf(wordKind(['open', 'held', 'failed'])), '`open` where left out.'),
  risk: optional(riskRef, 'The risk if it fails.'),
  affects: optional(oneOrMore(taskRef), 'The tasks and milestones that stand on it.'),
})

export const change = z.object({
  name: optional(name, 'What is to change.'),
  'requested-by': optional(personRef, 'Who asks for it.'),
  date: optional(aDate, 'When it was asked for.'),
  status: optional(leaf(wordKind(['proposed', 'approved', 'rejected', 'done'])), '`proposed` where left out.'),
  covers: optional(oneOrMore(objectRef), 'What it edits: tasks, milestones, summaries.'),
  impact: optional(impactMap, 'What it claims to cost: `schedule`, `cost`, `scope`, `quality`, `security`.'),
  links: optional(oneOrMore(link), 'Issue keys and addresses.'),
})

export const baseline = z.object({
  name: optional(name, 'What people call it.'),
  ref: optional(
    leaf(textKind('git-revision', limits.name, ['plan-v1'])),
    'The git revision in which this file is the baseline.',
  ),
  date: optional(aDate, 'When it was agreed.'),
})

const severity = leaf(wordKind(['error', 'warning', 'information', 'hint', 'off']))

export const policy = z.object({
  'max-slip': optional(aDuration, 'How much later the finish or a milestone may become in one change.'),
  'min-confidence': optional(leaf(percent(100)), 'The least probability that each deadline is met.'),
  'max-cost-growth': optional(leaf(percent(1000)), 'How much the cost may grow in one change.'),
  'require-change-record': optional(leaf(truth), 'Whether an edit needs a record in `changes` that covers it.'),
  'require-owner': optional(leaf(truth), 'Whether each task needs an owner.'),
  rules: optional(
    z.record(keyLeaf(textKind('rule-code', limits.name, ['schedule/negative-float'])), severity),
    'Severities of single rules: `{ schedule/negative-float: error }`.',
  ),
  health: optional(z.record(keyLeaf(wordKind(healthLimitNames)), aShare), 'Limits of the `health/…` rules.'),
})
