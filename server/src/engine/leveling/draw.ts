import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded stream of whole numbers in `[0, limit)`: the same numbers from the same seed everywhere. */
export function drawFrom(seed: number): (limit: number) => number {
  const generator = xoroshiro128plus(seed)
  return limit => uniformInt(generator, 0, limit - 1)
}
