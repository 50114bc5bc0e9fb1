import * as z from 'zod/mini'
import { described, keyLeaf, leaf, oneOrMore, optional, overTime } from '../leaf.ts'
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
  name: described(name, 'What people call the project.'),
  id: optional(projectId, 'By this id other plans refer to its tasks: `billing-cloud/cutover`.'),
  description: optional(text, 'What the project is for.'),
  start: optional(aDate, 'When it begins. Required, except with `finish` and `schedule: as-late-as-possible`.'),
  finish: optional(
    aDate,
    'Only with `schedule: as-late-as-possible`: the plan is scheduled backward from here. Else use `deadline`.',
  ),
  'status-date': optional(
    aDate,
    'What is known up to the evening of this day is in this file. Unfinished work is placed after it.',
  ),
  deadline: optional(aDate, 'When all must be finished. It never moves anything: missing it is reported.'),
  calendar: optional(
    calendarRef,
    'The project calendar. Left out, the one called `default`, else Monday to Friday 08:00–12:00 and 13:00–17:00.',
  ),
  currency: optional(leaf(textKind('currency', 16, ['EUR', 'USD'])), 'Of every amount of money in this plan.'),
  owner: optional(personRef, 'Who answers for the project.'),
  goals: optional(oneOrMore(text), 'What it must achieve.'),
  leveling: optional(
    leaf(wordKind(['none', 'auto'])),
    '`auto` moves tasks so that no one has more work than they can do.',
  ),
  'progress-logic': optional(
    leaf(wordKind(['retained', 'override'])),
    'Whether started work still waits for its predecessors: `retained` (usual) or `override`.',
  ),
  'near-critical': optional(aDuration, 'Tasks with no more float than this are shown as nearly critical.'),
  schedule: optional(placement, '`as-late-as-possible` schedules backward from `finish`.'),
})

const weekHours = z.union([leaf(dayState(['closed', 'open'])), z.array(leaf(hours))])

export const calendar = z.object({
  name: optional(name, 'What people call it.'),
  week: optional(
    z.record(keyLeaf(days), weekHours),
    'Working hours by day or range of days: `{ mon-thu: [09:00-12:00, 13:00-18:00], fri: closed }`. Days not named are closed, or come from `based-on`.',
  ),
  day: optional(aDuration, 'What `1d` means, in hours. The most frequent working day of the week where left out.'),
  'week-hours': optional(aDuration, 'What `1w` means, in hours. The sum of the week where left out.'),
  holidays: optional(
    z.union([aDateRange, z.array(aDateRange), z.record(aDateRangeKey, name)]),
    'Days without work: a list of dates and ranges, or a map from them to their names. They add up over `based-on`.',
  ),
  exceptions: optional(
    z.record(aDateRangeKey, weekHours),
    'Dates and ranges that differ: `closed`, `open` (as the week says, even on a holiday), or hours.',
  ),
  'based-on': optional(calendarRef, 'The calendar that says what this one does not.'),
})

const capacity = leaf(percent(100_000))

export const resource = z.object({
  name: optional(name, 'What people call them. The id where left out.'),
  type: optional(
    leaf(wordKind(['person', 'team', 'equipment', 'cost'])),
    '`person` where left out. Only persons and teams do effort; `cost` never touches dates.',
  ),
  role: optional(text, 'What they do.'),
  skills: optional(oneOrMore(leaf(textKind('tag', limits.name))), 'What they can do.'),
  team: optional(resourceRef, 'The team they belong to.'),
  capacity: optional(overTime(aDateKey, capacity), 'Share of full time: `80%`, or a map from a date to a share.'),
  units: optional(
    overTime(aDateKey, leaf(number(0, 100_000, { examples: ['3'] }))),
    'How many there are, for a pool: `3`, or a map from a date to a number.',
  ),
  from: optional(aDate, 'First day available.'),
  until: optional(aDate, 'Last day available.'),
  calendar: optional(calendarRef, 'Their working time, instead of the project calendar.'),
  leave: optional(
    z.union([aDateRange, z.array(aDateRange), z.record(aDateRangeKey, name)]),
    'When they are away: dates and ranges, with times if need be, as a list or as a map to their names.',
  ),
  rate: optional(overTime(aDateKey, leaf(rate)), 'What they cost: `95/h`, `700/d`, or a map from a date to a rate.'),
  'overtime-rate': optional(overTime(aDateKey, leaf(rate)), 'What work outside the usual hours costs.'),
  'cost-per-use': optional(aMoney, 'What each task that uses them costs, once.'),
  email: optional(text, 'Where to reach them.'),
  manager: optional(personRef, 'Whom they report to.'),
  limits: optional(
    z.object({
      'per-day': optional(aDuration, 'Most work in a day.'),
      'per-week': optional(aDuration, 'Most work in a week.'),
    }),
    'Most work in a day or a week. More is an overload.',
  ),
})

export const sprint = z.object({
  name: optional(name, 'What people call it.'),
  start: optional(aDate, 'First day. The day after the sprint before where left out and the section has a `cadence`.'),
  finish: optional(aDate, 'Last day. By the `cadence` of the section where left out.'),
  goal: optional(text, 'What it must achieve.'),
  capacity: optional(leaf(number(0, 1_000_000, { examples: ['30'] })), 'Points the team can do in it.'),
})
