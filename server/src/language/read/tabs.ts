import type { TextEdit } from './reading.ts'

const leading = /^[ \t]*\t[ \t]*(?=[^\s#])/gm

/** How wide a tab is taken to be: as the lines around it are indented. */
function tabWidth(text: string): number {
  return /^ +[^\s#]/m.test(text) ? 4 : 2
}

/** The edits that indent a text by spaces. */
export function tabEdits(text: string): readonly TextEdit[] {
  const width = tabWidth(text)
  return Array.from(text.matchAll(leading), ({ index, 0: indent }) => ({
    span: { start: index, end: index + indent.length },
    text: indent.replaceAll('\t', ' '.repeat(width)),
  }))
}
