import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { formatIsoDay, minutesPerDay, parseDate } from '#engine/time/civil'
import { changesOf, spellsOf } from '#interchange/mspdi/exceptions'
import { importMspdi } from '#interchange/mspdi/importMspdi'
import { childOf, childrenOf, type Element, numberOf, parseXml } from '#interchange/mspdi/xml'
import { Notes } from '#interchange/notes'
import { readPlan } from '#language/read/read'
import { closedDays, datesOf, imported, link, officeDays, period, task, times } from '#tests/support/mspdi'

const shared = join(import.meta.dirname, '../../../shared/data/mspdi')

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
    [
      'every three days',
      7,
      '<EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>4</Occurrences><Period>3</Period>',
      '2026-03-01',
      '2026-03-31',
      ['2026-03-01', '2026-03-04', '2026-03-07', '2026-03-10'],
    ],
    [
      'by its end, whatever number is beside it',
      7,
      '<EnteredByOccurrences>0</EnteredByOccurrences><Occurrences>1</Occurrences><Period>3</Period>',
      '2026-03-01',
      '2026-03-06',
      ['2026-03-01', '2026-03-04'],
    ],
  ])('%s', (_name, type, inner, from, to, days) => {
    expect(exception(type, inner, from, to)).toEqual(days)
  })

  test.each([8, 9])('type %i is left out, and named', type => {
    const { text, notes } = imported({
      calendar: `<Exceptions><Exception><Name>Odd</Name><DayWorking>0</DayWorking><Type>${type}</Type><Period>2</Period>${period('2026-03-03', '2026-03-31')}</Exception></Exceptions>`,
    })
    expect(text).not.toContain('Odd')
    expect(notes).toEqual(['A recurring exception of a calendar was left out: "Odd"'])
  })

  test('what is in the file twice has its name, also where it recurs', () => {
    const old = ['2026-03-03', '2026-03-10']
      .map(day => `<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>${period(day, day)}</WeekDay>`)
      .join('')
    const calendars = `<Calendar><UID>2</UID><Name>Team</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${officeDays}${closedDays}${old}</WeekDays><Exceptions><Exception><Name>Team day</Name><DayWorking>0</DayWorking><Type>6</Type><Period>1</Period><DaysOfWeek>4</DaysOfWeek>${period('2026-03-01', '2026-03-14')}</Exception></Exceptions></Calendar>`
    const { text } = imported({ calendars })
    expect(text.match(/2026-.*: Team day/g)).toEqual(['2026-03-03: Team day', '2026-03-10: Team day'])
    expect(text).not.toContain('Holiday')
  })

  describe.skipIf(!existsSync(shared))('what MS Project wrote (skipped where ../shared is absent)', () => {
    test.each(['2007', '2013', '2016'])('recurring exceptions of %s are the days written beside them', version => {
      const name = `generated__calendar-recurring-exceptions__calendar-recurring-exceptions-project${version}-mspdi.xml`
      const root = parseXml(readFileSync(join(shared, name), 'utf8'))
      const daysWithout = (left: string, day: (child: Element) => boolean) =>
        childrenOf(childOf(root, 'Calendars'), 'Calendar').flatMap((calendar, n) => {
          const without = calendar.children.map(part =>
            part.name === left ? { ...part, children: part.children.filter(child => !day(child)) } : part,
          )
          return spellsOf(changesOf({ ...calendar, children: without }, new Notes())).flatMap(({ from, to, change }) =>
            Array.from({ length: (to - from) / minutesPerDay + 1 }, (_, i) =>
              [n, formatIsoDay(from + i * minutesPerDay), String(change.hours)].join(' '),
            ),
          )
        })
      const rules = daysWithout('WeekDays', child => numberOf(child, 'DayType') === 0)
      const written = daysWithout('Exceptions', () => true)
      expect(written.length).toBeGreaterThan(100)
      expect(rules).toEqual(written)
    })
  })

  test('working days without hours are named', () => {
    const day = '<DayWorking>1</DayWorking>'
    const calendars = `<Calendar><UID>2</UID><Name>Odd</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays><WeekDay><DayType>2</DayType>${day}</WeekDay></WeekDays><Exceptions><Exception><Type>1</Type>${period('2026-03-07', '2026-03-07')}${day}</Exception></Exceptions></Calendar>`
    expect(imported({ calendars }).notes).toEqual([
      'Working days of a calendar without hours became days off: the file does not say when they are worked (2 times)',
    ])
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

  test('float of such a task is counted in its own time (rule 20), as the docs say', () => {
    const tasks = task(2, 'B', '<Duration>PT8H0M0S</Duration>') + task(3, 'C', '<Duration>PT80H0M0S</Duration>')
    const { plan } = readPlan(imported(parts(evenings, tasks, given(2, 1))).text, { file: '' })
    // Two evenings, and seven more before C ends on Friday the 13th at 17:00.
    expect(schedule(plan).tasks.get('b')).toMatchObject({ totalFloat: 7 * 4 * 60 })
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
