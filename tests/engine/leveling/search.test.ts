import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawFrom } from '#engine/leveling/draw'
import { gridBuilder, type Project } from '#engine/leveling/grid'
import { search } from '#engine/leveling/search'
import { faultsOf, hasPsplib, instancesOf } from '#tests/support/psplib'

const projects: fc.Arbitrary<Project> = fc
  .record({
    capacity: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }),
    tasks: fc.array(
      fc.record({
        length: fc.nat(8),
        share: fc.array(fc.nat(100), { minLength: 6, maxLength: 6 }),
        after: fc.array(fc.nat(), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 15 },
    ),
  })
  .map(({ capacity, tasks }) => ({
    capacity,
    duration: tasks.map(({ length }) => length),
    demand: tasks.map(({ share }) => capacity.map((units, resource) => Math.floor((units * share[resource]!) / 100))),
    predecessors: tasks.map(({ after }, task) => (task === 0 ? [] : [...new Set(after.map(n => n % task))])),
  }))

test('every schedule keeps its links and capacities, and is not shorter than its bound', () => {
  fc.assert(
    fc.property(projects, fc.integer(), (project, seed) => {
      const found = search(project, { schedules: 40, draw: drawFrom(seed) })
      expect(faultsOf(project, found.starts, found.makespan)).toEqual([])
      expect(found.makespan).toBeGreaterThanOrEqual(found.bound)
      expect(found.schedules).toBeLessThanOrEqual(40)
    }),
  )
})

test('in a schedule of either scheme no task could start sooner, whatever the order the parallel one takes', () => {
  fc.assert(
    fc.property(projects, fc.integer(), (project, seed) => {
      const builder = gridBuilder(project)
      const draw = drawFrom(seed)
      const feasible = Int32Array.from(project.duration.keys())
      const shuffled = feasible.map((_, at) => at)
      for (let at = shuffled.length - 1; 0 < at; at--) {
        const other = draw(at + 1)
        ;[shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!]
      }
      const starts = new Int32Array(builder.size)
      for (const build of [() => builder.build(feasible, starts), () => builder.buildParallel(shuffled, starts)]) {
        const makespan = build()
        expect(faultsOf(project, starts, makespan)).toEqual([])
        starts.forEach((start, task) => {
          expect(faultsOf(project, starts.with(task, start - 1), makespan)).not.toEqual([])
        })
      }
    }),
  )
})

test('the same seed gives the same schedule', () => {
  fc.assert(
    fc.property(projects, fc.integer(), (project, seed) => {
      const [a, b] = [0, 1].map(() => search(project, { schedules: 60, draw: drawFrom(seed) }))
      expect(a).toEqual(b)
    }),
    { numRuns: 30 },
  )
})

test('more schedules for as many members are never worse', () => {
  fc.assert(
    fc.property(projects, fc.integer(), fc.integer({ min: 4, max: 30 }), (project, seed, members) => {
      const [fewest, most] = [members ** 2, (members + 1) ** 2 - 1]
      const short = search(project, { schedules: fewest, draw: drawFrom(seed) }).makespan
      expect(search(project, { schedules: most, draw: drawFrom(seed) }).makespan).toBeLessThanOrEqual(short)
    }),
    { numRuns: 40 },
  )
})

describe.skipIf(!hasPsplib)('published instances (PSPLIB; skipped where ../shared is absent)', () => {
  test.each([
    ['j30', 0.6],
    ['j60', 1.3],
    ['j120', 4.6],
  ])('%s: feasible, over the lower bound, and within %s per cent of the best known at 500 schedules', (set, limit) => {
    const instances = instancesOf(set).filter((_, at) => at % 12 === 0)
    const deviations = instances.map(({ project, lowerBound, bestKnown }) => {
      const found = search(project, { schedules: 500, draw: drawFrom(1) })
      expect(faultsOf(project, found.starts, found.makespan)).toEqual([])
      expect(found.makespan).toBeGreaterThanOrEqual(lowerBound)
      return found.makespan / bestKnown - 1
    })
    expect((100 * deviations.reduce((a, b) => a + b, 0)) / deviations.length).toBeLessThan(limit)
  })
})
