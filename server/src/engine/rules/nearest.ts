/** Finds the nearest of some candidates that fits, for the first so many words: in a plan where all is unknown a guess helps nobody. */
export type Guess = (word: string, fits?: (candidate: string) => boolean) => string | undefined

/** `candidates` is asked for when there is a first word to guess. */
export function guessAmong(candidates: () => Iterable<string>): Guess {
  let all: readonly string[] | undefined
  let left = mostGuesses
  return (word, fits) => {
    if (left-- <= 0) return undefined
    all ??= [...candidates()]
    return nearest(word, fits ? all.filter(fits) : all)
  }
}

const mostGuesses = 30

/**
 * The candidate that is most like a word that was not found, or `undefined` where none is alike.
 *
 * Alike is: the same but for case and hyphens, or at most one edit in three letters (Levenshtein with swaps of
 * neighbours) in a word of three or more, the digits being the same: `sprint-2` is not `sprint-1` misspelt, nor is `c`
 * the task `a`. Ties go to the first candidate, so the answer depends on the plan alone.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const [plain, digits] = [flatten(word), digitsOf(word)]
  let best: string | undefined
  let limit = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    if (candidate === word) continue
    if (flatten(candidate) === plain) return candidate
    if (word.length < shortestGuessed || digitsOf(candidate) !== digits) continue
    const edits = editsBetween(word, candidate, limit)
    if (edits < limit) {
      best = candidate
      limit = edits
    }
  }
  return best
}

/** A shorter word is like many. */
const shortestGuessed = 3

function digitsOf(word: string): string {
  return word.replaceAll(/\D/g, '')
}

function flatten(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '')
}

/** Edits between two words; `limit` where there are that many or more. */
function editsBetween(a: string, b: string, limit: number): number {
  if (limit <= Math.abs(a.length - b.length) || maxWord < a.length || maxWord < b.length) return limit
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped = 1 < i && 1 < j && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) edits = Math.min(edits, beforeLast[j - 2]! + 1)
      row.push(edits)
      least = Math.min(least, edits)
    }
    if (limit <= least) return limit
    beforeLast = last
    last = row
  }
  return Math.min(limit, last[b.length]!)
}

/** Ids are at most this long; what is longer is no slip of the finger. */
const maxWord = 64
