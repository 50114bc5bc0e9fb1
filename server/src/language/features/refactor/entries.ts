import type { Path } from '#engine/model/path'
import type { Id, Plan } from '#engine/model/plan'
import { commentsIn } from '../../merge/tree.ts'
import { ignoreWord } from '../../read/ignores.ts'
import type { Reading, Span } from '../../read/reading.ts'
import { afterLineEnd, columnAt, endOfLine, startOfLine, trimSpan } from '../../write/places.ts'

/**
 * An entry of a block map with its lines: from the comments right above it to the end of its last line, or of the
 * comments below that stand further in.
 */
export interface Entry {
  readonly key: string
  readonly path: Path
  readonly lines: Span
  /** Where its key begins: the comments above it end there. */
  readonly keyLine: number
  readonly column: number
}

/** The entries of a block map in order; `undefined` where it is no such map, or one of them shares its line. */
export function blockEntries(reading: Reading, path: Path): readonly Entry[] | undefined {
  const node = reading.nodeAt(path)
  if (node?.kind !== 'map' || node.flow) return undefined
  const entries: Entry[] = []
  for (const { key } of node.entries) {
    const entry = entryAt(reading, [...path, key.text])
    if (!entry) return undefined
    entries.push(entry)
  }
  return entries
}

function entryAt(reading: Reading, path: Path): Entry | undefined {
  const { text } = reading
  const { start } = reading.spanOf({ path, on: 'key' })
  const keyLine = startOfLine(text, start)
  if (/\S/.test(text.slice(keyLine, start))) return undefined
  const column = columnAt(text, start)
  const end = withComments(
    text,
    afterLineEnd(text, endOfLine(text, trimSpan(text, reading.entrySpan(path)).end)),
    column,
  )
  return {
    key: String(path.at(-1)),
    path,
    lines: { start: commentsAbove(text, keyLine, column), end },
    keyLine,
    column,
  }
}

/** Comments on lines of their own, as far in as the key. */
function commentsAbove(text: string, line: number, column: number): number {
  let at = line
  while (at > 0) {
    const above = startOfLine(text, at - (text[at - 1] === '\n' && text[at - 2] === '\r' ? 2 : 1))
    const lead = /^ *(?=#)/.exec(text.slice(above, at))
    if (lead?.[0].length !== column) return at
    at = above
  }
  return at
}

/** Comments below that stand further in belong to the entry too, over blank lines. */
function withComments(text: string, end: number, column: number): number {
  let [at, kept] = [end, end]
  while (at < text.length) {
    const next = afterLineEnd(text, endOfLine(text, at))
    const line = text.slice(at, next)
    at = next
    if (/^\s*$/.test(line)) continue
    const lead = /^ *(?=#)/.exec(line)
    if (!lead || lead[0].length <= column) return kept
    kept = next
  }
  return kept
}

/** Does a comment stand above an entry that is not right above it, so that none can tell what it is about? */
export function isBelowFreeComment(text: string, { lines, column }: Entry): boolean {
  const above = text.slice(0, lines.start).trimEnd()
  const lead = /^\s*(?=#)/.exec(above.slice(startOfLine(above, above.length)))
  // Further in it belongs to what is above.
  return lead !== null && lead[0].length <= column
}

/**
 * The siblings whose lines a span touches, in the innermost block map of tasks that all of it lies in. Of whole lines
 * it ends at the beginning of the line that follows, which it does not touch.
 */
export function tasksIn({ plan, reading }: { plan: Plan; reading: Reading }, span: Span): readonly Entry[] {
  const { start, end } = withoutBlankEnds(reading.text, span)
  let path: Path = ['tasks']
  for (;;) {
    const entries = blockEntries(reading, path)
    if (!entries || (path.length === 1 && !isWithin(reading.text, linesOf(entries), { start, end }))) return []
    const touched = entries.filter(({ lines }) => lines.start <= Math.max(start, end - 1) && start < lines.end)
    const [only] = touched
    if (touched.length !== 1 || !only || plan.tasks.get(only.key)?.kind !== 'summary') return touched
    const inner = [...only.path, 'tasks']
    const children = blockEntries(reading, inner)
    const within = children ? linesOf(children) : reading.spanOf({ path: inner })
    if (!isWithin(reading.text, within, { start, end })) return touched
    path = inner
  }
}

/** Does a span lie in lines, but for comments around them? */
function isWithin(text: string, lines: Span, { start, end }: Span): boolean {
  const isComment = (from: number, to: number) =>
    text
      .slice(from, to)
      .split(/[\r\n]+/)
      .every(line => /^\s*(?:#.*)?$/.test(line))
  return isComment(start, lines.start) && isComment(lines.end, end)
}

function linesOf(entries: readonly Entry[]): Span {
  return { start: entries[0]?.lines.start ?? 0, end: entries.at(-1)?.lines.end ?? 0 }
}

/** From the first line that a span touches and that is not blank to the last; a place alone stays. */
function withoutBlankEnds(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end)
  if (inside.trim() === '') return { start, end: start }
  return { start: start + inside.length - inside.trimStart().length, end: start + inside.trimEnd().length }
}

/** An id that nothing has yet: `build`, `build-2`, `build-3`… */
export function freeId({ tasks }: Plan, base: Id): Id {
  let id = base
  for (let n = 2; tasks.has(id); n++) id = `${base}-${n}`
  return id
}

/**
 * The comments in lines that go, as lines of their own; `undefined` where one silences a rule, which elsewhere it
 * would not.
 */
export function commentLines(lines: string, column: number, lineEnd: string): string | undefined {
  const comments = commentsIn(lines)
  if (comments.some(comment => comment.includes(ignoreWord))) return undefined
  return comments.map(comment => `${' '.repeat(column)}${comment}${lineEnd}`).join('')
}

/** Lines moved right, or left where `by` is negative; blank ones stay blank. */
export function indent(lines: string, by: number): string {
  return lines.replaceAll(/^( *)(?=[^\r\n ])/gm, lead => ' '.repeat(Math.max(0, lead.length + by)))
}
