/** A line without its indentation; `''` where it is blank. */
export interface Line {
  readonly indent: number
  readonly text: string
}

/** A block text as lines; a tab counts for two columns. */
export function linesOf(text: string): readonly Line[] {
  return text.split(/\r\n?|\n/).map(source => {
    const words = source.trimStart()
    return { indent: source.slice(0, source.length - words.length).replaceAll('\t', '  ').length, text: words }
  })
}

/**
 * Lines of block text from another file, the first of them at `column`, and `step` columns a level: items and the texts
 * below a `|` keep what they have inside.
 */
export function reindent(lines: readonly Line[], column: number, step: number): readonly string[] {
  const levels: { readonly from: number; readonly to: number }[] = []
  let literal: { readonly within: number; by: number | undefined } | undefined
  const columnOf = (indent: number) => {
    const level = levels.findLast(({ from }) => from <= indent)
    return level === undefined ? column : level.to + (level.from < indent ? step : 0)
  }
  return lines.map(({ indent, text }) => {
    if (text === '') return ''
    if (literal && literal.within < indent) {
      literal.by ??= columnOf(indent) - indent
      return ' '.repeat(Math.max(0, indent + literal.by)) + text
    }
    literal = undefined
    const to = columnOf(indent)
    if (text.startsWith('#')) return ' '.repeat(to) + text
    while (indent <= (levels.at(-1)?.from ?? -1)) levels.pop()
    levels.push({ from: indent, to })
    for (const [dashes] of text.matchAll(/(?<=^(?:- +)*)- +/g)) {
      const { from, to: own } = levels.at(-1)!
      levels.push({ from: from + dashes.length, to: own + dashes.length })
    }
    const { from, to: own } = levels.at(-1)!
    const header = /(?:^|\s)[|>][-+]?([1-9]?)[-+]?(?:\s+#.*)?$/.exec(text)
    if (header) literal = { within: from, by: header[1] === '' ? undefined : own - from }
    return ' '.repeat(to) + text
  })
}
