/** What a set of players brings, one number for each thing that is measured. `NaN`: it can't be known. */
export type Worth = (players: readonly number[]) => Float64Array

/** What a game's players bring in one measure. They sum to the whole exactly. */
export interface Split {
  /** By player. */
  readonly shares: readonly number[]
  /** What they would bring each alone, less what they bring together. */
  readonly interaction: number
  readonly method: 'shapley' | 'ordered' | 'none'
}

/** So many players that matter are shared out by Shapley, more in order (rule 29). */
export const mostShapley = 8
/** Of more players than this nobody's absence is tried, only what each does alone… */
const mostLeftOut = 16
/** …and of more than this not even that. */
const mostTried = 64

/**
 * Splits what all players bring together among them, measure by measure: by Shapley where at most eight matter, else by
 * adding one after the other. Of more than eight a player is taken to matter in a measure if it changes it alone, or its
 * absence changes the whole, and if those that do account for the whole.
 *
 * @param worth of a set of players, sorted; asked once for each set
 * @param isDear sets are so dear to ask for that players are only added one after the other
 */
export function splitWorth(count: number, worth: Worth, isDear = false): readonly Split[] {
  const known = new Map<string, Float64Array>()
  const of = (players: readonly number[]) => {
    const key = players.join(' ')
    const found = known.get(key) ?? worth(players)
    known.set(key, found)
    return found
  }
  const all = Array.from({ length: count }, (_, i) => i)
  const [none, whole] = [of([]), of(all)]
  const tried = !isDear && count <= mostTried
  const alone = tried ? all.map(i => of([i])) : []
  const without = tried && count <= mostLeftOut ? all.map(i => of(all.filter(k => k !== i))) : []
  return Array.from(none, (start, m): Split => {
    const end = whole[m]!
    if (count === 0 || !Number.isFinite(start) || !Number.isFinite(end))
      return { shares: all.map(() => 0), interaction: 0, method: 'none' }
    const at = (players: readonly number[]) => of(players)[m]!
    if (!tried) return inOrder(all, at)
    const matter =
      count <= mostShapley ? all : all.filter(i => alone[i]![m] !== start || (without[i] && without[i][m] !== end))
    const interaction = interactionOf(
      alone.map(worth => worth[m]!),
      start,
      end,
    )
    if (mostShapley < matter.length || at(matter) !== end) return { ...inOrder(all, at), interaction }
    const shares = shapley(matter, at)
    if (!shares) return { ...inOrder(all, at), interaction }
    const byPlayer = all.map(() => 0)
    matter.forEach((player, k) => {
      byPlayer[player] = shares[k]!
    })
    return { shares: byPlayer, interaction, method: 0 < matter.length ? 'shapley' : 'none' }
  })
}

/** The same by adding one after the other, in one measure. */
export function splitInOrder(count: number, worth: (players: readonly number[]) => number): Split {
  return inOrder(
    Array.from({ length: count }, (_, i) => i),
    worth,
  )
}

function interactionOf(alone: readonly number[], start: number, end: number): number {
  const sum = alone.reduce((total, worth) => total + (Number.isFinite(worth) ? worth - start : 0), 0)
  return sum - (end - start)
}

/** Each player gets what its coming changes. Where a set has no worth, it is left to the next one. */
function inOrder(players: readonly number[], at: (players: readonly number[]) => number): Split {
  let before = at([])
  const start = before
  let aloneSum = 0
  const shares = players.map((_, i) => {
    const after = at(players.slice(0, i + 1))
    if (!Number.isFinite(after)) return 0
    const share = after - before
    before = after
    return share
  })
  shares.forEach((share, i) => {
    if (share !== 0) {
      const worth = at([players[i]!])
      if (Number.isFinite(worth)) aloneSum += worth - start
    }
  })
  return { shares, interaction: aloneSum - (before - start), method: 'ordered' }
}

/**
 * The Shapley value: a player's part is what it adds to the players before it, on average over all orders. Whole numbers
 * by largest remainder. `undefined` where a set has no worth.
 *
 * Source: L. S. Shapley, "A value for n-person games", 1953.
 */
function shapley(
  players: readonly number[],
  at: (players: readonly number[]) => number,
): readonly number[] | undefined {
  const n = players.length
  const worths = Array.from({ length: 1 << n }, (_, set) => at(players.filter((_, k) => set & (1 << k))))
  if (!worths.every(Number.isFinite)) return undefined
  const weights = orderWeights(n)
  const exact = players.map((_, k) => {
    let value = 0
    for (let set = 0; set < worths.length; set++) {
      if (set & (1 << k)) continue
      value += weights[bitsIn(set)]! * (worths[set | (1 << k)]! - worths[set]!)
    }
    return value
  })
  return wholeShares(exact, worths[worths.length - 1]! - worths[0]!)
}

/** In which share of all orders exactly `size` given others of `n - 1` come first: size! (n − 1 − size)! ÷ n!. */
function orderWeights(n: number): readonly number[] {
  const factorial = [1]
  for (let k = 1; k <= n; k++) factorial.push(factorial[k - 1]! * k)
  return Array.from({ length: n }, (_, size) => (factorial[size]! * factorial[n - 1 - size]!) / factorial[n]!)
}

function bitsIn(set: number): number {
  let bits = 0
  for (let left = set; left !== 0; left &= left - 1) bits++
  return bits
}

/** Whole numbers near the exact ones that sum to the total: the largest remainders are rounded up, of equal ones the first. */
export function wholeShares(exact: readonly number[], total: number): readonly number[] {
  // What a sum of doubles loses would decide between equal remainders.
  const clean = exact.map(value => Math.round(value * 1e6) / 1e6)
  const whole = clean.map(Math.floor)
  const missing = total - whole.reduce((sum, value) => sum + value, 0)
  const order = clean.map((value, i) => ({ i, rest: value - whole[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (let k = 0; k < missing; k++) whole[order[k % order.length]!.i]! += 1
  return whole
}
