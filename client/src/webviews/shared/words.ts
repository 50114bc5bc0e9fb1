import { unaccented } from '#engine/base/latin'

/** Are all words of the filter in these texts? Upper and lower case are one, with accents and without: `lodz` finds `Łódź`. */
export function wordMatcher(filter: string): (texts: readonly string[]) => boolean {
  const words = folded(filter).split(/\s+/).filter(Boolean)
  return texts => {
    const all = folded(texts.join(' '))
    return words.every(word => all.includes(word))
  }
}

/** Accents go first: the lower case of `İ` is an `i` and a dot over it, and `ẞ` is known in both cases. */
function folded(text: string): string {
  return unaccented(text).toLowerCase()
}
