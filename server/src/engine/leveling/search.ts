import { type Builder, gridBuilder, mirror, type Project, topologicalOrder } from './grid.ts'

/** A whole number in `[0, limit)`, from a seeded stream. */
type Draw = (limit: number) => number

export interface SearchOptions {
  /** How many schedules may be built: the only bound of the search, so a result never depends on the machine. */
  readonly schedules: number
  readonly draw: Draw
}

export interface Found {
  readonly starts: Int32Array
  readonly makespan: number
  /** No schedule is shorter: the longest path, or the most loaded resource. */
  readonly bound: number
  /** Schedules built. */
  readonly schedules: number
}

/** Of time: its start (schedules built forward) or its end (built backward). */
type Side = 0 | 1

const opposite = (side: Side): Side => (side === 0 ? 1 : 0)

/** One schedule, told from the side it was built from. */
interface Individual {
  readonly side: Side
  readonly starts: Int32Array
  readonly makespan: number
  readonly hash: number
}

/** One direction of time: what builds in it, and how far each task is from the end of it. */
interface Direction {
  readonly builder: Builder
  readonly predecessors: readonly (readonly number[])[]
  readonly topological: Int32Array
  /** Length of the longest path from the task's start to the end, the task included. */
  readonly tail: Int32Array
}

/** Of how many random windows of a parent the busiest is handed on. */
const windowsTried = 10
/** How many tasks of a child are moved elsewhere in its order. */
const jumps = 3
/** Of how many random members the longest must make room for a shorter child. */
const replaceAmong = 4

/**
 * A short schedule of a resource-constrained project: a genetic search over serial schedules.
 *
 * The first members are sampled with the parallel scheme, which is shorter on average (Kolisch, EJOR 90, 1996), in
 * turns from the start and from the end of the project. A child keeps the busiest stretch of one parent and orders
 * what is before and after it like the other (peak crossover: Valls, Ballestín & Quintanilla, EJOR 185, 2008). It is
 * built from the other side than its mother was and then from hers again (justification: Valls et al., EJOR 165,
 * 2005; parents of both sides: Debels & Vanhoucke 2005), and takes the place of a longer member. There are as many
 * members as the square root of the schedules: too many do not converge in time, too few do so too soon.
 *
 * The same project, number of schedules and stream give the same result everywhere.
 */
export function search(project: Project, { schedules, draw }: SearchOptions): Found {
  const size = project.duration.length
  const directions = [direction(project), direction(mirror(project))] as const
  const bound = lowerBound(project, directions[0].tail)
  const breed = breeder(project, directions, draw)
  const order = new Int32Array(size)
  const keys = new Int32Array(size)
  let best: Individual | undefined
  let built = 0

  const make = (side: Side, scheme: 'build' | 'buildParallel'): Individual => {
    const starts = new Int32Array(size)
    const makespan = directions[side].builder[scheme](order, starts)
    const one = { side, starts, makespan, hash: hashOf(starts) }
    if (!best || makespan < best.makespan) best = one
    built++
    return one
  }
  const sample = (side: Side): Individual => {
    sampleOrder(directions[side], draw, keys, order)
    return make(side, 'buildParallel')
  }
  const justify = (one: Individual): Individual => {
    if (schedules <= built) return one
    const side = opposite(one.side)
    seenFrom(side, one, project.duration, keys)
    directions[side].builder.sort(keys, one.makespan + 1, order)
    return make(side, 'build')
  }

  const population: Individual[] = []
  const members = Math.max(4, Math.floor(Math.sqrt(schedules)))
  while (!best || (population.length < members && built < schedules && bound < best.makespan))
    population.push(justify(sample(population.length % 2 === 0 ? 0 : 1)))
  while (built < schedules && bound < best.makespan) {
    const [mother, father] = parents(population, draw)
    const side = opposite(mother.side)
    breed(mother, father, side, order)
    place(justify(make(side, 'build')), population, draw)
  }
  const starts = new Int32Array(size)
  seenFrom(0, best, project.duration, starts)
  return { starts, makespan: best.makespan, bound, schedules: built }
}

/** Starts as they are told from one side of time. */
function seenFrom(
  side: Side,
  { side: own, starts, makespan }: Individual,
  duration: readonly number[],
  into: Int32Array,
): void {
  if (own === side) into.set(starts)
  else for (let task = 0; task < into.length; task++) into[task] = makespan - starts[task]! - duration[task]!
}

function direction(project: Project): Direction {
  const topological = topologicalOrder(project.predecessors)
  const tail = Int32Array.from(project.duration)
  for (let at = topological.length - 1; 0 <= at; at--) {
    const task = topological[at]!
    for (const before of project.predecessors[task]!) {
      tail[before] = Math.max(tail[before]!, tail[task]! + project.duration[before]!)
    }
  }
  return { builder: gridBuilder(project), predecessors: project.predecessors, topological, tail }
}

/** Longest path, or work ÷ units of the most loaded resource, whichever is longer. */
export function lowerBound({ capacity, demand, duration }: Project, tail: Int32Array): number {
  const longest = tail.reduce((a, b) => Math.max(a, b), 0)
  return capacity.reduce((bound, units, resource) => {
    const work = duration.reduce((sum, length, task) => sum + length * (demand[task]![resource] ?? 0), 0)
    return units === 0 ? bound : Math.max(bound, Math.ceil(work / units))
  }, longest)
}

/** A random order that leans to tasks with much still behind them. */
function sampleOrder({ builder, tail }: Direction, draw: Draw, keys: Int32Array, order: Int32Array): void {
  const longest = tail.reduce((a, b) => Math.max(a, b), 0)
  const noise = 1 + draw(Math.max(1, Math.floor(longest * 0.3)))
  for (let task = 0; task < keys.length; task++) keys[task] = longest - tail[task]! + draw(noise)
  builder.sort(keys, longest + noise, order)
}

/** Sorts by key, after raising each key to its predecessors'. */
function sortFeasibly(
  builder: Builder,
  topological: Int32Array,
  predecessors: readonly (readonly number[])[],
  keys: Int32Array,
  order: Int32Array,
): void {
  let limit = 0
  for (let at = 0; at < topological.length; at++) {
    const task = topological[at]!
    let key = keys[task]!
    for (const before of predecessors[task]!) if (key < keys[before]!) key = keys[before]!
    keys[task] = key
    if (limit < key) limit = key
  }
  builder.sort(keys, limit + 1, order)
}

/** Orders the tasks of a child of two schedules, to be built from a side. */
function breeder({ duration, demand, capacity }: Project, directions: readonly [Direction, Direction], draw: Draw) {
  const size = duration.length
  const work = Float64Array.from(duration, (length, task) =>
    capacity.reduce(
      (sum, units, resource) => sum + (units === 0 ? 0 : (length * (demand[task]![resource] ?? 0)) / units),
      0,
    ),
  )
  const keys = new Int32Array(size)
  const from = new Int32Array(size)
  const other = new Int32Array(size)
  const busiestWindow = (makespan: number, width: number): number => {
    let busiest = 0
    let most = -1
    for (let n = 0; n < windowsTried; n++) {
      const begin = draw(Math.max(1, makespan - width + 1))
      let sum = 0
      for (let task = 0; task < size; task++) {
        if (begin <= from[task]! && from[task]! < begin + width) sum += work[task]!
      }
      if (most < sum) {
        most = sum
        busiest = begin
      }
    }
    return busiest
  }

  return (mother: Individual, father: Individual, side: Side, order: Int32Array): void => {
    const { builder, predecessors, topological } = directions[side]
    seenFrom(side, mother, duration, from)
    seenFrom(side, father, duration, other)
    const span = Math.max(mother.makespan, father.makespan)
    const width = Math.floor(mother.makespan * (0.25 + draw(1000) / 2000))
    const begin = busiestWindow(mother.makespan, width)
    for (let task = 0; task < size; task++) {
      const at = from[task]!
      keys[task] = at < begin ? other[task]! : at < begin + width ? span + at : 2 * span + other[task]!
    }
    sortFeasibly(builder, topological, predecessors, keys, order)
    for (let n = 0; n < jumps; n++) jump(order, draw(size), predecessors, draw)
  }
}

/** Moves the task at a place to a random one between its last predecessor and its first successor. */
function jump(order: Int32Array, at: number, predecessors: readonly (readonly number[])[], draw: Draw): void {
  const task = order[at]!
  let first = at
  let last = at
  while (0 < first && !predecessors[task]!.includes(order[first - 1]!)) first--
  while (last + 1 < order.length && !predecessors[order[last + 1]!]!.includes(task)) last++
  const to = first + draw(last - first + 1)
  if (to < at) order.copyWithin(to + 1, to, at)
  else order.copyWithin(at, at + 1, to + 1)
  order[to] = task
}

function parents(population: readonly Individual[], draw: Draw): [Individual, Individual] {
  const pick = () => {
    const [a, b] = [draw(population.length), draw(population.length)]
    return population[a]!.makespan <= population[b]!.makespan ? a : b
  }
  const mother = pick()
  const father = pick()
  return [population[mother]!, population[mother === father ? (father + 1) % population.length : father]!]
}

/** A child takes the place of a longer member; a schedule that is there already takes none. */
function place(child: Individual, population: Individual[], draw: Draw): void {
  let longest = draw(population.length)
  for (let n = 1; n < replaceAmong; n++) {
    const at = draw(population.length)
    if (population[longest]!.makespan < population[at]!.makespan) longest = at
  }
  if (population[longest]!.makespan < child.makespan) return
  if (!population.some(({ makespan, hash }) => makespan === child.makespan && hash === child.hash))
    population[longest] = child
}

function hashOf(starts: Int32Array): number {
  let hash = 0
  for (let task = 0; task < starts.length; task++) hash = (Math.imul(hash, 31) + starts[task]!) | 0
  return hash
}
