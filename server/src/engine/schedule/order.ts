import { findCycles, type Waiting } from './cycles.ts'
import type { Logic } from './network.ts'
import type { Cycle } from './types.ts'

/** An order of the nodes in which each stands after all it waits for. */
export interface Order {
  /** Without those that are on a circle or wait for one. */
  readonly nodes: Int32Array
  readonly cycles: readonly Cycle[]
  /** 1 for a node on a circle, 2 for one that waits for a circle, else 0. */
  readonly stuck: Uint8Array
}

/** Orders the nodes of a network: as in the text where that will do, each after what it waits for where not. */
export function orderNodes(network: Logic): Order {
  const nodes = orderAsWritten(network)
  return nodes ? { nodes, cycles: [], stuck: new Uint8Array(2 * network.count) } : orderWithCircles(network)
}

/**
 * Depth first from each task of the text in turn: tasks that stand together stay together, which is what makes a pass
 * over them quick. `undefined` where something waits for itself.
 */
function orderAsWritten(network: Logic): Int32Array | undefined {
  const { count, isSummary } = network
  const nodes = new Int32Array(2 * count)
  const state = new Uint8Array(2 * count)
  const path: number[] = []
  const cursors: number[] = []
  let end = 0
  const visit = (first: number): boolean => {
    if (state[first]) return true
    path.push(first)
    cursors.push(0)
    state[first] = 1
    while (path.length > 0) {
      const at = path.length - 1
      const node = path[at]!
      const before = nextBefore(network, state, node, cursors, at)
      if (before < 0) {
        state[node] = 2
        nodes[end++] = node
        path.pop()
        cursors.pop()
      } else if (state[before] === 1) return false
      else {
        path.push(before)
        cursors.push(0)
        state[before] = 1
      }
    }
    return true
  }
  for (let i = 0; i < count; i++) if (!visit(isSummary[i] ? count + i : i)) return undefined
  for (let i = count - 1; 0 <= i; i--) if (!visit(i)) return undefined
  return nodes.subarray(0, end)
}

/** The next of what a node waits for that is not ordered yet, from where the search for it has come to; −1 for none. */
function nextBefore(network: Logic, state: Uint8Array, node: number, cursors: number[], at: number): number {
  const { count, isSummary, parent, children, childList, links } = network
  const i = count <= node ? node - count : node
  const isEnd = node === i && isSummary[i] === 1
  const above = isEnd ? i : parent[i]!
  if (0 <= above && state[count + above] !== 2) return count + above
  const [begin, end] = isEnd ? [children[i]!, children[i + 1]!] : [links.into[i]!, links.into[i + 1]!]
  for (let k = begin + cursors[at]!; k < end; k++) {
    const before = isEnd ? childList[k]! : links.from[k]!
    if (before < 0 || state[before] === 2) continue
    cursors[at] = k - begin
    return before
  }
  return -1
}

/** Kahn's algorithm over links and outline, which leaves what is on a circle or waits for one. */
function orderWithCircles(network: Logic): Order {
  const { count, isSummary } = network
  const waiting = waitingOf(network)
  const { offset, next } = waiting
  const waits = new Int32Array(2 * count)
  for (let k = 0; k < next.length; k++) waits[next[k]!]!++
  const nodes = new Int32Array(2 * count)
  let end = 0
  for (let i = 0; i < count; i++) {
    if (isSummary[i] && waits[count + i] === 0) nodes[end++] = count + i
    if (waits[i] === 0) nodes[end++] = i
  }
  for (let at = 0; at < end; at++) {
    const node = nodes[at]!
    for (let k = offset[node]!; k < offset[node + 1]!; k++) {
      const to = next[k]!
      if (--waits[to]! === 0) nodes[end++] = to
    }
  }
  return { nodes: nodes.subarray(0, end), ...findCycles(network, waiting, waits) }
}

export function waitingOf(network: Logic): Waiting {
  const { count } = network
  const offset = new Int32Array(2 * count + 1)
  forEachEdge(network, from => {
    offset[from + 1]!++
  })
  for (let node = 0; node < 2 * count; node++) offset[node + 1]! += offset[node]!
  const at = offset.slice()
  const next = new Int32Array(offset[2 * count]!)
  const link = new Int32Array(offset[2 * count]!)
  forEachEdge(network, (from, to, e) => {
    const k = at[from]!++
    next[k] = to
    link[k] = e
  })
  return { offset, next, link }
}

/** Links hold a leaf or a summary's beginning; a summary's beginning goes before what is in it, its end after. */
function forEachEdge(network: Logic, visit: (from: number, to: number, link: number) => void): void {
  const { count, links, parent, isSummary } = network
  for (let e = 0; e < links.count; e++) {
    const [from, to] = [links.from[e]!, links.to[e]!]
    if (0 <= from) visit(from, isSummary[to] ? count + to : to, e)
  }
  for (let i = 0; i < count; i++) {
    if (isSummary[i]) visit(count + i, i, -1)
    const above = parent[i]!
    if (above < 0) continue
    visit(count + above, isSummary[i] ? count + i : i, -1)
    visit(i, above, -1)
  }
}
