import type { Logic } from './network.ts'
import type { Cycle } from './types.ts'

/** Who comes after whom: node `v` is waited for by `next[offset[v]]` to `next[offset[v + 1]]`. */
export interface Waiting {
  readonly offset: Int32Array
  readonly next: Int32Array
  /** The link behind each entry of `next`; −1 for an edge of the outline. */
  readonly link: Int32Array
}

/**
 * Among the nodes that could not be ordered: which stand on a circle, and one shortest circle of each knot, its edges
 * in order (rule 15; P6 lists loops the same way). Independent of the order of the text: a knot's circle goes through
 * its alphabetically first task.
 */
export function findCycles(
  network: Logic,
  waiting: Waiting,
  waits: Int32Array,
): { readonly cycles: readonly Cycle[]; readonly stuck: Uint8Array } {
  const stuck = new Uint8Array(waits.length)
  for (let node = 0; node < waits.length; node++) if (waits[node]! > 0) stuck[node] = 2
  const cycles: Cycle[] = []
  for (const knot of findKnots(waiting, stuck)) {
    for (const node of knot) stuck[node] = 1
    cycles.push(describeCycle(network, shortestCircle(network, waiting, knot)))
  }
  return { cycles: cycles.sort((a, b) => compareText(a.edges[0]!.from, b.edges[0]!.from)), stuck }
}

/**
 * Strongly connected components of more than one node, or of one that waits for itself (Tarjan 1972, without
 * recursion).
 */
function findKnots({ offset, next }: Waiting, among: Uint8Array): readonly number[][] {
  const index = new Int32Array(among.length).fill(-1)
  const low = new Int32Array(among.length)
  const onStack = new Uint8Array(among.length)
  const cursor = offset.slice(0, among.length)
  const stack: number[] = []
  const knots: number[][] = []
  let counter = 0
  for (let root = 0; root < among.length; root++) {
    if (!among[root] || index[root] !== -1) continue
    const path = [root]
    while (path.length > 0) {
      const node = path[path.length - 1]!
      if (index[node] === -1) {
        index[node] = low[node] = counter++
        stack.push(node)
        onStack[node] = 1
      }
      const to = nextUnseen(node)
      if (to !== undefined) {
        path.push(to)
        continue
      }
      path.pop()
      const above = path[path.length - 1]
      if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!)
      if (low[node] === index[node]) closeKnot(node)
    }
  }
  return knots

  function nextUnseen(node: number): number | undefined {
    while (cursor[node]! < offset[node + 1]!) {
      const to = next[cursor[node]!++]!
      if (!among[to]) continue
      if (index[to] === -1) return to
      if (onStack[to]) low[node] = Math.min(low[node]!, index[to]!)
    }
    return undefined
  }

  function closeKnot(root: number): void {
    const from = stack.lastIndexOf(root)
    const knot = stack.splice(from)
    for (const node of knot) onStack[node] = 0
    const loops = knot.length > 1 || next.subarray(offset[root]!, offset[root + 1]!).includes(root)
    if (loops) knots.push(knot)
  }
}

interface Step {
  readonly from: number
  readonly to: number
  readonly link: number
}

/** Breadth first from the knot's first task back to it. */
function shortestCircle(network: Logic, { offset, next, link }: Waiting, knot: readonly number[]): readonly Step[] {
  const inKnot = new Set(knot)
  const start = knot.reduce((a, b) => (compareNodes(network, a, b) <= 0 ? a : b))
  const cameBy = new Map<number, Step>()
  const queue = [start]
  for (const node of queue) {
    for (let k = offset[node]!; k < offset[node + 1]!; k++) {
      const to = next[k]!
      if (!inKnot.has(to) || cameBy.has(to)) continue
      cameBy.set(to, { from: node, to, link: link[k]! })
      if (to === start) return walkBack(cameBy, start)
      queue.push(to)
    }
  }
  return []
}

function walkBack(cameBy: ReadonlyMap<number, Step>, start: number): readonly Step[] {
  const steps: Step[] = []
  let step = cameBy.get(start)!
  while (step.from !== start) {
    steps.unshift(step)
    step = cameBy.get(step.from)!
  }
  return [step, ...steps]
}

function describeCycle({ count, tasks, links }: Logic, steps: readonly Step[]): Cycle {
  const taskOf = (node: number) => tasks[node < count ? node : node - count]!
  const edges = steps.flatMap(({ from, to, link }) => {
    const [a, b] = [taskOf(from), taskOf(to)]
    // A summary's beginning and end are one to the reader.
    if (link < 0 && a === b) return []
    return [
      { from: a.id, to: b.id, path: link < 0 ? (b.parent === a.id ? b.path : a.path) : links.entries[link]!.path },
    ]
  })
  return { edges }
}

function compareNodes({ count, tasks }: Logic, a: number, b: number): number {
  return compareText(tasks[a % count]!.id, tasks[b % count]!.id) || a - b
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : b < a ? 1 : 0
}
