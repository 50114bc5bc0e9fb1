/** Are all words of the filter in these texts? Upper and lower case are one. */
export function wordMatcher(filter: string): (texts: readonly string[]) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return texts => {
    const all = texts.join(' ').toLowerCase()
    return words.every(word => all.includes(word))
  }
}
