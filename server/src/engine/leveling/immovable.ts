import type { Found } from '../schedule/allPasses.ts'
import type { Dates, Passes } from '../schedule/passes.ts'
import { finished, planned, started } from '../schedule/progress.ts'
import { previousOf } from './levelOrder.ts'
import type { Ask } from './profile.ts'

type Asks = readonly (readonly Ask[] | undefined)[]

/** When leaves have their people. */
export type Places = ReadonlyMap<number, { readonly from: number; readonly to: number }>

/** What no wait moves: it has its people before anyone else. */
export interface Immovable {
  /** Has a leaf begun, must it be on a date, or does a date pull it away from its logic? */
  readonly has: (i: number) => boolean
  /** Those of them that a leaf comes before: waiting until they are over would lead nowhere. */
  readonly after: (i: number) => ReadonlySet<number> | undefined
  /** Where they have their people in a schedule. */
  readonly places: (dates: Dates) => Places
}

export function immovableIn({ passes, early }: Pick<Found, 'passes' | 'early'>, asks: Asks): Immovable {
  const { network, limits, progress, retained } = passes
  const { tasks, count } = network
  const fixed = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const bounds = limits.bounds[i]
    const must = bounds && (Number.isFinite(bounds.mustStart) || Number.isFinite(bounds.mustFinish))
    const mode = progress.mode[i]
    if (mode === started || (mode === planned && (must || early.pulls.has(i)))) fixed[i] = 1
  }
  const asking = asks.flatMap((its, i) => (its && fixed[i] ? [i] : []))
  asking.sort((a, b) => (tasks[a]!.id < tasks[b]!.id ? -1 : 1))
  const following = asking.filter(i => early.pulls.has(i) || (retained && progress.mode[i] === started))
  const after = followersOf(passes, following, asks)
  return {
    has: i => fixed[i] === 1,
    after: i => after.get(i),
    places: ({ start, resume, finish }) => {
      const places = new Map<number, { from: number; to: number }>()
      for (const i of asking) {
        const from = Number.isNaN(resume[i]!) ? start[i]! : resume[i]!
        if (from < finish[i]!) places.set(i, { from, to: finish[i]! })
      }
      return places
    },
  }
}

/** By leaf, who of `following` comes after it and needs the same people. What is finished holds nobody any more. */
function followersOf(
  { network, progress }: Passes,
  following: readonly number[],
  asks: Asks,
): ReadonlyMap<number, ReadonlySet<number>> {
  const followers = new Map<number, Set<number>>()
  if (following.length === 0) return followers
  const { count, isSummary } = network
  const { offset, next } = previousOf(network)
  const seenFor = new Int32Array(2 * count).fill(-1)
  for (const last of following) {
    const open = [last]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (let k = offset[node]!; k < offset[node + 1]!; k++) {
        const from = next[k]!
        if (seenFor[from] === last) continue
        seenFor[from] = last
        const isLeaf = from < count && !isSummary[from]
        if (isLeaf && progress.mode[from] === finished) continue
        open.push(from)
        if (isLeaf && haveCommon(asks[from], asks[last]))
          followers.set(from, (followers.get(from) ?? new Set()).add(last))
      }
    }
  }
  return followers
}

function haveCommon(some: readonly Ask[] = [], others: readonly Ask[] = []): boolean {
  return some.some(({ profile }) => others.some(other => other.profile === profile))
}

export function samePlaces(some: Places, others: Places): boolean {
  return (
    some.size === others.size &&
    [...some].every(([i, { from, to }]) => others.get(i)?.from === from && others.get(i)?.to === to)
  )
}
