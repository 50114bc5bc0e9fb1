import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { formatMinute, parseDate } from '#engine/time/civil'
import { importMspdi } from '#interchange/mspdi/importMspdi'
import { readPlan } from '#language/read/read'

interface Parts {
  readonly header?: string
  readonly calendar?: string
  readonly calendars?: string
  readonly tasks?: string
  readonly resources?: string
  readonly assignments?: string
}

const times = (from: string, to: string) =>
  `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${to}:00</ToTime></WorkingTime>`
const officeDays = [2, 3, 4, 5, 6]
  .map(
    day =>
      `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '12:00')}${times('13:00', '17:00')}</WorkingTimes></WeekDay>`,
  )
  .join('')
const closedDays = [1, 7].map(day => `<WeekDay><DayType>${day}</DayType><DayWorking>0</DayWorking></WeekDay>`).join('')
const period = (from: string, to: string) =>
  `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod>`

function imported({ header = '', calendar = '', calendars = '', tasks = '', resources = '', assignments = '' }: Parts) {
  const start = header.includes('ScheduleFromStart') ? '' : '<StartDate>2026-03-02T08:00:00</StartDate>'
  return importMspdi(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>P.xml</Name>${start}${header}
<CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${officeDays}${closedDays}</WeekDays>${calendar}</Calendar>${calendars}</Calendars>
<Tasks>${tasks}</Tasks><Resources>${resources}</Resources><Assignments>${assignments}</Assignments></Project>`)
}

const task = (uid: number, name: string, inner = '<Duration>PT16H0M0S</Duration>', level = 1) =>
  `<Task><UID>${uid}</UID><Name>${name}</Name><OutlineLevel>${level}</OutlineLevel>${inner}</Task>`
const link = (to: number, lag: number, format: number, type = 1) =>
  `<Duration>PT16H0M0S</Duration><PredecessorLink><PredecessorUID>${to}</PredecessorUID><Type>${type}</Type><LinkLag>${lag}</LinkLag><LagFormat>${format}</LagFormat></PredecessorLink>`

/** Dates of the tasks as the imported plan computes them. */
function datesOf(parts: Parts): Readonly<Record<string, string>> {
  const { plan } = readPlan(imported(parts).text, { file: '' })
  const { tasks } = schedule(plan)
  return Object.fromEntries(
    [...tasks].map(([id, { start, finish }]) => [id, `${formatMinute(start)} ${formatMinute(finish)}`]),
  )
}

describe('calendars', () => {
  const exception = (type: number, inner: string, from: string, to: string) =>
    imported({
      calendar: `<Exceptions><Exception><Name>Day off</Name><DayWorking>0</DayWorking><Type>${type}</Type>${inner}${period(from, to)}</Exception></Exceptions>`,
    }).text.match(/20\d\d-\d\d-\d\d(?:\.\.20\d\d-\d\d-\d\d)?(?=: Day off)/g)

  test.each([
    ['a range', 1, '', '2026-04-03', '2026-04-06', ['2026-04-03..2026-04-06']],
    [
      'every other day',
      1,
      '<Period>2</Period>',
      '2026-04-01',
      '2026-04-05',
      ['2026-04-01', '2026-04-03', '2026-04-05'],
    ],
    [
      'yearly by date',
      2,
      '<Month>4</Month><MonthDay>1</MonthDay>',
      '2026-01-01',
      '2028-12-31',
      ['2026-05-01', '2027-05-01', '2028-05-01'],
    ],
    [
      'yearly by position: the last Monday of May',
      3,
      '<Month>4</Month><MonthItem>4</MonthItem><MonthPosition>4</MonthPosition>',
      '2026-01-01',
      '2027-12-31',
      ['2026-05-25', '2027-05-31'],
    ],
    [
      'monthly by date, with a limit',
      4,
      '<Period>1</Period><MonthDay>15</MonthDay><Occurrences>2</Occurrences>',
      '2026-01-01',
      '2026-12-31',
      ['2026-01-15', '2026-02-15'],
    ],
    [
      'monthly by position: every second first Friday',
      5,
      '<Period>2</Period><MonthItem>8</MonthItem><MonthPosition>0</MonthPosition>',
      '2026-01-01',
      '2026-06-30',
      ['2026-01-02', '2026-03-06', '2026-05-01'],
    ],
    [
      'weekly on Tuesday and Thursday',
      6,
      '<Period>2</Period><DaysOfWeek>20</DaysOfWeek>',
      '2026-03-01',
      '2026-03-21',
      ['2026-03-03', '2026-03-05', '2026-03-17', '2026-03-19'],
    ],
  ])('%s', (_name, type, inner, from, to, days) => {
    expect(exception(type, inner, from, to)).toEqual(days)
  })

  test('a working exception has its hours', () => {
    const { text } = imported({
      calendar: `<Exceptions><Exception><Name>Cut-over</Name><DayWorking>1</DayWorking><Type>1</Type>${period('2026-03-07', '2026-03-07')}<WorkingTimes>${times('10:00', '16:00')}</WorkingTimes></Exception></Exceptions>`,
    })
    expect(text).toContain('2026-03-07: [10:00-16:00]')
  })

  test('a work week is another week for some time', () => {
    const { text } = imported({
      calendar: `<WorkWeeks><WorkWeek><Name>Short</Name>${period('2026-03-09', '2026-03-15')}<WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '12:00')}</WorkingTimes></WeekDay></WeekDays></WorkWeek></WorkWeeks>`,
    })
    expect(text).toContain('2026-03-09: [08:00-12:00]')
    expect(text).toContain('2026-03-13: closed')
  })

  test('a person’s own calendar holds for their tasks, and hours to midnight end at 24:00', () => {
    const night = `<Calendar><UID>2</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('16:00', '00:00')}</WorkingTimes></WeekDay></WeekDays></Calendar>`
    const parts = {
      calendars: night,
      tasks: task(1, 'A', '<Duration>PT8H0M0S</Duration>'),
      resources: '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><CalendarUID>2</CalendarUID></Resource>',
      assignments: '<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>',
    }
    expect(imported(parts).text).toContain('mon: [16:00-24:00]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T16:00 2026-03-03T00:00' })
  })
})

describe('a day that several parts of a calendar say something about', () => {
  const off = (name: string, from: string, to = from) =>
    `<Exception><Name>${name}</Name><DayWorking>0</DayWorking><Type>1</Type>${period(from, to)}</Exception>`
  const morning = (from: string, to: string, inner = '<Type>1</Type>') =>
    `<Exception><Name>Half</Name><DayWorking>1</DayWorking>${inner}${period(from, to)}<WorkingTimes>${times('08:00', '12:00')}</WorkingTimes></Exception>`
  const summer = `<WorkWeeks><WorkWeek><Name>Summer</Name>${period('2026-03-01', '2026-03-31')}<WeekDays>${[
    2, 3, 4, 5, 6,
  ]
    .map(
      day =>
        `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '16:00')}</WorkingTimes></WeekDay>`,
    )
    .join('')}</WeekDays></WorkWeek></WorkWeeks>`
  const week = '<Duration>PT40H0M0S</Duration>'
  const of = (...exceptions: readonly string[]) => `<Exceptions>${exceptions.join('')}</Exceptions>`

  // Expected: MS Project's order, as MPXJ's ProjectCalendar has it.
  test('a day off is off in another work week too', () => {
    const parts = { calendar: of(off('Holiday', '2026-03-04')) + summer, tasks: task(1, 'A', week) }
    expect(imported(parts).text).toContain('2026-03-05..2026-03-06: [08:00-16:00]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-09T16:00' })
  })

  test('special hours hold in another work week too', () => {
    const parts = { calendar: of(morning('2026-03-04', '2026-03-04')) + summer, tasks: task(1, 'A', week) }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-09T12:00' })
  })

  test('a day off of the base calendar is off in a person’s own work week', () => {
    const parts = {
      calendar: of(off('Holiday', '2026-03-04')),
      calendars: `<Calendar><UID>2</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID>${summer}</Calendar>`,
      tasks: task(1, 'A', week),
      resources: '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><CalendarUID>2</CalendarUID></Resource>',
      assignments: '<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>',
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-09T16:00' })
  })

  test('a single day off wins over hours that recur', () => {
    const fridays = '<Type>6</Type><Period>1</Period><DaysOfWeek>32</DaysOfWeek>'
    const parts = {
      calendar: of(morning('2026-01-01', '2026-12-31', fridays), off('Company day', '2026-03-06')),
      tasks: task(1, 'A', week),
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-09T17:00' })
  })

  test('of two exceptions the shorter holds', () => {
    const parts = {
      calendar: of(morning('2026-03-02', '2026-03-13'), off('Off', '2026-03-04')),
      tasks: task(1, 'A', '<Duration>PT12H0M0S</Duration>'),
    }
    expect(imported(parts).text).toContain('2026-03-05..2026-03-13: [08:00-12:00]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T12:00' })
  })
})

describe('the project’s calendar', () => {
  test.each(['', '<CalendarUID>77</CalendarUID>'])('is the usual one where the file has none: %s', uid => {
    const text = importMspdi(
      `<Project><StartDate>2026-03-02T08:00:00</StartDate>${uid}<MinutesPerDay>420</MinutesPerDay><MinutesPerWeek>2100</MinutesPerWeek><Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>true</IsBaseCalendar><WeekDays>${officeDays}${closedDays}</WeekDays></Calendar></Calendars><Tasks>${task(1, 'A', '<Duration>PT42H0M0S</Duration>')}</Tasks></Project>`,
    )
    expect(text.notes).toEqual(['The file does not say which calendar is the project’s: "Standard" stands for it'])
    expect(text.text).toContain('day: 7h')
    expect(text.text).toContain('duration: 6d')
  })

  test('keeps its day of seven hours where the file has no calendars', () => {
    const { text } = importMspdi(
      `<Project><StartDate>2026-03-02T08:00:00</StartDate><MinutesPerDay>420</MinutesPerDay><Tasks>${task(1, 'A', '<Duration>PT42H0M0S</Duration>')}</Tasks></Project>`,
    )
    const { plan } = readPlan(text, { file: '' })
    expect(schedule(plan).tasks.get('a')!.finish).toBe(parseDate('2026-03-09T10:00')!.minute)
  })
})

describe('lag is counted on the task’s own calendar or the project’s, never its people’s', () => {
  const away = (from: string, to: string) =>
    `<Calendar><UID>2</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID><Exceptions><Exception><Name>Leave</Name><DayWorking>0</DayWorking><Type>1</Type>${period(from, to)}</Exception></Exceptions></Calendar>`
  const evenings = `<Calendar><UID>2</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays>${[
    2, 3, 4, 5, 6,
  ]
    .map(
      day =>
        `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('18:00', '22:00')}</WorkingTimes></WeekDay>`,
    )
    .join('')}</WeekDays></Calendar>`
  const people =
    '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><CalendarUID>2</CalendarUID></Resource><Resource><UID>2</UID><Name>Bob</Name><Type>1</Type></Resource>'
  const given = (task: number, ...resources: readonly number[]) =>
    resources
      .map(
        resource =>
          `<Assignment><TaskUID>${task}</TaskUID><ResourceUID>${resource}</ResourceUID><Units>1</Units></Assignment>`,
      )
      .join('')
  const parts = (calendars: string, tasks: string, assignments: string) => ({
    calendars,
    tasks: task(1, 'A') + tasks,
    resources: people,
    assignments,
  })

  test('of two people, one of whom is away in summer', () => {
    const two = parts(away('2026-08-03', '2026-08-14'), task(2, 'B', link(1, 9600, 7)), given(2, 1, 2))
    expect(imported(two).text).not.toContain('round-the-clock')
    expect(datesOf(two)).toMatchObject({ b: '2026-03-06T08:00 2026-03-09T17:00' })
  })

  test('it runs on while the one who does the task is away', () => {
    const one = parts(away('2026-03-04', '2026-03-13'), task(2, 'B', link(1, 9600, 7)), given(2, 1))
    expect(datesOf(one)).toMatchObject({ b: '2026-03-16T08:00 2026-03-17T17:00' })
  })

  test('percent of a task whose one went on leave', () => {
    const after = parts(away('2026-03-04', '2026-03-13'), task(2, 'B', link(1, 100, 19)), given(1, 1))
    expect(imported(after).text).toContain('after: a +2d')
    expect(datesOf(after)).toMatchObject({ b: '2026-03-06T08:00 2026-03-09T17:00' })
  })

  // A: Mon 2 and Tue 3 March, 08:00 to 17:00. B: four evenings.
  test.each([
    ['FS', 1, 9600, '2026-03-05T18:00 2026-03-10T22:00'],
    ['a lead', 1, -4800, '2026-03-02T18:00 2026-03-05T22:00'],
    ['SS', 3, 2400, '2026-03-02T18:00 2026-03-05T22:00'],
    ['FF', 0, 28800, '2026-03-05T18:00 2026-03-10T22:00'],
    ['SF', 2, 36000, '2026-03-05T18:00 2026-03-10T22:00'],
  ])('%s before one who works when the project does not', (_name, type, lag, dates) => {
    const late = parts(evenings, task(2, 'B', link(1, lag, 7, type)), given(2, 1))
    expect(imported(late).text).toContain('name: Lag before B')
    expect(imported(late).text).toContain('calendar: ann')
    expect(datesOf(late)).toMatchObject({ b: dates })
  })

  test('before a summary with such a task inside', () => {
    const inside = parts(
      evenings,
      task(2, 'S', link(1, 9600, 7)) + task(3, 'B', '<Duration>PT16H0M0S</Duration>', 2),
      given(3, 1),
    )
    expect(datesOf(inside)).toMatchObject({ b: '2026-03-05T18:00 2026-03-10T22:00' })
  })
})

describe('links', () => {
  test.each([
    ['working lag', 9600, 7, 'a +2d', '2026-03-06T08:00 2026-03-09T17:00'],
    ['a lead', -4800, 7, 'a -1d', '2026-03-03T08:00 2026-03-04T17:00'],
    ['elapsed lag', 28800, 8, 'a +2ed', '2026-03-06T08:00 2026-03-09T17:00'],
    ['percent lag', 50, 19, 'a +50%', '2026-03-05T08:00 2026-03-06T17:00'],
  ])('%s', (_name, lag, format, written, dates) => {
    const parts = { tasks: task(1, 'A') + task(2, 'B', link(1, lag, format)) }
    expect(imported(parts).text).toContain(`after: ${written}\n`)
    expect(datesOf(parts)).toMatchObject({ b: dates })
  })

  test.each([
    [0, 'after: a FF'],
    [1, 'after: a\n'],
    [2, 'after: a SF'],
    [3, 'after: a SS'],
  ])('type %i', (type, written) => {
    expect(imported({ tasks: task(1, 'A') + task(2, 'B', link(1, 0, 7, type)) }).text).toContain(written)
  })

  test('what can’t be a link is named', () => {
    expect(imported({ tasks: task(2, 'B', link(99, 0, 7)) }).notes).toEqual([
      'A link to a task that is not in the file was left out',
    ])
    expect(imported({ tasks: task(1, 'A') + task(2, 'B', link(1, 50, 20)) }).notes).toEqual([
      'A lag in percent of elapsed time became percent of the working time',
    ])
  })
})

describe('tasks', () => {
  test('baselines are named once, as what a plan has in git', () => {
    const baseline = '<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start></Baseline>'
    const { notes } = imported({ tasks: task(1, 'A', baseline) + task(2, 'B', baseline) })
    expect(notes).toEqual(['Baselines were left out: a plan’s baseline is an earlier version of its file'])
  })

  test('a manual task is held where it was put, and that is said', () => {
    const parts = {
      tasks: task(
        1,
        'A',
        '<Manual>1</Manual><ManualStart>2026-03-10T08:00:00</ManualStart><Duration>PT8H0M0S</Duration>',
      ),
    }
    expect(imported(parts).notes).toEqual(['Manually scheduled tasks are held at their start (must-start-on)'])
    expect(datesOf(parts)).toEqual({ a: '2026-03-10T08:00 2026-03-10T17:00' })
  })

  test('of a manual summary its dates are left out, and that is said', () => {
    const manual = '<Manual>1</Manual><ManualStart>2026-04-01T08:00:00</ManualStart>'
    expect(imported({ tasks: task(1, 'S', manual) + task(2, 'A', undefined, 2) }).notes).toEqual([
      'Dates of manually scheduled summaries were left out: in a plan they span what is inside',
    ])
  })

  test('a manual task over the weekend keeps both its dates', () => {
    const parts = {
      tasks:
        task(
          1,
          'A',
          '<Manual>1</Manual><ManualStart>2026-03-07T08:00:00</ManualStart><ManualFinish>2026-03-08T17:00:00</ManualFinish><Duration>PT16H0M0S</Duration>',
        ) + task(2, 'B', link(1, 0, 7)),
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-07T08:00 2026-03-08T17:00', b: '2026-03-09T08:00 2026-03-10T17:00' })
    expect(imported(parts).notes).toContain(
      'Manually scheduled tasks whose dates are outside working time have an elapsed duration from start to finish',
    )
  })

  test('an inserted project stands where the file has it, and is named', () => {
    const parts = { tasks: task(1, 'A', '<IsSubproject>1</IsSubproject><Start>2026-03-09T08:00:00</Start>') }
    expect(imported(parts).text).toContain('must-start-on: 2026-03-09')
    expect(imported(parts).notes).toEqual([
      'Inserted projects became a task each: import their files and name their tasks as PLAN/TASK',
    ])
  })

  test('only the first row is the project itself', () => {
    const tasks = task(0, 'P', '', 0) + task(1, 'A') + task(2, 'B', undefined, 0)
    expect(Object.keys(datesOf({ tasks }))).toEqual(['a', 'b'])
  })

  test('a summary’s calendar does not hold for what is inside', () => {
    const night = `<Calendar><UID>2</UID><Name>Night</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('18:00', '22:00')}</WorkingTimes></WeekDay></WeekDays></Calendar>`
    const parts = {
      calendars: night,
      tasks: task(1, 'S', '<CalendarUID>2</CalendarUID>') + task(2, 'A', undefined, 2),
    }
    expect(datesOf(parts)).toMatchObject({ a: '2026-03-02T08:00 2026-03-03T17:00' })
    expect(imported(parts).notes).toEqual([
      'Calendars of summaries were left out: in MS Project they do not hold for what is inside',
    ])
  })

  describe('the status date', () => {
    const header = '<StatusDate>2026-03-04T17:00:00</StatusDate>'
    const at = (start: string) => task(1, 'A', `<Duration>PT8H0M0S</Duration><Start>${start}T08:00:00</Start>`)

    test('moves nothing that MS Project leaves before it, and is kept', () => {
      const parts = { header, tasks: at('2026-03-02') }
      expect(imported(parts).text).toContain('x-status-date: 2026-03-04T17:00')
      expect(imported(parts).notes).toEqual([
        'The status date became x-status-date: as status-date it moves all unfinished work behind it',
      ])
      expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-02T17:00' })
    })

    test('is the plan’s where all that is unfinished lies behind it', () => {
      expect(imported({ header, tasks: at('2026-03-05') }).text).toContain('  status-date: 2026-03-04T17:00')
    })
  })

  test.each(['0', 'false'])('no is said in two ways: %s', no => {
    const header = `<ScheduleFromStart>${no}</ScheduleFromStart><FinishDate>2026-03-13T17:00:00</FinishDate>`
    const { text, notes } = imported({ header, tasks: task(1, 'A', `<Active>${no}</Active>`) })
    for (const part of ['finish: 2026-03-13', 'schedule: as-late-as-possible\n', 'status: cancelled'])
      expect(text).toContain(part)
    expect(notes).toEqual([])
  })

  test('a split task pauses', () => {
    const piece = (from: string, to: string, value: string) =>
      `<TimephasedData><Type>1</Type><Start>2026-03-${from}:00</Start><Finish>2026-03-${to}:00</Finish><Value>${value}</Value></TimephasedData>`
    const parts = {
      tasks: task(1, 'A'),
      resources: '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type></Resource>',
      assignments: `<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units>${piece('02T08:00', '02T17:00', 'PT8H0M0S')}${piece('03T00:00', '05T00:00', 'PT0H0M0S')}${piece('05T08:00', '05T17:00', 'PT8H0M0S')}</Assignment>`,
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T17:00' })
  })

  test('of a split task of two people only what both leave free is a pause', () => {
    const piece = (from: string, to: string, value: string) =>
      `<TimephasedData><Type>1</Type><Start>2026-03-${from}:00</Start><Finish>2026-03-${to}:00</Finish><Value>${value}</Value></TimephasedData>`
    const split = (uid: number, resume: string) =>
      `<Assignment><TaskUID>1</TaskUID><ResourceUID>${uid}</ResourceUID><Units>1</Units>${piece('02T08:00', '02T17:00', 'PT8H0M0S')}${piece('03T00:00', `${resume}T00:00`, 'PT0H0M0S')}${piece(`${resume}T08:00`, `${resume}T17:00`, 'PT8H0M0S')}</Assignment>`
    const resources = [1, 2].map(uid => `<Resource><UID>${uid}</UID><Name>R${uid}</Name><Type>1</Type></Resource>`)
    const parts = { tasks: task(1, 'A'), resources: resources.join(''), assignments: split(1, '05') + split(2, '06') }
    expect(imported(parts).text).toContain('pauses: [2026-03-03..2026-03-04]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T17:00' })
  })

  test('work that was put off goes on where it is resumed', () => {
    const parts = {
      tasks: task(
        1,
        'A',
        '<Duration>PT32H0M0S</Duration><PercentComplete>25</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart><RemainingDuration>PT24H0M0S</RemainingDuration><Stop>2026-03-02T17:00:00</Stop><Resume>2026-03-09T08:00:00</Resume>',
      ),
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-11T17:00' })
  })

  test('a task before the project’s start does not take along those that say nothing', () => {
    const early = '<Duration>PT8H0M0S</Duration><ConstraintType>4</ConstraintType>'
    const parts = {
      tasks: task(1, 'A', `${early}<ConstraintDate>2026-02-23T08:00:00</ConstraintDate>`) + task(2, 'B'),
    }
    expect(datesOf(parts)).toEqual({ a: '2026-02-23T08:00 2026-02-23T17:00', b: '2026-03-02T08:00 2026-03-03T17:00' })
  })

  test('a stand-in for a task of another file stands where that has it', () => {
    const parts = {
      tasks:
        task(1, 'A', '<ExternalTask>1</ExternalTask><Start>2026-03-09T08:00:00</Start><Duration>PT8H0M0S</Duration>') +
        task(2, 'B', link(1, 0, 7)),
    }
    expect(imported(parts).notes).toEqual(['Tasks of other files stand where that file had them (must-start-on)'])
    expect(datesOf(parts)).toEqual({ a: '2026-03-09T08:00 2026-03-09T17:00', b: '2026-03-10T08:00 2026-03-11T17:00' })
  })

  test('a task calendar that ignores its people’s, and one that does not', () => {
    const night = [2, 3, 4, 5, 6]
      .map(
        day =>
          `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '12:00')}</WorkingTimes></WeekDay>`,
      )
      .join('')
    const parts = (ignores: string) => ({
      calendars: `<Calendar><UID>2</UID><Name>Mornings</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${night}${closedDays}</WeekDays></Calendar><Calendar><UID>3</UID><Name>Ann</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID><Exceptions><Exception><Name>Leave</Name><DayWorking>0</DayWorking><Type>1</Type>${period('2026-03-03', '2026-03-03')}</Exception></Exceptions></Calendar>`,
      resources: '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><CalendarUID>3</CalendarUID></Resource>',
      tasks: task(1, 'A', `<Duration>PT8H0M0S</Duration><CalendarUID>2</CalendarUID>${ignores}`),
      assignments: '<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>',
    })
    expect(datesOf(parts('<IgnoreResourceCalendar>1</IgnoreResourceCalendar>'))).toEqual({
      a: '2026-03-02T08:00 2026-03-03T12:00',
    })
    expect(datesOf(parts(''))).toEqual({ a: '2026-03-02T08:00 2026-03-04T12:00' })
  })

  test('an inactive task is passed over, a summary’s links hold and are counted from', () => {
    const parts = {
      tasks:
        task(1, 'Phase', '', 1) +
        task(2, 'A', '<Duration>PT16H0M0S</Duration>', 2) +
        task(3, 'B', '<Active>0</Active><Duration>PT80H0M0S</Duration>', 2) +
        task(4, 'Next', link(1, 0, 7), 1) +
        task(5, 'C', '<Duration>PT8H0M0S</Duration>', 2) +
        task(6, 'D', link(5, 50, 19), 2),
    }
    expect(datesOf(parts)).toMatchObject({
      a: '2026-03-02T08:00 2026-03-03T17:00',
      c: '2026-03-04T08:00 2026-03-04T17:00',
      // Half of a day behind it.
      d: '2026-03-05T13:00 2026-03-09T12:00',
    })
  })

  test('elapsed durations, constraints, deadlines and priorities', () => {
    const { text } = imported({
      tasks:
        task(
          1,
          'A',
          '<Duration>PT48H0M0S</Duration><DurationFormat>8</DurationFormat><Deadline>2026-03-20T17:00:00</Deadline>',
        ) +
        task(
          2,
          'B',
          '<Duration>PT8H0M0S</Duration><ConstraintType>7</ConstraintType><ConstraintDate>2026-03-13T17:00:00</ConstraintDate><Priority>800</Priority>',
        ),
    })
    for (const part of ['duration: 2ed', 'deadline: 2026-03-20', 'finish-no-later-than: 2026-03-13', 'priority: 800'])
      expect(text).toContain(part)
  })

  test('a plan scheduled backward: from its finish, but what is as soon as possible stays so', () => {
    const parts = {
      header: '<ScheduleFromStart>0</ScheduleFromStart><FinishDate>2026-03-13T17:00:00</FinishDate>',
      tasks:
        task(1, 'A', '<Duration>PT16H0M0S</Duration><ConstraintType>1</ConstraintType>') +
        task(2, 'B', `${link(1, 0, 7)}<ConstraintType>1</ConstraintType>`) +
        task(3, 'C', '<Duration>PT8H0M0S</Duration><ConstraintType>0</ConstraintType>'),
    }
    expect(imported(parts).text).toContain('schedule: as-late-as-possible\n')
    expect(datesOf(parts)).toMatchObject({
      a: '2026-03-10T08:00 2026-03-11T17:00',
      b: '2026-03-12T08:00 2026-03-13T17:00',
    })
    expect(imported(parts).text).toMatch(/ {2}c:\n {4}name: C\n(?: {4}.*\n)*? {4}schedule: as-soon-as-possible\n/)
  })
})

describe('how work lies in a task: the dates are those of the duration that the file has', () => {
  const hours = (n: number) => `PT${n}H0M0S`
  const people = [1, 2].map(uid => `<Resource><UID>${uid}</UID><Name>R${uid}</Name><Type>1</Type></Resource>`).join('')
  const given = (resource: number, inner: string) =>
    `<Assignment><TaskUID>1</TaskUID><ResourceUID>${resource}</ResourceUID>${inner}</Assignment>`
  const one = (duration: number, assignments: string, inner = ''): Parts => ({
    tasks: task(1, 'A', `<Duration>${hours(duration)}</Duration>${inner}`),
    resources: people,
    assignments,
  })
  const effortOf = (parts: Parts) =>
    schedule(readPlan(imported(parts).text, { file: '' }).plan).tasks.get('a')!.effort / 60

  test('a contour stretches the duration, and keeps the work', () => {
    // 40 hours, front loaded at 100 %: 600 ÷ 72 days in MS Project, 66.67 hours.
    const work = `<Units>1</Units><Work>${hours(40)}</Work>`
    const contoured = {
      ...one(0, given(1, `${work}<WorkContour>2</WorkContour>`)),
      tasks: task(1, 'A', '<Duration>PT66H40M0S</Duration>'),
    }
    expect(datesOf(contoured)).toEqual({ a: '2026-03-02T08:00 2026-03-12T10:40' })
    expect(effortOf(contoured)).toBeCloseTo(40, 0)
    expect(imported(contoured).notes).toEqual([
      'Work contours became an even share of the same work over the whole task',
    ])
    expect(imported(one(40, given(1, `${work}<WorkContour>0</WorkContour>`))).notes).toEqual([])
    // Edited by hand to what a flat one would be: nothing is lost.
    expect(imported(one(40, given(1, `${work}<WorkContour>8</WorkContour>`))).notes).toEqual([])
  })

  test('who begins later ends the task later, at the same work', () => {
    const first = given(1, `<Units>1</Units><Work>${hours(16)}</Work><Delay>0</Delay>`)
    // Two days in tenths of minutes, then a day and a half.
    const later = given(2, `<Units>1</Units><Work>${hours(12)}</Work><Delay>9600</Delay>`)
    const parts = one(28, first + later)
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T12:00' })
    expect(imported(parts).notes).toEqual([
      'Delays of assignments became an even share of the same work over the whole task',
    ])
    expect(imported(parts).text).toContain('R2: 42.86%')
  })

  test('overtime shortens the duration, and is told', () => {
    const overtime = `<OvertimeWork>${hours(8)}</OvertimeWork>`
    // (40 − 8) hours of regular work at 8 a day.
    const parts = one(32, given(1, `<Units>1</Units><Work>${hours(40)}</Work>${overtime}`))
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T17:00' })
    expect(effortOf(parts)).toBe(32)
    expect(imported(parts).notes).toEqual(['Overtime work was left out: a plan counts what is done in working hours'])
    const nothingElse = one(0, given(1, `<Units>1</Units><Work>${hours(8)}</Work>${overtime}`))
    expect(datesOf(nothingElse)).toEqual({ a: '2026-03-02T08:00 2026-03-02T08:00' })
  })

  describe('leveling delay', () => {
    // In tenths of a minute, always elapsed: two days.
    const delay = '<LevelingDelay>28800</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat>'
    const work = `<Units>1</Units><Work>${hours(16)}</Work>`
    const leftOut = ['Leveling delays were left out: "tpm level" finds who must wait for whom']

    test('a task that waits for nothing else starts that much later', () => {
      const parts = one(16, given(1, work), delay)
      expect(datesOf(parts)).toEqual({ a: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(parts).notes).toEqual([])
    })

    test('of a task that waits for another, itself or with its summary, it is left out, and told', () => {
      const after = { tasks: task(1, 'A') + task(2, 'B', link(1, 0, 7) + delay) }
      expect(datesOf(after)).toMatchObject({ b: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(after).notes).toEqual(leftOut)
      const inside = {
        tasks:
          task(1, 'A') + task(2, 'Phase', link(1, 0, 7)) + task(3, 'B', `<Duration>${hours(16)}</Duration>${delay}`, 2),
      }
      expect(datesOf(inside)).toMatchObject({ b: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(inside).notes).toEqual(leftOut)
    })

    test('of an assignment it is left out, and told', () => {
      expect(imported(one(16, given(1, work + delay))).notes).toEqual(leftOut)
    })
  })

  describe('fixed units, fixed duration, fixed work', () => {
    const days = (...off: readonly number[]) =>
      off.map(day => `<WeekDay><DayType>${day}</DayType><DayWorking>0</DayWorking></WeekDay>`).join('')
    // Never at work on a Monday.
    const noMondays = `<Calendar><UID>3</UID><Name>Bob</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID><WeekDays>${days(2)}</WeekDays></Calendar>`
    const ofBob = (type: number, inner = '') => ({
      calendars: noMondays,
      tasks: task(1, 'A', `<Type>${type}</Type><Duration>${hours(40)}</Duration>${inner}`),
      resources: '<Resource><UID>1</UID><Name>Bob</Name><Type>1</Type><CalendarUID>3</CalendarUID></Resource>',
      assignments: given(1, `<Units>1</Units><Work>${hours(type === 1 ? 32 : 40)}</Work>`),
    })

    test.each([0, 2])('type %i follows the people’s hours', type => {
      expect(datesOf(ofBob(type))).toEqual({ a: '2026-03-03T08:00 2026-03-10T17:00' })
      expect(imported(ofBob(type)).notes).toEqual([])
    })

    test('a fixed duration is counted in the project’s calendar, and the work is what falls into it', () => {
      expect(datesOf(ofBob(1))).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
      expect(imported(ofBob(1)).text).toContain('ignore-resource-calendars: true')
    })

    test('a fixed duration with a calendar of its own is counted in that', () => {
      const mornings = [2, 3, 4, 5, 6]
        .map(
          day =>
            `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '12:00')}</WorkingTimes></WeekDay>`,
        )
        .join('')
      const own = `<Calendar><UID>4</UID><Name>Mornings</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${mornings}${closedDays}</WeekDays></Calendar>`
      const parts = ofBob(1, '<CalendarUID>4</CalendarUID>')
      expect(datesOf({ ...parts, calendars: noMondays + own })).toEqual({ a: '2026-03-02T08:00 2026-03-13T12:00' })
    })

    test('half of a person at fixed work: the file has the doubled duration', () => {
      const parts = one(80, given(1, `<Units>0.5</Units><Work>${hours(40)}</Work>`), '<Type>2</Type>')
      expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-13T17:00' })
      expect(effortOf(parts)).toBe(40)
    })
  })
})

describe('resources', () => {
  const one = (inner: string) =>
    imported({ resources: `<Resource><UID>1</UID><Name>R</Name>${inner}</Resource>` }).text.split('resources:\n')[1]!

  test('rates, cost per use and e-mail', () => {
    const text = one(
      '<Type>1</Type><StandardRate>95</StandardRate><OvertimeRate>120.5</OvertimeRate><CostPerUse>1050</CostPerUse><EmailAddress>r@example.org</EmailAddress>',
    )
    for (const part of ['rate: 95/h', 'overtime-rate: 120.5/h', 'cost-per-use: 10.5', 'email: r@example.org'])
      expect(text).toContain(part)
  })

  test.each([
    ['a material', '<Type>0</Type>'],
    ['a cost resource', '<Type>1</Type><IsCostResource>1</IsCostResource>'],
    ['a cost resource by its type', '<Type>2</Type>'],
  ])('%s is cost', (_name, inner) => {
    expect(one(inner)).toContain('type: cost')
  })

  test('a rate that changes has dates', () => {
    const from = (date: string, rate: number, table = 0) =>
      `<Rate><RatesFrom>${date}T00:00:00</RatesFrom><RateTable>${table}</RateTable><StandardRate>${rate}</StandardRate></Rate>`
    const rates = from('1984-01-01', 10) + from('2026-03-03', 20) + from('1984-01-01', 55, 1)
    const text = one(`<Type>1</Type><StandardRate>10</StandardRate><Rates>${rates}</Rates>`)
    expect(text).toContain('rate:\n      1984-01-01: 10/h\n      2026-03-03: 20/h\n')
  })

  test('no units for some time move no task, and that is said', () => {
    const units = (from: string, share: number) =>
      `<AvailabilityPeriod><AvailableFrom>${from}T00:00:00</AvailableFrom><AvailableUnits>${share}</AvailableUnits></AvailabilityPeriod>`
    const periods = `<AvailabilityPeriods>${units('1984-01-01', 1)}${units('2026-03-03', 0)}</AvailabilityPeriods>`
    const parts = {
      tasks: task(1, 'A'),
      resources: `<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type>${periods}</Resource>`,
      assignments: '<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>',
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-03T17:00' })
    expect(imported(parts).notes).toEqual([
      'Resources of which there is none for some time were taken to stay: that moves no task in MS Project',
    ])
  })

  test('half a person has half the capacity, three of a kind are a team', () => {
    expect(one('<Type>1</Type><MaxUnits>0.5</MaxUnits>')).toContain('capacity: 50%')
    expect(one('<Type>1</Type><MaxUnits>3</MaxUnits>')).toMatch(/type: team[\s\S]*units: 3/)
  })
})

describe('money and work', () => {
  const resources =
    '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><StandardRate>10</StandardRate></Resource>' +
    '<Resource><UID>2</UID><Name>Steel</Name><Type>0</Type><StandardRate>100</StandardRate></Resource>' +
    '<Resource><UID>3</UID><Name>Flight</Name><Type>2</Type><AccrueAt>1</AccrueAt></Resource>'
  const given = (task: number, resource: number, inner: string) =>
    `<Assignment><TaskUID>${task}</TaskUID><ResourceUID>${resource}</ResourceUID>${inner}</Assignment>`
  const planOf = (parts: Parts) => readPlan(imported(parts).text, { file: '' }).plan

  test('what material and cost resources come to is the cost of their tasks', () => {
    const parts = {
      resources,
      tasks:
        task(
          1,
          'A',
          '<Duration>PT16H0M0S</Duration><FixedCost>1000</FixedCost><FixedCostAccrual>2</FixedCostAccrual>',
        ) + task(2, 'B'),
      assignments:
        given(1, 2, '<Units>5</Units><Cost>50000</Cost>') + given(2, 3, '<Units>1</Units><Cost>123400</Cost>'),
    }
    const { tasks } = planOf(parts)
    expect([tasks.get('a')!.cost, tasks.get('a')!.accrue]).toEqual([510, 'end'])
    expect([tasks.get('b')!.cost, tasks.get('b')!.accrue]).toEqual([1234, 'start'])
    expect(schedule(planOf(parts)).cost).toBe(1744)
    expect(imported(parts).text).not.toContain('rate: 100/h')
    expect(imported(parts).notes).toEqual([
      'Amounts of material were left out: what they cost is in the cost of their tasks',
    ])
  })

  test('without a cost in the file, material costs its amount times its price', () => {
    const parts = { resources, tasks: task(1, 'A'), assignments: given(1, 2, '<Units>5</Units>') }
    expect(schedule(planOf(parts)).cost).toBe(500)
  })

  test('the cost of a summary is at the first task inside; its people are told', () => {
    const parts = {
      resources,
      tasks: task(1, 'S', '<FixedCost>100000</FixedCost>') + task(2, 'A', undefined, 2),
      assignments: given(1, 1, '<Units>1</Units>'),
    }
    expect(schedule(planOf(parts)).cost).toBe(1000)
    expect(imported(parts).notes).toEqual([
      'Costs of summaries are at the first task inside: a plan adds up the costs of tasks',
      'Work of people at a summary was left out: in a plan they work on the tasks inside',
    ])
  })

  test('actual work, links and the manager are carried over', () => {
    const inner =
      '<Duration>PT16H0M0S</Duration><ActualStart>2026-03-02T08:00:00</ActualStart><ActualWork>PT8H0M0S</ActualWork><HyperlinkAddress>https://example.org/a</HyperlinkAddress><HyperlinkSubAddress>b</HyperlinkSubAddress>'
    const parts = {
      header: '<Manager>Eve Boss</Manager>',
      resources,
      tasks: task(1, 'A', inner),
      assignments: given(1, 1, '<Units>1</Units>'),
    }
    const { text, notes } = imported(parts)
    for (const part of ['actual-effort: 1d', 'links: https://example.org/a#b', 'owner: Eve-Boss', 'name: Eve Boss'])
      expect(text).toContain(part)
    expect(notes).toEqual([])
    expect(imported({ ...parts, header: '<Manager>Ann</Manager>' }).text).toContain('owner: Ann')
  })

  test('what a plan has no place for is named', () => {
    const field =
      '<ExtendedAttributes><ExtendedAttribute><FieldID>7</FieldID><FieldName>Text1</FieldName><Alias>Risk</Alias></ExtendedAttribute></ExtendedAttributes>'
    const parts = {
      header: field,
      resources: '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><Notes>n</Notes><Group>g</Group></Resource>',
      tasks: task(
        1,
        'A',
        '<ExtendedAttribute><FieldID>7</FieldID><Value>high</Value></ExtendedAttribute><PhysicalPercentComplete>30</PhysicalPercentComplete><Contact>Eve</Contact>',
      ),
      assignments: given(1, 1, '<Units>1</Units><CostRateTable>1</CostRateTable><Notes>n</Notes>') + given(9, 1, ''),
    }
    expect(imported(parts).notes).toEqual([
      'Custom fields were left out: Risk',
      'Notes of resources were left out',
      'Notes of assignments were left out',
      'Groups of resources were left out',
      'Contacts of tasks were left out',
      'Physical percent complete was left out: progress is percent complete',
      'Cost rate tables B to E were left out: all work costs what table A says',
      'Assignments to what is no task of the plan, such as the project itself, were left out',
    ])
  })
})
