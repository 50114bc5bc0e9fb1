import { describe, expect, test } from 'vitest'
import { Workspace } from '#language/workspace'
import { closedDays, datesOf, imported, link, period, task, times } from '#tests/support/mspdi'

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
      'A link to a task that is not in the file was left out (at `b`)',
    ])
    expect(imported({ tasks: task(1, 'A') + task(2, 'B', link(1, 50, 20)) }).notes).toEqual([
      'A lag in percent of elapsed time became percent of the working time (at `b`)',
    ])
  })
})

describe('a note says how often, and where first', () => {
  test('once: where', () => {
    expect(imported({ tasks: task(1, 'Dig') + task(2, 'Pour', link(99, 0, 7)) }).notes).toEqual([
      'A link to a task that is not in the file was left out (at `pour`)',
    ])
  })

  test('at tasks, resources and calendars', () => {
    const manual = '<Manual>1</Manual><ManualStart>2026-03-10T08:00:00</ManualStart><Duration>PT8H0M0S</Duration>'
    const people = ['Ann', 'Bob'].map(
      (name, n) => `<Resource><UID>${n + 1}</UID><Name>${name}</Name><Type>1</Type><Group>g</Group></Resource>`,
    )
    expect(
      imported({
        calendar: `<Exceptions>${'<Exception><Type>9</Type><Name>Odd</Name><TimePeriod><FromDate>2026-03-03T00:00:00</FromDate><ToDate>2026-03-04T23:59:00</ToDate></TimePeriod></Exception>'.repeat(2)}</Exceptions>`,
        tasks: [1, 2, 3].map(n => task(n, `Dig ${n}`, manual)).join(''),
        resources: people.join(''),
      }).notes,
    ).toEqual([
      'A recurring exception of a calendar was left out: "Odd" (2 times)',
      'Groups of resources were left out (2 times, first at `Ann`)',
      'Manually scheduled tasks are held at their start by "must-start-on" (3 times, first at `dig-1`)',
    ])
  })

  test('of links into other files: which', () => {
    const cross = (file: string) =>
      `<Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>999</PredecessorUID><Type>1</Type><CrossProject>1</CrossProject><CrossProjectName>${file}</CrossProjectName></PredecessorLink>`
    const tasks =
      task(1, 'Dig', cross('C:\\plans\\site.mpp\\4')) +
      task(2, 'Pour', cross('C:\\plans\\site.mpp\\12')) +
      task(3, 'Cure', cross('&lt;&gt;\\lab.mpp\\1'))
    expect(imported({ tasks }).notes).toEqual([
      'A link to a task of another file was left out: "C:\\plans\\site.mpp" (2 times, first at `dig`)',
      'A link to a task of another file was left out: "<>\\lab.mpp" (at `cure`)',
    ])
  })
})

describe('what a plan has no place for is not lost without a word', () => {
  test('words in place of a date or a duration are in the notes', () => {
    const words =
      '<Manual>1</Manual><StartText>when ready</StartText><FinishText>Q3</FinishText><DurationText>2-3 weeks</DurationText>'
    const { text } = imported({ tasks: task(1, 'A', `<Notes>Ask Eve</Notes>${words}<Duration>PT8H0M0S</Duration>`) })
    expect(text).toContain(
      'notes: |-\n      Ask Eve\n      Start: when ready\n      Finish: Q3\n      Duration: 2-3 weeks\n',
    )
    expect(imported({ tasks: task(1, 'A', words.replace('<Manual>1', '<Manual>0')) }).text).not.toContain('when ready')
  })

  test('a task with a duration that is marked as a milestone', () => {
    const marked = (hours: number) => task(1, 'A', `<Milestone>1</Milestone><Duration>PT${hours}H0M0S</Duration>`)
    expect(imported({ tasks: marked(8) }).notes).toEqual([
      'Tasks marked as milestones became tasks: in a plan a milestone has no duration (at `a`)',
    ])
    expect(imported({ tasks: marked(0) }).notes).toEqual([])
  })

  test.each([
    ['IsBudget', 'Budget resources became ordinary ones: in a plan a budget has its own lines (at `Ann`)'],
    ['IsGeneric', 'Generic resources became ordinary ones (at `Ann`)'],
    ['IsInactive', 'Inactive resources became ordinary ones (at `Ann`)'],
  ])('%s', (name, note) => {
    const of = (flag: number) =>
      imported({
        resources: `<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><${name}>${flag}</${name}></Resource>`,
      })
    expect(of(1).notes).toEqual([note])
    expect(of(0).notes).toEqual([])
  })

  test('somebody without a name who has something to do', () => {
    const parts = {
      tasks: task(1, 'A'),
      resources: [0, 2, 5]
        .map(uid => `<Resource><UID>${uid}</UID><Type>1</Type><MaxUnits>1</MaxUnits></Resource>`)
        .join(''),
      assignments: [0, 5]
        .map(uid => `<Assignment><TaskUID>1</TaskUID><ResourceUID>${uid}</ResourceUID><Units>1</Units></Assignment>`)
        .join(''),
    }
    expect(imported(parts).text).toContain('assign: person-5\n')
    const workspace = new Workspace()
    workspace.set('p.tpm.yaml', imported(parts).text)
    expect(workspace.snapshot('p.tpm.yaml')!.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(imported(parts).notes).toEqual([
      'Resources without a name that have something to do are named by their number in the file (at `person-5`)',
    ])
  })
})

describe('tasks', () => {
  test('baselines are named once, as what a plan has in git', () => {
    const baseline = '<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start></Baseline>'
    const { notes } = imported({ tasks: task(1, 'A', baseline) + task(2, 'B', baseline) })
    expect(notes).toEqual([
      'Baselines were left out: a plan’s baseline is an earlier version of its file (2 times, first at `a`)',
    ])
  })

  test('a manual task is held where it was put, and that is said', () => {
    const parts = {
      tasks: task(
        1,
        'A',
        '<Manual>1</Manual><ManualStart>2026-03-10T08:00:00</ManualStart><Duration>PT8H0M0S</Duration>',
      ),
    }
    expect(imported(parts).notes).toEqual([
      'Manually scheduled tasks are held at their start by "must-start-on" (at `a`)',
    ])
    expect(datesOf(parts)).toEqual({ a: '2026-03-10T08:00 2026-03-10T17:00' })
  })

  test('of a manual summary its dates are left out, and that is said', () => {
    const manual = '<Manual>1</Manual><ManualStart>2026-04-01T08:00:00</ManualStart>'
    expect(imported({ tasks: task(1, 'S', manual) + task(2, 'A', undefined, 2) }).notes).toEqual([
      'Dates of manually scheduled summaries were left out: in a plan they span what is inside (at `s`)',
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
      'Manually scheduled tasks whose dates are outside working time have an elapsed duration from start to finish (at `a`)',
    )
  })

  test('an inserted project stands where the file has it, and is named', () => {
    const parts = { tasks: task(1, 'A', '<IsSubproject>1</IsSubproject><Start>2026-03-09T08:00:00</Start>') }
    expect(imported(parts).text).toContain('must-start-on: 2026-03-09')
    expect(imported(parts).notes).toEqual([
      'Inserted projects became a task each: import their files and name their tasks as PLAN/TASK (at `a`)',
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
      'Calendars of summaries were left out: in MS Project they do not hold for what is inside (at `s`)',
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
    expect(imported(parts).notes).toEqual([
      'Tasks of other files stand where that file had them, by "must-start-on" (at `a`)',
    ])
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
