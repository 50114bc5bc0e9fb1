import FlatQueue from 'flatqueue'
import type { Network } from '../schedule/network.ts'
import { waitingOf } from '../schedule/order.ts'
import type { Passes } from '../schedule/passes.ts'
import { cancelled, finished } from '../schedule/progress.ts'

/** By node, as in `waitingOf`: `next[offset[node]]` to `next[offset[node + 1]]`. */
export interface Edges {
  readonly offset: Int32Array
  readonly next: Int32Array
}

/** Gives the nodes in an order in which each stands after what it waits for, else by priority, then key, then id. */
export type Orderer = (keys: Float64Array) => Int32Array

/** Does a leaf need nobody's time? */
type NeedsNobody = (i: number) => boolean

/**
 * The order in which leaves are placed as early as they can be: the more important first, and with it what it comes
 * after; then the least key.
 */
export function forwardOrderer(passes: Passes, needsNobody: NeedsNobody): Orderer {
  return ordererOver(passes, passes.order, waitingOf(passes.network), needsNobody)
}

/**
 * The order in which leaves are placed as late as they can be, from its end: the more important keeps its late place,
 * and with it what comes after it; then the greatest key.
 */
export function backwardOrderer(passes: Passes, previous: Edges, needsNobody: NeedsNobody): Orderer {
  const orderBy = ordererOver(passes, passes.order.slice().reverse(), previous, needsNobody)
  return keys => orderBy(keys.map(key => -key)).reverse()
}

/** By node: what it comes after. */
export function previousOf(network: Network): Edges {
  const { offset, next } = waitingOf(network)
  const count = offset.length - 1
  const begin = new Int32Array(offset.length)
  for (const to of next) begin[to + 1]!++
  for (let node = 0; node < count; node++) begin[node + 1]! += begin[node]!
  const at = begin.slice()
  const previous = new Int32Array(next.length)
  for (let node = 0; node < count; node++)
    for (let k = offset[node]!; k < offset[node + 1]!; k++) previous[at[next[k]!]!++] = node
  return { offset: begin, next: previous }
}

/** All leaves that any of these nodes comes after. */
export function leavesBefore(
  { count, isSummary }: Network,
  previous: Edges,
  nodes: readonly number[],
): readonly number[] {
  const isBefore = new Uint8Array(2 * count)
  const open = [...nodes]
  const found: number[] = []
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let k = previous.offset[node]!; k < previous.offset[node + 1]!; k++) {
      const from = previous.next[k]!
      if (isBefore[from]) continue
      isBefore[from] = 1
      open.push(from)
      if (from < count && !isSummary[from]) found.push(from)
    }
  }
  return found
}

/** Over the nodes in an order in which each stands before those that its edges lead to. */
function ordererOver(passes: Passes, order: Int32Array, edges: Edges, needsNobody: NeedsNobody): Orderer {
  const { network } = passes
  const { offset, next } = edges
  const { count, isSummary } = network
  const inOrder = new Uint8Array(2 * count)
  for (const node of order) inOrder[node] = 1
  const waits = new Int32Array(2 * count)
  for (const node of order)
    for (let k = offset[node]!; k < offset[node + 1]!; k++) if (inOrder[next[k]!]) waits[next[k]!]!++
  const priority = prioritiesOf(passes, order, edges)
  const rank = ranksById(network)
  return keys => {
    const left = waits.slice()
    const queue = new FlatQueue<number>()
    const positions = positionsOf(keys)
    // Beginnings and ends of summaries, and what needs nobody, are in nobody's way: they go first.
    const weight = (node: number) =>
      count <= node || isSummary[node] || needsNobody(node)
        ? -1
        : (1000 - priority[node]!) * 1e9 + positions[node]! + rank[node]!
    for (const node of order) if (left[node] === 0) queue.push(node, weight(node))
    const nodes = new Int32Array(order.length)
    for (let at = 0; 0 < queue.length; at++) {
      const node = queue.pop()!
      nodes[at] = node
      for (let k = offset[node]!; k < offset[node + 1]!; k++) {
        const to = next[k]!
        if (inOrder[to] && --left[to]! === 0) queue.push(to, weight(to))
      }
    }
    return nodes
  }
}

/**
 * Its own, else that of the summary around it; and that of what its edges lead to, if that says so and is more
 * important: else that would wait behind all that is more important than what it comes after. What is finished or
 * cancelled waits for nothing any more.
 */
function prioritiesOf({ network, progress }: Passes, order: Int32Array, { offset, next }: Edges): Float64Array {
  const { count, tasks, parent, isSummary } = network
  const said = new Float64Array(count)
  for (let i = 0; i < count; i++)
    said[i] = tasks[i]!.priority ?? (parent[i]! < 0 ? Number.NEGATIVE_INFINITY : said[parent[i]!]!)
  const handedOn = new Float64Array(2 * count).fill(Number.NEGATIVE_INFINITY)
  const priority = new Float64Array(count)
  for (let at = order.length - 1; 0 <= at; at--) {
    const node = order[at]!
    let most = Number.NEGATIVE_INFINITY
    for (let k = offset[node]!; k < offset[node + 1]!; k++) most = Math.max(most, handedOn[next[k]!]!)
    if (count <= node || isSummary[node]) {
      handedOn[node] = most
      continue
    }
    const mode = progress.mode[node]
    const own = Number.isFinite(said[node]!) ? said[node]! : usualPriority
    priority[node] = Math.max(own, most)
    if (mode !== finished) handedOn[node] = mode === cancelled ? most : Math.max(said[node]!, most)
  }
  return priority
}

const usualPriority = 500

/** Fractions of one, in the order of the ids. */
function ranksById({ count, tasks }: Network): Float64Array {
  const rank = new Float64Array(count)
  const byId = tasks.map((_, i) => i).sort((a, b) => (tasks[a]!.id < tasks[b]!.id ? -1 : 1))
  byId.forEach((i, at) => {
    rank[i] = at / (count + 1)
  })
  return rank
}

/** Where each key stands among all: small whole numbers, equal for equal keys. */
function positionsOf(keys: Float64Array): Float64Array {
  const sorted = [...new Set(keys)].filter(key => !Number.isNaN(key)).sort((a, b) => a - b)
  const at = new Map(sorted.map((key, position) => [key, position]))
  return keys.map(key => at.get(key) ?? sorted.length)
}
