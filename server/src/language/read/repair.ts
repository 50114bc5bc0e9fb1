import { shorten } from '../schema/scalars/texts.ts'
import { problemAt, replaceFix } from './problem.ts'
import type { MapEntry, Problem, ScalarNode, Span } from './reading.ts'
import { halfKeyProblem, quote } from './syntax.ts'

/** What a broken block map probably is. */
export interface Repaired {
  readonly entries: readonly MapEntry[]
  readonly problems: readonly Problem[]
  /** Where the library's own errors are about the same thing. */
  readonly told: readonly Span[]
}

/**
 * Mends what the library makes of a block map in which a line is wrong, so that the lines beside it count:
 *
 * - half a key joins the key on the next line (`du` above `priority: 5`),
 * - a second ":" on a line makes a map of a text (`name: Fix: it`),
 * - a line that stands too deep becomes a value of the text above it.
 */
export function repairEntries(text: string, entries: readonly MapEntry[]): Repaired | undefined {
  if (!entries.some(entry => isJoined(text, entry.key) || isMapOnLine(text, entry))) return undefined
  const repair: { entries: MapEntry[]; problems: Problem[]; told: Span[] } = { entries: [], problems: [], told: [] }
  for (const entry of entries) {
    if (isJoined(text, entry.key)) splitJoined(text, entry, repair)
    else if (isMapOnLine(text, entry)) flatten(text, entry, repair)
    else repair.entries.push(entry)
  }
  return repair
}

type Repair = { entries: MapEntry[]; problems: Problem[]; told: Span[] }

/** A plain key that YAML joined from several lines. */
export function isJoined(text: string, key: ScalarNode): boolean {
  return key.style === 'plain' && text.slice(key.start, key.end).includes('\n')
}

/** A block map that begins on the line of its key. What an alias stands for, and what follows `? key`, is none. */
function isMapOnLine(text: string, { key, colon, value }: MapEntry): boolean {
  if (colon === undefined || value?.kind !== 'map' || value.flow || value.entries.length === 0) return false
  return text[value.start] !== '*' && !text.slice(key.start, value.start).includes('\n')
}

/** The lines of a joined key: all but the last are half keys. */
function splitJoined(text: string, entry: MapEntry, repair: Repair): void {
  const { key } = entry
  const lines = linesOf(text, key)
  repair.told.push(key)
  for (const line of entry.colon === undefined ? lines : lines.slice(0, -1)) {
    repair.problems.push(halfKeyProblem(line))
    repair.entries.push({ key: line, value: undefined, told: true })
  }
  const last = entry.colon === undefined ? undefined : lines.at(-1)
  if (last) repair.entries.push({ ...entry, key: last })
}

function linesOf(text: string, { start, end }: Span): ScalarNode[] {
  const lines: ScalarNode[] = []
  // White space as YAML has it: a byte order mark, which JavaScript takes for some, is a word
  for (const { index, 0: line } of text.slice(start, end).matchAll(/[^ \t\r\n][^\r\n]*/g)) {
    const words = line.replace(/[ \t]+$/, '')
    lines.push({ kind: 'scalar', style: 'plain', text: words, start: start + index, end: start + index + words.length })
  }
  return lines
}

function flatten(text: string, entry: MapEntry, repair: Repair): void {
  const { value } = entry
  if (value?.kind !== 'map') return
  const [first, ...rest] = value.entries
  repair.told.push({ start: value.start, end: value.end })
  if (isJoined(text, first!.key)) {
    // `name: Fix` and a deeper `duration: 1d` below it.
    const [words, ...below] = linesOf(text, first!.key)
    repair.entries.push({ ...entry, value: words })
    const deeper = [{ ...first!, key: below.at(-1)! }, ...rest]
    repair.problems.push(
      problemAt(below.at(-1)!, {
        code: 'yaml/syntax',
        message: 'The indentation is not right',
        help: 'All keys of a map begin in the same column',
      }),
    )
    repair.entries.push(...deeper)
    return
  }
  const end = lineEnd(text, value.start)
  const meant = text.slice(value.start, end)
  const whole: ScalarNode = { kind: 'scalar', style: 'plain', text: meant, start: value.start, end }
  repair.problems.push(
    problemAt(whole, {
      code: 'yaml/syntax',
      message: `There are two ":" in this line, so "${shorten(meant)}" is no text`,
      help: 'Quote the text',
      fixes: [replaceFix('Quote the text', whole, quote(meant), true)],
    }),
  )
  repair.entries.push({ ...entry, value: whole })
  repair.entries.push(...rest)
}

/** Where a line's content ends, before a comment. */
function lineEnd(text: string, from: number): number {
  const line = /^[^\r\n]*/.exec(text.slice(from, from + 20_000))![0]
  return from + line.replace(/\s+#.*$/, '').trimEnd().length
}
