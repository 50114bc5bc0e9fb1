import { distance } from 'fastest-levenshtein'

/**
 * The word that was probably meant: a few slips away at most and never all of it, or one begun and not ended. None where
 * two are as near.
 */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  if (wanted.length === 0 || wanted.length > 64) return undefined
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of words) {
    const d = slips(wanted, candidate.toLowerCase())
    if (d === bestDistance) best = undefined
    if (wanted.length <= d || bestDistance <= d) continue
    best = candidate
    bestDistance = d
  }
  return best
}

function slips(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0
  if (wanted.length >= 3 && candidate.startsWith(wanted)) return 0.5
  // `start_date` and `startDate` for `start-date`.
  if (flat(wanted) === flat(candidate)) return 0.5
  return distance(wanted, candidate)
}

function flat(word: string): string {
  return word.replace(/[-_ ]/g, '')
}

/** `a, b or c`. */
export function listWords(words: readonly string[], joint = 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
}
