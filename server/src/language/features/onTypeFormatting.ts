import { isQuoteOpen, type LineParts, lineParts, lineStartAt, nextLine, previousLine } from '../lineParts.ts'
import type { TextEdit } from '../read/reading.ts'
import { shapeAt } from '../schema/shape.ts'
import { indentStep } from '../write/layout.ts'
import { cursorAt, openAfter } from './cursor.ts'

/** The characters after which the editor asks. */
export const formattingTriggers = ['\n'] as const

/**
 * After Enter: below a key without a value a step in, or where what is below it stands already, with a dash where
 * the format wants a list; behind an item of a list the next dash, behind an empty item no list any more. In flow only
 * the column is seen to, in a text over several lines nothing. Offsets of the text with the new line in it.
 */
export function onTypeFormatting(text: string, offset: number): readonly TextEdit[] {
  const start = lineStartAt(text, offset)
  const line = lineParts(text, start)
  if (start === 0 || !line.blank || line.comment >= 0) return []
  const above = lineParts(text, previousLine(text, start))
  if (above.blank || isQuoteOpen(text, above)) return []
  const open = openAfter(text, above)
  if (open === 'text') return []
  const below = firstBelow(text, line.end)
  if (!open && isEmptyItem(above) && !isBelow(below, above)) return endList(text, line, above)
  const fresh = open === 'flow' ? ' '.repeat(columnInFlow(text, above)) : freshLine(text, start, above, below)
  return fresh === undefined || text.slice(start, line.end) === fresh
    ? []
    : [{ span: { start, end: line.end }, text: fresh }]
}

/** What a line below another one of block text begins with; `undefined` where the value of that goes on below. */
function freshLine(text: string, start: number, above: LineParts, below: LineParts | undefined): string | undefined {
  const column = ownColumn(above)
  const isEmpty = above.content >= above.contentEnd
  const isFilled = isBelow(below, above) || (isEmpty && above.key && isItemAt(below, column))
  if (!isEmpty && !/[|>]/.test(text[above.content]!)) {
    if (isFilled) return undefined
    return ' '.repeat(column) + (above.dashes.length > 0 && !above.key ? '- ' : '')
  }
  const wanted = isFilled ? below!.indent : column + (above.key ? indentStep(text) : 2)
  const isList = isEmpty && above.key && (isFilled ? below!.dashes.length > 0 : wantsList(text, start, wanted))
  return ' '.repeat(wanted) + (isList ? '- ' : '')
}

/** Where the key of a line stands, else its last dash, else what it says. */
function ownColumn({ start, indent, dashes, key }: LineParts): number {
  return key ? key.start - start : dashes.length > 0 ? dashes[dashes.length - 1]! - start : indent
}

/** Is what a line begins written on the lines below it? */
function isBelow(below: LineParts | undefined, above: LineParts): boolean {
  return below !== undefined && ownColumn(above) < below.indent
}

/** A list may stand at the column of its key. */
function isItemAt(line: LineParts | undefined, column: number): boolean {
  return line !== undefined && line.indent === column && line.dashes.length > 0
}

/** A dash and nothing more, not even a comment. */
function isEmptyItem({ dashes, key, content, contentEnd, comment }: LineParts): boolean {
  return dashes.length === 1 && !key && content >= contentEnd && comment < 0
}

/** The first line below that is not blank. */
function firstBelow(text: string, end: number): LineParts | undefined {
  for (let start = nextLine(text, end); start >= 0; ) {
    const line = lineParts(text, start)
    if (!line.blank) return line
    start = nextLine(text, line.end)
  }
  return undefined
}

/** May a list stand at a column of a line, and no map but one that could be its item? */
function wantsList(text: string, start: number, column: number): boolean {
  const shape = shapeAt(cursorAt(text.slice(0, start) + ' '.repeat(column), start + column).path)
  return shape?.list !== undefined && !shape.record && (!shape.keys || shape.list.keys !== undefined)
}

/** An item that was left empty goes, and the new line begins where the key of the list stands. */
function endList(text: string, { start, end }: LineParts, above: LineParts): readonly TextEdit[] {
  return [
    { span: { start: above.start, end: above.end }, text: '' },
    { span: { start, end }, text: ' '.repeat(listColumn(text, above)) },
  ]
}

/** Where the key stands whose list a line is an item of: it may be the column of the items. */
function listColumn(text: string, item: LineParts): number {
  for (let { start } = item; start > 0; ) {
    start = previousLine(text, start)
    const line = lineParts(text, start)
    if (line.blank || item.indent < line.indent || (line.indent === item.indent && line.dashes.length > 0)) continue
    return line.key ? ownColumn(line) : line.indent
  }
  return 0
}

/** Further in where a bracket or a value begins, else below the line. */
function columnInFlow(text: string, line: LineParts): number {
  const { key, dashes, content, contentEnd, indent } = line
  const isEmpty = content >= contentEnd
  const opens = isEmpty ? key : /[[{]/.test(text[content]!) && /[[{,]/.test(text[contentEnd - 1]!)
  if (key) return ownColumn(line) + (opens ? indentStep(text) : 0)
  return dashes.length > 0 && opens ? ownColumn(line) + 4 : indent
}
