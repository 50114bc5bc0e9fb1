import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostShapley, splitWorth, wholeShares } from '#engine/diff/shares'

/** A game by the worth of each set of players, which are named by bits. */
const split = (count: number, worth: (set: number) => number) =>
  splitWorth(count, players => Float64Array.of(worth(players.reduce((set, player) => set | (1 << player), 0))))[0]!

describe('Shapley shares', () => {
  test('are what each brings where nobody needs another', () => {
    const gains = [480, -120, 0, 960]
    const game = split(4, set => gains.reduce((sum, gain, i) => sum + (set & (1 << i) ? gain : 0), 0))
    expect(game).toEqual({ shares: gains, interaction: 0, method: 'shapley' })
  })

  test('of two that each would do alone are halves, and what they overlap is interaction', () => {
    expect(split(2, set => (set === 0 ? 0 : 480))).toEqual({ shares: [240, 240], interaction: 480, method: 'shapley' })
  })

  test('of two that do nothing alone are halves, and the interaction is negative', () => {
    expect(split(2, set => (set === 3 ? 480 : 0))).toEqual({ shares: [240, 240], interaction: -480, method: 'shapley' })
  })

  test('of the glove game are 2/3, 1/6, 1/6: Shapley’s own example, in whole numbers', () => {
    expect(split(3, set => (set & 1 && set & 6 ? 600 : 0)).shares).toEqual([400, 100, 100])
  })

  test('that are no whole numbers go to the largest remainders, the first of equal ones', () => {
    expect(split(3, set => (set === 0 ? 0 : 100)).shares).toEqual([34, 33, 33])
    expect(wholeShares([-0.5, -0.5, 2], 1)).toEqual([0, -1, 2])
  })

  test('are for up to eight that matter, however many there are', () => {
    const many = (matter: number) => split(12, set => ((set & ((1 << matter) - 1)) === (1 << matter) - 1 ? 480 : 0))
    expect(many(mostShapley)).toMatchObject({ method: 'shapley', shares: [...Array(8).fill(60), 0, 0, 0, 0] })
    expect(many(mostShapley + 1)).toMatchObject({ method: 'ordered', shares: [...Array(8).fill(0), 480, 0, 0, 0] })
  })

  test('leave it to the next one where a set has no worth', () => {
    expect(split(3, set => (set === 1 ? Number.NaN : set === 7 ? 300 : set & 2 ? 100 : 0))).toMatchObject({
      method: 'ordered',
      shares: [0, 100, 200],
    })
  })

  test('are none where the ends have no worth', () => {
    expect(split(2, set => (set === 0 ? Number.NaN : 1))).toEqual({ shares: [0, 0], interaction: 0, method: 'none' })
  })
})

test('shares of any game sum to the whole exactly; who changes nothing gets nothing', () => {
  const games = fc.record({
    worths: fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 16, maxLength: 16 }),
    idle: fc.integer({ min: 0, max: 3 }),
  })
  fc.assert(
    fc.property(games, ({ worths, idle }) => {
      const worth = (set: number) => worths[set & ~(1 << idle)]!
      const { shares } = split(4, worth)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(worth(15) - worth(0))
      expect(shares[idle]).toBe(0)
    }),
  )
})
