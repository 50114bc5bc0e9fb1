import {
  isQuoteOpen,
  type LineParts,
  lineEndAt,
  lineParts,
  lineStartAt,
  nextLine,
  previousLine,
  skipSpaces,
} from '../lineParts.ts'
import type { Span, TextEdit } from '../read/reading.ts'
import { Trouble } from '../schema/scalars/trouble.ts'
import { type Shape, shapeAt } from '../schema/shape.ts'
import type { Snapshot } from '../snapshot.ts'
import { indentStep, lineEndOf, stepIn } from '../write/layout.ts'
import { type Line, linesOf, reindent } from '../write/reindent.ts'
import { cursorAt } from './cursor.ts'

/** Longer texts are pasted as they are. */
const longest = 1_000_000

/**
 * Lines of a plan, indented as they must be where they are pasted: a task that is put behind the last field of another
 * becomes its neighbour, the fields of one go into the task that they are put below. What fits is known by the format.
 *
 * `span` is what is pasted over. The answer may begin before it, at the indentation of its line or at its dash; what
 * stands behind it keeps its column. `undefined` where the text is right as it is, or is no lines of a plan.
 */
export function pasteText({ text }: Snapshot, span: Span, pasted: string): TextEdit | undefined {
  if (pasted.length > longest) return undefined
  const start = lineStartAt(text, span.start)
  const before = text.slice(start, span.start)
  const rest = text.slice(span.end, lineEndAt(text, span.end))
  const hasRest = rest.trim() !== ''
  const block = blockOf(pasted, hasRest && before !== '')
  if (!block || !isLead(before) || (hasRest && !block.endsLine)) return undefined
  const isItem = before.includes('-')
  const column = isItem ? itemColumn(before, block) : targetColumn(text, start, span, block)
  if (column === undefined) return undefined
  const lines = shifted(block, column, text)
  if (lines === undefined) return undefined
  const from = isItem ? start + column : start
  const fresh = (isItem ? '' : ' '.repeat(column)) + lines + (hasRest ? leadBehind(text, span, before, block) : '')
  const isRight = fresh === text.slice(from, span.start) + pasted
  return isRight ? undefined : { span: { start: from, end: span.end }, text: fresh }
}

/** Nothing but indentation and the dashes of items. */
function isLead(before: string): boolean {
  return /^ *(?:- +)*$/.test(before)
}

/** Behind a dash: items begin at it, all else behind it. */
function itemColumn(before: string, { isItem }: Block): number {
  return isItem ? before.lastIndexOf('-') : before.length
}

/** What brings that which stands behind the paste to the column that it had: with its dash, where items come before it. */
function leadBehind(text: string, { end }: Span, before: string, { isItem }: Block): string {
  const own = text.slice(lineStartAt(text, end), end)
  const lead = isLead(own) ? own : before
  return isItem && own === before ? lead : lead.replaceAll('-', ' ')
}

/** What is pasted, as lines with their columns. */
interface Block {
  readonly lines: readonly Line[]
  /** Where the first line would stand among the others; its own indentation may not have been copied. */
  readonly column: number
  readonly endsLine: boolean
  readonly key: string | undefined
  /** The first line says all of its entry: `name: A`. */
  readonly isPlain: boolean
  readonly isItem: boolean
  /** Keys right below the first one. */
  readonly below: readonly string[]
}

/** `alone`: one line counts too. */
function blockOf(pasted: string, alone: boolean): Block | undefined {
  const all = linesOf(pasted)
  const endsLine = all.length > 1 && all[all.length - 1]!.text === ''
  const lines = endsLine ? all.slice(0, -1) : all
  if (lines.length < (alone && endsLine ? 1 : 2)) return undefined
  const first = lineParts(lines[0]!.text, 0)
  const others = lines.slice(1).filter(({ text }) => text !== '' && !text.startsWith('#'))
  const column = firstColumn(lines[0]!.indent, first, lines[0]!.text, others)
  const isPlain = first.content < first.contentEnd && !/[{[&*]/.test(lines[0]!.text[first.content]!)
  const isItem = first.dashes.length > 0
  return { lines, column, endsLine, key: first.key?.text, isPlain, isItem, below: isPlain ? [] : keysBelow(others) }
}

function firstColumn(indent: number, first: LineParts, text: string, others: Block['lines']): number {
  if (indent > 0 || others.length === 0) return indent
  const least = Math.min(...others.map(other => other.indent))
  const next = lineParts(others.find(other => other.indent === least)!.text, 0)
  if (goesOn(first, text) || (next.dashes.length === 0 && !next.key)) return Math.max(0, least - 2)
  // Copied from behind its dash: the others have theirs
  return next.dashes.length > 0 ? least + (next.key?.start ?? next.content) : least
}

/** Does what a line begins go on below it, further in? */
function goesOn(line: LineParts, text: string): boolean {
  const { dashes, content, contentEnd } = line
  if (dashes.length > 0 || content >= contentEnd || /[|>]/.test(text[content]!) || isQuoteOpen(text, line)) return true
  return /[[{]/.test(text[content]!) && !/[\]}]/.test(text[contentEnd - 1]!)
}

function keysBelow(others: Block['lines']): readonly string[] {
  const column = others[0]?.indent
  return others.flatMap(({ indent, text }) => {
    const key = indent === column ? lineParts(text, 0).key : undefined
    return key ? [key.text] : []
  })
}

/**
 * The column that fits: the cursor's, or that of what stands behind it, else the one it was copied from, else the
 * nearest; the deepest from the beginning of a blank line.
 */
function targetColumn(text: string, start: number, span: Span, block: Block): number | undefined {
  const typed = span.start - start
  const at = columnBehind(text, span.end) ?? typed
  const head = text.slice(0, start)
  const place = cursorAt(head + ' '.repeat(at), start + at)
  if (place.role === 'none' && at > 0) return typed === 0 ? Math.max(at, block.column) : at
  if (block.lines.length === 1) return at
  if (block.key === undefined && !block.isItem) return undefined
  // Further out it would come between what is above and what is below
  const least = nextColumn(text, span.end)
  const fitting = columnsAbove(text, start, span.end).filter(
    column => least <= column && fits(block, shapeAt(cursorAt(head + ' '.repeat(column), start + column).path)),
  )
  if (at > 0 && fitting.includes(at)) return at
  if (fitting.includes(block.column)) return block.column
  const far = (column: number) => (at === 0 ? 0 : Math.abs(column - at))
  const [nearest] = fitting.sort((a, b) => far(a) - far(b) || b - a)
  return nearest ?? (typed > 0 ? at : undefined)
}

/** Where the first letter of a line stands that an offset is before. */
function columnBehind(text: string, offset: number): number | undefined {
  const start = lineStartAt(text, offset)
  const end = lineEndAt(text, offset)
  const first = skipSpaces(text, start, end)
  return offset <= first && first < end ? first - start : undefined
}

/** Columns at which a line may begin here: those of the blocks that the line above lies in, and of one that it opens. */
function columnsAbove(text: string, start: number, end: number): number[] {
  const columns = new Set<number>([0])
  let least = Number.POSITIVE_INFINITY
  for (let line = start; line > 0 && least > 0; ) {
    line = previousLine(text, line)
    const parts = lineParts(text, line)
    if (parts.blank || parts.indent >= least) continue
    const column = parts.key ? parts.key.start - line : parts.indent
    if (least === Number.POSITIVE_INFINITY && parts.key && parts.content >= parts.contentEnd)
      columns.add(columnBelow(text, end, column))
    columns.add(column).add(parts.indent)
    least = parts.indent
  }
  return [...columns]
}

/** Where what is below a key stands already, else a step in. */
function columnBelow(text: string, end: number, column: number): number {
  const next = nextColumn(text, end)
  return next > column ? next : column + indentStep(text)
}

/** Where the next thing behind an offset stands, on its line or below; 0 at the end of the text. */
function nextColumn(text: string, offset: number): number {
  const behind = columnBehind(text, offset)
  if (behind !== undefined) return behind
  for (let line = nextLine(text, lineEndAt(text, offset)); line >= 0; ) {
    const parts = lineParts(text, line)
    if (!parts.blank) return parts.indent
    line = nextLine(text, parts.end)
  }
  return 0
}

function fits({ key, isPlain, isItem, below }: Block, shape: Shape | undefined): boolean {
  if (!shape) return false
  if (isItem) return shape.list !== undefined
  if (key === undefined) return false
  if (shape.keys?.has(key)) return true
  const { record } = shape
  // Beside known keys, others are ids only of a section that makes objects of its own.
  if (!record || shape.keys || record.key.read(key) instanceof Trouble) return false
  const { keys, scalar } = record.value
  if (isPlain && !scalar) return false
  return !keys || below.every(one => keys.has(one) || one.startsWith('x-'))
}

/** The lines from the first one's first letter on; `undefined` where one would stand before the line's beginning. */
function shifted({ lines, column, endsLine }: Block, target: number, into: string): string | undefined {
  const by = target - column
  const lineEnd = lineEndOf(into)
  const [first, ...others] = lines
  if (others.some(({ indent, text }) => text !== '' && !text.startsWith('#') && indent + by < 0)) return undefined
  const placed = [{ indent: column, text: first!.text }, ...others]
  const step = indentStep(into)
  const own = stepIn(placed.map(({ indent, text }) => ' '.repeat(indent) + text).join('\n')) ?? step
  const moved =
    own === step
      ? others.map(({ indent, text }) => (text === '' ? '' : ' '.repeat(Math.max(0, indent + by)) + text))
      : reindent(placed, target, step).slice(1)
  return [first!.text, ...moved, ...(endsLine ? [''] : [])].join(lineEnd)
}
