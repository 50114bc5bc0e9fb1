/**
 * A resource-constrained project on a grid of equal time units: the classical problem (RCPSP) that published
 * benchmarks state (Kolisch & Sprecher, European Journal of Operational Research 96, 1997).
 */
export interface Project {
  /** Units of time each task takes. */
  readonly duration: readonly number[]
  /** `demand[task][resource]`, whole units while the task runs. */
  readonly demand: readonly (readonly number[])[]
  /** Whole units of each resource there are. */
  readonly capacity: readonly number[]
  readonly predecessors: readonly (readonly number[])[]
}

/** Builds schedules of one project in one direction of time; {@link mirror} builds those of the other. */
export interface Builder {
  readonly size: number
  /**
   * The serial schedule-generation scheme: takes the tasks in `order` (a permutation in which predecessors
   * come first) and starts each as early as its predecessors and the resources allow.
   * Writes the starts and returns the makespan. Source: Kelley 1963; Kolisch, EJOR 90, 1996.
   */
  build(order: Int32Array, starts: Int32Array): number
  /**
   * The parallel scheme: at each moment something ends, starts what is ready and fits, first in `order` (any) first.
   * Shorter than the serial scheme where resources are scarce, but may miss every shortest schedule: for sampling.
   * Writes and answers what {@link build} does. Source: Kelley 1963; Kolisch, EJOR 90, 1996.
   */
  buildParallel(order: Int32Array, starts: Int32Array): number
  /** Sorts tasks by key, predecessors first where keys are equal. Keys are whole and in [0, limit). */
  sort(keys: Int32Array, limit: number, order: Int32Array): void
}

/** The largest capacity that fits a field with its guard bit. */
const fieldBits = [7, 15] as const

/**
 * Free capacities are packed several to a word, each field with a guard bit above it, so that one
 * subtraction and one mask tell whether a task fits into a unit of time.
 */
export function gridBuilder(project: Project): Builder {
  const size = project.duration.length
  const duration = Int32Array.from(project.duration)
  const order = topologicalOrder(project.predecessors)
  const [offsets, predecessors] = flatten(project.predecessors)
  const horizon = duration.reduce((sum, d) => sum + d, 0) + 1
  const { words, full, needs, guard } = pack(project)
  const free = new Int32Array(horizon * words)
  const ends = new Uint8Array(horizon)
  const waiting = new Int32Array(size)
  let used = horizon

  const fits1 = (start: number, length: number, need: number): number => {
    for (let t = start + length - 1; start <= t; t--) if (((free[t]! - need) & guard) !== guard) return t
    return -1
  }
  const fits = (task: number, start: number, length: number): number => {
    for (let t = start + length - 1; start <= t; t--) {
      for (let w = 0; w < words; w++) {
        if (((free[t * words + w]! - needs[task * words + w]!) & guard) !== guard) return t
      }
    }
    return -1
  }
  const place = (task: number, earliest: number): number => {
    const length = duration[task]!
    let start = earliest
    if (words === 1) {
      const need = needs[task]!
      if (need === 0) return start
      for (let hit = fits1(start, length, need); 0 <= hit; hit = fits1(start, length, need)) start = hit + 1
      for (let t = start; t < start + length; t++) free[t]! -= need
      return start
    }
    for (let hit = fits(task, start, length); 0 <= hit; hit = fits(task, start, length)) start = hit + 1
    for (let t = start; t < start + length; t++) {
      for (let w = 0; w < words; w++) free[t * words + w]! -= needs[task * words + w]!
    }
    return start
  }
  /** When the last predecessor ends; past all time where one has not started. */
  const readyAt = (task: number, starts: Int32Array): number => {
    let earliest = 0
    for (let e = offsets[task]!; e < offsets[task + 1]!; e++) {
      const before = predecessors[e]!
      const finish = starts[before]! + duration[before]!
      if (earliest < finish) earliest = finish
    }
    return earliest
  }

  return {
    size,
    build(list, starts) {
      clear(free, full, words, used)
      let end = 0
      for (let at = 0; at < size; at++) {
        const task = list[at]!
        const start = place(task, readyAt(task, starts))
        starts[task] = start
        if (end < start + duration[task]!) end = start + duration[task]!
      }
      used = end
      return end
    },
    buildParallel(list, starts) {
      clear(free, full, words, used)
      ends.fill(0)
      starts.fill(horizon)
      waiting.set(list)
      let end = 0
      for (let now = 0, left = size; ; ) {
        let kept = 0
        ends[now] = 0
        for (let at = 0; at < left; at++) {
          const task = waiting[at]!
          // Nothing starts after now yet, so what fits now fits for as long as it lasts.
          if (now < readyAt(task, starts) || 0 <= fits(task, now, Math.min(1, duration[task]!))) waiting[kept++] = task
          else {
            starts[task] = place(task, now)
            ends[now + duration[task]!] = 1
            if (end < now + duration[task]!) end = now + duration[task]!
          }
        }
        left = kept
        if (left === 0) break
        while (ends[now] === 0) now++
      }
      used = end
      return end
    },
    sort: bucketSort(order),
  }
}

/** The same project with time running backward. */
export function mirror(project: Project): Project {
  const successors: number[][] = project.duration.map(() => [])
  project.predecessors.forEach((list, task) => {
    for (const before of list) successors[before]!.push(task)
  })
  return { ...project, predecessors: successors }
}

/** Tasks in an order in which predecessors come first. Throws on a cycle: the caller has found them all. */
export function topologicalOrder(predecessors: readonly (readonly number[])[]): Int32Array {
  const waiting = Int32Array.from(predecessors, list => list.length)
  const successors: number[][] = predecessors.map(() => [])
  predecessors.forEach((list, task) => {
    for (const before of list) successors[before]!.push(task)
  })
  const order = new Int32Array(predecessors.length)
  let size = 0
  for (let task = 0; task < waiting.length; task++) if (waiting[task] === 0) order[size++] = task
  for (let at = 0; at < size; at++)
    for (const next of successors[order[at]!]!) if (--waiting[next]! === 0) order[size++] = next
  if (size < order.length) throw new Error('the tasks wait for each other in a ring')
  return order
}

function flatten(lists: readonly (readonly number[])[]): [Int32Array, Int32Array] {
  const offsets = new Int32Array(lists.length + 1)
  lists.forEach((list, at) => {
    offsets[at + 1] = offsets[at]! + list.length
  })
  return [offsets, Int32Array.from(lists.flat())]
}

function pack({ capacity, demand }: Project) {
  const largest = Math.max(0, ...capacity)
  const bits = fieldBits.find(bits => largest < 2 ** bits)
  if (bits === undefined) throw new Error(`a capacity of ${largest} is over ${2 ** 15 - 1}`)
  const perWord = 32 / (bits + 1)
  const words = Math.max(1, Math.ceil(capacity.length / perWord))
  const shift = (resource: number) => (resource % perWord) * (bits + 1)
  let guard = 0
  for (let field = 0; field < perWord; field++) guard |= 1 << (field * (bits + 1) + bits)
  const full = new Int32Array(words).fill(guard)
  capacity.forEach((units, resource) => {
    full[Math.floor(resource / perWord)]! |= units << shift(resource)
  })
  const needs = new Int32Array(demand.length * words)
  demand.forEach((row, task) => {
    row.forEach((units, resource) => {
      needs[task * words + Math.floor(resource / perWord)]! |= units << shift(resource)
    })
  })
  return { words, full, needs, guard }
}

function clear(free: Int32Array, full: Int32Array, words: number, used: number): void {
  if (words === 1) free.fill(full[0]!, 0, used)
  else for (let at = 0; at < used * words; at++) free[at] = full[at % words]!
}

/** Counting sort; stable over a topological order, so equal keys keep predecessors first. */
function bucketSort(topological: Int32Array): Builder['sort'] {
  let counts = new Int32Array(1024)
  return (keys, limit, order) => {
    if (counts.length <= limit) counts = new Int32Array(limit * 2)
    counts.fill(0, 0, limit + 1)
    for (let task = 0; task < keys.length; task++) counts[keys[task]! + 1]!++
    for (let key = 0; key < limit; key++) counts[key + 1]! += counts[key]!
    for (let at = 0; at < topological.length; at++) {
      const task = topological[at]!
      order[counts[keys[task]!]!++] = task
    }
  }
}
