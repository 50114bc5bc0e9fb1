import type { At, Path } from '#engine/model/path'
import { endOf, entriesOf, mapOf, moveEntry, moveNode, moveScalar } from './node.ts'
import type { Outline } from './outline.ts'
import type { Piece } from './piece.ts'
import type { MapEntry, Node, Span } from './reading.ts'
import { valueAt } from './readPiece.ts'

/** A place in the text that a path leads to. Offsets of the document. */
interface Found {
  /** The key's word; left out for items of lists. */
  readonly key?: Span
  readonly entry: Span
  /** Where the value is; left out where there is none. */
  readonly value?: Span
  /** The value, with offsets that count from `base`; left out of a whole piece. */
  readonly node?: Node
  readonly base: number
  /** The piece it is, or is in. */
  readonly piece: number
  /** Whether the path's last step is the piece itself. */
  readonly whole: boolean
}

/** Finds places by path and paths by place. What it needs to be quick it builds when first asked. */
export class Locator {
  readonly #outline: Outline
  readonly #text: string
  #siblings: { readonly first: Int32Array; readonly next: Int32Array; readonly roots: number } | undefined
  readonly #byKey: Map<number, ReadonlyMap<string, number>>
  #ends?: Float64Array

  /** @param former of a text whose pieces have the same keys in the same places: what it has built holds here too. */
  constructor(outline: Outline, text: string, former?: Locator) {
    this.#outline = outline
    this.#text = text
    this.#siblings = former ? former.#siblings : undefined
    this.#byKey = former ? former.#byKey : new Map()
  }

  spanOf({ path, on, word }: At): Span {
    const piece = on === 'key' ? this.#pieceAt(path) : undefined
    if (piece !== undefined) return keySpan(this.#outline.pieces[piece]!, this.#outline.bases[piece]!)
    for (let length = path.length; 0 < length; length--) {
      const found = this.#find(length === path.length ? path : path.slice(0, length))
      if (!found) continue
      // Of a missing value or key the nearest thing that exists is told by its key.
      if (length < path.length) return found.key ?? found.value ?? found.entry
      if (on === 'key') return found.key ?? found.value ?? found.entry
      const span = found.value ?? found.key ?? found.entry
      return (word !== undefined && wordIn(this.#text, span, word)) || span
    }
    const first = this.#outline.pieces[0]
    return first ? keySpan(first, this.#outline.bases[0]!) : { start: 0, end: Math.min(1, this.#text.length) }
  }

  entrySpan(path: Path): Span {
    for (let length = path.length; 0 < length; length--) {
      const found = this.#find(length === path.length ? path : path.slice(0, length))
      if (found) return found.entry
    }
    return { start: 0, end: this.#text.length }
  }

  has(path: Path): boolean {
    return path.length === 0 || this.#find(path) !== undefined
  }

  nodeAt(path: Path): Node | undefined {
    if (path.length === 0) return this.#mapOfChildren(-1, [])
    const found = this.#find(path)
    if (!found) return undefined
    if (!found.whole) return found.node && moveNode(found.node, found.base)
    return this.#wholeNode(found.piece)
  }

  /** The value of a piece with all that stands in it in pieces of its own. */
  #wholeNode(i: number): Node | undefined {
    const { pieces, bases } = this.#outline
    const { kind } = pieces[i]!
    const value = valueAt(this.#outline, i)
    const own = value && moveNode(value, bases[i]!)
    if (kind === 'leaf' || (own && own.kind !== 'map')) return own
    return this.#mapOfChildren(i, own?.kind === 'map' ? own.entries : [])
  }

  #mapOfChildren(i: number, own: readonly MapEntry[]): Node | undefined {
    const entries = [...own]
    for (const child of this.#childrenOf(i)) {
      const piece = this.#outline.pieces[child]!
      const base = this.#outline.bases[child]!
      if (piece.kind === 'tail')
        entries.push(...entriesOf(valueAt(this.#outline, child)).map(entry => moveEntry(entry, base)))
      else {
        const { key, colon, told } = piece
        entries.push({
          key: moveScalar(key, base),
          value: this.#wholeNode(child),
          ...(colon !== undefined && { colon: colon + base }),
          ...(told && { told }),
        })
      }
    }
    return mapOf(entries)
  }

  #find(path: Path): Found | undefined {
    let container = -1
    for (let step = 0; step < path.length; step++) {
      const child = this.#child(container, path[step]!)
      if (child === undefined) return container < 0 ? undefined : this.#findInside(container, path, step)
      container = child
    }
    return this.#foundPiece(container)
  }

  /** The piece that a path leads to, where it leads to one and not into one. */
  #pieceAt(path: Path): number | undefined {
    let piece: number | undefined
    for (const key of path) {
      piece = this.#child(piece ?? -1, key)
      if (piece === undefined) return undefined
    }
    return piece
  }

  #foundPiece(i: number): Found {
    const { pieces, bases } = this.#outline
    const piece = pieces[i]!
    const base = bases[i]!
    const key = keySpan(piece, base)
    const end = this.#endOf(i)
    return {
      key,
      entry: { start: key.start, end },
      value: this.#valueSpan(i, end),
      base,
      piece: i,
      whole: true,
    }
  }

  #valueSpan(i: number, end: number): Span | undefined {
    const { pieces, bases, parents } = this.#outline
    const { value } = pieces[i]!
    if (value) return { start: value.start + bases[i]!, end: Math.max(end, value.end + bases[i]!) }
    return parents[i + 1] === i ? { start: pieces[i + 1]!.key.start + bases[i + 1]!, end } : undefined
  }

  #findInside(i: number, path: Path, step: number): Found | undefined {
    const own = this.#findInNode(i, valueAt(this.#outline, i), path, step)
    if (own || this.#outline.pieces[i]!.kind !== 'head') return own
    for (const child of this.#childrenOf(i)) {
      const piece = this.#outline.pieces[child]!
      const found =
        piece.kind === 'tail' ? this.#findInNode(child, valueAt(this.#outline, child), path, step) : undefined
      if (found) return found
    }
    return undefined
  }

  #findInNode(piece: number, from: Node | undefined, path: Path, first: number): Found | undefined {
    const base = this.#outline.bases[piece]!
    let node = from
    let entry: MapEntry | undefined
    for (let step = first; step < path.length; step++) {
      const word = path[step]!
      if (node?.kind === 'seq' && typeof word === 'number') {
        const item: Node | undefined = node.items[word]
        const dash = node.dashes[word]
        if (node.items.length <= word) return undefined
        entry = undefined
        if (!item && dash !== undefined && step === path.length - 1)
          return { entry: { start: dash + base, end: dash + base + 1 }, base, piece, whole: false }
        node = item
      } else if (node?.kind === 'map') {
        entry = node.entries.find(one => one.key.text === word)
        if (!entry) return undefined
        node = entry.value
      } else return undefined
    }
    const value = node && { start: node.start + base, end: node.end + base }
    if (!entry) return value && { entry: value, value, node, base, piece, whole: false }
    const key = { start: entry.key.start + base, end: entry.key.end + base }
    return { key, entry: { start: key.start, end: endOf(entry) + base }, value, node, base, piece, whole: false }
  }

  /** The first entry of a piece (-1 for the document) with a key. */
  #child(container: number, key: string | number): number | undefined {
    if (typeof key !== 'string') return undefined
    if (0 <= container && this.#outline.pieces[container]!.kind === 'leaf') return undefined
    let known = this.#byKey.get(container)
    if (!known) {
      const made = new Map<string, number>()
      for (const child of this.#childrenOf(container)) {
        const piece = this.#outline.pieces[child]!
        if (piece.kind !== 'tail' && !made.has(piece.key.text)) made.set(piece.key.text, child)
      }
      known = made
      this.#byKey.set(container, made)
    }
    return known.get(key)
  }

  *#childrenOf(container: number): Iterable<number> {
    this.#siblings ??= linkSiblings(this.#outline.parents)
    const { first, next, roots } = this.#siblings
    for (let child = container < 0 ? roots : first[container]!; 0 <= child; child = next[child]!) yield child
  }

  /** Where a piece ends, with all that stands in it. */
  #endOf(i: number): number {
    const { pieces, bases, parents } = this.#outline
    if (pieces[i]!.kind === 'leaf') return endOf(pieces[i]!) + bases[i]!
    if (!this.#ends) {
      const ends = new Float64Array(pieces.length)
      for (let p = pieces.length - 1; 0 <= p; p--) {
        ends[p] = Math.max(ends[p]!, endOf(pieces[p]!) + bases[p]!)
        const parent = parents[p]!
        if (0 <= parent) ends[parent] = Math.max(ends[parent]!, ends[p]!)
      }
      this.#ends = ends
    }
    return this.#ends[i]!
  }
}

function linkSiblings(parents: readonly number[]): { first: Int32Array; next: Int32Array; roots: number } {
  const first = new Int32Array(parents.length).fill(-1)
  const next = new Int32Array(parents.length).fill(-1)
  let roots = -1
  for (let i = parents.length - 1; 0 <= i; i--) {
    const parent = parents[i]!
    if (parent < 0) {
      next[i] = roots
      roots = i
    } else {
      next[i] = first[parent]!
      first[parent] = i
    }
  }
  return { first, next, roots }
}

function keySpan({ key }: Piece, base: number): Span {
  return { start: key.start + base, end: key.end + base }
}

/** The first place where a word stands on its own inside a span. */
function wordIn(text: string, { start, end }: Span, word: string): Span | undefined {
  for (let at = text.indexOf(word, start); 0 <= at && at + word.length <= end; at = text.indexOf(word, at + 1)) {
    if (!isIdCharacter(text[at - 1]) && !isIdCharacter(text[at + word.length]))
      return { start: at, end: at + word.length }
  }
  return undefined
}

function isIdCharacter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9_-]/.test(character)
}
