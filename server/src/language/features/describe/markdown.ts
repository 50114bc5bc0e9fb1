/** A hover is no longer than this (`spec/robustness.md`, limits). */
export const maxHover = 4000

/**
 * Plan text as markdown that shows it and does nothing else: no links, emphasis, code or markup.
 * One line, cut where it is long.
 */
export function plain(text: string, longest = 300): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const cut = line.length > longest ? `${line.slice(0, longest - 1)}…` : line
  return cut
    .replace(/[\\`*_{}[\]()<>#!|~&:@]/g, '\\$&')
    .replace(/www\./gi, 'www\\.')
    .replace(/^[-+]/, '\\$&')
    .replace(/^(\d+)(?=[.)](\s|$))/, '$1\\')
}

/** Paragraphs under each other, empty ones left out; whole ones while they fit. */
export function joinParagraphs(paragraphs: readonly (string | undefined)[]): string {
  let text = ''
  for (const paragraph of paragraphs) {
    if (!paragraph) continue
    const longer = text === '' ? paragraph : `${text}\n\n${paragraph}`
    if (longer.length > maxHover) return text === '' ? paragraph.slice(0, maxHover) : text
    text = longer
  }
  return text
}

/** A list of facts, empty ones left out. */
export function factList(facts: readonly (string | undefined | false)[]): string {
  return facts
    .filter(Boolean)
    .map(fact => `- ${fact}`)
    .join('\n')
}
