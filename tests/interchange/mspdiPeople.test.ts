import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { readPlan } from '#language/read/read'
import { closedDays, datesOf, imported, link, type Parts, task, times } from '#tests/support/mspdi'

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
      'Work contours became an even share of the same work over the whole task (at `a`)',
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
      'Work that is not units times duration became an even share of the same work over the whole task (at `a`)',
      'Delays of assignments became an even share of the same work over the whole task (at `a`)',
    ])
    expect(imported(parts).text).toContain('R1: 57.14%')
    expect(imported(parts).text).toContain('R2: 42.86%')
  })

  describe('work that is not units times duration keeps its amount, and moves nothing', () => {
    const told = [
      'Work that is not units times duration became an even share of the same work over the whole task (at `a`)',
    ]
    const works = (resource: number, n: number, units = 1) =>
      given(resource, `<Units>${units}</Units><Work>${hours(n)}</Work><WorkContour>0</WorkContour>`)

    test.each([
      ['one of two is there for two days of five', works(1, 40) + works(2, 16), 56, '{ R1: 100%, R2: 40% }'],
      ['more than one person’s', works(1, 60), 60, '{ R1: 150% }'],
      ['none at all', works(1, 40) + works(2, 0), 40, '{ R1: 100%, R2: 0% }'],
    ])('%s', (_name, assignments, effort, written) => {
      const parts = one(40, assignments)
      expect(imported(parts).text).toContain(`assign: ${written}\n`)
      expect(effortOf(parts)).toBe(effort)
      expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
      expect(imported(parts).notes).toEqual(told)
    })

    test('of people with calendars of their own', () => {
      // At work from Tuesday to Friday, beside one who is on Monday too.
      const off = '<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>'
      const parts = (work: number) => ({
        ...one(
          40,
          works(1, 40) + works(2, work),
          '<Start>2026-03-02T08:00:00</Start><Finish>2026-03-06T17:00:00</Finish>',
        ),
        calendars: `<Calendar><UID>3</UID><Name>Bob</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays>${off}</WeekDays></Calendar>`,
        resources: people.replace('<Name>R2</Name>', '<Name>R2</Name><CalendarUID>3</CalendarUID>'),
      })
      expect(imported(parts(32)).text).toContain('assign: [R1, R2]\n')
      expect(imported(parts(32)).notes).toEqual([])
      expect(imported(parts(16)).text).toContain('assign: { R1: 100%, R2: 50% }\n')
      expect(effortOf(parts(16))).toBe(56)
    })

    test('nothing is said where the file has no work, or the task has begun', () => {
      const begun = '<ActualStart>2026-03-02T08:00:00</ActualStart>'
      expect(imported(one(40, given(1, '<Units>1</Units>'))).notes).toEqual([])
      expect(imported(one(40, works(1, 8), begun)).notes).toEqual([])
    })

    test('whole days of who is there half the time are said', () => {
      const parts = {
        ...one(40, works(1, 40)),
        resources: people.replace('<Type>1', '<MaxUnits>0.5</MaxUnits><Type>1'),
      }
      expect(imported(parts).text).toContain('assign: { R1: 100% }\n')
      expect(effortOf(parts)).toBe(40)
    })
  })

  test('overtime shortens the duration, and is told', () => {
    const overtime = `<OvertimeWork>${hours(8)}</OvertimeWork>`
    // (40 − 8) hours of regular work at 8 a day.
    const parts = one(32, given(1, `<Units>1</Units><Work>${hours(40)}</Work>${overtime}`))
    expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-05T17:00' })
    expect(effortOf(parts)).toBe(32)
    expect(imported(parts).notes).toEqual([
      'Overtime work was left out: a plan counts what is done in working hours (at `a`)',
    ])
    const nothingElse = one(0, given(1, `<Units>1</Units><Work>${hours(8)}</Work>${overtime}`))
    expect(datesOf(nothingElse)).toEqual({ a: '2026-03-02T08:00 2026-03-02T08:00' })
  })

  describe('leveling delay', () => {
    // In tenths of a minute, always elapsed: two days.
    const delay = '<LevelingDelay>28800</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat>'
    const work = `<Units>1</Units><Work>${hours(16)}</Work>`
    const leftOut = (id: string) => [
      `Leveling delays were left out: "tpm level" finds who must wait for whom (at \`${id}\`)`,
    ]

    test('a task that waits for nothing else starts that much later', () => {
      const parts = one(16, given(1, work), delay)
      expect(datesOf(parts)).toEqual({ a: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(parts).notes).toEqual([])
    })

    test('of a task that waits for another, itself or with its summary, it is left out, and told', () => {
      const after = { tasks: task(1, 'A') + task(2, 'B', link(1, 0, 7) + delay) }
      expect(datesOf(after)).toMatchObject({ b: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(after).notes).toEqual(leftOut('b'))
      const inside = {
        tasks:
          task(1, 'A') + task(2, 'Phase', link(1, 0, 7)) + task(3, 'B', `<Duration>${hours(16)}</Duration>${delay}`, 2),
      }
      expect(datesOf(inside)).toMatchObject({ b: '2026-03-04T08:00 2026-03-05T17:00' })
      expect(imported(inside).notes).toEqual(leftOut('b'))
    })

    test('of an assignment it is left out, and told', () => {
      expect(imported(one(16, given(1, work + delay))).notes).toEqual(leftOut('a'))
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
      'Resources of which there is none for some time were taken to stay: that moves no task in MS Project (at `Ann`)',
    ])
  })

  describe('availability moves no task', () => {
    const told = [
      'Resources of which there is none for some time were taken to stay: that moves no task in MS Project (at `Ann`)',
    ]
    const period = (from: string, to: string, share: number) =>
      `<AvailabilityPeriod><AvailableFrom>${from}T00:00:00</AvailableFrom><AvailableTo>${to}T23:59:00</AvailableTo><AvailableUnits>${share}</AvailableUnits></AvailabilityPeriod>`
    const of = (periods: string, most = 1) => ({
      tasks: task(1, 'A', '<Duration>PT40H0M0S</Duration>'),
      resources: `<Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>${most}</MaxUnits><AvailabilityPeriods>${periods}</AvailabilityPeriods></Resource>`,
      assignments: '<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>',
    })

    test.each([
      ['who comes later', period('2026-03-05', '2026-12-31', 1)],
      ['who leaves', period('1984-01-01', '2026-03-03', 1)],
      ['who was there only before', period('2025-01-01', '2025-12-31', 1)],
      ['who is away in between', period('1984-01-01', '2026-03-03', 1) + period('2026-03-10', '2049-12-31', 1)],
    ])('of one %s', (_name, periods) => {
      const parts = of(periods)
      expect(datesOf(parts)).toEqual({ a: '2026-03-02T08:00 2026-03-06T17:00' })
      expect(imported(parts).text).not.toMatch(/from:|until:/)
      expect(imported(parts).notes).toEqual(told)
    })

    test('of half a person it is still half of one', () => {
      expect(imported(of(period('2026-03-05', '2026-12-31', 0.5), 0.5)).text).toContain('capacity: 50%')
      // Written on a day on which there is nobody.
      expect(imported(of(period('2026-03-05', '2026-12-31', 0.5), 0)).text).toContain('capacity: 50%')
      const grows = period('1984-01-01', '2026-03-03', 1) + period('2026-03-04', '2049-12-31', 3)
      expect(imported(of(grows)).text).toMatch(/type: team[\s\S]*2026-03-04: 3/)
    })

    test('of one who is always there nothing is said', () => {
      expect(imported(of(period('1984-01-01', '2049-12-31', 1))).notes).toEqual([])
      const halves = period('1984-01-01', '2026-03-03', 1) + period('2026-03-04', '2049-12-31', 0.5)
      expect(imported(of(halves)).notes).toEqual([])
    })
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
      'Amounts of material were left out: what they cost is in the cost of their tasks (at `a`)',
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
      'Costs of summaries are at the first task inside: a plan adds up the costs of tasks (at `s`)',
      'Work of people at a summary was left out: in a plan they work on the tasks inside (at `s`)',
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
      'Notes of resources were left out (at `Ann`)',
      'Notes of assignments were left out (at `a`)',
      'Groups of resources were left out (at `Ann`)',
      'Contacts of tasks were left out (at `a`)',
      'Physical percent complete was left out: progress is percent complete (at `a`)',
      'Cost rate tables B to E were left out: all work costs what table A says (at `a`)',
      'Assignments to what is no task of the plan, such as the project itself, were left out',
    ])
  })
})
