/** Who needs the whole of which resources. */
export interface Needs<R> {
  readonly leaf: number
  readonly minutes: number
  readonly whole: readonly R[]
}

/** What needs the same two resources. */
interface Pair {
  readonly leaves: number[]
  minutes: number
}

/** A task with more resources than these, pairs beyond these and threes with less work say nothing: there may be very many. */
const mostWhole = 8
const mostPairs = 2000
const mostThrees = 50

/**
 * Of which leaves any two share one of three resources, each needing the whole of two of them: no two can be done at once.
 * The most work first. What is no more than the work of one of the three says little besides that.
 */
export function threesOf<R>(needs: readonly Needs<R>[]): readonly (readonly number[])[] {
  const pairs = pairsOf(needs)
  const alone = new Map<R, number>()
  for (const { minutes, whole } of needs) for (const one of whole) alone.set(one, (alone.get(one) ?? 0) + minutes)
  const threes: { readonly sides: readonly Pair[]; readonly minutes: number }[] = []
  for (const [a, besideA] of pairs) {
    for (const [b, ab] of besideA) {
      for (const [c, ac] of besideA) {
        const bc = pairs.get(b)?.get(c)
        const minutes = ab.minutes + ac.minutes + (bc?.minutes ?? 0)
        if (bc && Math.max(...[a, b, c].map(one => alone.get(one)!)) < minutes)
          threes.push({ sides: [ab, ac, bc], minutes })
      }
    }
  }
  return threes
    .sort((a, b) => b.minutes - a.minutes)
    .slice(0, mostThrees)
    .map(({ sides }) => [...new Set(sides.flatMap(({ leaves }) => leaves))])
}

/** By one resource and another that was seen after it. */
function pairsOf<R>(needs: readonly Needs<R>[]): ReadonlyMap<R, ReadonlyMap<R, Pair>> {
  const pairs = new Map<R, Map<R, Pair>>()
  const rank = new Map<R, number>()
  let count = 0
  for (const { leaf, minutes, whole } of needs) {
    if (whole.length < 2 || mostWhole < whole.length) continue
    for (const one of whole) if (!rank.has(one)) rank.set(one, rank.size)
    const sorted = [...whole].sort((a, b) => rank.get(a)! - rank.get(b)!)
    sorted.forEach((a, k) => {
      for (const b of sorted.slice(k + 1)) {
        const beside = pairs.get(a) ?? new Map<R, Pair>()
        const pair = beside.get(b) ?? { leaves: [], minutes: 0 }
        if (pair.leaves.length === 0 && mostPairs < ++count) continue
        pairs.set(a, beside.set(b, pair))
        pair.leaves.push(leaf)
        pair.minutes += minutes
      }
    })
  }
  return pairs
}
