import { type Builder, gridBuilder, mirror, type Project, topologicalOrder } from './grid.ts'

export interface SearchOptions {
  /** How many schedules may be built: the only bound of the search, so a result never depends on the machine. */
  readonly schedules: number
  /** A whole number in `[0, limit)`, from a seeded stream. */
  readonly draw: (limit: number) => number
}

export interface Found {
  readonly starts: Int32Array
  readonly makespan: number
  /** No schedule is shorter: the longest path, or the most loaded resource. */
  readonly bound: number
  /** Schedules built. */
  readonly schedules: number
}

/** One schedule, in forward time. */
interface Individual {
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

const populationSize = 50
/** Of how many random windows of a parent the busiest is handed on. */
const windowsTried = 10
/** How many tasks of a child are moved elsewhere in its order. */
const jumps = 3
/** Of how many random members the longest must make room for a shorter child. */
const replaceAmong = 4

/**
 * A short schedule of a resource-constrained project: a genetic search over serial schedules.
 *
 * A child keeps the busiest stretch of one parent and orders what is before and after it like the other
 * (peak crossover: Valls, Ballestín & Quintanilla, EJOR 185, 2008), is built backward in time and then
 * forward again (justification: Valls et al., EJOR 165, 2005; two populations in opposite directions:
 * Debels & Vanhoucke 2005), and takes the place of a longer one.
 *
 * The same project, number of schedules and stream give the same result everywhere.
 */
export function search(project: Project, { schedules, draw }: SearchOptions): Found {
  const size = project.duration.length
  const forward = direction(project)
  const backward = direction(mirror(project))
  const bound = lowerBound(project, forward.tail)
  const breed = breeder(project, backward, draw)
  const order = new Int32Array(size)
  const keys = new Int32Array(size)
  const turned = new Int32Array(size)
  let built = 0

  /** Turns a schedule round in time and builds it again from that side. */
  const rebuild = ({ builder }: Direction, starts: Int32Array, makespan: number, into: Int32Array): number => {
    for (let task = 0; task < size; task++) keys[task] = makespan - starts[task]! - project.duration[task]!
    builder.sort(keys, makespan + 1, order)
    built++
    return builder.build(order, into)
  }
  const settle = (backwardStarts: Int32Array, backwardSpan: number): Individual => {
    const starts = new Int32Array(size)
    const makespan = rebuild(forward, backwardStarts, backwardSpan, starts)
    return { starts, makespan, hash: hashOf(starts) }
  }
  const sample = (): Individual => {
    sampleOrder(forward, draw, keys, order)
    const starts = new Int32Array(size)
    const makespan = forward.builder.build(order, starts)
    built++
    if (schedules < built + 2) return { starts, makespan, hash: hashOf(starts) }
    return settle(turned, rebuild(backward, starts, makespan, turned))
  }

  const population: Individual[] = []
  let best: Individual | undefined
  const keep = (candidate: Individual): Individual => {
    if (!best || candidate.makespan < best.makespan) best = candidate
    return candidate
  }
  const members = Math.min(populationSize, Math.max(4, Math.floor(schedules / 12)))
  while (population.length < members && (built < schedules || population.length === 0)) {
    population.push(keep(sample()))
    if (best!.makespan <= bound) break
  }
  while (built + 2 <= schedules && bound < best!.makespan) {
    const [mother, father] = parents(population, draw)
    const span = breed(mother, father, turned)
    built++
    place(keep(settle(turned, span)), population, draw)
  }
  return { starts: best!.starts, makespan: best!.makespan, bound, schedules: built }
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
function sampleOrder(
  { builder, predecessors, tail, topological }: Direction,
  draw: SearchOptions['draw'],
  keys: Int32Array,
  order: Int32Array,
): void {
  const longest = tail.reduce((a, b) => Math.max(a, b), 0)
  const noise = 1 + draw(Math.max(1, Math.floor(longest * 0.3)))
  for (let task = 0; task < keys.length; task++) keys[task] = longest - tail[task]! + draw(noise)
  sortFeasibly(builder, topological, predecessors, keys, order)
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

/** Makes a child of two schedules, built in backward time; answers its makespan. */
function breeder(
  { duration, demand, capacity }: Project,
  { builder, predecessors, topological }: Direction,
  draw: SearchOptions['draw'],
) {
  const size = duration.length
  const work = Float64Array.from(duration, (length, task) =>
    capacity.reduce(
      (sum, units, resource) => sum + (units === 0 ? 0 : (length * (demand[task]![resource] ?? 0)) / units),
      0,
    ),
  )
  const keys = new Int32Array(size)
  const order = new Int32Array(size)
  const from = new Int32Array(size)
  const other = new Int32Array(size)
  const turn = ({ starts, makespan }: Individual, into: Int32Array) => {
    for (let task = 0; task < size; task++) into[task] = makespan - starts[task]! - duration[task]!
  }
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

  return (mother: Individual, father: Individual, into: Int32Array): number => {
    turn(mother, from)
    turn(father, other)
    const span = Math.max(mother.makespan, father.makespan)
    const width = Math.floor(mother.makespan * (0.25 + draw(1000) / 2000))
    const begin = busiestWindow(mother.makespan, width)
    for (let task = 0; task < size; task++) {
      const at = from[task]!
      keys[task] = at < begin ? other[task]! : at < begin + width ? span + at : 2 * span + other[task]!
    }
    sortFeasibly(builder, topological, predecessors, keys, order)
    for (let n = 0; n < jumps; n++) jump(order, draw(size), predecessors, draw)
    return builder.build(order, into)
  }
}

/** Moves the task at a place to a random one between its last predecessor and its first successor. */
function jump(
  order: Int32Array,
  at: number,
  predecessors: readonly (readonly number[])[],
  draw: SearchOptions['draw'],
): void {
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

function parents(population: readonly Individual[], draw: SearchOptions['draw']): [Individual, Individual] {
  const pick = () => {
    const [a, b] = [draw(population.length), draw(population.length)]
    return population[a]!.makespan <= population[b]!.makespan ? a : b
  }
  const mother = pick()
  const father = pick()
  return [population[mother]!, population[mother === father ? (father + 1) % population.length : father]!]
}

/** A child takes the place of a longer member; a schedule that is there already takes none. */
function place(child: Individual, population: Individual[], draw: SearchOptions['draw']): void {
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
