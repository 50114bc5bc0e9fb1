import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationMinutes } from '#engine/time/duration'
import type { Duration } from '#engine/time/minute'
import { importMspdi } from '#interchange/mspdi/importMspdi'
import { workText } from '#interchange/mspdi/units'
import { readPlan } from '#language/read/read'
import { readDuration } from '#language/schema/scalars/amounts'
import { Workspace } from '#language/workspace'
import { datesOf, imported, link, task, times } from '#tests/support/mspdi'

const day = '<Duration>PT8H0M0S</Duration>'

describe('values however they are written', () => {
  test.each([
    ['PT16H0M0S', '2d'],
    ['P0Y0M0DT16H0M0S', '2d'],
    ['PT16H', '2d'],
    ['PT15H59M60.000S', '2d'],
    ['P1DT0H0M0S', '3d'],
    ['P1W', '21d'],
    ['PT7,5H', '7.5h'],
  ])('the duration %s is %s', (said, written) => {
    const { text, notes } = imported({ tasks: task(1, 'A', `<Duration>${said}</Duration>`) })
    expect(text).toContain(`duration: ${written}\n`)
    expect(notes).toEqual([])
  })

  test.each([
    ['PT10H24M0S', '1.3d'],
    ['PT266H40M0S', '266.67h'],
    ['PT4H0M0S', '0.5d'],
    ['PT36H0M0S', '4.5d'],
    ['PT2H0M0S', '2h'],
    ['PT10H40M0S', '10.67h'],
    ['PT80H0M0S', '10d'],
    ['PT0H50M0S', '50min'],
    ['PT0H0M30S', '1min'],
    ['PT70H30M0S', '70.5h'],
    ['PT0H0M0S', '0d'],
  ])('the duration %s can be read by a person: %s', (said, written) => {
    expect(imported({ tasks: task(1, 'A', `<Duration>${said}</Duration>`) }).text).toContain(`duration: ${written}\n`)
  })

  test.each([480, 450, 456, 360, 1440, 437])('a duration keeps its minutes in a day of %i', dayMinutes => {
    const units = { dayMinutes, weekMinutes: dayMinutes * 5 }
    fc.assert(
      fc.property(fc.nat({ max: 200_000 }), minutes => {
        const read = readDuration(workText(minutes, units)) as Duration
        expect(durationMinutes(read, units)).toBe(minutes)
      }),
    )
  })

  test('a lag of decimals can be read', () => {
    const parts = { tasks: task(1, 'A') + task(2, 'B', link(1, 6240, 7)) }
    expect(imported(parts).text).toContain('after: a +1.3d\n')
    expect(datesOf(parts)).toMatchObject({ b: '2026-03-05T10:24 2026-03-09T10:24' })
  })

  test.each(['16', 'P1M', 'two days', 'P', 'PT'])(
    'the duration %s is named, and is what lies between the dates',
    said => {
      const dates = '<Start>2026-03-02T08:00:00</Start><Finish>2026-03-04T17:00:00</Finish>'
      const { text, notes } = imported({ tasks: task(1, 'A', `<Duration>${said}</Duration>${dates}`) })
      expect(text).toContain('duration: 3d\n')
      expect(notes).toEqual([`Values of Duration that can’t be read were left out: "${said}"`])
    },
  )

  test('without a duration it is what lies between the dates, without a time whole days', () => {
    const dates = (from: string, to: string, format = 7) =>
      task(1, 'A', `<Start>${from}</Start><Finish>${to}</Finish><DurationFormat>${format}</DurationFormat>`)
    const lengths = [
      dates('2026-03-02T08:00:00', '2026-03-04T17:00:00'),
      dates('2026-03-02', '2026-03-04'),
      dates('2026-03-06', '2026-03-08T00:00:00', 8),
    ].map(tasks => readPlan(imported({ tasks }).text, { file: '' }).plan.tasks.get('a')!.duration!.likely.amount)
    expect(lengths).toEqual([3, 3, 2])
  })

  test.each([
    ['2026-03-05T08:00:00', '2026-03-05T08:00'],
    ['2026-03-05 08:00:00', '2026-03-05T08:00'],
    ['2026-03-05T8:00:00', '2026-03-05T08:00'],
    ['2026-03-05T08:00:00.000Z', '2026-03-05T08:00'],
    ['2026-03-05', '2026-03-05'],
  ])('the date %s', (said, written) => {
    const { text, notes } = imported({
      tasks: task(1, 'A', `${day}<ConstraintType>4</ConstraintType><ConstraintDate>${said}</ConstraintDate>`),
    })
    expect(text).toContain(`start-no-earlier-than: ${written}\n`)
    expect(notes).toEqual([])
  })

  test('dates that can’t be read are named, the first of many', () => {
    const bad = ['junk', '2026-02-30T08:00:00', '2026-13-01', '05.03.2026'].map((said, n) =>
      task(n + 1, 'A', `${day}<ConstraintType>4</ConstraintType><ConstraintDate>${said}</ConstraintDate>`),
    )
    expect(imported({ tasks: bad.join('') }).notes).toEqual([
      'Values of ConstraintDate that can’t be read were left out: "junk", "2026-02-30T08:00:00", "2026-13-01" and 1 more',
    ])
  })

  test('a deadline without a time is the end of its day', () => {
    const parts = { tasks: task(1, 'A', '<Duration>PT24H0M0S</Duration><Deadline>2026-03-04</Deadline>') }
    const workspace = new Workspace()
    workspace.set('p.tpm.yaml', imported(parts).text)
    const codes = workspace.snapshot('p.tpm.yaml')!.problems.map(({ code }) => code)
    expect(codes.filter(code => code.includes('deadline'))).toEqual([])
  })

  test('calendars that are not in the file are named', () => {
    const told = [
      'Calendars of tasks and resources that are not in the file were left out: the project’s stands for them',
    ]
    const named = '<CalendarUID>77</CalendarUID>'
    expect(imported({ tasks: task(1, 'A', day + named) }).notes).toEqual(told)
    expect(imported({ resources: `<Resource><UID>1</UID><Name>X</Name>${named}</Resource>` }).notes).toEqual(told)
    expect(imported({ tasks: task(1, 'A', `${day}<CalendarUID>-1</CalendarUID>`) }).notes).toEqual([])
  })

  test('a day off that still has its hours is off', () => {
    const wednesday = `<WeekDays><WeekDay><DayType>4</DayType><DayWorking>0</DayWorking><WorkingTimes>${times('08:00', '12:00')}</WorkingTimes></WeekDay></WeekDays>`
    const parts = {
      calendars: `<Calendar><UID>2</UID><Name>Four days</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>${wednesday}</Calendar>`,
      tasks: task(1, 'A', '<Duration>PT24H0M0S</Duration><CalendarUID>2</CalendarUID>'),
    }
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T17:00' })
  })
})

describe('what is before the project’s start takes along what waits for it, and nothing else', () => {
  const constraint = (type: number, date: string) =>
    `<Duration>PT16H0M0S</Duration><ConstraintType>${type}</ConstraintType><ConstraintDate>${date}:00</ConstraintDate>`
  const others = task(2, 'B', link(1, 0, 7)) + task(3, 'C', day)
  const ofThree = (a: string, b: string) => ({ a, b, c: '2026-03-02T08:00 2026-03-02T17:00' })

  test.each([
    ['must finish on', constraint(3, '2026-02-24T17:00'), '2026-02-23T08:00 2026-02-24T17:00'],
    ['start no later than', constraint(5, '2026-02-23T08:00'), '2026-02-23T08:00 2026-02-24T17:00'],
    ['finish no later than', constraint(7, '2026-02-24T17:00'), '2026-02-23T08:00 2026-02-24T17:00'],
    [
      'what is done',
      '<Duration>PT16H0M0S</Duration><PercentComplete>100</PercentComplete><ActualStart>2026-02-23T08:00:00</ActualStart><ActualFinish>2026-02-24T17:00:00</ActualFinish>',
      '2026-02-23T08:00 2026-02-24T17:00',
    ],
    [
      'what has begun',
      '<Duration>PT16H0M0S</Duration><PercentComplete>50</PercentComplete><ActualStart>2026-02-23T08:00:00</ActualStart><RemainingDuration>PT8H0M0S</RemainingDuration>',
      '2026-02-23T08:00 2026-02-24T17:00',
    ],
  ])('%s', (_name, inner, dates) => {
    const parts = { tasks: task(1, 'A', inner) + others }
    expect(datesOf(parts)).toEqual(ofThree(dates, '2026-02-25T08:00 2026-02-26T17:00'))
    expect(imported(parts).notes).toEqual([
      'The project starts with its first task, which is before the start in the file',
    ])
  })

  test('two that must not be later, each where it has to be', () => {
    const tasks = task(1, 'A', constraint(5, '2026-02-16T08:00')) + task(2, 'B', constraint(7, '2026-02-24T17:00'))
    expect(datesOf({ tasks })).toEqual({
      a: '2026-02-16T08:00 2026-02-17T17:00',
      b: '2026-02-23T08:00 2026-02-24T17:00',
    })
  })

  test('without a start in the file it is the first of its tasks', () => {
    const tasks =
      task(1, 'A', '<Duration>PT16H0M0S</Duration><Start>2026-03-04T08:00:00</Start>') +
      task(2, 'B', '<Duration>PT16H0M0S</Duration><Start>2026-03-02T08:00:00</Start>')
    const { text, notes } = importMspdi(`<Project><Tasks>${tasks}</Tasks></Project>`)
    expect(text).toContain('start: 2026-03-02T08:00\n')
    expect(notes).toEqual(['The start of the project is missing: that of its first task stands for it'])
  })
})

describe('the outline', () => {
  const row = (uid: number, name: string, inner: string) =>
    `<Task><UID>${uid}</UID><Name>${name}</Name>${inner}${day}</Task>`
  const level = (uid: number, name: string, at: number) => row(uid, name, `<OutlineLevel>${at}</OutlineLevel>`)
  const pathsOf = (tasks: string) =>
    [...readPlan(imported({ tasks }).text, { file: '' }).plan.tasks.values()].map(({ id, parent }) => [id, parent])

  test('that counts from 0 keeps its first task and its nesting', () => {
    expect(pathsOf(level(1, 'A', 0) + level(2, 'B', 0))).toEqual([
      ['a', undefined],
      ['b', undefined],
    ])
    expect(pathsOf(level(5, 'P', 0) + level(6, 'A', 1) + level(7, 'Q', 0) + level(8, 'B', 1))).toEqual([
      ['p', undefined],
      ['a', 'p'],
      ['q', undefined],
      ['b', 'q'],
    ])
  })

  test('whose first row alone is at level 0 has the project there', () => {
    expect(pathsOf(level(9, 'P', 0) + level(1, 'A', 1) + level(2, 'B', 2))).toEqual([
      ['a', undefined],
      ['b', 'a'],
    ])
  })

  test('is that of the outline numbers where there are no levels', () => {
    const numbered = (uid: number, name: string, at: string) => row(uid, name, `<OutlineNumber>${at}</OutlineNumber>`)
    const tasks =
      numbered(0, 'P', '0') +
      numbered(1, 'S', '1') +
      numbered(2, 'A', '1.1') +
      numbered(3, 'B', '1.2') +
      numbered(4, 'C', '2')
    expect(pathsOf(tasks)).toEqual([
      ['s', undefined],
      ['a', 's'],
      ['b', 's'],
      ['c', undefined],
    ])
  })

  test.each([0, 2])('a link of type %i to the finish of a summary is named', type => {
    const parts = { tasks: task(1, 'A') + task(2, 'S', link(1, 0, 7, type)) + task(3, 'B', day, 2) }
    expect(imported(parts).notes).toEqual([
      'Links to the finish of a summary were left out: it follows from the tasks inside (at `s`)',
    ])
    expect(datesOf(parts)).toMatchObject({ b: '2026-03-02T08:00 2026-03-02T17:00' })
  })
})
