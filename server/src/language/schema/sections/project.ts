import * as z from 'zod'
import { keyLeaf, leaf, oneOrMore, overTime } from '../leaf.ts'
import { number, percent, rate } from '../scalars/amounts.ts'
import { dayState, days, hours } from '../scalars/hours.ts'
import { limits, textKind, wordKind } from '../scalars/texts.ts'
import {
  aDate,
  aDateKey,
  aDateRange,
  aDateRangeKey,
  aDuration,
  aMoney,
  calendarRef,
  name,
  personRef,
  placement,
  projectId,
  resourceRef,
  text,
} from './common.ts'

export const project = z.object({
  name: name.describe('What people call the project.'),
  id: projectId.describe('By this id other plans refer to its tasks: `billing-cloud/cutover`.').optional(),
  description: text.describe('What the project is for.').optional(),
  start: aDate
    .describe('When it begins. Required, except with `finish` and `schedule: as-late-as-possible`.')
    .optional(),
  finish: aDate
    .describe(
      'Only with `schedule: as-late-as-possible`: the plan is scheduled backward from here. Else use `deadline`.',
    )
    .optional(),
  'status-date': aDate
    .describe('What is known up to the evening of this day is in this file. Unfinished work is placed after it.')
    .optional(),
  deadline: aDate.describe('When all must be finished. It never moves anything: missing it is reported.').optional(),
  calendar: calendarRef.describe('The project calendar; `default`, or the first one, where left out.').optional(),
  currency: leaf(textKind('currency', 16, ['EUR', 'USD']))
    .describe('Of every amount of money in this plan.')
    .optional(),
  owner: personRef.describe('Who answers for the project.').optional(),
  goals: oneOrMore(text).describe('What it must achieve.').optional(),
  leveling: leaf(wordKind(['none', 'auto']))
    .describe('`auto` moves tasks so that no one has more work than they can do.')
    .optional(),
  'progress-logic': leaf(wordKind(['retained', 'override']))
    .describe('Whether started work still waits for its predecessors: `retained` (usual) or `override`.')
    .optional(),
  'near-critical': aDuration.describe('Tasks with no more float than this are shown as nearly critical.').optional(),
  schedule: placement.describe('`as-late-as-possible` schedules backward from `finish`.').optional(),
})

const weekHours = z.union([leaf(dayState(['closed', 'open'])), z.array(leaf(hours))])

export const calendar = z.object({
  name: name.describe('What people call it.').optional(),
  week: z
    .record(keyLeaf(days), weekHours)
    .describe(
      'Working hours by day or range of days: `{ mon-thu: [09:00-12:00, 13:00-18:00], fri: closed }`. Days not named are closed, or come from `based-on`.',
    )
    .optional(),
  day: aDuration
    .describe('What `1d` means, in hours. The most frequent working day of the week where left out.')
    .optional(),
  'week-hours': aDuration.describe('What `1w` means, in hours. The sum of the week where left out.').optional(),
  holidays: z
    .union([aDateRange, z.array(aDateRange), z.record(aDateRangeKey, name)])
    .describe(
      'Days without work: a list of dates and ranges, or a map from them to their names. They add up over `based-on`.',
    )
    .optional(),
  exceptions: z
    .record(aDateRangeKey, weekHours)
    .describe('Dates and ranges that differ: `closed`, `open` (as the week says, even on a holiday), or hours.')
    .optional(),
  'based-on': calendarRef.describe('The calendar that says what this one does not.').optional(),
})

const capacity = leaf(percent(100_000))

export const resource = z.object({
  name: name.describe('What people call them. The id where left out.').optional(),
  type: leaf(wordKind(['person', 'team', 'equipment', 'cost']))
    .describe('`person` where left out. Only persons and teams do effort; `cost` never touches dates.')
    .optional(),
  role: text.describe('What they do.').optional(),
  skills: oneOrMore(leaf(textKind('tag', limits.name)))
    .describe('What they can do.')
    .optional(),
  team: resourceRef.describe('The team they belong to.').optional(),
  capacity: overTime(aDateKey, capacity)
    .describe('Share of full time: `80%`, or a map from a date to a share.')
    .optional(),
  units: overTime(aDateKey, leaf(number(0, 100_000, { examples: ['3'] })))
    .describe('How many there are, for a pool: `3`, or a map from a date to a number.')
    .optional(),
  from: aDate.describe('First day available.').optional(),
  until: aDate.describe('Last day available.').optional(),
  calendar: calendarRef.describe('Their working time, instead of the project calendar.').optional(),
  leave: z
    .union([aDateRange, z.array(aDateRange), z.record(aDateRangeKey, name)])
    .describe('When they are away: dates and ranges, with times if need be, as a list or as a map to their names.')
    .optional(),
  rate: overTime(aDateKey, leaf(rate))
    .describe('What they cost: `95/h`, `700/d`, or a map from a date to a rate.')
    .optional(),
  'overtime-rate': overTime(aDateKey, leaf(rate)).describe('What work outside the usual hours costs.').optional(),
  'cost-per-use': aMoney.describe('What each task that uses them costs, once.').optional(),
  email: text.describe('Where to reach them.').optional(),
  manager: personRef.describe('Whom they report to.').optional(),
  limits: z
    .object({
      'per-day': aDuration.describe('Most work in a day.').optional(),
      'per-week': aDuration.describe('Most work in a week.').optional(),
    })
    .describe('Most work in a day or a week. More is an overload.')
    .optional(),
})

export const sprint = z.object({
  name: name.describe('What people call it.').optional(),
  start: aDate
    .describe('First day. The day after the sprint before where left out and the section has a `cadence`.')
    .optional(),
  finish: aDate.describe('Last day. By the `cadence` of the section where left out.').optional(),
  goal: text.describe('What it must achieve.').optional(),
  capacity: leaf(number(0, 1_000_000, { examples: ['30'] }))
    .describe('Points the team can do in it.')
    .optional(),
})
