import { closeSummary, openSummary } from './forward.ts'
import type { Network } from './network.ts'
import { type Dates, nothingHolds, type Passes } from './passes.ts'
import { placeLeaf } from './placeLeaf.ts'
import { readProgress } from './progress.ts'

/**
 * Goes forward again over what an edit has a bearing on: the edited leaves, and from what has moved on to what waits for
 * it. `dates` has the dates before and gets the new ones. Tells which nodes were gone over (`touched`), and of which tasks
 * the dates, or what is before them must know, are others (`moved`).
 */
export function placeAgain(
  before: Passes,
  passes: Passes,
  dates: Dates,
  former: Dates,
  edited: readonly number[],
): { readonly touched: Uint8Array; readonly moved: Uint8Array } {
  const { network, order, progress } = passes
  const { count, isSummary } = network
  const touched = new Uint8Array(2 * count)
  const moved = new Uint8Array(2 * count)
  for (const i of edited) touched[i] = moved[i] = 1
  for (let k = 0; k < order.length; k++) {
    const node = order[k]!
    if (!touched[node]) continue
    if (count <= node) {
      openSummary(passes, dates, node - count)
      markInside(network, node - count, touched)
      continue
    }
    if (isSummary[node]) closeSummary(passes, dates, node)
    else {
      clearLeaf(dates, node)
      readProgress(network, progress, node)
      placeLeaf(passes, dates, node, nothingHolds, undefined)
      if (progress.mode[node] !== before.progress.mode[node]) markBefore(network, node, moved)
    }
    if (hasMoved(dates, former, node)) moved[node] = 1
    if (moved[node]) markAfter(network, node, touched)
  }
  return { touched, moved }
}

/** Marks what the links into a task come from. */
export function markBefore({ links }: Network, i: number, marks: Uint8Array): void {
  for (let e = links.into[i]!; e < links.into[i + 1]!; e++) if (0 <= links.from[e]!) marks[links.from[e]!] = 1
}

/** Are two numbers different? Two that are none are the same. */
export function differ(a: number, b: number): boolean {
  return a !== b && !(Number.isNaN(a) && Number.isNaN(b))
}

function markInside({ children, childList, isSummary, count }: Network, i: number, marks: Uint8Array): void {
  for (let k = children[i]!; k < children[i + 1]!; k++) {
    const child = childList[k]!
    marks[isSummary[child] ? count + child : child] = 1
  }
}

function markAfter({ links, parent, isSummary, count }: Network, i: number, marks: Uint8Array): void {
  for (let k = links.out[i]!; k < links.out[i + 1]!; k++) {
    const to = links.to[links.outList[k]!]!
    marks[isSummary[to] ? count + to : to] = 1
  }
  if (0 <= parent[i]!) marks[parent[i]!] = 1
}

function clearLeaf({ start, finish, duration, resume, startWork, finishWork, pulls }: Dates, i: number): void {
  startWork[i] = finishWork[i] = Number.NaN
  start[i] = finish[i] = duration[i] = resume[i] = Number.NaN
  pulls.delete(i)
}

function hasMoved(dates: Dates, former: Dates, i: number): boolean {
  return (
    differ(dates.start[i]!, former.start[i]!) ||
    differ(dates.finish[i]!, former.finish[i]!) ||
    differ(dates.duration[i]!, former.duration[i]!) ||
    differ(dates.resume[i]!, former.resume[i]!) ||
    dates.point[i] !== former.point[i]
  )
}
