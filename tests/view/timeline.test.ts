import { describe, expect, test } from 'vitest'
import { formatMinute } from '#engine/time/civil'
import { check } from '../support/check.ts'
import { templateViews, viewsOf } from '../support/views.ts'

const plan = (tasks: string, project = 'start: 2026-03-02', more = '') => `
tpm: 1
project: { name: Bridge, ${project} }
${more}
tasks:
${tasks.trim().replaceAll(/^/gm, '  ')}
`
const timelineOf = (...args: Parameters<typeof plan>) => viewsOf(plan(...args)).timeline
const headlineOf = (...args: Parameters<typeof plan>) => timelineOf(...args).headline

describe('the headline', () => {
  test('says when it ends and what holds it', () => {
    expect(
      headlineOf('design: { name: Design, duration: 3d }\nbuild: { name: Build, duration: 5d, after: design }'),
    ).toBe('Finishes on Wed 11 Mar; Build holds it.')
  })

  test('says how far away the deadline is', () => {
    const tasks = 'build: { name: Build, duration: 5d }'
    expect(headlineOf(tasks, 'start: 2026-03-02, deadline: 2026-03-10')).toBe(
      'Finishes on Fri 6 Mar, 2 working days before its deadline; Build holds it.',
    )
    expect(headlineOf(tasks, 'start: 2026-03-02, deadline: 2026-03-06')).toBe(
      'Finishes on Fri 6 Mar, on the day of its deadline; Build holds it.',
    )
    expect(headlineOf(tasks, 'start: 2026-03-02, deadline: 2026-03-05')).toBe(
      'Bridge on Fri 6 Mar, 1 working day after its deadline; Build holds it.',
    )
  })

  test('a late milestone is what it is about, and further missed deadlines are counted', () => {
    expect(
      headlineOf(
        `
build: { name: Build, duration: 10d, deadline: 2026-03-10 }`,
        'start: 2026-03-02',
        'milestones: { ga: { name: GA, after: build, deadline: 2026-03-09 } }',
      ),
    ).toBe('GA on Fri 13 Mar, 4 working days after its deadline; Build holds it; 1 more deadline missed.')
  })

  test('a slip over a weekend is as long in the sentence as in the row, the hover and the diagnostic', () => {
    const text = `
tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  build: { name: Build, duration: 6d, deadline: 2026-03-06 }
`
    const { timeline } = viewsOf(text)
    expect(timeline.headline).toBe('Build on Mon 9 Mar, 1 working day after its deadline.')
    expect(timeline.rows[0]!.tooltip).toContain('1d late')
    expect(timeline.rows[0]!.tooltip).toContain('Deadline Fri 6 Mar, missed by 1 working day')
    expect(check(text).map(({ message }) => message)).toContain(
      '"Build" finishes Mon 9 Mar, 1 working day after its deadline Fri 6 Mar',
    )
  })

  test('where no work lies between, none is said', () =>
    expect(headlineOf('watch: { name: Watch, duration: 5ed, deadline: 2026-03-06 }', 'start: 2026-03-03')).toMatch(
      /no working time after its deadline/,
    ))

  test('the one that holds is the one with most left to do', () => {
    expect(
      headlineOf(
        `
long: { name: Long but done, duration: 20d, actual-start: 2026-03-02, actual-finish: 2026-03-27 }
short: { name: Short, duration: 2d, after: long }
middle: { name: Middle, duration: 4d, after: short }`,
        'start: 2026-03-02, status-date: 2026-03-27',
      ),
    ).toBe('Finishes on Mon 6 Apr; Middle holds it.')
  })

  test('a name with a comma is quoted, the year is said where it changes', () => {
    expect(headlineOf('build: { name: "Build, all of it", duration: 250d }')).toBe(
      'Finishes on Fri 12 Feb 2027; “Build, all of it” holds it.',
    )
  })

  test('a plan that is over says so, an empty one too', () => {
    expect(
      headlineOf(
        'build: { name: Build, duration: 1d, actual-start: 2026-03-02, actual-finish: 2026-03-03 }',
        'start: 2026-03-02, status-date: 2026-03-06',
      ),
    ).toBe('Finished on Tue 3 Mar.')
    expect(viewsOf('').timeline.headline).toBe('No tasks yet.')
  })

  test('what has no dates is not kept silent', () => {
    const tasks = 'a: { name: A, duration: 1d, after: b }\nb: { name: B, duration: 1d, after: a }'
    expect(headlineOf(tasks)).toBe('Nothing in this plan has dates yet.')
    expect(headlineOf(`${tasks}\nc: { name: C, duration: 1d }`)).toBe(
      'Finishes on Mon 2 Mar; C holds it; 2 tasks without dates.',
    )
  })
})

describe('the rows', () => {
  test('stand in the plan’s order with their depth and their line', () => {
    const { rows } = timelineOf(
      'build:\n  name: Build\n  tasks:\n    walls: { name: Walls, duration: 2d }\nopen: { name: Open, duration: 0d }',
    )
    expect(rows.map(({ id, kind, depth, line }) => ({ id, kind, depth, line }))).toEqual([
      { id: 'build', kind: 'summary', depth: 0, line: 5 },
      { id: 'walls', kind: 'task', depth: 1, line: 8 },
      { id: 'open', kind: 'milestone', depth: 0, line: 9 },
    ])
  })

  test('a loop is left out with its whole way, and what waits for it too', () => {
    const { rows, leftOut } = timelineOf(`
a: { name: Dig, duration: 1d, after: b }
b: { name: Pour, duration: 1d, after: a }
c: { name: Build, duration: 1d, after: b }`)
    expect(rows).toEqual([])
    expect(leftOut.map(({ id, line }) => ({ id, line }))).toEqual([
      { id: 'a', line: 5 },
      { id: 'b', line: 6 },
      { id: 'c', line: 7 },
    ])
    expect(leftOut[0]?.reason).toMatch(/^it waits for itself: (Dig → Pour → Dig|Pour → Dig → Pour)$/)
    expect(leftOut[2]?.reason).toBe('it waits for tasks that wait for each other')
  })

  test('float, deadline, constraint and people are said once more in the hover', () => {
    const { rows } = timelineOf(
      `
long: { name: Long, duration: 10d }
short:
  name: Short
  duration: 2d
  assign: { ben: 50% }
  deadline: 2026-03-02
  start-no-earlier-than: 2026-03-02`,
      'start: 2026-03-02',
      'resources: { ben: { name: Ben Adeyemi } }',
    )
    expect(rows[1]).toMatchObject({
      critical: false,
      late: true,
      constraint: { kind: 'start no earlier than' },
      people: [{ id: 'ben', name: 'Ben Adeyemi', initials: 'BA' }],
    })
    expect(rows[1]?.tooltip.split('\n')).toEqual([
      'Short',
      'Mon 2 Mar – Tue 3 Mar · 2d · effort 1d · 1d late',
      'Why: start-no-earlier-than 2026-03-02',
      'Why: The project starts then',
      'Would have to end by Mon 2 Mar',
      'Deadline Mon 2 Mar, missed by 1 working day',
      'People: Ben Adeyemi 50%',
    ])
    expect(rows[0]?.tooltip.split('\n')).toEqual([
      'Long',
      'Mon 2 Mar – Fri 13 Mar · 10d · critical',
      'Why: The project starts then',
      'It holds the finish',
    ])
  })

  test('an overload stands where it is', () => {
    const { rows } = timelineOf(
      'a: { name: A, duration: 2d, assign: ben }\nb: { name: B, duration: 1d, assign: ben }',
      'start: 2026-03-02',
      'resources: { ben: { name: Ben } }',
    )
    expect(
      rows.map(({ overloads }) =>
        overloads.map(({ from, to, who }) => `${who} ${formatMinute(from)} ${formatMinute(to)}`),
      ),
    ).toEqual([
      expect.arrayContaining([expect.stringMatching(/^Ben 2026-03-02T08:00/)]),
      expect.arrayContaining([expect.stringMatching(/^Ben 2026-03-02T08:00/)]),
    ])
  })
})

describe('the rest', () => {
  test('links say what drives and what is critical', () => {
    const { links } = timelineOf(`
a: { name: A, duration: 5d }
b: { name: B, duration: 1d }
c: { name: C, duration: 1d, after: [a, b SS] }`)
    expect(links).toEqual([
      { from: 'a', to: 'c', type: 'FS', driving: true, critical: true },
      { from: 'b', to: 'c', type: 'SS', driving: false, critical: false },
    ])
  })

  test('days without work are those of the project calendar, holidays by name', () => {
    const { closed, hours } = timelineOf(
      'a: { name: A, duration: 9d }',
      'start: 2026-03-30',
      'calendars: { default: { week: { mon-thu: [07:00-16:00], fri: [07:00-12:00] }, holidays: { 2026-04-03: Karfreitag } } }',
    )
    expect(hours).toEqual({ from: 420, to: 960 })
    const easter = closed.find(({ name }) => name !== undefined)
    expect(easter && [formatMinute(easter.from), formatMinute(easter.to), easter.name]).toEqual([
      '2026-04-03T00:00',
      '2026-04-06T00:00',
      'Karfreitag',
    ])
  })

  test('where nights are worked the whole day is drawn', () => {
    expect(
      timelineOf(
        'a: { name: A, duration: 1d }',
        'start: 2026-03-02',
        'calendars: { default: { week: { mon-fri: [22:00-06:00] } } }',
      ).hours,
    ).toEqual({ from: 0, to: 1440 })
  })

  test.each(['cloud-migration', 'product-release', 'infrastructure-upgrade', 'cybersecurity'])(
    'the view of %s survives JSON, and every task is in it or left out with a reason',
    name => {
      const { plan: read, timeline } = templateViews(name)
      expect(JSON.parse(JSON.stringify(timeline))).toEqual(timeline)
      expect(timeline.rows.length + timeline.leftOut.length).toBe(read.tasks.size)
      expect(timeline.leftOut.every(({ reason }) => reason !== '')).toBe(true)
    },
  )
})
