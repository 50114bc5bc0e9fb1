import { describe, expect, test } from 'vitest'
import { datesOf, imported, link, task, times } from '#tests/support/mspdi'

const day = '<Duration>PT8H0M0S</Duration>'
const twoDays = '<Duration>PT16H0M0S</Duration>'
const from = (start: string, finish: string) =>
  `<Start>2026-03-${start}:00</Start><Finish>2026-03-${finish}:00</Finish>`
const put = (start: string, finish: string) =>
  `<Manual>1</Manual><ManualStart>2026-03-${start}:00</ManualStart><ManualFinish>2026-03-${finish}:00</ManualFinish>${from(start, finish)}`
const external = (start: string, finish: string) => `<ExternalTask>1</ExternalTask>${from(start, finish)}`
const onClock =
  'Manually scheduled tasks whose dates are outside working time have an elapsed duration from start to finish (at `a`)'

describe('a manual task keeps both its dates', () => {
  test.each([
    ['over the weekend', '07T08:00', '08T17:00'],
    ['in the evening', '05T18:00', '05T22:00'],
    ['longer than its duration comes to', '02T08:00', '13T17:00'],
  ])('%s', (_name, start, finish) => {
    const parts = { tasks: task(1, 'A', twoDays + put(start, finish)) }
    expect(datesOf(parts)).toEqual({ a: `2026-03-${start} 2026-03-${finish}` })
    expect(imported(parts).notes).toContain(onClock)
  })

  test('in working time they are those of its duration', () => {
    const parts = { tasks: task(1, 'A', twoDays + put('06T08:00', '09T17:00')) }
    expect(imported(parts).text).toContain('duration: 2d\n')
    expect(imported(parts).notes).not.toContain(onClock)
  })

  describe('in a calendar of its own', () => {
    const weekends = [1, 7]
      .map(
        n =>
          `<WeekDay><DayType>${n}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '16:00')}</WorkingTimes></WeekDay>`,
      )
      .join('')
    const off = [2, 3, 4, 5, 6]
      .map(n => `<WeekDay><DayType>${n}</DayType><DayWorking>0</DayWorking></WeekDay>`)
      .join('')
    const calendars = `<Calendar><UID>2</UID><Name>Weekends</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${weekends}${off}</WeekDays></Calendar>`
    const own = '<CalendarUID>2</CalendarUID>'

    test('that has its dates the duration stays working time', () => {
      const parts = { calendars, tasks: task(1, 'A', twoDays + own + put('07T08:00', '08T16:00')) }
      expect(imported(parts).text).toContain('duration: 2d\n')
      expect(datesOf(parts)).toEqual({ a: '2026-03-07T08:00 2026-03-08T16:00' })
    })

    test('that does not, they are kept all the same', () => {
      const parts = { calendars, tasks: task(1, 'A', twoDays + own + put('04T08:00', '05T17:00')) }
      expect(datesOf(parts)).toEqual({ a: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(parts).notes).toContain(onClock)
    })
  })

  describe('when it has begun', () => {
    const begun = (start: string, left: string) =>
      `<PercentComplete>50</PercentComplete><ActualStart>2026-03-${start}:00</ActualStart><RemainingDuration>${left}</RemainingDuration>`

    test('at a weekend', () => {
      const parts = { tasks: task(1, 'A', twoDays + put('07T08:00', '08T17:00') + begun('07T08:00', 'PT8H0M0S')) }
      expect(datesOf(parts)).toEqual({ a: '2026-03-07T08:00 2026-03-08T17:00' })
      expect(imported(parts).notes).toContain(onClock)
    })

    test('before what it waits for has finished', () => {
      const early = `<Duration>PT16H0M0S</Duration>${link(1, 0, 7).replace(/^.*?<\/Duration>/, '')}`
      const parts = {
        tasks:
          task(1, 'A', '<Duration>PT80H0M0S</Duration>') +
          task(2, 'B', early + put('03T08:00', '04T17:00') + begun('03T08:00', 'PT8H0M0S')),
      }
      expect(datesOf(parts)).toMatchObject({ b: '2026-03-03T08:00 2026-03-04T17:00' })
      expect(imported(parts).notes).toEqual([
        'Manually scheduled tasks are held at their finish by "must-finish-on" (at `b`)',
      ])
    })

    test('and is done, nothing needs to hold it', () => {
      const done = `<PercentComplete>100</PercentComplete><ActualStart>2026-03-07T08:00:00</ActualStart><ActualFinish>2026-03-08T17:00:00</ActualFinish>`
      const parts = { tasks: task(1, 'A', twoDays + put('07T08:00', '08T17:00') + done) }
      expect(datesOf(parts)).toEqual({ a: '2026-03-07T08:00 2026-03-08T17:00' })
      expect(imported(parts).notes).toEqual([])
    })
  })
})

test('a stand-in for a task of another file keeps its dates outside working time too', () => {
  const parts = { tasks: task(1, 'A', twoDays + external('07T08:00', '08T17:00')) + task(2, 'B', link(1, 0, 7)) }
  expect(datesOf(parts)).toEqual({ a: '2026-03-07T08:00 2026-03-08T17:00', b: '2026-03-09T08:00 2026-03-10T17:00' })
})

test('one before the project’s start does not take along those that say nothing', () => {
  const outside = '<ExternalTask>1</ExternalTask><Start>2026-02-23T08:00:00</Start><Finish>2026-02-23T17:00:00</Finish>'
  expect(datesOf({ tasks: task(1, 'A', day + outside) + task(2, 'B') })).toEqual({
    a: '2026-02-23T08:00 2026-02-23T17:00',
    b: '2026-03-02T08:00 2026-03-03T17:00',
  })
})

describe('a task without length stands where it is held', () => {
  const none = '<Duration>PT0H0M0S</Duration><Milestone>1</Milestone>'
  const constraint = (type: number, date: string) =>
    `<ConstraintType>${type}</ConstraintType><ConstraintDate>2026-03-${date}:00</ConstraintDate>${from(date, date)}`

  test.each([
    ['a manual one', put('06T17:00', '06T17:00')],
    ['one of another file', external('06T17:00', '06T17:00')],
    ['must start on', constraint(2, '06T17:00')],
    ['start no earlier than', constraint(4, '06T17:00')],
    ['must finish on', constraint(3, '06T17:00')],
  ])('on Friday evening: %s', (_name, inner) => {
    const parts = { tasks: task(1, 'A', none + inner) + task(2, 'B', link(1, 0, 7)) }
    expect(datesOf(parts)).toEqual({ a: '2026-03-06T17:00 2026-03-06T17:00', b: '2026-03-09T08:00 2026-03-10T17:00' })
  })

  test('before the project’s start, on a Friday evening', () => {
    const early =
      '<ConstraintType>4</ConstraintType><ConstraintDate>2026-02-27T17:00:00</ConstraintDate><Start>2026-02-27T17:00:00</Start>'
    const first = constraint(4, '02T08:00').replaceAll('2026-03-02', '2026-02-23')
    const tasks = task(1, 'A', none + early) + task(2, 'B', day) + task(3, 'C', day + first)
    expect(datesOf({ tasks })).toMatchObject({
      a: '2026-02-27T17:00 2026-02-27T17:00',
      b: '2026-03-02T08:00 2026-03-02T17:00',
    })
  })

  test.each([
    ['on Monday morning', '09T08:00'],
    ['in the middle of a day', '05T10:00'],
    ['on a Saturday', '07T12:00'],
  ])('%s', (_name, at) => {
    const parts = { tasks: task(1, 'A', none + put(at, at)) + task(2, 'B', link(1, 0, 7)) }
    expect(datesOf(parts)).toMatchObject({ a: `2026-03-${at} 2026-03-${at}` })
  })

  test('where MS Project has it on the next morning it is there', () => {
    const later = constraint(2, '06T17:00').replace(/<Start>.*/, from('09T08:00', '09T08:00'))
    expect(datesOf({ tasks: task(1, 'A', none + later) })).toEqual({ a: '2026-03-09T08:00 2026-03-09T08:00' })
  })
})
