import * as z from 'zod'
import { keyLeaf, leaf, oneOrMore, overTime } from '../leaf.ts'
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
  name: name.describe('What it is for. The id where left out.').optional(),
  category: text.describe('What kind of cost it is.').optional(),
  planned: aMoney.describe('What it is meant to cost.').optional(),
  actual: monthly.describe('What it has cost: an amount, or a map from a month to an amount.').optional(),
  committed: monthly
    .describe('What is ordered and not yet paid: an amount, or a map from a month to an amount.')
    .optional(),
  resource: resourceRef.describe('The resource it pays for.').optional(),
  spread: z
    .union([leaf(wordKind(['linear', 'start', 'end'])), z.object({ task: taskRef.describe('Over this task.') })])
    .describe('When it is spent: evenly over the project, at its start, at its end, or over a task.')
    .optional(),
})

export const budget = z.object({
  total: aMoney.describe('All there is to spend, contingency included.').optional(),
  contingency: aShare.describe('The part of the total kept back.').optional(),
  lines: z.record(id, budgetLine).describe('What it is spent on, by id.').optional(),
})

export const stakeholder = z.object({
  name: name.describe('What people call them.').optional(),
  role: text.describe('What they do.').optional(),
  influence: level.describe('How much they can do about the project.').optional(),
  interest: level.describe('How much it concerns them.').optional(),
  engagement: leaf(wordKind(['unaware', 'resistant', 'neutral', 'supportive', 'leading']))
    .describe('How they stand to it.')
    .optional(),
  cadence: aDuration.describe('How often they are told.').optional(),
  channel: text.describe('How they are told. Quote one that begins with `#`.').optional(),
  email: text.describe('Where to reach them.').optional(),
})

export const decision = z.object({
  name: name.describe('What is decided.').optional(),
  date: aDate.describe('When it was decided.').optional(),
  due: aDate.describe('When it must be decided.').optional(),
  by: oneOrMore(personRef).describe('Who decides.').optional(),
  status: leaf(wordKind(['proposed', 'decided', 'superseded']))
    .describe('`proposed` where left out.')
    .optional(),
  links: oneOrMore(link).describe('Issue keys and addresses.').optional(),
})

export const action = z.object({
  name: name.describe('What is to be done.').optional(),
  owner: personRef.describe('Who does it.').optional(),
  due: aDate.describe('When it must be done.').optional(),
  status: leaf(wordKind(['open', 'done']))
    .describe('`open` where left out.')
    .optional(),
  from: objectRef.describe('Where it comes from: an id of any section.').optional(),
})

export const issue = z.object({
  name: name.describe('What is wrong.').optional(),
  severity: leaf(textKind('severity', limits.name, ['low', 'high']))
    .describe('How bad it is.')
    .optional(),
  owner: personRef.describe('Who sees to it.').optional(),
  raised: aDate.describe('When it came up.').optional(),
  due: aDate.describe('When it must be solved.').optional(),
  status: leaf(wordKind(['open', 'resolved']))
    .describe('`open` where left out.')
    .optional(),
  risk: riskRef.describe('The risk that came true.').optional(),
  affects: oneOrMore(taskRef).describe('The tasks and milestones it hits.').optional(),
})

export const assumption = z.object({
  name: name.describe('What is taken for granted.').optional(),
  owner: personRef.describe('Who watches it.').optional(),
  'review-by': aDate.describe('When it must be looked at again.').optional(),
  status: leaf(wordKind(['open', 'held', 'failed']))
    .describe('`open` where left out.')
    .optional(),
  risk: riskRef.describe('The risk if it fails.').optional(),
  affects: oneOrMore(taskRef).describe('The tasks and milestones that stand on it.').optional(),
})

export const change = z.object({
  name: name.describe('What is to change.').optional(),
  'requested-by': personRef.describe('Who asks for it.').optional(),
  date: aDate.describe('When it was asked for.').optional(),
  status: leaf(wordKind(['proposed', 'approved', 'rejected', 'done']))
    .describe('`proposed` where left out.')
    .optional(),
  covers: oneOrMore(objectRef).describe('What it edits: tasks, milestones, summaries.').optional(),
  impact: impactMap.describe('What it claims to cost: `schedule`, `cost`, `scope`, `quality`, `security`.').optional(),
  links: oneOrMore(link).describe('Issue keys and addresses.').optional(),
})

export const baseline = z.object({
  name: name.describe('What people call it.').optional(),
  ref: leaf(textKind('git-revision', limits.name, ['plan-v1']))
    .describe('The git revision in which this file is the baseline.')
    .optional(),
  date: aDate.describe('When it was agreed.').optional(),
})

const severity = leaf(wordKind(['error', 'warning', 'information', 'hint', 'off']))

export const policy = z.object({
  'max-slip': aDuration.describe('How much later the finish or a milestone may become in one change.').optional(),
  'min-confidence': leaf(percent(100)).describe('The least probability that each deadline is met.').optional(),
  'max-cost-growth': leaf(percent(1000)).describe('How much the cost may grow in one change.').optional(),
  'require-change-record': leaf(truth)
    .describe('Whether an edit needs a record in `changes` that covers it.')
    .optional(),
  'require-owner': leaf(truth).describe('Whether each task needs an owner.').optional(),
  rules: z
    .record(keyLeaf(textKind('rule-code', limits.name, ['schedule/negative-float'])), severity)
    .describe('Severities of single rules: `{ schedule/negative-float: error }`.')
    .optional(),
})
