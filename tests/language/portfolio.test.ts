import { describe, expect, test } from 'vitest'
import { describeReason, why } from '#engine/schedule/why'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { spanOf } from '#tests/engine/schedule/support'

const uriOf = (name: string) => `file:///plans/${name}.tpm.yaml`

/** Plans of one workspace, by the name of the file. */
function workspaceOf(plans: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace()
  for (const [name, text] of Object.entries(plans)) workspace.set(uriOf(name), text)
  return workspace
}

function planNamed(workspace: Workspace, name: string): Snapshot {
  return workspace.snapshot(uriOf(name))!
}

function datesOf({ schedule }: Snapshot, ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map(id => [id, spanOf(schedule.tasks.get(id)!)]))
}

function told({ problems, text }: Snapshot): readonly string[] {
  return problems.map(({ code, span, message }) => `${code} ${text.slice(span.start, span.end)}: ${message}`).sort()
}

const head = (id: string) => `tpm: 1\nproject: { id: ${id}, name: ${id}, start: 2026-03-02 }\n`

describe('links to tasks of another plan mean what they mean in one (rules 5, 10, 19)', () => {
  const calendars = `calendars:
  default: { week: { mon-fri: [08:00-12:00, 13:00-17:00] } }
  night: { week: { mon-fri: [22:00-06:00] } }
`
  const led = `  t: { duration: 4d }
  canc: { duration: 9d, status: cancelled, after: t }
  s: { tasks: { s1: { duration: 1d }, s2: { duration: 1d, start-no-earlier-than: 2026-03-05 } } }
  night: { duration: 8h, calendar: night, after: t }
milestones:
  m: { after: t, deadline: 2026-03-27 }
  gap: { after: night }
`
  const waiting: Readonly<Record<string, string>> = {
    'before-deadline': 'duration: 1d, before: PLAN/m.deadline -1w',
    'after-cancelled': 'duration: 1d, after: PLAN/canc +5d',
    'ends-with-cancelled': 'duration: 1d, after: PLAN/canc FF+5d',
    'after-share': 'duration: 1d, after: PLAN/t +50%',
    'beside-share': 'duration: 1d, after: PLAN/t SS+50%',
    'after-share-of-summary': 'duration: 1d, after: PLAN/s +50%',
    'after-share-of-nights': 'duration: 1d, after: PLAN/night +150%',
    'round-the-clock': 'duration: 1ed, after: PLAN/gap',
    'elapsed-lag': 'duration: 1d, after: PLAN/m +1ed',
    lead: 'duration: 1d, after: PLAN/t -1d',
  }
  const ids = Object.keys(waiting)
  const linesTo = (plan: string) => ids.map(id => `  ${id}: { ${waiting[id]!.replace('PLAN/', plan)} }\n`).join('')
  const together = `${head('pc')}${calendars}tasks:\n${linesTo('')}${led}`

  test('the same dates', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n${linesTo('pb/')}`,
      b: `${head('pb')}${calendars}tasks:\n${led}`,
      c: together,
    })
    expect(datesOf(planNamed(plans, 'a'), ids)).toEqual(datesOf(planNamed(plans, 'c'), ids))
    expect(
      datesOf(planNamed(plans, 'a'), ['before-deadline', 'after-cancelled', 'after-share', 'beside-share']),
    ).toEqual({
      'before-deadline': '20T08 – 20T17',
      'after-cancelled': '6T08 – 6T17',
      'after-share': '10T08 – 10T17',
      'beside-share': '4T08 – 4T17',
    })
  })

  test('they move when what they count from does, and when only a length or a deadline does', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n${linesTo('pb/')}`,
      b: `${head('pb')}${calendars}tasks:\n${led}`,
    })
    expect(datesOf(planNamed(plans, 'a'), ['before-deadline'])).toEqual({ 'before-deadline': '20T08 – 20T17' })
    plans.set(uriOf('b'), `${head('pb')}${calendars}tasks:\n${led.replace('2026-03-27', '2026-03-20')}`)
    expect(datesOf(planNamed(plans, 'a'), ['before-deadline'])).toEqual({ 'before-deadline': '13T08 – 13T17' })
    const longer = led.replace('t: { duration: 4d', 't: { duration: 6d')
    plans.set(uriOf('b'), `${head('pb')}${calendars}tasks:\n${longer}`)
    expect(datesOf(planNamed(plans, 'a'), ['beside-share'])).toEqual({ 'beside-share': '5T08 – 5T17' })
  })

  test('what a task waits for is told with its date', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n${linesTo('pb/')}`,
      b: `${head('pb')}${calendars}tasks:\n${led}`,
    })
    const { plan, schedule } = planNamed(plans, 'a')
    const words = (id: string) => describeReason(plan, schedule, id, why(plan, schedule, id).at(-1)!)
    expect(words('lead')).toBe('"pb/t" finishes Thu 5 Mar 2026, less 1d')
    expect(words('beside-share')).toBe('"pb/t" starts Mon 2 Mar 2026, then 2d of lag')
    expect(words('before-deadline')).toBe('The deadline of "pb/m" Fri 27 Mar 2026, less 1w')
  })

  test('what waits for a task that has no dates has none, inside a summary too', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  a1: { duration: 1d, after: pb/one }\n  s: { after: pb/one, tasks: { s1: { duration: 1d } } }\n  free: { duration: 1d }\n`,
      b: `${head('pb')}tasks:\n  one: { duration: 1d, after: two }\n  two: { duration: 1d, after: one }\n`,
    })
    expect(datesOf(planNamed(plans, 'a'), ['a1', 's1', 'free'])).toEqual({
      a1: 'after-cycle',
      s1: 'after-cycle',
      free: '2T08 – 2T17',
    })
    expect(told(planNamed(plans, 'a'))).toEqual([
      'schedule/unscheduled a1: "a1" and 1 more task have no dates: what comes before waits for itself',
    ])
  })

  test('a deadline that is not there is told', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  notice: { duration: 1d, before: pb/m.deadline -1w }\n`,
      b: `${head('pb')}milestones:\n  m: { date: 2026-03-20 }\n`,
    })
    expect(told(planNamed(plans, 'a'))).toEqual([
      'plan/no-deadline pb/m.deadline: "pb/m" has no deadline to count back from',
    ])
    plans.set(uriOf('b'), `${head('pb')}milestones:\n  m: { deadline: 2026-03-20 }\n`)
    expect(told(planNamed(plans, 'a'))).toEqual([])
  })

  test('a plan that names itself', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  t: { duration: 1d, after: pa/nowhere }\n  u: { duration: 1d }\n`,
    })
    expect(told(planNamed(plans, 'a'))[0]).toMatch(/^plan\/unknown-reference/)
    expect(datesOf(planNamed(plans, 'a'), ['u'])).toEqual({ u: '2T08 – 2T17' })
  })
})

describe('rings over several plans (rule 15)', () => {
  test('are told in each plan, in order', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  t1: { duration: 1d, after: pb/u1 }\n  next: { duration: 1d, after: t1 }\n  free: { duration: 1d }\n`,
      b: `${head('pb')}tasks:\n  u1: { duration: 1d, after: pa/t1 }\n`,
    })
    const a = planNamed(plans, 'a')
    expect(datesOf(a, ['t1', 'next', 'free'])).toEqual({ t1: 'cycle', next: 'after-cycle', free: '2T08 – 2T17' })
    expect(told(a)).toContain('schedule/cycle pb/u1: "t1" waits for itself: "t1" → "pb/u1" → "t1"')
    expect(told(planNamed(plans, 'b'))).toEqual(['schedule/cycle pa/t1: "u1" waits for itself: "u1" → "pa/t1" → "u1"'])
    const { related } = a.problems.find(({ code }) => code === 'schedule/cycle')!
    expect(related?.map(({ file, span }) => [file, planNamed(plans, 'b').text.slice(span.start, span.end)])).toEqual([
      [uriOf('b'), 'pa/t1'],
    ])
    expect(a.problems.find(({ code }) => code === 'schedule/cycle')!.severity).toBe('error')
  })

  test('are told where they lead over tasks that would grow later for ever', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  t1: { duration: 1d, after: pb/u2 }\n  t2: { duration: 1d, after: t1 }\n`,
      b: `${head('pb')}tasks:\n  u1: { duration: 1d, after: pa/t2 }\n  u2: { duration: 1d, after: u1 }\n`,
    })
    expect(datesOf(planNamed(plans, 'a'), ['t1', 't2'])).toEqual({ t1: 'cycle', t2: 'cycle' })
    expect(told(planNamed(plans, 'b'))).toContain(
      'schedule/cycle pa/t2: "u1" waits for itself: "u1" → "u2" → "pa/t1" → "pa/t2" → "u1"',
    )
  })

  test('are none where plans wait for each other’s tasks one after the other', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  t1: { duration: 1d }\n  t2: { duration: 1d, after: pb/u1 }\n  t3: { duration: 1d, after: pb/u2 }\n`,
      b: `${head('pb')}tasks:\n  u1: { duration: 1d, after: pa/t1 }\n  u2: { duration: 1d, after: pa/t2 }\n`,
    })
    expect(datesOf(planNamed(plans, 'a'), ['t1', 't2', 't3'])).toEqual({
      t1: '2T08 – 2T17',
      t2: '4T08 – 4T17',
      t3: '6T08 – 6T17',
    })
    expect(told(planNamed(plans, 'a'))).toEqual([])
  })

  test('are gone when one plan opens them', () => {
    const plans = workspaceOf({
      a: `${head('pa')}tasks:\n  t1: { duration: 1d, after: pb/u1 }\n`,
      b: `${head('pb')}tasks:\n  u1: { duration: 1d, after: pa/t1 }\n`,
    })
    expect(told(planNamed(plans, 'a'))).toHaveLength(1)
    plans.set(uriOf('b'), `${head('pb')}tasks:\n  u1: { duration: 1d }\n`)
    expect(told(planNamed(plans, 'a'))).toEqual([])
    expect(datesOf(planNamed(plans, 'a'), ['t1'])).toEqual({ t1: '3T08 – 3T17' })
  })
})

describe('two plans with one project id', () => {
  const one = `${head('pa')}tasks:\n  t: { duration: 1d }\n`

  test('are told in each, and no longer when one has another', () => {
    const plans = workspaceOf({ a: one, b: one, c: `${head('pc')}tasks:\n  t: { duration: 1d, after: pa/t }\n` })
    expect(told(planNamed(plans, 'a'))).toEqual([
      'plan/duplicate-plan pa: The project id "pa" belongs to another plan of this workspace too',
    ])
    expect(told(planNamed(plans, 'b'))).toEqual(told(planNamed(plans, 'a')))
    expect(told(planNamed(plans, 'c'))).toEqual([])
    plans.takeChanged()
    plans.set(uriOf('b'), one.replace('id: pa', 'id: pb'))
    expect(plans.takeChanged()).toContain(uriOf('a'))
    expect(told(planNamed(plans, 'a'))).toEqual([])
    plans.set(uriOf('b'), one)
    expect(told(planNamed(plans, 'a'))).toHaveLength(1)
    plans.delete(uriOf('b'))
    expect(told(planNamed(plans, 'a'))).toEqual([])
  })
})
