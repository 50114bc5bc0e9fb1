import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesOf, imported, link, type Parts, task } from '#tests/support/mspdi'

const hours = (n: number) => `PT${n}H0M0S`

describe('a task that has begun ends where its remaining duration does', () => {
  const begun = (duration: number, done: number, percent: number, more = '') =>
    task(
      1,
      'A',
      `<Duration>${hours(duration)}</Duration><PercentComplete>${percent}</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart><ActualDuration>${hours(done)}</ActualDuration><RemainingDuration>${hours(duration - done)}</RemainingDuration>${more}`,
    )

  test.each([
    [24, 8, 33, '33.3%', '2026-03-04T17:00'],
    [24, 16, 67, '66.7%', '2026-03-04T17:00'],
    [64, 40, 63, '62.5%', '2026-03-11T17:00'],
    [64, 40, 62, '62.5%', '2026-03-11T17:00'],
    [24, 12, 50, '50%', '2026-03-04T17:00'],
    // 5,000 days: six decimals.
    [40_000, 13_333, 33, '33.3325%', undefined],
    // Another tool’s percent, of the work.
    [24, 8, 80, '33.3%', '2026-03-04T17:00'],
  ])('of %i hours %i done, said to be %i %%: progress %s', (duration, done, percent, written, finish) => {
    const parts = { tasks: begun(duration, done, percent) }
    expect(imported(parts).text).toContain(`progress: ${written}\n`)
    if (finish) expect(datesOf(parts)).toEqual({ a: `2026-03-02T08:00 ${finish}` })
  })

  test('whatever share of it is done', () => {
    const any = fc
      .integer({ min: 1, max: 2000 })
      .chain(length => fc.tuple(fc.constant(length), fc.nat({ max: length })))
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 100 }), ([length, done], percent) => {
        const whole = datesOf({ tasks: task(1, 'A', `<Duration>${hours(length)}</Duration>`) })
        expect(datesOf({ tasks: begun(length, done, percent) })).toEqual(whole)
      }),
      { numRuns: 50 },
    )
  })

  test('an elapsed duration has an elapsed rest', () => {
    const parts = { tasks: begun(72, 24, 33, '<DurationFormat>8</DurationFormat>') }
    expect(imported(parts).text).toContain('remaining: 2ed\n')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T08:00' })
  })

  test('work that goes on where it stopped has no pause', () => {
    const stop = '<Stop>2026-03-06T17:00:00</Stop><Resume>2026-03-09T08:00:00</Resume>'
    expect(imported({ tasks: begun(64, 40, 62, stop) }).text).not.toContain('pauses')
  })
})

describe('work that has begun before what it waits for has finished', () => {
  const told =
    'Work that has begun goes on before what it waits for has finished, as in the file, by "progress-logic: override" (at `b`)'
  const waits =
    '<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>'
  const first = task(
    1,
    'A',
    `<Duration>${hours(80)}</Duration><Start>2026-03-02T08:00:00</Start><Finish>2026-03-13T17:00:00</Finish>`,
  )
  const begun = (done: number, resume: string, uid = 2, name = 'B') =>
    task(
      uid,
      name,
      `<Duration>${hours(40)}</Duration><PercentComplete>${done * 20}</PercentComplete><ActualStart>2026-03-03T08:00:00</ActualStart><RemainingDuration>${hours(40 - done * 8)}</RemainingDuration>${resume}${waits}`,
    )
  const stopped = (at: string, on: string) => `<Stop>2026-03-${at}:00</Stop><Resume>2026-03-${on}:00</Resume>`
  const ranOn = stopped('04T17:00', '05T08:00')
  const putOff = stopped('04T17:00', '16T08:00')

  test('goes on where tasks in progress are not split', () => {
    const parts = {
      header: '<SplitsInProgressTasks>0</SplitsInProgressTasks>',
      tasks: first + begun(2, ranOn) + task(3, 'C', link(2, 0, 7)),
    }
    expect(imported(parts).text).toContain('progress-logic: override\n')
    expect(imported(parts).notes).toEqual([])
    expect(datesOf(parts)).toMatchObject({
      b: '2026-03-03T08:00 2026-03-09T17:00',
      c: '2026-03-10T08:00 2026-03-11T17:00',
    })
  })

  test.each(['', '<SplitsInProgressTasks>1</SplitsInProgressTasks>'])('is split else: %s', header => {
    const parts = { header, tasks: first + begun(2, putOff) }
    expect(imported(parts).text).not.toContain('progress-logic')
    expect(datesOf(parts)).toMatchObject({ b: '2026-03-03T08:00 2026-03-18T17:00' })
  })

  test('is not split while nothing of it is done', () => {
    const parts = { tasks: first + begun(0, '') }
    expect(datesOf(parts)).toMatchObject({ b: '2026-03-03T08:00 2026-03-09T17:00' })
    expect(imported(parts).notes).toEqual([told])
  })

  test('goes on where the file has it, beside a task that was split', () => {
    const parts = { tasks: first + begun(2, ranOn) + begun(2, putOff, 3, 'C') }
    expect(datesOf(parts)).toMatchObject({
      b: '2026-03-03T08:00 2026-03-09T17:00',
      c: '2026-03-03T08:00 2026-03-18T17:00',
    })
    expect(imported(parts).notes).toEqual([told])
  })

  test('where the file does not say of all where they go on, it is named', () => {
    const parts = { tasks: first + begun(2, ranOn) + begun(2, '', 3, 'C') }
    expect(imported(parts).notes).toEqual([
      'Work that has begun waits in the plan for what it runs beside in the file (at `b`)',
    ])
  })

  test('beside what has begun too, nothing is to be said', () => {
    const running = first.replace('<Start>', '<ActualStart>2026-03-02T08:00:00</ActualStart><Start>')
    const beside = begun(2, ranOn).replace('<Type>1</Type><LinkLag>', '<Type>3</Type><LinkLag>')
    expect(imported({ tasks: running + beside }).text).not.toContain('progress-logic')
  })
})

describe('a split task pauses where none of its people works', () => {
  const row = (from: string, to: string, value: number, type = 1) =>
    `<TimephasedData><Type>${type}</Type><Start>2026-03-${from}:00:00</Start><Finish>2026-03-${to}:00:00</Finish><Value>${hours(value)}</Value></TimephasedData>`
  const given = (resource: number, rows: string) =>
    `<Assignment><TaskUID>1</TaskUID><ResourceUID>${resource}</ResourceUID><Units>1</Units>${rows}</Assignment>`
  const resources =
    '<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type></Resource><Resource><UID>2</UID><Name>Bob</Name><Type>1</Type></Resource><Resource><UID>3</UID><Name>Travel</Name><Type>2</Type><IsCostResource>1</IsCostResource></Resource><Resource><UID>4</UID><Name>Steel</Name><Type>0</Type></Resource>'
  const split = (duration: number, assignments: string, inner = ''): Parts => ({
    tasks: task(1, 'A', `<Duration>${hours(duration)}</Duration>${inner}`),
    resources,
    assignments,
  })
  const monday = row('02T08', '03T08', 8)
  const tuesday = row('03T08', '03T17', 8)
  const annAway = monday + tuesday + row('04T08', '05T08', 0) + row('05T08', '06T08', 0) + row('06T08', '06T17', 8)

  test.each([
    [3, 'a cost resource', ''],
    [4, 'material', row('02T08', '06T17', 5)],
  ])('resource %i, %s, changes nothing', (resource, _name, rows) => {
    const parts = split(24, given(1, annAway) + given(resource, rows))
    expect(imported(parts).text).toContain('pauses: [2026-03-04..2026-03-05]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
  })

  test('in whatever order its parts are written', () => {
    const done = row('02T08', '03T08', 8, 2) + row('03T08', '03T17', 8, 2)
    const ahead = row('04T08', '05T08', 8) + row('05T08', '06T08', 0) + row('06T08', '06T17', 8)
    const begun = `<PercentComplete>50</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart><RemainingDuration>${hours(16)}</RemainingDuration>`
    for (const rows of [done + ahead, ahead + done]) {
      const parts = split(32, given(1, rows), begun)
      expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
    }
  })

  test('while one has ended and the other goes on later', () => {
    const ann = monday + row('03T08', '05T08', 0) + row('05T08', '05T17', 8)
    const parts = split(24, given(1, ann) + given(2, monday + tuesday))
    expect(imported(parts).text).toContain('pauses: [2026-03-04]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T17:00' })
  })

  test('before one who begins later', () => {
    const later = row('05T08', '06T08', 8) + row('06T08', '06T17', 8)
    const parts = split(32, given(1, monday + tuesday) + given(2, later))
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
  })

  test('where there is no row at all, but not over a weekend', () => {
    const parts = split(32, given(1, monday + tuesday + row('06T08', '06T17', 8) + row('09T08', '09T17', 8)))
    expect(imported(parts).text).toContain('pauses: [2026-03-04..2026-03-05]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-09T17:00' })
  })

  test('where work was put off, and later too', () => {
    const done = row('02T08', '02T17', 8, 2)
    const ahead = row('04T08', '05T08', 8) + row('06T08', '06T17', 8)
    const begun = `<PercentComplete>33</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart><RemainingDuration>${hours(16)}</RemainingDuration><Stop>2026-03-02T17:00:00</Stop><Resume>2026-03-04T08:00:00</Resume>`
    const parts = split(24, given(1, done + ahead), begun)
    expect(imported(parts).text).toContain('pauses: [2026-03-03, 2026-03-05]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
    // The rows of what is ahead alone: the other gap is in none.
    expect(datesOf(split(24, given(1, ahead), begun))).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
  })

  test('in the middle of a day', () => {
    const parts = split(8, given(1, row('02T08', '02T12', 4) + row('03T13', '03T17', 4)))
    expect(imported(parts).text).toContain('pauses: [2026-03-02T12:00..2026-03-03T13:00]')
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-03T17:00' })
  })

  test('without rows it is told', () => {
    const dates = (finish: string) => `<Start>2026-03-02T08:00:00</Start><Finish>${finish}:00</Finish>`
    const notes = (inner: string) => imported(split(24, '', inner)).notes
    expect(notes(dates('2026-03-06T17:00'))).toEqual([
      'Tasks with more working time between their dates than they last became whole: the file does not say where they are split (at `a`)',
    ])
    expect(notes(dates('2026-03-04T17:00'))).toEqual([])
    expect(notes(dates('2026-03-05T08:00'))).toEqual([])
  })
})

test('the project’s calendar at a task is not said', () => {
  const parts = {
    tasks: task(1, 'A', '<Duration>PT8H0M0S</Duration><CalendarUID>1</CalendarUID>') + task(2, 'B', link(1, 0, 7)),
  }
  expect(imported(parts).text).not.toContain('calendar: default')
})
