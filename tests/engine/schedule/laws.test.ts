import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan, Task } from '#engine/model/plan'
import { passesOf } from '#engine/schedule/allPasses'
import { schedule } from '#engine/schedule/schedule'
import type { Schedule } from '#engine/schedule/types'
import { finishAt, isWorking, startAt, workAt, workBetween } from '#engine/time/calendar'
import { rangeEnd } from '#engine/time/civil'
import type { Minute } from '#engine/time/minute'
import { buildPlan, type PlanWords } from '#tests/support/build'
import { randomPlans } from './randomPlan.ts'
import { earliestByTrying } from './slowSchedule.ts'
import { shortly } from './support.ts'

const runs = { numRuns: 300 }
const full = { summaries: true, dates: true, calendars: true, elapsed: true }

/** The same plan with one task's start held back; a point by its finish, so that it stays on its side of a gap. */
function heldBack(plan: Plan, id: string, minute: number): Plan {
  const task = plan.tasks.get(id)!
  const kind = task.kind === 'milestone' ? 'finish-no-earlier-than' : 'start-no-earlier-than'
  const constraints = { ...task.constraints, [kind]: { minute: minute as Minute, hasTime: true } }
  return { ...plan, tasks: new Map([...plan.tasks, [id, { ...task, constraints } satisfies Task]]) }
}

/** The finish, how late each deadline is and how far each constraint is broken: what must not get worse. */
function troubles(plan: Plan, { finish, tasks, conflicts, collisions }: Schedule): readonly number[] {
  const { network, limits } = passesOf(plan, {}).passes
  const late = network.tasks.map((task, i) => {
    const at = Math.min(limits.deadline[i]!, limits.bounds[i]?.finishBy ?? Number.POSITIVE_INFINITY)
    return Number.isFinite(at) ? Math.max(0, workBetween(network.own[i]!, at, tasks.get(task.id)!.finish)) : 0
  })
  return [workAt(network.time.project, finish), ...late, conflicts.length + collisions.length]
}

function isWorse(before: readonly number[], after: readonly number[]): boolean {
  return before.some((value, k) => value < after[k]!)
}

describe('laws', () => {
  test('a slow schedule that tries every hour gives the same dates', () => {
    fc.assert(
      fc.property(randomPlans({ summaries: true, calendars: true, elapsed: true }), words => {
        const plan = buildPlan(words)
        const { tasks } = schedule(plan)
        const expected = earliestByTrying(plan)
        const { network } = passesOf(plan, {}).passes
        for (const [id, [start, finish]] of expected) {
          const calendar = network.calendar[network.indexOf.get(id)!]!
          const task = tasks.get(id)!
          expect([id, workAt(calendar, task.start), workAt(calendar, task.finish)]).toEqual([
            id,
            workAt(calendar, start),
            workAt(calendar, finish),
          ])
        }
      }),
      runs,
    )
  })

  test('no work in time without work, elapsed tasks aside; starts on the later side, finishes on the earlier', () => {
    fc.assert(
      fc.property(randomPlans(full), words => {
        const { passes, placed } = passesOf(buildPlan(words), {})
        const { network } = passes
        for (let i = 0; i < network.count; i++) {
          if (network.isSummary[i] || network.amount[i] === 0) continue
          const calendar = network.calendar[i]!
          expect(isWorking(calendar, placed.start[i]!)).toBe(true)
          expect(isWorking(calendar, placed.finish[i]! - 1)).toBe(true)
          expect(workBetween(calendar, placed.start[i]!, placed.finish[i]!)).toBe(network.amount[i])
        }
      }),
      runs,
    )
  })

  test('total float: so much later makes nothing worse, one working minute more does', () => {
    fc.assert(
      fc.property(randomPlans({ summaries: true, dates: true }), fc.nat(), (words, pick) => {
        checkFloat(words, pick, true)
      }),
      { numRuns: 1000 },
    )
  })

  test('total float with several calendars: so much later makes nothing worse', () => {
    fc.assert(
      fc.property(randomPlans(full), fc.nat(), (words, pick) => checkFloat(words, pick, false)),
      { numRuns: 500 },
    )
  })

  test('free float: so much later moves no successor', () => {
    fc.assert(
      fc.property(randomPlans(full), fc.nat(), (words, pick) => {
        const plan = buildPlan(words)
        const result = schedule(plan)
        const task = pickLeaf(plan, pick)
        const { freeFloat, start } = result.tasks.get(task.id)!
        const { network } = passesOf(plan, {}).passes
        const own = network.own[network.indexOf.get(task.id)!]!
        const later = schedule(
          heldBack(plan, task.id, Math.max(start, sideOf(task)(own, workAt(own, start) + freeFloat))),
        )
        for (const [id, other] of result.tasks) {
          if (id === task.id || other.task.kind === 'summary') continue
          // The two sides of a gap are one instant.
          const its = network.own[network.indexOf.get(id)!]!
          expect([id, workAt(its, later.tasks.get(id)!.start)]).toEqual([id, workAt(its, other.start)])
        }
      }),
      runs,
    )
  })

  test('forward then backward agree: no float is negative without dates, and a critical path reaches the finish', () => {
    fc.assert(
      fc.property(randomPlans({ summaries: true, calendars: true, elapsed: true }), words => {
        const plan = buildPlan(words)
        const { tasks, finish, criticalPath } = schedule(plan)
        const { network } = passesOf(plan, {}).passes
        for (const [id, { totalFloat }] of tasks) expect([id, totalFloat >= 0]).toEqual([id, true])
        const ends = (id: string) =>
          workBetween(network.own[network.indexOf.get(id)!]!, tasks.get(id)!.finish, finish) <= 0
        expect(criticalPath.some(ends)).toBe(true)
      }),
      runs,
    )
  })

  test('in one calendar the longest path is where there is no float', () => {
    fc.assert(
      fc.property(randomPlans({ summaries: true }), words => {
        // Of two that begin a summary together, neither alone holds what counts from its start.
        fc.pre(!Object.values(words.tasks).some(({ after }) => /\bs\d+ S/.test(String(after))))
        const { tasks, criticalPath } = schedule(buildPlan(words))
        for (const id of criticalPath) expect([id, tasks.get(id)!.totalFloat]).toEqual([id, 0])
      }),
      runs,
    )
  })

  test('a longer task never ends a project of finish-to-start links earlier', () => {
    fc.assert(
      fc.property(randomPlans({ onlyFinishToStart: true, summaries: true }), fc.nat(), (words, pick) => {
        const plan = buildPlan(words)
        const task = pickLeaf(plan, pick)
        const hours = Number(words.tasks[task.id]!.duration!.slice(0, -1))
        const longer = {
          ...words,
          tasks: { ...words.tasks, [task.id]: { ...words.tasks[task.id], duration: `${hours + 5}h` } },
        }
        expect(schedule(plan).finish).toBeLessThanOrEqual(schedule(buildPlan(longer)).finish)
      }),
      runs,
    )
  })

  test('the order of tasks in the text changes nothing', () => {
    fc.assert(
      fc.property(randomPlans(full), words => {
        // Parents stay before their children, as the reader gives them.
        const entries = Object.entries(words.tasks)
        const turned = [
          ...entries.filter(([, { parent }]) => !parent).reverse(),
          ...entries.filter(([, { parent }]) => parent).reverse(),
        ]
        const a = schedule(buildPlan(words))
        const b = schedule(buildPlan({ ...words, tasks: Object.fromEntries(turned) }))
        for (const [id, { start, finish, totalFloat, freeFloat, critical, lateStart }] of a.tasks) {
          expect({ id, ...b.tasks.get(id) }).toMatchObject({
            id,
            start,
            finish,
            totalFloat,
            freeFloat,
            critical,
            lateStart,
          })
        }
        expect(b.criticalPath).toEqual(a.criticalPath)
      }),
      runs,
    )
  })

  test('nothing throws or hangs, whatever the links', () => {
    const wild = fc.array(fc.tuple(fc.nat(8), fc.constantFrom('FS', 'SS', 'FF', 'SF'), fc.nat(8), fc.boolean()), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(wild, fc.array(fc.nat(8), { minLength: 9, maxLength: 9 }), (links, parents) => {
        const tasks: Record<string, { parent?: string; duration?: string; after: string[]; before: string[] }> = {}
        for (let i = 0; i < 9; i++) {
          const parent = parents[i]! < i ? `t${parents[i]}` : undefined
          tasks[`t${i}`] = { parent, duration: '3h', after: [], before: [] }
        }
        for (const [a, type, b, isBefore] of links) tasks[`t${a}`]![isBefore ? 'before' : 'after'].push(`t${b} ${type}`)
        const plan = buildPlan({ tasks })
        const result = schedule(plan)
        for (const task of result.tasks.values()) {
          expect(Number.isNaN(task.start)).toBe(task.unscheduled !== undefined)
        }
        const stuck = [...result.tasks.values()].some(
          ({ unscheduled }) => unscheduled === 'cycle' || unscheduled === 'after-cycle',
        )
        expect(result.cycles.length > 0).toBe(stuck || result.cycles.length > 0)
        for (const { edges } of result.cycles) {
          edges.forEach((edge, k) => {
            expect(edge.from).toBe(edges.at(k - 1)!.to)
          })
        }
      }),
      runs,
    )
  })
})

/** A point, and what runs round the clock, may stand at the earlier side of a gap; work begins at the later. */
function sideOf({ kind, duration }: Task): typeof startAt {
  return kind === 'milestone' || duration?.likely.elapsed ? finishAt : startAt
}

function pickLeaf(plan: Plan, pick: number): Task {
  const leaves = [...plan.tasks.values()].filter(({ kind }) => kind !== 'summary')
  return leaves[pick % leaves.length]!
}

function checkFloat(words: PlanWords, pick: number, exactly: boolean): void {
  const plan = buildPlan(words)
  const result = schedule(plan)
  const task = pickLeaf(plan, pick)
  const { totalFloat, start } = result.tasks.get(task.id)!
  // What is pinned can't be held back; what is late already has no room to try.
  if (totalFloat < 0 || task.constraints['must-start-on']) return
  // Where something is late already, it is not always this task that would make it later.
  // What counts from the start of a summary is held by what begins it, though something else may begin as early.
  const fromSummary = Object.values(words.tasks).some(({ after }) => /\bs\d+ S/.test(String(after)))
  const isLate =
    result.conflicts.length + result.collisions.length > 0 ||
    [...result.tasks.values()].some(other => other.totalFloat < 0)
  const isExact = exactly && !fromSummary && !isLate
  const { network } = passesOf(plan, {}).passes
  const own = network.own[network.indexOf.get(task.id)!]!
  const before = troubles(plan, result)
  const held = (minute: number) => {
    const later = heldBack(plan, task.id, minute)
    return troubles(later, schedule(later))
  }
  const work = workAt(own, start)
  const side = sideOf(task)
  expect(isWorse(before, held(Math.max(start, side(own, work + totalFloat))))).toBe(false)
  if (isExact) expect(isWorse(before, held(side(own, work + totalFloat + 1)))).toBe(true)
}

test('as late as possible: moves nothing else, and a minute more of work would', () => {
  const lateWords = randomPlans({ summaries: true, calendars: true, elapsed: true, late: true })
  fc.assert(
    fc.property(lateWords, fc.nat(), (words, pick) => {
      if (words.finish !== undefined) return
      // A point has more than one place in a gap.
      const tasks = Object.entries(words.tasks).map(
        ([id, task]) => [id, { ...task, ...(task.duration?.startsWith('0') && { duration: '3h' }) }] as const,
      )
      const plan = buildPlan({ ...words, tasks: Object.fromEntries(tasks) })
      const placedIn = (of: Plan) => {
        const { passes, early, placed, end } = passesOf(of, {})
        const { network } = passes
        const at = (i: number, minute: number) => workAt(network.calendar[i]!, minute)
        return { network, limits: passes.limits, early, placed, end, at }
      }
      const now = placedIn(plan)
      const { network, limits, at } = now
      const leaves = [...network.tasks.keys()].filter(i => !network.isSummary[i])
      const late = leaves.filter(i => limits.late[i])
      const starts = ({ placed }: typeof now) =>
        leaves.filter(i => !limits.late[i]).map(i => [network.tasks[i]!.id, at(i, placed.start[i]!)])
      for (const i of leaves)
        if (!limits.late[i]) expect([i, at(i, now.placed.start[i]!)]).toEqual([i, at(i, now.early.start[i]!)])
      const y = late[pick % Math.max(1, late.length)]
      if (y === undefined) return
      const later = startAt(network.calendar[y]!, at(y, now.placed.start[y]!) + 1)
      const then = placedIn(heldBack(plan, network.tasks[y]!.id, later))
      const isPushed = late.some(i => i !== y && at(i, now.placed.start[i]!) < at(i, then.early.start[i]!))
      // Where all that begins a summary is late, and something counts from its start, all of it is held by that.
      const { placed } = now
      const isInside = (i: number, above: number): boolean =>
        0 <= network.parent[i]! && (network.parent[i] === above || isInside(network.parent[i]!, above))
      const stays = (above: number) =>
        leaves.some(i => !limits.late[i] && isInside(i, above) && placed.start[i]! <= placed.start[y]!)
      for (let above = network.parent[y]!; 0 <= above; above = network.parent[above]!) if (!stays(above)) return
      const isSame = then.end <= now.end
      expect([y, isSame && !isPushed && JSON.stringify(starts(now)) === JSON.stringify(starts(then))]).toEqual([
        y,
        false,
      ])
    }),
    { numRuns: 600 },
  )
})

test('scheduled backward without a start it ends by its finish, if it does with an early start', () => {
  const mixed = randomPlans({ summaries: true, calendars: true, elapsed: true, late: true })
  fc.assert(
    fc.property(mixed, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), ({ start: _, ...words }, soon) => {
      const tasks = Object.entries(words.tasks).map(([id, task], i) => {
        const isSoon = soon[i % soon.length] && task.after !== undefined && !id.startsWith('s')
        return [id, { ...task, schedule: isSoon ? ('as-soon-as-possible' as const) : undefined }] as const
      })
      const back = {
        ...words,
        finish: '2026-04-10',
        schedule: 'as-late-as-possible',
        tasks: Object.fromEntries(tasks),
      } as const
      const over = (start: string | undefined) => {
        const plan = buildPlan({ ...back, ...(start && { start }) } as PlanWords)
        const { project } = passesOf(plan, {}).passes.network.time
        return Math.max(0, workBetween(project, rangeEnd(plan.project.finish!), schedule(plan).finish))
      }
      if (over('2025-12-01') === 0) expect(over(undefined)).toBe(0)
    }),
    { numRuns: 600 },
  )
})

test('what holds several that begin a summary together has no float where something counts from its start', () => {
  const { tasks } = schedule(
    buildPlan({
      start: '2026-03-02',
      tasks: {
        first: { duration: '1h' },
        both: { after: ['first'] },
        left: { parent: 'both', duration: '1h' },
        right: { parent: 'both', duration: '1h' },
        long: { duration: '2h', after: ['both SS+0h'] },
      },
    } as PlanWords),
  )
  expect([tasks.get('first')!.totalFloat, tasks.get('long')!.totalFloat]).toEqual([0, 0])
})

test('a point in a gap leaves what leads to it no more of the gap than the successors of its summary do', () => {
  // The milestone is at midnight, an instant that equals 17:00 and 08:00 in working time, but not for the elapsed lag.
  const byFinish = {
    lead: { duration: '0h' },
    phase: {},
    inside: { parent: 'phase', duration: '0h', after: ['lead FS+16eh'] },
    round: { duration: '1eh', after: ['phase FS+4eh'] },
  }
  const free = schedule(buildPlan({ start: '2026-03-02', tasks: byFinish })).tasks
  expect([shortly(free.get('round')!.start), free.get('lead')!.freeFloat]).toEqual(['3T04', 0])
  const byStart = {
    lead: { duration: '1h' },
    phase: {},
    inside: { parent: 'phase', duration: '0h', after: ['lead SF+0h'] },
    later: { parent: 'phase', duration: '1eh', constraints: { 'start-no-earlier-than': '2026-03-06' } },
    last: { duration: '0h', after: ['phase SF+4eh'] },
  }
  const total = schedule(buildPlan({ start: '2026-03-02', tasks: byStart })).tasks
  // At 08:00 on the 6th it would put the last milestone at noon, after the project's finish at 09:00.
  expect([shortly(total.get('lead')!.lateStart), total.get('lead')!.totalFloat]).toEqual(['5T16:59', 1919])
})
