import {
  type Alias,
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLError,
  type Node as YamlNode,
} from 'yaml'
import { type Anchors, expandAlias, tooManyAliases } from './anchors.ts'
import { endOf, trimmedEnd } from './node.ts'
import { problemAt } from './problem.ts'
import type { MapEntry, MapNode, Node, Problem, ScalarNode, SeqNode, Span } from './reading.ts'
import { isJoined, repairEntries } from './repair.ts'
import { aliasProblem, findTag, halfKeyProblem, lostInFlow, noKeyProblem, syntaxProblem, tagProblem } from './syntax.ts'

/** A text as a tree, and what was wrong. */
export interface Tree {
  readonly root: Node | undefined
  readonly problems: readonly Problem[]
  /** Whether anchors, aliases or merge keys occur: what it means depends on other blocks. */
  readonly usesAnchors: boolean
  /** Not read by the library. */
  readonly isPlain?: true
  /** The dashes of lists that begin on the line of their key, which is not YAML. */
  readonly misplacedDashes?: readonly number[]
}

/** The library's nodes as ours: of the first document, since a plan is one. */
export function convertDocuments(text: string, documents: readonly Document.Parsed[], anchors: Anchors): Tree {
  return new Conversion(text, anchors).convert(documents)
}

/** One conversion; a class only to hold what it collects. */
class Conversion {
  readonly #text: string
  readonly #anchors: Anchors
  readonly #problems: Problem[] = []
  /** Where we say something better than the library. */
  readonly #told: Span[] = []
  readonly #misplacedDashes: number[] = []
  #usesAnchors = false
  #lost = false

  constructor(text: string, anchors: Anchors) {
    this.#text = text
    this.#anchors = anchors
  }

  convert(documents: readonly Document.Parsed[]): Tree {
    const [first, second] = documents
    const root = first?.contents ? this.#node(first.contents) : undefined
    for (const error of [...(first?.errors ?? []), ...(first?.warnings ?? [])]) this.#report(error)
    if (second !== undefined) this.#severalDocuments(second)
    const lists = 0 < this.#misplacedDashes.length && { misplacedDashes: this.#misplacedDashes }
    return { root, problems: this.#problems, usesAnchors: this.#usesAnchors, ...lists }
  }

  #severalDocuments(second: Document.Parsed): void {
    const start = second.range?.[0] ?? 0
    this.#problems.push(
      problemAt(
        { start, end: Math.min(this.#text.length, start + 1) },
        { code: 'yaml/documents', message: 'A plan is one YAML document; what follows is not read' },
      ),
    )
  }

  #report(error: YAMLError): void {
    const [start, end] = error.pos
    if (error.code === 'TAG_RESOLVE_FAILED' || error.code === 'MULTIPLE_DOCS') return
    // A line of white space alone is no indentation.
    if (error.code === 'TAB_AS_INDENT' && /^[ \t]*(?:[\r\n]|$)/.test(this.#text.slice(start, start + 200))) return
    if (/block-seq-ind on same line/.test(error.message)) this.#misplacedDashes.push(start)
    if (this.#told.some(span => span.start <= end && start <= span.end)) return
    // Once lost, the library stumbles over every token that follows.
    if (error.code === 'UNEXPECTED_TOKEN' && this.#lost) return
    this.#lost ||= error.code === 'UNEXPECTED_TOKEN'
    const problem = syntaxProblem(this.#text, { start, end: Math.max(start, end) }, error.code, error.message)
    // That one is placed in the white space before what it is about.
    const isTold = this.#told.some(span => span.start <= problem.span.end && problem.span.start <= span.end)
    if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && isTold) return
    this.#problems.push(problem)
  }

  #node(node: YamlNode): Node | undefined {
    if (isAlias(node)) return this.#alias(node)
    const converted = this.#value(node as ParsedNode)
    if ('anchor' in node && node.anchor) {
      this.#usesAnchors = true
      if (converted) {
        this.#anchors.nodes ??= new Map()
        this.#anchors.nodes.set(node.anchor, converted)
      }
    }
    return converted
  }

  #value(node: ParsedNode): Node | undefined {
    if (!isScalar(node)) this.#tagOf(node)
    if (isMap(node)) return this.#map(node as unknown as YamlMap)
    if (isSeq(node)) return this.#seq(node as unknown as YamlSeq)
    return isScalar(node) ? this.#scalar(node as Scalar.Parsed) : undefined
  }

  #map(map: YamlMap, onLine = false): MapNode {
    const entries: MapEntry[] = []
    for (const pair of map.items) {
      const entry = this.#entry(pair, entries, map.flow === true)
      if (entry) entries.push(entry)
    }
    const flow = map.flow === true
    return this.#mapOf(map, flow || onLine ? entries : this.#repaired(entries), flow)
  }

  #repaired(entries: readonly MapEntry[]): readonly MapEntry[] {
    const repair = repairEntries(this.#text, entries)
    if (!repair) return entries
    this.#told.push(...repair.told)
    this.#problems.push(...repair.problems)
    return repair.entries
  }

  #mapOf(map: YamlMap, entries: readonly MapEntry[], flow: boolean): MapNode {
    const last = entries.at(-1)
    return {
      kind: 'map',
      flow,
      start: map.range[0],
      end: flow || !last ? trimmedEnd(this.#text, map.range[0], map.range[1]) : endOf(last),
      entries,
    }
  }

  #entry(pair: Pair, before: readonly MapEntry[], flow: boolean): MapEntry | undefined {
    const sep = (pair.srcToken as { sep?: CST.SourceToken[] } | undefined)?.sep
    const colon = sep?.find(token => token.type === 'map-value-ind')?.offset
    const key = isScalar(pair.key) ? this.#scalar(pair.key as Scalar.Parsed) : undefined
    const value = pair.value ? this.#valueOf(pair.value as YamlNode, colon) : undefined
    if (!key) {
      this.#noKey(pair, colon)
      return undefined
    }
    if (key.text === '<<' && key.style === 'plain') this.#usesAnchors = true
    const tag = this.#tagOf(pair.value as YamlNode | null)
    if (colon === undefined) {
      const last = before.at(-1)
      const explicit = (pair.srcToken as { explicitKey?: true } | undefined)?.explicitKey === true
      if (explicit) return { key, value }
      this.#told.push(key)
      if (isJoined(this.#text, key)) return { key, value }
      this.#problems.push((flow && last && lostInFlow(this.#text, last, key)) || halfKeyProblem(key))
      return { key, value, told: true }
    }
    const told = tag || (isAlias(pair.value) && !value)
    return { key, value, colon, ...(told && { told: true }) }
  }

  /** A block map on the line of its key is wrong as a whole: it is repaired with the map it is in. */
  #valueOf(value: YamlNode, colon: number | undefined): Node | undefined {
    const onLine = isMap(value) && !value.anchor && value.flow !== true && value.range && colon !== undefined
    if (!onLine || this.#text.slice(colon, value.range![0]).includes('\n')) return this.#node(value)
    return this.#map(value as unknown as YamlMap, true)
  }

  #noKey(pair: Pair, colon: number | undefined): void {
    const range = (pair.key as YamlNode | null)?.range
    const start = range?.[0] ?? colon
    if (start === undefined) return
    const end = Math.min(this.#text.length, Math.max(start + 1, range?.[1] ?? start + 1))
    this.#told.push({ start, end })
    if (isAlias(pair.key)) {
      this.#usesAnchors = true
      this.#problems.push(aliasProblem(this.#text, { start, end }, this.#text.slice(start + 1, end)))
    } else this.#problems.push(noKeyProblem(this.#text, { start, end }, isCollection(pair.key)))
  }

  #seq(seq: YamlSeq): SeqNode {
    const items = seq.items.map(item =>
      isPairLike(item) ? this.#pairItem(item, seq.flow === true) : this.#node(item as YamlNode),
    )
    const dashes =
      seq.flow === true
        ? []
        : (seq.srcToken?.items ?? []).map(
            ({ start }) => start.find(token => token.type === 'seq-item-ind')?.offset ?? seq.range[0],
          )
    const last = dashes.at(-1)
    const end =
      last === undefined ? trimmedEnd(this.#text, seq.range[0], seq.range[1]) : (items.at(-1)?.end ?? last + 1)
    // A comment behind the last item counts as one more among the tokens
    return {
      kind: 'seq',
      flow: seq.flow === true,
      start: seq.range[0],
      end,
      items,
      dashes: dashes.slice(0, items.length),
    }
  }

  /** `[a: b]`: a map of one entry inside a flow list. */
  #pairItem(pair: Pair, flow: boolean): Node | undefined {
    const entry = this.#entry(pair, [], flow)
    return (
      entry && {
        kind: 'map',
        flow: true,
        start: entry.key.start,
        end: entry.value?.end ?? entry.key.end,
        entries: [entry],
      }
    )
  }

  #scalar(scalar: Scalar.Parsed): ScalarNode | undefined {
    const [start, end] = scalar.range
    this.#tagOf(scalar)
    switch (scalar.type) {
      case 'QUOTE_DOUBLE':
      case 'QUOTE_SINGLE':
        return {
          kind: 'scalar',
          style: scalar.type === 'QUOTE_DOUBLE' ? 'double' : 'single',
          text: String(scalar.value ?? ''),
          start,
          end,
        }
      case 'BLOCK_FOLDED':
      case 'BLOCK_LITERAL':
        return {
          kind: 'scalar',
          style: 'block',
          text: String(scalar.value ?? ''),
          start,
          end: trimmedEnd(this.#text, scalar.range[0], scalar.range[1]),
        }
      default: {
        const text = String(scalar.source ?? '')
        this.#checkGluedItems(start, end)
        return text === '' && start === end ? undefined : { kind: 'scalar', style: 'plain', text, start, end }
      }
    }
  }

  /** `-x` above `- y`: YAML joins both to one text. */
  #checkGluedItems(start: number, end: number): void {
    const item = /^-(?=[^\s-])[\s\S]*\n[ \t]*-/.test(this.#text.slice(start, end)) ? start : -1
    if (item < 0 || this.#told.some(span => span.start === start)) return
    this.#told.push({ start, end: start + 1 })
    const line = /^[^\r\n]*/.exec(this.#text.slice(start, end))![0].trimEnd()
    this.#problems.push(halfKeyProblem({ kind: 'scalar', style: 'plain', text: line, start, end: start + line.length }))
  }

  #tagOf(node: YamlNode | null): boolean {
    const tag = node && !isAlias(node) ? node.tag : undefined
    if (tag === undefined || !node?.range) return false
    const found = findTag(this.#text, node.range[0])
    if (!found || this.#told.some(span => span.start === found.start)) return true
    this.#told.push(found)
    this.#problems.push(tagProblem(this.#text, found))
    return true
  }

  #alias(alias: Alias): Node | undefined {
    this.#usesAnchors = true
    const span = { start: alias.range?.[0] ?? 0, end: alias.range?.[1] ?? 0 }
    const target = this.#anchors.nodes?.get(alias.source)
    this.#anchors.aliases += 1
    if (!target) {
      this.#told.push(span)
      this.#problems.push(aliasProblem(this.#text, span, alias.source))
      return undefined
    }
    const copy = expandAlias(target, span, this.#anchors)
    if (!copy) this.#problems.push(tooManyAliases(span))
    return copy
  }
}

type Ranged = readonly [number, number, number]
type YamlMap = { readonly items: readonly Pair[]; readonly flow?: boolean; readonly range: Ranged }
type YamlSeq = {
  readonly srcToken?: { readonly items: readonly CST.CollectionItem[] }
  readonly items: readonly unknown[]
  readonly flow?: boolean
  readonly range: Ranged
}

function isPairLike(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && !('items' in item)
}
