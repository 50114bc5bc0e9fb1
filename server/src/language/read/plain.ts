import { maxDepth } from './depth.ts'
import { fitted } from './node.ts'
import type { MapEntry, MapNode, Node, ScalarNode, SeqNode } from './reading.ts'

/**
 * Reads the plain YAML that plans are written in: block maps and lists, plain and quoted scalars on one line, flow
 * collections on one line, block scalars. Anything else, and anything wrong, is `undefined`: then the library
 * reads the same text. What it does read is what the library would, to the offset (`tests/language/read/plain.test.ts`).
 */
export function readPlain(text: string, depth = 0): MapNode | undefined {
  const reader = new PlainReader(text, depth)
  return reader.read()
}

const space = 32
const tab = 9
const carriageReturn = 13
const hash = 35
const colon = 58
const dash = 45
const comma = 44
const quotation = 34
const apostrophe = 39
const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93

/** Thrown inside to give the text to the library; never leaves this file. */
const notPlain = Symbol('not plain')

class PlainReader {
  readonly #text: string
  readonly #startDepth: number
  /** The current line of content: where it starts, its column, its first character, its end without the line end. */
  #column = 0
  #first = 0
  #end = 0
  #next = 0
  #done = false

  constructor(text: string, depth: number) {
    this.#text = text
    this.#startDepth = depth
  }

  read(): MapNode | undefined {
    try {
      this.#advance()
      if (this.#done) return undefined
      const map = this.#map(this.#column, this.#startDepth)
      return this.#done ? map : undefined
    } catch (thrown) {
      if (thrown === notPlain) return undefined
      throw thrown
    }
  }

  /** Goes to the next line that is neither blank nor a comment. */
  #advance(): void {
    const text = this.#text
    let start = this.#next
    while (start < text.length) {
      let first = start
      while (text.charCodeAt(first) === space) first += 1
      let feed = text.indexOf('\n', first)
      if (feed < 0) feed = text.length
      const end = feed > first && text.charCodeAt(feed - 1) === carriageReturn ? feed - 1 : feed
      const code = text.charCodeAt(first)
      if (code === tab) this.#checkBlank(first, end)
      else if (first < end && code !== hash) {
        this.#column = first - start
        this.#first = first
        this.#end = end
        this.#next = feed + 1
        return
      }
      start = feed + 1
    }
    this.#done = true
  }

  /** A tab before content is an error; on a blank line, or before a comment, it is nothing. */
  #checkBlank(from: number, end: number): void {
    let at = from
    while (at < end && isBlank(this.#text.charCodeAt(at))) at += 1
    if (at < end) throw notPlain
  }

  #map(column: number, depth: number): MapNode {
    if (maxDepth < depth) throw notPlain
    const entries: MapEntry[] = []
    const start = this.#first
    while (!this.#done && this.#column === column) entries.push(this.#entry(column, depth))
    if (!this.#done && column < this.#column) throw notPlain
    return { kind: 'map', flow: false, start, end: endOfEntry(entries[entries.length - 1]!), entries: fitted(entries) }
  }

  #entry(column: number, depth: number): MapEntry {
    const key = this.#key()
    const at = key.end
    const value = this.#valueAfter(at + 1, column, depth, true)
    return { key, value, colon: at }
  }

  /** A plain key: ends at a ":" before white space. */
  #key(): ScalarNode {
    const text = this.#text
    const start = this.#first
    if (!startsPlain(text, start) || text.startsWith('---', start) || text.startsWith('...', start)) throw notPlain
    let at = start
    for (; at < this.#end; at++) {
      const code = text.charCodeAt(at)
      if (code === colon && (at + 1 === this.#end || isBlank(text.charCodeAt(at + 1)))) break
      if (code === hash && isBlank(text.charCodeAt(at - 1))) throw notPlain
    }
    if (at === this.#end || isBlank(text.charCodeAt(at - 1)) || 1000 < at - start) throw notPlain
    return { kind: 'scalar', style: 'plain', text: text.slice(start, at), start, end: at }
  }

  /** The value behind a ":" or a "-" that ends at `from`, on its line or below. */
  #valueAfter(from: number, column: number, depth: number, ofMap: boolean): Node | undefined {
    const text = this.#text
    let at = from
    while (at < this.#end && isBlank(text.charCodeAt(at))) at += 1
    if (at < this.#end && !(text.charCodeAt(at) === hash)) return this.#inline(at, column, depth)
    this.#advance()
    if (this.#done) return undefined
    const isItem = this.#isItem()
    if (column < this.#column) return isItem ? this.#list(this.#column, depth + 1) : this.#block(depth)
    return ofMap && isItem && this.#column === column ? this.#list(column, depth + 1) : undefined
  }

  /** A block map below; where the line is no key, the whole is not plain. */
  #block(depth: number): Node {
    const code = this.#text.charCodeAt(this.#first)
    if (code === quotation || code === apostrophe || code === openBrace || code === openBracket) throw notPlain
    return this.#map(this.#column, depth + 1)
  }

  #isItem(): boolean {
    if (this.#text.charCodeAt(this.#first) !== dash) return false
    return this.#first + 1 === this.#end || isBlank(this.#text.charCodeAt(this.#first + 1))
  }

  #list(column: number, depth: number): SeqNode {
    if (maxDepth < depth) throw notPlain
    const items: (Node | undefined)[] = []
    const dashes: number[] = []
    const start = this.#first
    let end = start + 1
    while (!this.#done && this.#column === column && this.#isItem()) {
      const at = this.#first
      dashes.push(at)
      const item = this.#item(at, column, depth)
      items.push(item)
      end = item ? item.end : at + 1
    }
    if (!this.#done && column < this.#column) throw notPlain
    return { kind: 'seq', flow: false, start, end, items: fitted(items), dashes: fitted(dashes) }
  }

  #item(at: number, column: number, depth: number): Node | undefined {
    let first = at + 1
    while (first < this.#end && this.#text.charCodeAt(first) === space) first += 1
    if (first < this.#end && this.#isKeyFrom(first)) {
      // `- a: b`: a map that begins on the line of its dash.
      this.#column = column + (first - at)
      this.#first = first
      return this.#map(this.#column, depth + 1)
    }
    return this.#valueAfter(at + 1, column, depth, false)
  }

  #isKeyFrom(first: number): boolean {
    if (!startsPlain(this.#text, first)) return false
    for (let at = first; at < this.#end; at++) {
      const code = this.#text.charCodeAt(at)
      if (code === colon && (at + 1 === this.#end || isBlank(this.#text.charCodeAt(at + 1)))) return true
      if (code === hash && isBlank(this.#text.charCodeAt(at - 1))) return false
    }
    return false
  }

  /** A value on the line of its key; then the next line must not stand deeper. */
  #inline(at: number, column: number, depth: number): Node {
    const text = this.#text
    const code = text.charCodeAt(at)
    if (code === 124 || code === 62) return this.#blockScalar(at, column)
    let node: Node
    if (code === quotation || code === apostrophe) node = this.#quoted(at)
    else if (code === openBrace || code === openBracket) node = this.#flow(at, depth + 1)
    else node = this.#plainToEnd(at)
    this.#checkRest(node.end)
    this.#advance()
    if (!this.#done && column < this.#column) throw notPlain
    return node
  }

  #checkRest(from: number): void {
    let at = from
    while (at < this.#end && isBlank(this.#text.charCodeAt(at))) at += 1
    if (at < this.#end && (this.#text.charCodeAt(at) !== hash || at === from)) throw notPlain
  }

  #plainToEnd(start: number): ScalarNode {
    const text = this.#text
    if (!startsPlain(text, start)) throw notPlain
    let end = start
    for (let at = start; at < this.#end; at++) {
      const code = text.charCodeAt(at)
      if (code === hash && isBlank(text.charCodeAt(at - 1))) break
      if (code === colon && (at + 1 === this.#end || isBlank(text.charCodeAt(at + 1)))) throw notPlain
      if (!isBlank(code)) end = at + 1
    }
    return { kind: 'scalar', style: 'plain', text: text.slice(start, end), start, end }
  }

  #quoted(start: number): ScalarNode {
    const text = this.#text
    const mark = text.charCodeAt(start)
    const single = mark === apostrophe
    let doubled = false
    for (let at = start + 1; at < this.#end; at++) {
      const code = text.charCodeAt(at)
      if (code === 92 && !single) throw notPlain
      if (code !== mark) continue
      if (single && at + 1 < this.#end && text.charCodeAt(at + 1) === apostrophe) {
        doubled = true
        at += 1
        continue
      }
      const inside = text.slice(start + 1, at)
      return {
        kind: 'scalar',
        style: single ? 'single' : 'double',
        text: doubled ? inside.replaceAll("''", "'") : inside,
        start,
        end: at + 1,
      }
    }
    throw notPlain
  }

  #flow(start: number, depth: number): MapNode | SeqNode {
    if (maxDepth < depth) throw notPlain
    return this.#text.charCodeAt(start) === openBrace ? this.#flowMap(start, depth) : this.#flowList(start, depth)
  }

  #flowMap(start: number, depth: number): MapNode {
    const text = this.#text
    const entries: MapEntry[] = []
    let at = this.#skip(start + 1)
    while (text.charCodeAt(at) !== closeBrace) {
      const key = this.#flowScalar(at)
      // `{ a :b }` and `{ "a":b }` are for the library.
      if (key.style !== 'plain' || text.charCodeAt(key.end) !== colon) throw notPlain
      const mark = key.end
      at = this.#skip(mark + 1)
      const code = text.charCodeAt(at)
      const empty = code === comma || code === closeBrace
      if (!empty && at === mark + 1) throw notPlain
      const value = empty ? undefined : this.#flowValue(at, depth)
      entries.push({ key, value, colon: mark })
      at = this.#skip(value ? value.end : at)
      if (text.charCodeAt(at) === comma) at = this.#skip(at + 1)
      else if (text.charCodeAt(at) !== closeBrace) throw notPlain
    }
    return { kind: 'map', flow: true, start, end: at + 1, entries: fitted(entries) }
  }

  #flowList(start: number, depth: number): SeqNode {
    const text = this.#text
    const items: Node[] = []
    let at = this.#skip(start + 1)
    while (text.charCodeAt(at) !== closeBracket) {
      const item = this.#flowValue(at, depth)
      items.push(item)
      at = this.#skip(item.end)
      const code = text.charCodeAt(at)
      if (code === comma) at = this.#skip(at + 1)
      else if (code !== closeBracket) throw notPlain
    }
    return { kind: 'seq', flow: true, start, end: at + 1, items: fitted(items), dashes: noDashes }
  }

  #flowValue(at: number, depth: number): Node {
    const code = this.#text.charCodeAt(at)
    return code === openBrace || code === openBracket ? this.#flow(at, depth + 1) : this.#flowScalar(at)
  }

  #flowScalar(start: number): ScalarNode {
    const text = this.#text
    const mark = text.charCodeAt(start)
    if (mark === quotation || mark === apostrophe) return this.#quoted(start)
    if (!startsPlain(text, start)) throw notPlain
    let end = start
    for (let at = start; ; at++) {
      if (this.#end <= at) throw notPlain
      const code = text.charCodeAt(at)
      if (code === comma || code === closeBrace || code === closeBracket) break
      if (code === openBrace || code === openBracket) throw notPlain
      if (code === hash && isBlank(text.charCodeAt(at - 1))) throw notPlain
      if (
        code === colon &&
        (isBlank(text.charCodeAt(at + 1)) || isFlowMark(text.charCodeAt(at + 1)) || at + 1 === this.#end)
      )
        break
      if (!isBlank(code)) end = at + 1
    }
    if (end === start) throw notPlain
    return { kind: 'scalar', style: 'plain', text: text.slice(start, end), start, end }
  }

  /** Past white space inside brackets; the line may not end there. */
  #skip(from: number): number {
    let at = from
    while (isBlank(this.#text.charCodeAt(at))) at += 1
    if (this.#end <= at || this.#text.charCodeAt(at) === hash) throw notPlain
    return at
  }

  /** `|` or `>`, `|-` or `|+`, and the lines below that stand deeper. */
  #blockScalar(at: number, column: number): ScalarNode {
    const text = this.#text
    const header = /^[|>]([+-]?)[ ]*$/.exec(text.slice(at, Math.min(this.#end, at + 40)))
    if (header === null || 40 <= this.#end - at) throw notPlain
    const from = this.#next
    const { lines, next } = this.#literalLines(from, column)
    this.#next = next
    const end = endOfText(text, at, next)
    this.#advance()
    const content = text.charCodeAt(at) === 62 ? foldLines(lines) : lines
    return { kind: 'scalar', style: 'block', text: chomp(content, header[1]!), start: at, end }
  }

  #literalLines(from: number, column: number): { lines: string[]; next: number } {
    const text = this.#text
    const lines: string[] = []
    let indent = -1
    let start = from
    while (start < text.length) {
      let first = start
      while (text.charCodeAt(first) === space) first += 1
      const feed = text.indexOf('\n', first)
      if (feed < 0) throw notPlain
      if (text.charCodeAt(feed - 1) === carriageReturn || text.charCodeAt(first) === tab) throw notPlain
      if (first === feed) {
        if (indent < 0 && column < first - start) throw notPlain
        lines.push(0 <= indent ? text.slice(Math.min(feed, start + indent), feed) : '')
      } else {
        if (first - start <= column) break
        if (indent < 0) indent = first - start
        if (first - start < indent) throw notPlain
        lines.push(text.slice(start + indent, feed))
      }
      start = feed + 1
    }
    if (indent < 0) throw notPlain
    return { lines, next: start }
  }
}

const noDashes: readonly number[] = []

/** Folded lines: one line end is a space, more are one less. Lines that stand deeper are for the library. */
function foldLines(lines: readonly string[]): string[] {
  let last = lines.length
  while (0 < last && lines[last - 1] === '') last -= 1
  const folded: string[] = []
  for (const line of lines.slice(0, last)) {
    if (line.startsWith(' ') || line.startsWith('\t')) throw notPlain
    if (line === '' || folded.length === 0 || folded.at(-1) === '') folded.push(line)
    else folded[folded.length - 1] += ` ${line}`
  }
  return [...joinParagraphs(folded), ...lines.slice(last)]
}

/** Between two texts the first line end is part of the fold. */
function joinParagraphs(folded: readonly string[]): string[] {
  return folded.filter(
    (line, i) => line !== '' || i === 0 || folded[i - 1] === '' || folded.slice(0, i).every(one => one === ''),
  )
}

function chomp(lines: readonly string[], how: string): string {
  if (how === '+') return `${lines.join('\n')}\n`
  let last = lines.length
  while (0 < last && lines[last - 1] === '') last -= 1
  const text = lines.slice(0, last).join('\n')
  return how === '-' ? text : `${text}\n`
}

function endOfText(text: string, start: number, end: number): number {
  let at = end
  while (start < at && /\s/.test(text[at - 1]!)) at -= 1
  return at
}

function endOfEntry({ key, value, colon: at }: MapEntry): number {
  return value ? value.end : at === undefined ? key.end : at + 1
}

function isBlank(code: number): boolean {
  return code === space || code === tab
}

function isFlowMark(code: number): boolean {
  return code === comma || code === openBrace || code === closeBrace || code === openBracket || code === closeBracket
}

/** Characters that begin something other than a plain scalar. */
const indicators = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map(character => character.charCodeAt(0)))

function startsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (!indicators.has(code)) return code > space
  if (code !== dash) return false
  const next = text.charCodeAt(at + 1)
  return next > space && !isFlowMark(next)
}
