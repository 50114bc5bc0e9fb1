import { lineParts, lineStartAt, nextLine, previousLine } from '../lineParts.ts'
import type { TextEdit } from '../read/reading.ts'
import { shapeAt } from '../schema/shape.ts'
import { cursorAt } from './cursor.ts'

/** The characters after which the editor asks. */
export const formattingTriggers = ['\n'] as const

/**
 * After Enter: below a key without a value two columns in, or where what is below it stands already, with a dash where
 * the format wants a list; behind an item of a list the next dash, behind an empty item no list any more. Offsets of
 * the text with the new line in it.
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
  const opened = opensBlock(above) ? firstBelow(text, line.end, above.key.start - above.start) : undefined
  const wanted = opened?.indent ?? indentBelow(above, text)
  const isItem = opened ? opened.isItem : opensBlock(above) && wantsList(text, start, wanted)
  const lead = isItem || (dash !== undefined && !above.key && !isOpen(text, above)) ? '- ' : ''
  const fresh = `${' '.repeat(wanted)}${lead}`
  return text.slice(start, line.end) === fresh ? [] : [{ span: { start, end: line.end }, text: fresh }]
}

type Line = ReturnType<typeof lineParts>

/** A key with nothing behind its colon. */
function opensBlock(line: Line): line is Line & { readonly key: NonNullable<Line['key']> } {
  return line.key !== undefined && line.content >= line.contentEnd
}

/** Where the block of a key at a column begins, if there is one already. */
function firstBelow(text: string, end: number, column: number): { indent: number; isItem: boolean } | undefined {
  for (let line = nextLine(text, end); line >= 0; ) {
    const { blank, indent, dashes, end } = lineParts(text, line)
    if (!blank) {
      const isItem = dashes.length > 0
      return column < indent || (isItem && column === indent) ? { indent, isItem } : undefined
    }
    line = nextLine(text, end)
  }
  return undefined
}

/** May a list stand at a column of a line, and no map but one that could be its item? */
function wantsList(text: string, start: number, column: number): boolean {
  const shape = shapeAt(cursorAt(text.slice(0, start) + ' '.repeat(column), start + column).path)
  return shape?.list !== undefined && !shape.record && (!shape.keys || shape.list.keys !== undefined)
}

/** An item that was left empty goes, and the new line with it takes its place one level out. */
function endList(start: number, end: number, above: Line): readonly TextEdit[] {
  const out = ' '.repeat(Math.max(0, above.indent - 2))
  return [
    { span: { start: above.start, end: above.end }, text: '' },
    { span: { start, end }, text: out },
  ]
}

function indentBelow(above: Line, text: string): number {
  const { key, dashes, indent, start } = above
  if (key) {
    const column = key.start - start
    const opens = above.content >= above.contentEnd || isOpen(text, above) || /^[|>]/.test(text[above.content] ?? '')
    return opens ? column + 2 : column
  }
  return dashes.length > 0 && isOpen(text, above) ? indent + 4 : indent
}

/** Ends in an open bracket or comma of flow. */
function isOpen(text: string, { content, contentEnd }: Line): boolean {
  return content < contentEnd && /[[{]/.test(text[content]!) && /[[{,]/.test(text[contentEnd - 1]!)
}
