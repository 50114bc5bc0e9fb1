import { lineParts, lineStartAt, previousLine } from '../lineParts.ts'
import type { TextEdit } from '../read/reading.ts'

/** The characters after which the editor asks. */
export const formattingTriggers = ['\n'] as const

/**
 * After Enter: below a key without a value two columns in, behind an item of a list the next dash,
 * behind an empty item no list any more. Offsets of the text with the new line in it.
 */
export function onTypeFormatting(text: string, offset: number): readonly TextEdit[] {
  const start = lineStartAt(text, offset)
  const line = lineParts(text, start)
  if (start === 0 || !line.blank || line.comment >= 0) return []
  const above = lineParts(text, previousLine(text, start))
  if (above.blank) return []
  const dash = above.dashes[above.dashes.length - 1]
  const hasValue = above.content < above.contentEnd
  if (dash !== undefined && !above.key && !hasValue) return endList(start, line.end, above)
  const wanted = indentBelow(above, text)
  const lead = dash !== undefined && !above.key && !isOpen(text, above) ? '- ' : ''
  const fresh = `${' '.repeat(wanted)}${lead}`
  return text.slice(start, line.end) === fresh ? [] : [{ span: { start, end: line.end }, text: fresh }]
}

/** An item that was left empty goes, and the new line with it takes its place one level out. */
function endList(start: number, end: number, above: ReturnType<typeof lineParts>): readonly TextEdit[] {
  const out = ' '.repeat(Math.max(0, above.indent - 2))
  return [
    { span: { start: above.start, end: above.end }, text: '' },
    { span: { start, end }, text: out },
  ]
}

function indentBelow(above: ReturnType<typeof lineParts>, text: string): number {
  const { key, dashes, indent, start } = above
  if (key) {
    const column = key.start - start
    const opens = above.content >= above.contentEnd || isOpen(text, above) || /^[|>]/.test(text[above.content] ?? '')
    return opens ? column + 2 : column
  }
  return dashes.length > 0 && isOpen(text, above) ? indent + 4 : indent
}

/** Ends in an open bracket or comma of flow. */
function isOpen(text: string, { content, contentEnd }: ReturnType<typeof lineParts>): boolean {
  return content < contentEnd && /[[{]/.test(text[content]!) && /[[{,]/.test(text[contentEnd - 1]!)
}
