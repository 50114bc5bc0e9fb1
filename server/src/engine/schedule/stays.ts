import { isJustInTime } from './bounds.ts'
import type { Dates, Passes } from './passes.ts'
import { cancelled, off, planned } from './progress.ts'

/**
 * The first start inside each summary, and of each leaf, that stays whatever is placed late: a summary begins there at the
 * latest. `Infinity` where all may move; what follows just in time, and what comes after it, may too.
 */
export function staysIn(passes: Passes, { start }: Dates): Float64Array {
  const { network, order, limits, progress } = passes
  const { count, parent, isSummary, links, children, childList } = network
  const stays = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  if (!links.countsFromSummaryStart) return stays
  const moves = new Uint8Array(2 * count)
  for (const node of order) {
    const i = count <= node ? node - count : node
    const above = parent[i]!
    if (node === i && isSummary[i]) {
      for (let k = children[i]!; k < children[i + 1]!; k++) if (moves[childList[k]!]) moves[i] = 1
      continue
    }
    let isMoved = 0 <= above && moves[count + above] === 1
    for (let e = links.into[i]!; e < links.into[i + 1]!; e++) if (moves[links.from[e]!]) isMoved = true
    if (isMoved || isJustInTime(network, i)) moves[node] = 1
    else if (node === i) {
      const mode = progress.mode[i]!
      if (mode !== off && mode !== cancelled && !(mode === planned && limits.late[i])) stays[i] = start[i]!
    }
  }
  for (let i = count - 1; 0 <= i; i--) {
    const above = parent[i]!
    if (0 <= above && stays[i]! < stays[above]!) stays[above] = stays[i]!
  }
  return stays
}
