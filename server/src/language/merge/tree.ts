import { commentAt, lineEndAt, lineStartAt } from '../lineParts.ts'
import type { MapEntry, MapNode, Node } from '../read/reading.ts'

/**
 * One key of a block map with the lines that belong to it. All texts are whole lines, line ends included; together, in
 * order, they are the text of the plan: nothing is lost between them.
 */
export interface Entry {
  readonly key: string
  /** Comments and blank lines above the key. */
  readonly lead: string
  /** The key's line with what stands on it; of a value that is no block map, all its lines. */
  readonly head: string
  /** Of a block map. */
  readonly children: readonly Entry[] | undefined
  /** Comments below the last child that are indented like children. */
  readonly tail: string
  /** Columns before the key. */
  readonly indent: number
  /** The value's meaning, whatever its form: equal texts mean equal values. Of a block map, of its children. */
  readonly value: Value | undefined
}

/** A value with the source of its parts, without their comments. */
export type Value =
  | { readonly kind: 'scalar'; readonly text: string; readonly source: string }
  | {
      readonly kind: 'list'
      readonly flow: boolean
      readonly items: readonly (Value | undefined)[]
      readonly source: string
    }
  | {
      readonly kind: 'map'
      readonly flow: boolean
      readonly entries: readonly { readonly key: string; readonly value: Value | undefined }[]
      readonly source: string
    }

/** A whole text. */
export interface Tree {
  readonly entries: readonly Entry[]
  /** What stands below the last entry. */
  readonly tail: string
}

/** The text as a tree; `undefined` where its root is no block map with each key on a line of its own. */
export function treeOf(text: string, root: Node | undefined): Tree | undefined {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`
  if (!root) return { entries: [], tail: whole }
  if (root.kind !== 'map' || root.flow) return undefined
  const entries = entriesOf(whole, root, 0, whole.length)
  if (!entries) return undefined
  const used = entries.reduce((sum, entry) => sum + textOf(entry).length, 0)
  return { entries, tail: whole.slice(used) }
}

/** The lines of an entry and all below it. */
export function textOf({ lead, head, children, tail }: Entry): string {
  return lead + head + (children ?? []).map(textOf).join('') + tail
}

/** Without what stands above its key. */
export function bodyOf(entry: Entry): string {
  return textOf(entry).slice(entry.lead.length)
}

/**
 * The entries of a block map whose lines lie in `[from, to)`. The lines between two keys belong to the one above where
 * they are comments indented deeper than it, else to the one below.
 */
function entriesOf(text: string, map: MapNode, from: number, to: number): readonly Entry[] | undefined {
  const starts = map.entries.map(({ key }) => lineStartAt(text, key.start))
  const entries: Entry[] = []
  let at = from
  for (const [i, entry] of map.entries.entries()) {
    const start = starts[i]!
    if (start < at || text.slice(start, entry.key.start).trim() !== '') return undefined
    const limit = starts[i + 1] ?? to
    const made = entryOf(text, entry, { lead: text.slice(at, start), start, limit })
    if (!made) return undefined
    entries.push(made)
    at += textOf(made).length
  }
  return entries
}

interface Lines {
  readonly lead: string
  readonly start: number
  /** Where the next key's line begins. */
  readonly limit: number
}

function entryOf(text: string, { key, value }: MapEntry, { lead, start, limit }: Lines): Entry | undefined {
  const indent = key.start - start
  const last = value && value.start < value.end ? lastContent(text, value) : key.end
  const contentEnd = Math.min(afterLine(text, last), limit)
  const end = contentEnd + deeperComments(text.slice(contentEnd, limit), indent)
  const common = { key: key.text, lead, indent, value: value && readValue(text, value) }
  const headEnd = afterLine(text, key.end)
  if (value?.kind !== 'map' || value.flow || value.start < headEnd) {
    return { ...common, head: text.slice(start, end), children: undefined, tail: '' }
  }
  const children = entriesOf(text, value, headEnd, end)
  if (!children) return { ...common, head: text.slice(start, end), children: undefined, tail: '' }
  const used = children.reduce((sum, child) => sum + textOf(child).length, headEnd)
  return { ...common, head: text.slice(start, headEnd), children, tail: text.slice(used, end) }
}

/** The offset before the blanks at the end of a value: some values reach to what follows them. */
function lastContent(text: string, { start, end }: Node): number {
  let at = Math.min(end, text.length)
  while (start < at && /\s/.test(text[at - 1]!)) at--
  return at
}

function afterLine(text: string, offset: number): number {
  return Math.min(text.length, lineEndAt(text, offset) + 1)
}

/** How much of the lines below an entry is its own: up to the last comment that is indented deeper than its key. */
function deeperComments(gap: string, indent: number): number {
  let own = 0
  let at = 0
  for (const line of gap.split(/(?<=\n)/)) {
    at += line.length
    const content = line.trimStart()
    if (content.startsWith('#') && indent < line.length - content.length) own = at
    else if (content.startsWith('#')) break
  }
  return own
}

function readValue(text: string, node: Node): Value {
  const source = text.slice(node.start, lastContent(text, node))
  if (node.kind === 'scalar') return { kind: 'scalar', text: node.text, source }
  if (node.kind === 'seq') {
    return { kind: 'list', flow: node.flow, items: node.items.map(item => item && readValue(text, item)), source }
  }
  const entries = node.entries.map(({ key, value }) => ({ key: key.text, value: value && readValue(text, value) }))
  return { kind: 'map', flow: node.flow, entries, source }
}

/** What a value means, as a text: the order of keys and the form do not count. */
export function meaningOf(value: Value | undefined): string {
  return JSON.stringify(plain(value))
}

function plain(value: Value | undefined): unknown {
  if (!value) return null
  if (value.kind === 'scalar') return value.text
  if (value.kind === 'list') return value.items.map(plain)
  return {
    map: value.entries.map(({ key, value }) => [key, plain(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}

/** The comments in lines, without the space around them. Inside a block text over several lines a # begins none. */
export function commentsIn(text: string): readonly string[] {
  const comments: string[] = []
  let block: number | undefined
  for (let at = 0; at < text.length; ) {
    const end = lineEndAt(text, at)
    const line = text.slice(at, end)
    const indent = line.length - line.trimStart().length
    if (block !== undefined && line.trim() !== '' && indent <= block) block = undefined
    if (block === undefined) {
      const hash = commentAt(text, at, end)
      if (0 <= hash) comments.push(text.slice(hash, end).trim())
      if (/(?:^|[:-] +)[|>][-+0-9]*\s*(?:#.*)?$/.test(line)) block = indent
    }
    at = end + 1
  }
  return comments
}
