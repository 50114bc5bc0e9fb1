import { findCycles, type Waiting } from './cycles.ts'
import type { Network } from './network.ts'
import type { Cycle } from './types.ts'

/** An order of the nodes in which each stands after all it waits for. */
export interface Order {
  /** Without those that are on a circle or wait for one. */
  readonly nodes: Int32Array
  readonly cycles: readonly Cycle[]
  /** 1 for a node on a circle, 2 for one that waits for a circle, else 0. */
  readonly stuck: Uint8Array
}

/** Orders the nodes of a network (Kahn's algorithm over links and outline). */
export function orderNodes(network: Network): Order {
  const { count, isSummary } = network
  const waiting = waitingOf(network)
  const { offset, next } = waiting
  const waits = new Int32Array(2 * count)
  for (let k = 0; k < next.length; k++) waits[next[k]!]!++
  const nodes = new Int32Array(2 * count)
  let end = 0
  let total = count
  for (let i = 0; i < count; i++) {
    if (isSummary[i]) total++
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
  if (end === total) return { nodes: nodes.subarray(0, end), cycles: [], stuck: new Uint8Array(2 * count) }
  return { nodes: nodes.subarray(0, end), ...findCycles(network, waiting, waits) }
}

export function waitingOf(network: Network): Waiting {
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
function forEachEdge(network: Network, visit: (from: number, to: number, link: number) => void): void {
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
