import FlatQueue from 'flatqueue'
import type { Network } from '../schedule/network.ts'
import { waitingOf } from '../schedule/order.ts'
import type { Passes } from '../schedule/passes.ts'

/** By node, as in `waitingOf`: `next[offset[node]]` to `next[offset[node + 1]]`. */
export interface Edges {
  readonly offset: Int32Array
  readonly next: Int32Array
}

/** Gives the nodes in an order in which each stands after what it waits for, else by priority, then key, then id. */
export type Orderer = (keys: Float64Array) => Int32Array

/** The order in which leaves are placed as early as they can be: the least key goes first. */
export function forwardOrderer(passes: Passes): Orderer {
  return ordererOver(passes, waitingOf(passes.network))
}

/**
 * The order in which leaves are placed as late as they can be, from its end: the more important keeps its late place,
 * then the greatest key.
 */
export function backwardOrderer(passes: Passes, previous: Edges): Orderer {
  const orderBy = ordererOver(passes, previous)
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

function ordererOver({ network, order }: Passes, { offset, next }: Edges): Orderer {
  const { count, isSummary } = network
  const inOrder = new Uint8Array(2 * count)
  for (const node of order) inOrder[node] = 1
  const waits = new Int32Array(2 * count)
  for (const node of order)
    for (let k = offset[node]!; k < offset[node + 1]!; k++) if (inOrder[next[k]!]) waits[next[k]!]!++
  const priority = prioritiesOf(network)
  const rank = ranksById(network)
  return keys => {
    const left = waits.slice()
    const queue = new FlatQueue<number>()
    const positions = positionsOf(keys)
    // Beginnings and ends of summaries take no time: they go first.
    const weight = (node: number) =>
      count <= node || isSummary[node] ? -1 : (1000 - priority[node]!) * 1e9 + positions[node]! + rank[node]!
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

/** Its own, else that of the summary around it. */
function prioritiesOf({ count, tasks, parent }: Network): Float64Array {
  const priority = new Float64Array(count)
  for (let i = 0; i < count; i++) priority[i] = tasks[i]!.priority ?? (parent[i]! < 0 ? 500 : priority[parent[i]!]!)
  return priority
}

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
