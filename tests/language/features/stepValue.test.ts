import { describe, expect, test } from 'vitest'
import { stepValue } from '#language/features/stepValue'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

/** Fri 1 May 2026 is a holiday, so is Mon 4 May; the task `w` works on weekends. */
const head = `tpm: 1
project: { name: Bridge, start: 2026-03-05 }
calendars:
  default: { week: { mon-fri: [09:00-17:00] }, holidays: { 2026-05-01: Labour Day, 2026-05-04: Bridge day } }
  always: { week: { mon-sun: [09:00-17:00] } }
`

/** The line that `$0` stands in, after so many steps: as it was at a bound; `undefined` where there is nothing to step. */
function stepped(fixture: string, steps: number): string | undefined {
  const { text, offset } = markedAt(fixture.startsWith('tpm:') ? fixture : head + fixture)
  const edit = stepValue(snapshotOf(text), offset, steps)
  if (!edit) return undefined
  const after = applyEdits(text, [edit])
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = after.indexOf('\n', start)
  return after.slice(start, end < 0 ? undefined : end).trim()
}

const task = (line: string) => `tasks:\n  a:\n    ${line}\n`
const milestone = (line: string) => `milestones:\n  m:\n    ${line}\n`
const project = (line: string) => `tpm: 1\nproject:\n  name: P\n  ${line}\n`
const person = (line: string) => `resources:\n  ben: { name: Ben, ${line} }\n`
const risk = (line: string) => `risks:\n  r:\n    ${line}\n`

type Case = readonly [name: string, fixture: string, steps: number, expected: string | undefined]

describe('a date moves', () => {
  const cases: readonly Case[] = [
    ['by a working day', task('deadline: 2026-03-1$00'), 1, 'deadline: 2026-03-11'],
    ['back by a working day', task('deadline: 2026-03-1$00'), -1, 'deadline: 2026-03-09'],
    ['from Friday to Monday', task('deadline: 2026-03-1$03'), 1, 'deadline: 2026-03-16'],
    ['from Monday back to Friday', task('deadline: 2026-03-1$06'), -1, 'deadline: 2026-03-13'],
    ['from a Saturday to Monday', task('deadline: 2026-03-1$04'), 1, 'deadline: 2026-03-16'],
    ['from a Saturday back to Friday', task('deadline: 2026-03-1$04'), -1, 'deadline: 2026-03-13'],
    ['over a holiday, a weekend and a bridge day', task('deadline: 2026-04-3$00'), 1, 'deadline: 2026-05-05'],
    ['back over them', task('deadline: 2026-05-0$05'), -1, 'deadline: 2026-04-30'],
    ['by several working days', task('deadline: 2026-03-1$03'), 3, 'deadline: 2026-03-18'],
    ['into the next month', task('deadline: 2026-03-3$01'), 1, 'deadline: 2026-04-01'],
    ['into the next year', task('deadline: 2026-12-3$01'), 1, 'deadline: 2027-01-01'],
    ['with the cursor before it', task('deadline: $02026-03-10'), 1, 'deadline: 2026-03-11'],
    ['with the cursor behind it', task('deadline: 2026-03-10$0'), 1, 'deadline: 2026-03-11'],
    ['in quotes', task('deadline: "2026-03-1$00"'), 1, 'deadline: "2026-03-11"'],
    ['before a comment', task('deadline: 2026-03-1$00 # firm'), 1, 'deadline: 2026-03-11 # firm'],
    [
      'in flow',
      'tasks:\n  a: { name: A, deadline: 2026-03-1$00, duration: 2d }\n',
      1,
      'a: { name: A, deadline: 2026-03-11, duration: 2d }',
    ],
    [
      'by the calendar of its task',
      'tasks:\n  w:\n    calendar: always\n    deadline: 2026-03-1$03\n',
      1,
      'deadline: 2026-03-14',
    ],
    ['of a milestone by a working day', milestone('date: 2026-03-1$03'), 1, 'date: 2026-03-16'],
    [
      'in the middle of three',
      milestone('date: 2026-03-10..2026-03-1$03..2026-03-20'),
      1,
      'date: 2026-03-10..2026-03-16..2026-03-20',
    ],
    ['of a decision', 'decisions:\n  d: { name: D, date: 2026-03-1$03 }\n', 1, 'd: { name: D, date: 2026-03-16 }'],
    ['of a review', risk('review-by: 2026-03-1$03'), 1, 'review-by: 2026-03-16'],
    [
      'of a sprint',
      'sprints:\n  s1: { name: S, start: 2026-03-09, finish: 2026-03-2$00 }\n',
      1,
      's1: { name: S, start: 2026-03-09, finish: 2026-03-23 }',
    ],
    ['of the project', project('start: 2026-02-2$07'), 1, 'start: 2026-03-02'],
    ['and leaves the time of day', task('deadline: 2026-03-1$03T16:30'), 1, 'deadline: 2026-03-16T16:30'],
    ['never out of the years of the format', task('deadline: 2199-12-3$01'), 1, 'deadline: 2199-12-31'],
    ['a broken one not at all', task('deadline: 2026-02-3$00'), 1, 'deadline: 2026-02-30'],
  ]
  test.each(cases)('%s', (_name, fixture, steps, expected) => expect(stepped(fixture, steps)).toBe(expected))
})

describe('every day counts', () => {
  const cases: readonly Case[] = [
    [
      'for leave',
      person('leave: [2026-03-02..2026-03-1$03]'),
      1,
      'ben: { name: Ben, leave: [2026-03-02..2026-03-14] }',
    ],
    [
      'for the start of a leave',
      person('leave: [2026-03-0$02..2026-03-13]'),
      -1,
      'ben: { name: Ben, leave: [2026-03-01..2026-03-13] }',
    ],
    ['for the first day of a person', person('from: 2026-03-1$03'), 1, 'ben: { name: Ben, from: 2026-03-14 }'],
    [
      'for the date of a rate',
      person('rate: { 2026-02-2$08: 90/h }'),
      1,
      'ben: { name: Ben, rate: { 2026-03-01: 90/h } }',
    ],
    ['for a pause', task('pauses: [2026-03-1$03]'), 1, 'pauses: [2026-03-14]'],
    [
      'for a holiday',
      'tpm: 1\ncalendars:\n  d:\n    holidays:\n      2026-05-0$01: Labour Day\n',
      1,
      '2026-05-02: Labour Day',
    ],
    ['for a holiday in a list', 'tpm: 1\ncalendars:\n  d:\n    holidays:\n      - 2026-05-0$01\n', 1, '- 2026-05-02'],
    [
      'for a holiday, never onto another one',
      'tpm: 1\ncalendars:\n  d:\n    holidays: { 2026-05-0$01: Labour Day, 2026-05-02: More }\n',
      1,
      'holidays: { 2026-05-01: Labour Day, 2026-05-02: More }',
    ],
    [
      'for an exception',
      'tpm: 1\ncalendars:\n  d:\n    exceptions: { 2026-05-0$01: closed }\n',
      1,
      'exceptions: { 2026-05-02: closed }',
    ],
  ]
  test.each(cases)('%s', (_name, fixture, steps, expected) => expect(stepped(fixture, steps)).toBe(expected))
})

describe('the part under the cursor moves', () => {
  const cases: readonly Case[] = [
    ['a month, kept to its last day', task('deadline: 2026-0$01-31'), 1, 'deadline: 2026-02-28'],
    ['a month over the year', task('deadline: 2026-1$02-05'), 1, 'deadline: 2027-01-05'],
    ['a month back over the year', task('deadline: 2026-0$01-05'), -1, 'deadline: 2025-12-05'],
    ['a year', task('deadline: 20$026-01-05'), -1, 'deadline: 2025-01-05'],
    ['a leap day to the year after', task('deadline: 2$0028-02-29'), 1, 'deadline: 2029-02-28'],
    ['the hour of a date', task('deadline: 2026-01-05T0$09:00'), 1, 'deadline: 2026-01-05T10:00'],
    ['the minutes of a date', task('deadline: 2026-01-05T09:0$00'), 1, 'deadline: 2026-01-05T09:15'],
    [
      'the month of an amount',
      'budget:\n  lines:\n    c: { name: C, actual: { 2026-1$02: 4100 } }\n',
      1,
      'c: { name: C, actual: { 2027-01: 4100 } }',
    ],
    [
      'the hour of a day',
      'tpm: 1\ncalendars:\n  d: { week: { mon: [0$09:00-12:00] } }\n',
      1,
      'd: { week: { mon: [10:00-12:00] } }',
    ],
    [
      'the end of hours',
      'tpm: 1\ncalendars:\n  d: { week: { mon: [09:00-12:0$00] } }\n',
      -1,
      'd: { week: { mon: [09:00-11:45] } }',
    ],
    [
      'never past midnight',
      'tpm: 1\ncalendars:\n  d: { week: { mon: [09:00-2$04:00] } }\n',
      1,
      'd: { week: { mon: [09:00-24:00] } }',
    ],
    [
      'never into other hours',
      'tpm: 1\ncalendars:\n  d: { week: { mon: [09:00-12:0$00, 12:00-13:00] } }\n',
      1,
      'd: { week: { mon: [09:00-12:00, 12:00-13:00] } }',
    ],
  ]
  test.each(cases)('%s', (_name, fixture, steps, expected) => expect(stepped(fixture, steps)).toBe(expected))
})

describe('a duration moves by its unit', () => {
  const cases: readonly Case[] = [
    ['days', task('duration: 2$0d'), 1, 'duration: 3d'],
    ['weeks', task('duration: 2$0w'), -1, 'duration: 1w'],
    ['months', task('duration: 1$0mo'), 1, 'duration: 2mo'],
    ['hours', task('duration: 4$0h'), 1, 'duration: 5h'],
    ['minutes by five', task('duration: 30m$0in'), 1, 'duration: 35min'],
    ['a part of one', task('duration: 1.5$0w'), 1, 'duration: 2.5w'],
    ['elapsed days', task('duration: 20e$0d'), -1, 'duration: 19ed'],
    ['the middle of three points', task('effort: 3d..5$0d..9d'), 1, 'effort: 3d..6d..9d'],
    ['never so that three points are out of order', task('effort: 3d..9$0d..9d'), 1, 'effort: 3d..9d..9d'],
    ['a lag', task('after: b SS+3$0d'), 1, 'after: b SS+4d'],
    ['a lead to none', task('after: b -1$0d'), 1, 'after: b +0d'],
    ['a lead grows downwards', task('after: b -1$0d'), -1, 'after: b -2d'],
    ['a lag becomes a lead', task('after: b +0$0d'), -1, 'after: b -1d'],
    ['a lag of no sign becomes a lead', task('after: [{ task: b, lag: 0$0d }]'), -1, 'after: [{ task: b, lag: -1d }]'],
    ['a lead of a type comes nearer', task('after: b SS-2$0d'), 1, 'after: b SS-1d'],
    ['a lead of a type grows downwards', task('after: b SS-2$0d'), -1, 'after: b SS-3d'],
    ['a lead of a type to none', task('after: b FF-1$0d'), 1, 'after: b FF+0d'],
    ['a lag of a type becomes a lead', task('after: b SS+1$0d'), -2, 'after: b SS-1d'],
    ['a lag of no type becomes a lead', task('after: b +1$0d'), -2, 'after: b -1d'],
    ['a type in small letters', task('after: b ss-2$0d'), 1, 'after: b ss-1d'],
    ['a lag keeps its spaces', task('after: b SS - 2$0d'), 1, 'after: b SS - 1d'],
    ['with the cursor at the sign of a lag', task('after: b SS$0-2d'), 1, 'after: b SS-1d'],
    ['a lead of the long form', task('after: [{ task: b, lag: -2$0d }]'), 1, 'after: [{ task: b, lag: -1d }]'],
    ['a lag behind an id with an amount', task('after: sla-4h SS-2$0d'), 1, 'after: sla-4h SS-1d'],
    ['a small part of one', task('duration: 0.125$0d'), 1, 'duration: 1.125d'],
    [
      'what is counted back from a deadline comes nearer',
      milestone('before: ga.deadline -3$0w'),
      1,
      'before: ga.deadline -2w',
    ],
    ['a lag in a list', task('after: [b, c FF+2$0w]'), 1, 'after: [b, c FF+3w]'],
    ['a lag of the long form', task('after: [{ task: b, lag: 2$0d }]'), 1, 'after: [{ task: b, lag: 3d }]'],
    ['the schedule impact of a risk', risk('impact: { schedule: 5$0d }'), 1, 'impact: { schedule: 6d }'],
    ['hours of a day', 'tpm: 1\ncalendars:\n  d: { day: 8$0h }\n', -1, 'd: { day: 7h }'],
    ['never below nothing', task('duration: 0$0d'), -1, 'duration: 0d'],
  ]
  test.each(cases)('%s', (_name, fixture, steps, expected) => expect(stepped(fixture, steps)).toBe(expected))
})

describe('an amount moves', () => {
  const cases: readonly Case[] = [
    ['a percentage by five', task('progress: 6$00%'), 1, 'progress: 65%'],
    ['progress to all of it at most', task('progress: 97$0%'), 1, 'progress: 100%'],
    ['progress to none of it at least', task('progress: 3$0%'), -1, 'progress: 0%'],
    ['progress never above all of it', task('progress: 100$0%'), 1, 'progress: 100%'],
    ['units may be more than all of one', task('assign: { ben: 100$0% }'), 1, 'assign: { ben: 105% }'],
    ['a probability', risk('probability: 3$00%'), -1, 'probability: 25%'],
    ['a probability in words not at all', risk('probability: hi$0gh'), 1, undefined],
    ['a lead in percent', task('after: b SS-50$0%'), 1, 'after: b SS-45%'],
    ['a lag in percent', task('after: b SS+50$0%'), 1, 'after: b SS+55%'],
    ['a budget by its second digit', 'budget: { total: 24$00000 }\n', 1, 'budget: { total: 250000 }'],
    ['an amount keeps its grouping', 'budget: { total: 240_0$000 }\n', -1, 'budget: { total: 230_000 }'],
    ['an amount over its grouping', 'budget: { total: 990_0$000 }\n', 1, 'budget: { total: 1_000_000 }'],
    ['an amount keeps its cents', 'budget: { total: 1200$0.50 }\n', 1, 'budget: { total: 1300.50 }'],
    ['a rate', person('rate: 9$05/h'), 1, 'ben: { name: Ben, rate: 96/h }'],
    ['a large rate', person('rate: 70$00/d'), 1, 'ben: { name: Ben, rate: 710/d }'],
    ['a number of people', person('units: $03'), 1, 'ben: { name: Ben, units: 4 }'],
    ['a priority', task('priority: 50$00'), 1, 'priority: 510'],
    ['a priority never above its bound', task('priority: 100$00'), 1, 'priority: 1000'],
    ['points', task('points: $05'), -1, 'points: 4'],
    ['nothing goes below zero', task('points: $00'), -1, 'points: 0'],
  ]
  test.each(cases)('%s', (_name, fixture, steps, expected) => expect(stepped(fixture, steps)).toBe(expected))
})

describe('nothing moves', () => {
  const cases: readonly Case[] = [
    ['in the version of the format', 'tpm: $01\nproject: { name: P }\n', 1, 'tpm: 1'],
    ['on a word', task('status: don$0e'), 1, undefined],
    ['on a key', task('dead$0line: 2026-03-10'), 1, undefined],
    ['in a name with digits', task('name: Sprint 1$02'), 1, undefined],
    ['in a name with a date', task('name: Until 2026-03-1$00'), 1, undefined],
    ['in an id with digits', 'tasks:\n  step-1$02:\n    name: S\n', 1, undefined],
    ['in a reference with digits', task('after: step-1$02'), 1, undefined],
    ['in a reference with an amount', task('after: sla-4$0h'), 1, undefined],
    ['in a reference with a day', task('before: x-2026-03-1$00'), 1, undefined],
    ['in a reference before a lag', task('after: sla-4$0h SS-2d'), 1, undefined],
    ['in a comment', task('duration: 2d # 2026-03-1$00'), 1, undefined],
    ['in a text of lines', task('notes: |\n      2026-03-1$00'), 1, undefined],
    ['in a glob', task('code: ["src/v1$02/**"]'), 1, undefined],
    ['in an issue key', task('links: [BILL-23$01]'), 1, undefined],
    ['under an unknown key', task('nonsense: 2026-03-1$00'), 1, undefined],
    ['on a blank line', task('$0'), 1, undefined],
    ['beside the value', task('duration: 2d   $0'), 1, undefined],
  ]
  test.each(cases)('%s', (_name, fixture, steps, expected) => expect(stepped(fixture, steps)).toBe(expected))
})
