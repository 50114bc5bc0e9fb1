import type { Path } from '#engine/model/path'
import type { Id, Plan, Task } from '#engine/model/plan'
import type { Reading, Span } from '../../read/reading.ts'
import { afterLineEnd, columnAt, endOfLine, startOfLine, trimSpan } from '../../write/places.ts'
import { taskAt } from '../fixes/places.ts'

/** An entry of a block map with its lines: from the comments right above it to the end of its last line. */
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

/** Comments below that stand further in belong to the entry too. */
function withComments(text: string, end: number, column: number): number {
  let at = end
  while (at < text.length) {
    const next = afterLineEnd(text, endOfLine(text, at))
    const lead = /^ *(?=#)/.exec(text.slice(at, next))
    if (!lead || lead[0].length <= column) return at
    at = next
  }
  return at
}

/** The siblings that a span touches: tasks one after the other in one block map, or the one whose key it is on. */
export function tasksIn({ plan, reading }: { plan: Plan; reading: Reading }, { start, end }: Span): readonly Entry[] {
  const first = taskAt(plan, reading.pathAt(start).path)
  if (!first) return []
  for (let task: Task | undefined = first; task; task = parentOf(plan, task)) {
    const entries = blockEntries(reading, task.path.slice(0, -1))
    const last = entries?.at(-1)
    if (!entries || !last) return []
    if (start < entries[0]!.lines.start || last.lines.end < end) continue
    return entries.filter(
      ({ lines }) => (lines.start <= start && start < lines.end) || (start <= lines.start && lines.start < end),
    )
  }
  return []
}

function parentOf({ tasks }: Plan, { parent }: Task): Task | undefined {
  return parent === undefined ? undefined : tasks.get(parent)
}

/** An id that nothing has yet: `build`, `build-2`, `build-3`… */
export function freeId({ tasks }: Plan, base: Id): Id {
  let id = base
  for (let n = 2; tasks.has(id); n++) id = `${base}-${n}`
  return id
}

/** Lines moved right, or left where `by` is negative; blank ones stay blank. */
export function indent(lines: string, by: number): string {
  return lines.replaceAll(/^( *)(?=[^\r\n ])/gm, lead => ' '.repeat(Math.max(0, lead.length + by)))
}
