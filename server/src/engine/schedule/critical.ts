import { workBetween } from '../time/calendar.ts'
import { visitDrivers, visitSources } from './drivers.ts'
import type { Dates, Passes } from './passes.ts'
import { cancelled, finished, off } from './progress.ts'

/**
 * Leaves on a driving path to the project's finish: the longest path, which stays right with several calendars where
 * zero float does not (rule 21; P6 "longest path"). What is finished or cancelled is not on it. 1 for each that is.
 */
export function criticalLeaves(passes: Passes, dates: Dates, end: number): Uint8Array {
  const { network, progress } = passes
  const { count, isSummary, own } = network
  const critical = new Uint8Array(count)
  const children = childrenOf(passes)
  const seen = new Uint8Array(count)
  const open: number[] = []
  const mark = (i: number) => {
    const mode = progress.mode[i]!
    if (seen[i] || mode === off || mode === finished) return
    seen[i] = 1
    // The path goes through a cancelled task, which is not on it.
    if (mode !== cancelled) critical[i] = 1
    open.push(i)
  }
  const turns = turnsBefore(passes)
  for (let i = 0; i < count; i++) {
    if (!isSummary[i] && progress.mode[i] !== cancelled && workBetween(own[i]!, dates.finish[i]!, end) <= 0) mark(i)
  }
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    visitDrivers(passes, dates, i, {
      link: e => visitSources(passes, dates, e, children, mark),
      date: () => {},
      wait: ({ leaf }) => mark(leaf),
    })
    // What is placed late before it, because of its people, has no room either.
    for (const before of turns.get(i) ?? []) mark(before)
  }
  return critical
}

/** By leaf: those that end before it has their people. */
function turnsBefore({ waits }: Passes): ReadonlyMap<number, readonly number[]> {
  const turns = new Map<number, number[]>()
  for (const [i, { end }] of waits ?? []) if (end) turns.set(end.leaf, [...(turns.get(end.leaf) ?? []), i])
  return turns
}

function childrenOf({ network }: Passes): readonly (readonly number[])[] {
  const children: number[][] = []
  for (let i = 0; i < network.count; i++) {
    if (network.isSummary[i]) children[i] = []
    if (0 <= network.parent[i]!) children[network.parent[i]!]!.push(i)
  }
  return children
}
