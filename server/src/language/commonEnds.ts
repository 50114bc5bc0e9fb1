/** How much two texts have in common at the start, and behind that at the end. */
export interface CommonEnds {
  readonly prefix: number
  readonly suffix: number
}

/** Does a text have one of these words where it differs from another, in whole or in part? */
export function differsIn(text: string, { prefix, suffix }: CommonEnds, words: readonly string[]): boolean {
  const reach = words.reduce((longest, { length }) => Math.max(longest, length), 0)
  const between = text.slice(Math.max(0, prefix - reach), text.length - suffix + reach)
  return words.some(word => between.includes(word))
}

export function commonEnds(a: string, b: string): CommonEnds {
  const shorter = Math.min(a.length, b.length)
  let prefix = 0
  // Slices compare much faster than single characters.
  for (let step = 65_536; 1 <= step; step = step >> 2) {
    while (prefix + step <= shorter && a.slice(prefix, prefix + step) === b.slice(prefix, prefix + step)) prefix += step
  }
  let suffix = 0
  const most = shorter - prefix
  for (let step = 65_536; 1 <= step; step = step >> 2) {
    while (
      suffix + step <= most &&
      a.slice(a.length - suffix - step, a.length - suffix) === b.slice(b.length - suffix - step, b.length - suffix)
    )
      suffix += step
  }
  return { prefix, suffix }
}
