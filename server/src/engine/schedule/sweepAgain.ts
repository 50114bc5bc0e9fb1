import type { Network } from './network.ts'
import type { Dates, Passes } from './passes.ts'
import { markBefore } from './placeAgain.ts'
import { type BackwardSweep, type Swept, sweepNode } from './sweepBack.ts'

/**
 * Goes back again over the tasks that are marked, and from what now holds otherwise on to what that holds. `swept` has
 * what the sweep before found and gets what this one does; `clear` takes away what it told of a leaf.
 */
export function sweepAgain(
  passes: Passes,
  dates: Dates,
  sweep: BackwardSweep,
  swept: Swept,
  marks: Uint8Array,
  clear: (i: number) => void,
): void {
  const { network, order } = passes
  const { count, isSummary, parent } = network
  const { holds, endBy, beginBy, endByLinks } = swept
  const open = marks.slice()
  for (let k = order.length - 1; 0 <= k; k--) {
    const node = order[k]!
    if (!open[node]) continue
    const i = count <= node ? node - count : node
    if (node === i && isSummary[i]) {
      const [end, begin, byLinks] = [endBy[i], beginBy[i], endByLinks[i]]
      sweepNode(passes, dates, sweep, swept, node)
      if (endBy[i] !== end || beginBy[i] !== begin || endByLinks[i] !== byLinks) markChildren(network, i, open)
      continue
    }
    const [start, atStart, finish] = [holds.start[i], holds.atStart[i], holds.finish[i]]
    if (node === i) {
      holds.start[i] = holds.atStart[i] = holds.finish[i] = Number.POSITIVE_INFINITY
      clear(i)
    }
    sweepNode(passes, dates, sweep, swept, node)
    if (holds.start[i] === start && holds.atStart[i] === atStart && holds.finish[i] === finish) continue
    markBefore(network, i, open)
    if (0 <= parent[i]!) open[count + parent[i]!] = 1
  }
}

function markChildren({ children, childList }: Network, i: number, marks: Uint8Array): void {
  for (let k = children[i]!; k < children[i + 1]!; k++) marks[childList[k]!] = 1
}
