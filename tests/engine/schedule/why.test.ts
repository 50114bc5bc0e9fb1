import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan, Task } from '#engine/model/plan'
import { passesOf } from '#engine/schedule/allPasses'
import { drivingOf } from '#engine/schedule/driving'
import { schedule, taskForOthers } from '#engine/schedule/schedule'
import type { Reason, Schedule } from '#engine/schedule/types'
import { describeReason, why } from '#engine/schedule/why'
import { workAt } from '#engine/time/calendar'
import { buildPlan, type PlanWords } from '#tests/support/build'
import { randomPlans } from './randomPlan.ts'
import { reasonsOf } from './support.ts'

/** The plan without what some reasons point at: an entry of `after` or `before`, a constraint, a date. */
function without(plan: Plan, reasons: readonly Reason[]): Plan {
  const tasks = new Map(plan.tasks)
  for (const id of plan.tasks.keys()) {
    const task = tasks.get(id)!
    const gone = (path: readonly (string | number)[]) =>
      reasons.some(reason => reason.path?.join('/') === path.join('/'))
    const constraints = Object.fromEntries(
      Object.entries(task.constraints).filter(([kind]) => !gone([...task.path, kind])),
    )
    const left: Task = {
      ...task,
      after: task.after.filter(({ path }) => !gone(path)),
      before: task.before.filter(({ path }) => !gone(path)),
      constraints,
      date: gone([...task.path, 'date']) ? undefined : task.date,
      deadline: gone([...task.path, 'deadline']) ? undefined : task.deadline,
    }
    tasks.set(id, left)
  }
  return { ...plan, tasks }
}

/** Every link and constraint of a plan as a reason that could be deleted. */
function everything(plan: Plan): readonly Reason[] {
  return [...plan.tasks.values()].flatMap(task => [
    ...[...task.after, ...task.before].map(({ path }): Reason => ({ kind: 'dependency', path })),
    ...Object.keys(task.constraints).map((kind): Reason => ({ kind: 'constraint', path: [...task.path, kind] })),
  ])
}

/** Where a task starts, as a working instant of its own. */
function placeOf(plan: Plan, id: string): number {
  const { passes, placed } = passesOf(plan, {})
  const i = passes.network.indexOf.get(id)!
  return workAt(passes.network.calendar[i]!, placed.start[i]!)
}

const canDelete = ({ kind, task }: Reason) =>
  kind === 'dependency' || kind === 'constraint' || (kind === 'successor' && task !== undefined)
const options = { summaries: true, dates: true, calendars: true, elapsed: true }

const soonest = { duration: '1d', schedule: 'as-soon-as-possible' } as const

function chainOf(plan: Plan, dates: Schedule, id: string): readonly string[] {
  return why(plan, dates, id).map(reason => `${reason.holds}: ${describeReason(plan, dates, reason.holds!, reason)}`)
}

function eachLeaf(words: PlanWords, check: (plan: Plan, id: string, reasons: readonly Reason[]) => void): void {
  const plan = buildPlan(words)
  const { tasks } = schedule(plan)
  for (const [id, dates] of tasks) if (dates.task.kind !== 'summary') check(plan, id, drivingOf(dates))
}

const longAway = { ann: { leave: ['2026-03-06..2026-04-30'] }, ben: { leave: ['2026-03-11..2026-04-30'] } }

/** Leaves that are later than they could be; of a plan scheduled backward all that are to be as late as possible. */
function eachLate(words: PlanWords, check: (plan: Plan, id: string, reasons: readonly Reason[]) => void): void {
  const { tasks } = schedule(buildPlan(words))
  eachLeaf(words, (plan, id, reasons) => {
    const { task, start, earlyStart } = tasks.get(id)!
    const isLate = (task.schedule ?? plan.project.schedule) === 'as-late-as-possible'
    // What can't be early enough for what comes after it is held by what comes before it.
    const isEarly = reasons.some(({ kind, constraint }) => kind === 'dependency' || constraint?.startsWith('must'))
    if (isLate && !isEarly && earlyStart < start) check(plan, id, reasons)
  })
}

/** Do a task's successors and the finish of the project stay? What is deleted may have held them too. */
function isSameAfter(plan: Plan, rest: Plan, id: string): boolean {
  const { parent } = plan.tasks.get(id)!
  const isAfter = ({ after }: Task) => after.some(({ task }) => task === id || task === parent)
  const successors = [...plan.tasks.values()].filter(isAfter)
  return (
    schedule(rest).finish === schedule(plan).finish &&
    successors.every(task => placeOf(rest, task.id) === placeOf(plan, task.id))
  )
}

describe('the reasons of a task', () => {
  test('without all of them it moves, unless it stands at the start of the project', () => {
    fc.assert(
      fc.property(randomPlans(options), words =>
        eachLeaf(words, (plan, id, reasons) => {
          if (reasons.some(({ kind }) => kind === 'project-start')) return
          expect([id, reasons.length > 0]).toEqual([id, true])
          expect([id, placeOf(without(plan, reasons.filter(canDelete)), id)]).not.toEqual([id, placeOf(plan, id)])
        }),
      ),
      { numRuns: 150 },
    )
  })

  test('without one of several that are tied it stays', () => {
    fc.assert(
      fc.property(randomPlans(options), words =>
        eachLeaf(words, (plan, id, reasons) => {
          const tied = reasons.filter(canDelete)
          // A constraint that pulls against logic holds alone; what it holds off comes back without it.
          if (
            tied.length < 2 ||
            tied.some(({ constraint }) => constraint?.startsWith('must') || constraint?.endsWith('later-than'))
          )
            return
          for (const one of tied) {
            const rest = without(plan, [one])
            // What holds the summary around it may hold all that is tied with it too.
            const isMoved = ({ task }: Reason) => task !== undefined && placeOf(rest, task) !== placeOf(plan, task)
            if (tied.every(other => other === one || isMoved(other))) continue
            expect([id, one.path, placeOf(rest, id)]).toEqual([id, one.path, placeOf(plan, id)])
          }
        }),
      ),
      { numRuns: 150 },
    )
  })

  test('beside tasks that are placed late: without all of them it moves, without one of several it stays', () => {
    fc.assert(
      fc.property(randomPlans({ ...options, late: true }), words => {
        if (words.finish !== undefined) return
        const { tasks } = schedule(buildPlan(words))
        eachLeaf(words, (plan, id, reasons) => {
          const { task, start, earlyStart } = tasks.get(id)!
          if (task.schedule === 'as-late-as-possible' || earlyStart !== start) return
          const tied = reasons.filter(canDelete)
          if (tied.some(({ kind }) => kind !== 'dependency')) return
          const isAtStart = reasons.some(({ kind }) => kind === 'project-start')
          if (!isAtStart) expect([id, placeOf(without(plan, tied), id)]).not.toEqual([id, placeOf(plan, id)])
          if (tied.length < 2) return
          for (const one of tied) {
            const rest = without(plan, [one])
            const earlyOf = (plan: Plan, task: string) => schedule(plan).tasks.get(task)!.earlyStart
            const isMoved = ({ task }: Reason) => earlyOf(rest, task!) !== earlyOf(plan, task!)
            if (!isAtStart && tied.every(other => other === one || isMoved(other))) continue
            expect([id, one.path, placeOf(rest, id)]).toEqual([id, one.path, placeOf(plan, id)])
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  test('where who does it is away, the chain goes on behind what is placed late to a date that is not computed', () => {
    fc.assert(
      fc.property(randomPlans({ ...options, late: true }), words => {
        if (words.finish !== undefined) return
        const plan = buildPlan({ ...words, resources: longAway })
        const result = schedule(plan)
        const early = (of: Plan, id: string) => schedule(of).tasks.get(id)!.earlyStart
        for (const [id, { task, start, earlyStart }] of result.tasks) {
          if (task.kind === 'summary' || task.schedule === 'as-late-as-possible' || start !== earlyStart) continue
          const chain = why(plan, result, id)
          expect([id, chain.filter(({ kind }) => kind === 'successor')]).toEqual([id, []])
          const last = chain.filter(({ holds }) => holds === chain.at(-1)!.holds)
          expect([id, last.some(({ kind }) => kind === 'project-start' || kind === 'constraint')]).toEqual([id, true])
          for (const holds of new Set(chain.map(reason => reason.holds!))) {
            const reasons = chain.filter(reason => reason.holds === holds)
            if (reasons.some(({ constraint }) => constraint?.startsWith('must') || constraint?.endsWith('later-than')))
              continue
            const listed = new Set(reasons.map(({ path }) => path?.join('/')))
            const own = `${plan.tasks.get(holds)!.path.join('/')}/`
            const others = everything(plan).filter(({ path }) => {
              const at = path!.join('/')
              return at.startsWith(own) && !listed.has(at)
            })
            // What is not told of it could go: it would begin no earlier.
            expect([id, holds, early(without(plan, others), holds)]).toEqual([id, holds, early(plan, holds)])
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('without all that holds a task that is placed late it goes later, unless it stands at the finish', () => {
    fc.assert(
      fc.property(randomPlans({ ...options, late: true }), words =>
        eachLate(words, (plan, id, reasons) => {
          expect([id, reasons.length > 0]).toEqual([id, true])
          if (reasons.some(({ kind, task }) => kind === 'successor' && task === undefined)) return
          const rest = without(plan, reasons.filter(canDelete))
          if (!isSameAfter(plan, rest, id)) return
          expect([id, placeOf(rest, id) > placeOf(plan, id)]).toEqual([id, true])
        }),
      ),
      { numRuns: 300 },
    )
  })

  test('without one of several that are tied a task that is placed late stays', () => {
    fc.assert(
      fc.property(randomPlans({ ...options, late: true }), words =>
        eachLate(words, (plan, id, reasons) => {
          // The gaps come with what is tied: they hold nothing alone.
          if (reasons.filter(({ kind }) => kind !== 'calendar' && kind !== 'resource').length < 2) return
          for (const one of reasons.filter(canDelete)) {
            const rest = without(plan, [one])
            if (!isSameAfter(plan, rest, id)) continue
            expect([id, one.path, placeOf(rest, id)]).toEqual([id, one.path, placeOf(plan, id)])
          }
        }),
      ),
      { numRuns: 300 },
    )
  })

  test('without the leave of whom it names as away a task that is placed late goes later', () => {
    fc.assert(
      fc.property(randomPlans({ ...options, late: true }), words =>
        eachLate({ ...words, resources: longAway }, (plan, id, reasons) => {
          const away = new Set(reasons.flatMap(({ kind, resource }) => (kind === 'resource' ? [resource] : [])))
          if (away.size === 0) return
          const resources = [...plan.resources].map(
            ([who, its]) => [who, away.has(who) ? { ...its, leave: [] } : its] as const,
          )
          const rest = { ...plan, resources: new Map(resources) }
          if (!isSameAfter(plan, rest, id)) return
          const startIn = (plan: Plan) => schedule(plan).tasks.get(id)!.start
          expect([id, startIn(rest) > startIn(plan)]).toEqual([id, true])
        }),
      ),
      { numRuns: 300 },
    )
  })

  test('without what is not among them, nor in the chain above, it stays', () => {
    fc.assert(
      fc.property(randomPlans({ summaries: true, calendars: true }), words =>
        eachLeaf(words, (plan, id, reasons) => {
          const others = everything(plan).filter(({ path }) => {
            const own = path!.slice(0, 2).join('/') === plan.tasks.get(id)!.path.join('/')
            return own && !reasons.some(reason => reason.path?.join('/') === path!.join('/'))
          })
          expect([id, placeOf(without(plan, others), id)]).toEqual([id, placeOf(plan, id)])
        }),
      ),
      { numRuns: 150 },
    )
  })
})

describe('why', () => {
  const plan = buildPlan({
    resources: { ben: { leave: ['2026-03-10'] } },
    tasks: {
      a: { duration: '5d', constraints: { 'start-no-earlier-than': '2026-03-03' } },
      phase: { after: 'a +1d' },
      b: { parent: 'phase', duration: '1d', assign: 'ben' },
      c: { duration: '1d', after: ['b SS', 'a'] },
      alone: { duration: '1d' },
    },
  })
  const result = schedule(plan)
  const told = (id: string) =>
    why(plan, result, id).map(reason => `${reason.holds}: ${describeReason(plan, result, reason.holds!, reason)}`)

  test('is the chain from the task to a date that is not computed, each step saying whom it holds', () => {
    expect(told('c')).toEqual([
      'c: "b" starts Wed 11 Mar 2026',
      'b: "a" finishes Mon 9 Mar 2026, then 1d of lag',
      'a: start-no-earlier-than 2026-03-03',
    ])
  })

  test('of what is placed late is what keeps it from going later', () => {
    const late = { schedule: 'as-late-as-possible' } as const
    const plan = buildPlan({
      calendars: { night: { week: { 2: ['22:00-06:00'] } } },
      tasks: {
        long: { duration: '15d' },
        deadline: { duration: '1d', ...late, deadline: '2026-03-10' },
        finish: { duration: '1d', ...late, constraints: { 'finish-no-later-than': '2026-03-11' } },
        start: { duration: '1d', ...late, constraints: { 'start-no-later-than': '2026-03-11' } },
        round: { duration: '1d', ...late },
        clock: { duration: '2ed', after: 'round', constraints: { 'must-start-on': '2026-03-12' } },
        evening: { duration: '1d', ...late },
        shift: { duration: '2h', after: 'evening', calendar: 'night', constraints: { 'must-start-on': '2026-03-11' } },
        held: { duration: '1d', ...late },
        holds: { duration: '8d', after: 'held FF', constraints: { 'start-no-earlier-than': '2026-03-05' } },
        phase: { deadline: '2026-03-06' },
        inside: { parent: 'phase', duration: '1d', ...late },
        group: {},
        first: { parent: 'group', duration: '1d', ...late },
        second: {
          parent: 'group',
          duration: '1d',
          after: 'first',
          constraints: { 'start-no-earlier-than': '2026-03-12' },
        },
        end: { milestone: true, after: 'group' },
        open: { duration: '1d', ...late },
        over: { duration: '1d', after: 'open', actualStart: '2026-03-02', actualFinish: '2026-03-02' },
      },
    })
    const dates = schedule(plan)
    const words = (id: string) => drivingOf(dates.tasks.get(id)!).map(reason => describeReason(plan, dates, id, reason))
    expect(words('deadline')).toEqual(['The deadline of "deadline" Tue 10 Mar 2026'])
    expect(words('finish')).toEqual(['finish-no-later-than 2026-03-11'])
    expect(words('start')).toEqual(['start-no-later-than 2026-03-11'])
    expect(words('round')).toEqual(['As late as possible before "clock" Thu 12 Mar 2026'])
    expect(words('evening')).toEqual(['As late as possible before "shift" Wed 11 Mar 2026'])
    expect(words('held')).toEqual(['As late as possible before the finish of "holds" Mon 16 Mar 2026'])
    expect(words('inside')).toEqual(['The deadline of "phase" Fri 6 Mar 2026'])
    expect(words('first')).toEqual(['As late as possible before "second" Thu 12 Mar 2026'])
    expect(words('open')).toEqual(['As late as possible before the finish of the project'])
  })

  test('of what is placed late is who is away before what it comes before', () => {
    const late = { schedule: 'as-late-as-possible' } as const
    const away = buildPlan({
      resources: { vendor: { until: '2026-03-06' }, ben: { leave: ['2026-03-19..2026-03-20'] } },
      tasks: {
        long: { duration: '15d' },
        a: { duration: '2d', assign: 'vendor', ...late },
        b: { duration: '2d', assign: 'ben', ...late },
        c: { duration: '2d', pauses: ['2026-03-20'], ...late },
        d: { duration: '2d', ...late },
        next: { duration: '3d', after: ['a', 'b', 'c', 'd', 'long'] },
        before: { duration: '2d', ...late },
        mid: { duration: '1d', after: ['before'], constraints: { 'must-start-on': '2026-03-11' } },
      },
    })
    const dates = schedule(away)
    const words = (id: string) => drivingOf(dates.tasks.get(id)!).map(reason => describeReason(away, dates, id, reason))
    const next = 'As late as possible before "next" Mon 23 Mar 2026'
    expect(words('a')).toEqual([
      next,
      'As late as possible before the finish of the project',
      '2 days off',
      'vendor is away for 10d',
    ])
    expect(words('b')).toEqual([next, '2 days off', 'ben is away for 2d'])
    expect(words('c')).toEqual([next, '2 days off', 'Its pauses: 1d'])
    expect(words('d')).toEqual([next, '2 days off'])
    expect(words('before')).toEqual(['As late as possible before "mid" Wed 11 Mar 2026'])
  })

  test('does not go through what is placed late before the very task that it is asked of', () => {
    const late = { schedule: 'as-late-as-possible' } as const
    const circle = buildPlan({
      tasks: {
        a: { duration: '5d' },
        b: { duration: '1d', ...late },
        m: { milestone: true, after: ['a', 'b'] },
        phase: { after: 'a' },
        inner: { parent: 'phase', duration: '3d' },
        first: { parent: 'phase', duration: '4h', ...late },
        n: { duration: '1d', after: 'phase' },
        long: { duration: '20d' },
        late: { duration: '1d', ...late },
        end: { duration: '1d', after: ['long', 'late'] },
        follows: { duration: '1d', before: 'late' },
      },
    })
    const dates = schedule(circle)
    const chain = (id: string) =>
      why(circle, dates, id).map(reason => `${reason.holds}: ${describeReason(circle, dates, reason.holds!, reason)}`)
    expect(chain('m')).toEqual(['m: "a" finishes Fri 6 Mar 2026', 'a: The project starts then'])
    expect(chain('n')).toEqual([
      'n: "phase" finishes Wed 11 Mar 2026',
      'inner: 2 days off',
      'inner: "a" finishes Fri 6 Mar 2026',
      'a: The project starts then',
    ])
    // What follows it just in time was moved with it.
    expect(chain('follows')[0]).toBe('follows: "late" starts Fri 27 Mar 2026 and holds its finish')
    expect(drivingOf(dates.tasks.get('b')!).map(({ kind, task }) => [kind, task])).toContainEqual(['successor', 'm'])
  })

  test('goes on behind what is placed late where that holds by its earliest dates, in the absence of who comes after it', () => {
    const late = { schedule: 'as-late-as-possible' } as const
    const away = buildPlan({
      resources: { ben: { leave: ['2026-03-09..2026-03-18'] } },
      tasks: {
        a: { duration: '4d' },
        b: { duration: '3d', after: 'a', ...late },
        group: {},
        c: { parent: 'group', duration: '3d', after: 'a', ...late },
        d: { parent: 'group', duration: '1d', ...late },
        s: { duration: '2d', after: 'b', assign: 'ben' },
        t: { duration: '2d', after: 'group', assign: 'ben' },
      },
    })
    const dates = schedule(away)
    const chain = (id: string) =>
      why(away, dates, id).map(reason => `${reason.holds}: ${describeReason(away, dates, reason.holds!, reason)}`)
    expect(chain('s')).toEqual([
      's: ben is away for 6d',
      's: "b" finishes Tue 10 Mar 2026 at the earliest',
      'b: "a" finishes Thu 5 Mar 2026',
      'a: The project starts then',
    ])
    expect(chain('t').slice(1)).toEqual([
      't: "group" finishes Tue 10 Mar 2026 at the earliest',
      'c: "a" finishes Thu 5 Mar 2026',
      'a: The project starts then',
    ])
    expect(chain('b')).toEqual(['b: As late as possible before "s" Thu 19 Mar 2026'])
  })

  test('of the first task of a plan scheduled backward is what it comes before, not the start that follows from it', () => {
    const back = buildPlan({
      finish: '2026-03-20',
      schedule: 'as-late-as-possible',
      tasks: { first: { duration: '2d' }, last: { duration: '1d', after: 'first' } },
    })
    const dates = schedule(back)
    expect(why(back, dates, 'first').map(reason => describeReason(back, dates, 'first', reason))).toEqual([
      'As late as possible before "last" Fri 20 Mar 2026',
    ])
  })

  test('of a task just in time that begins a plan scheduled backward is that, not a start that nobody wrote', () => {
    const back = buildPlan({
      finish: '2026-04-03',
      schedule: 'as-late-as-possible',
      tasks: { design: { duration: '5d' }, note: { duration: '1d', before: 'design -2d' }, soon: soonest },
    })
    const dates = schedule(back)
    expect(chainOf(back, dates, 'note')).toEqual([
      'note: "design" starts Mon 30 Mar 2026 and holds its finish, less 2d',
      'design: As late as possible before the finish of the project',
    ])
    expect(chainOf(back, dates, 'soon')).toEqual(['soon: The project starts then'])
  })

  test('goes on behind what is cancelled', () => {
    const cut = buildPlan({
      statusDate: '2026-03-03',
      tasks: {
        a: { duration: '5d' },
        x: {
          duration: '5d',
          after: 'a +1d',
          status: 'cancelled',
          constraints: { 'start-no-earlier-than': '2026-05-04' },
        },
        b: { duration: '2d', after: 'x' },
        alone: { duration: '5d', status: 'cancelled' },
      },
    })
    const dates = schedule(cut)
    expect(chainOf(cut, dates, 'b')).toEqual([
      'b: "x" finishes Tue 10 Mar 2026',
      'x: "a" finishes Tue 10 Mar 2026',
      'a: What is not finished is not placed before the status date',
    ])
    expect(chainOf(cut, dates, 'alone')).toEqual(['alone: The project starts then'])
  })

  test('of what is said to have begun is what holds the start that is computed, and the rest of it', () => {
    const begun = buildPlan({
      statusDate: '2026-03-05',
      tasks: {
        a: { duration: '1d', actualFinish: '2026-03-02' },
        dated: { duration: '5d', progress: 0.4, constraints: { 'start-no-earlier-than': '2026-03-03' } },
        linked: { duration: '5d', remaining: '3d', after: 'a' },
        must: { duration: '5d', progress: 0.4, constraints: { 'must-start-on': '2026-03-04' } },
        later: { duration: '5d', progress: 0.4, constraints: { 'start-no-earlier-than': '2026-04-01' } },
        known: { duration: '5d', actualStart: '2026-03-03', constraints: { 'start-no-earlier-than': '2026-03-03' } },
      },
    })
    const dates = schedule(begun)
    const kinds = (id: string) => reasonsOf(dates, id)
    expect(kinds('dated')).toEqual(['actual', 'constraint:start-no-earlier-than', 'status-date'])
    expect(kinds('linked')).toEqual(['actual', 'dependency:a', 'status-date'])
    expect(kinds('must')).toEqual(['actual', 'constraint:must-start-on', 'status-date'])
    expect(kinds('later')).toEqual(['actual', 'status-date'])
    expect(kinds('known')).toEqual(['actual', 'status-date'])
    expect(drivingOf(dates.tasks.get('linked')!)[0]!.path).toEqual(['tasks', 'linked', 'remaining'])
  })

  test('of what is before a task as soon as possible in a plan scheduled backward is what holds both', () => {
    const back = buildPlan({
      start: '2026-03-02',
      finish: '2026-03-20',
      schedule: 'as-late-as-possible',
      tasks: {
        cut: { duration: '2d', constraints: { 'start-no-earlier-than': '2026-03-03' } },
        score: { duration: '1d', after: 'cut' },
        mix: { duration: '1d', after: 'score', schedule: 'as-soon-as-possible' },
      },
    })
    const dates = schedule(back)
    expect(why(back, dates, 'mix').map(({ holds, kind, task }) => [holds, kind, task])).toEqual([
      ['mix', 'dependency', 'score'],
      ['score', 'dependency', 'cut'],
      ['cut', 'constraint', undefined],
    ])
  })

  test('names who is away', () => {
    const away = buildPlan({
      resources: { ben: { leave: ['2026-03-02..2026-03-03'] } },
      tasks: { a: { duration: '1d', assign: 'ben' } },
    })
    const dates = schedule(away)
    expect(why(away, dates, 'a').map(reason => describeReason(away, dates, 'a', reason))).toEqual([
      'The project starts then',
      'ben is away for 2d',
    ])
  })

  test('leaves a summary by the task that ends it, or begins it where its start holds', () => {
    const phased = buildPlan({
      tasks: {
        phase: {},
        early: { parent: 'phase', duration: '1d' },
        inner: { parent: 'phase' },
        late: { parent: 'inner', duration: '3d', constraints: { 'start-no-earlier-than': '2026-03-09' } },
        after: { duration: '1d', after: 'phase' },
        beside: { duration: '1d', after: 'phase SS+1d' },
      },
    })
    const dates = schedule(phased)
    const chain = (id: string) =>
      why(phased, dates, id).map(reason => `${reason.holds}: ${describeReason(phased, dates, reason.holds!, reason)}`)
    expect(chain('after')).toEqual([
      'after: "phase" finishes Wed 11 Mar 2026',
      'late: start-no-earlier-than 2026-03-09',
    ])
    expect(chain('beside')).toEqual([
      'beside: "phase" starts Mon 2 Mar 2026, then 1d of lag',
      'early: The project starts then',
    ])
  })

  test('what is counted back from a deadline is held by that date, not by the task', () => {
    const back = buildPlan({
      tasks: {
        ga: { milestone: true, deadline: '2026-03-27' },
        notice: { milestone: true, before: 'ga.deadline -1w' },
      },
    })
    const dates = schedule(back)
    expect(why(back, dates, 'notice').map(reason => describeReason(back, dates, 'notice', reason))).toEqual([
      'The deadline of "ga" Fri 27 Mar 2026, less 1w',
    ])
  })

  test('writes a lag as the plan does', () => {
    const lags = buildPlan({
      tasks: {
        a: { duration: '3d' },
        cure: { duration: '2ed' },
        clock: { duration: '1d', after: 'a +3ed' },
        long: { duration: '8d' },
        early: { duration: '1d', after: 'long -1w' },
        half: { duration: '1d', after: 'cure +25%' },
        share: { duration: '1d', after: 'a +50%' },
      },
    })
    const dates = schedule(lags)
    const words = (id: string) => describeReason(lags, dates, id, drivingOf(dates.tasks.get(id)!)[0]!)
    expect(words('clock')).toBe('"a" finishes Wed 4 Mar 2026, then 3ed of lag')
    expect(words('early')).toBe('"long" finishes Wed 11 Mar 2026, less 1w')
    expect(words('half')).toMatch(/^"cure" finishes .*, then 12eh of lag$/)
    expect(words('share')).toBe('"a" finishes Wed 4 Mar 2026, then 1.5d of lag')
  })

  test('a share of what runs round the clock, of this plan or another, is told in days of the clock', () => {
    const other = schedule(
      buildPlan({ tasks: { cure: { duration: '6ed' }, paused: { duration: '2ed', pauses: ['2026-03-03'] } } }),
    )
    const plan = buildPlan({
      tasks: {
        cure: { duration: '6ed' },
        a: { duration: '1d', after: 'cure +25%' },
        b: { duration: '1d', after: 'other/cure +25%' },
        c: { duration: '1d', after: 'other/paused +25%' },
      },
    })
    const dates = schedule(plan, { external: reference => taskForOthers(other, reference.slice(6)) })
    const lags = ['a', 'b', 'c'].map(id => describeReason(plan, dates, id, drivingOf(dates.tasks.get(id)!)[0]!))
    expect(lags.map(words => words.replace(/.*, /, ''))).toEqual([
      'then 1.5ed of lag',
      'then 1.5ed of lag',
      'then 12eh of lag',
    ])
  })

  test('names no date that the plan does not have, where a calendar begins later', () => {
    const later = buildPlan({
      resources: { ann: { from: '2026-03-05' } },
      tasks: {
        phase: {},
        a: { parent: 'phase', duration: '2d', assign: 'ann' },
        b: { duration: '1d', assign: 'ann', constraints: { 'finish-no-earlier-than': '2026-03-02' } },
      },
    })
    const { tasks } = schedule(later)
    const kinds = (id: string) => drivingOf(tasks.get(id)!).map(({ kind, constraint }) => constraint ?? kind)
    expect(kinds('a')).toEqual(['project-start', 'resource'])
    expect(kinds('b')).toEqual(['project-start', 'resource'])
  })

  test('says of what is done without a date that it is said to be done', () => {
    const done = buildPlan({
      statusDate: '2026-03-04',
      tasks: {
        point: { milestone: true, progress: 1 },
        task: { duration: '1d', progress: 1 },
        begun: { duration: '3d', progress: 0.5 },
      },
    })
    const dates = schedule(done)
    const words = (id: string) => describeReason(done, dates, id, drivingOf(dates.tasks.get(id)!)[0]!)
    expect(words('point')).toBe('It is said to be reached')
    expect(words('task')).toBe('It is said to be finished')
    expect(words('begun')).toBe('It is said to have begun')
  })

  test('of a task that nothing holds is the start of the project, and of no task nothing', () => {
    expect(told('alone')).toEqual(['alone: The project starts then'])
    expect(why(plan, result, 'nobody')).toEqual([])
  })
})
