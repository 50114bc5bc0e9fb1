import {
  apostrophe,
  carriageReturn,
  dash,
  folded,
  hash,
  isBlank,
  literal,
  openBrace,
  openBracket,
  quotation,
  space,
  tab,
} from './charCodes.ts'
import { maxDepth } from './depth.ts'
import { endOf, fitted } from './node.ts'
import { readBlockScalar } from './plainBlockScalar.ts'
import { readFlow } from './plainFlow.ts'
import { isKeyAt, notPlain, readKey, readPlainScalar, readQuoted } from './plainScalar.ts'
import type { MapEntry, MapNode, Node, ScalarNode, SeqNode } from './reading.ts'

/**
 * Reads the plain YAML that plans are written in: block maps and lists, plain and quoted scalars on one line, flow
 * collections on one line, block scalars. Anything else, and anything wrong, is `undefined`: then the library
 * reads the same text. What it does read is what the library would, to the offset (`tests/language/read/suite.test.ts`).
 */
export function readPlain(text: string, depth = 0): MapNode | undefined {
  const reader = new PlainReader(text, depth)
  return reader.read()
}

class PlainReader {
  readonly #text: string
  readonly #startDepth: number
  /** The current line of content: its column, its first character, its end without the line end; where the next begins. */
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
    return { kind: 'map', flow: false, start, end: endOf(entries[entries.length - 1]!), entries: fitted(entries) }
  }

  #entry(column: number, depth: number): MapEntry {
    const key = readKey(this.#text, this.#first, this.#end)
    const at = key.end
    const value = this.#valueAfter(at + 1, column, depth, true)
    return { key, value, colon: at }
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
    if (first < this.#end && isKeyAt(this.#text, first, this.#end)) {
      // `- a: b`: a map that begins on the line of its dash.
      this.#column = column + (first - at)
      this.#first = first
      return this.#map(this.#column, depth + 1)
    }
    return this.#valueAfter(at + 1, column, depth, false)
  }

  /** A value on the line of its key; then the next line must not stand deeper. */
  #inline(at: number, column: number, depth: number): Node {
    const text = this.#text
    const code = text.charCodeAt(at)
    if (code === literal || code === folded) return this.#blockScalar(at, column)
    let node: Node
    if (code === quotation || code === apostrophe) node = readQuoted(text, at, this.#end)
    else if (code === openBrace || code === openBracket) node = readFlow(text, at, this.#end, depth + 1)
    else node = readPlainScalar(text, at, this.#end)
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

  #blockScalar(at: number, column: number): ScalarNode {
    const { scalar, next } = readBlockScalar(this.#text, at, this.#end, this.#next, column)
    this.#next = next
    this.#advance()
    return scalar
  }
}
