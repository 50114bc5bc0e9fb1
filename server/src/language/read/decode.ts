import type { $ZodType } from 'zod/v4/core'
import type { Decoded } from '../schema/leaf.ts'
import { listWords, nearest } from '../schema/scalars/nearest.ts'
import { shorten } from '../schema/scalars/texts.ts'
import { type ScalarKind, Trouble, type TroubleParts } from '../schema/scalars/trouble.ts'
import { type Field, type Shape, shapeOf } from '../schema/shape.ts'
import { type ProblemParts, problemAt, replaceFix } from './problem.ts'
import type { MapEntry, MapNode, Node, Problem, ScalarNode, SeqNode, Span } from './reading.ts'
import { halfKeyProblem, quote } from './syntax.ts'

const textKinds: ReadonlySet<string> = new Set([
  'text',
  'name',
  'tag',
  'link',
  'glob',
  'party',
  'evidence',
  'mitigation',
  'severity',
  'driver-target',
])

/**
 * Reads nodes by the schema: what is right becomes values, what is wrong becomes problems and is left out.
 * A class to hold the text and what is found; one for each block.
 */
export class Decoder {
  readonly #text: string
  readonly problems: Problem[] = []
  /** Is what is read inside of `{ }` or `[ ]`? */
  inFlow = false

  constructor(text: string) {
    this.#text = text
  }

  /** What a node means by a schema. `owner` is where to point when something is missing in it. */
  decode<S extends $ZodType>(schema: S, node: Node, owner: Span): Decoded<S> | undefined {
    return this.value(shapeOf(schema), node, owner) as Decoded<S> | undefined
  }

  report(span: Span, parts: ProblemParts): void {
    this.problems.push(problemAt(span, parts))
  }

  value(shape: Shape, node: Node, owner: Span): unknown {
    const around = this.inFlow
    if (node.kind !== 'scalar' && node.flow) this.inFlow = true
    const value = this.#value(shape, node, owner)
    this.inFlow = around
    return value
  }

  #value(shape: Shape, node: Node, owner: Span): unknown {
    switch (node.kind) {
      case 'scalar':
        return shape.scalar ? this.#scalar(shape.scalar, node, shape.list?.scalar) : this.#noMap(shape, node, owner)
      case 'seq':
        return shape.list ? this.#list(shape.list, node) : this.#wrongType(shape, node)
      case 'map':
        if (shape.keys) return this.fields(shape, node.entries, owner)
        return shape.record ? this.#record(shape.record, node) : this.#wrongType(shape, node)
    }
  }

  /** One value; `items` are those of the list that may stand here too. */
  #scalar(kind: ScalarKind<unknown>, node: ScalarNode, items?: ScalarKind<unknown>): unknown {
    // What ends a block of text with a line break is how it is written.
    const value = kind.read(node.style === 'block' ? node.text.trimEnd() : node.text)
    if (node.style === 'plain') this.#checkLostComment(kind, node)
    if (!(value instanceof Trouble)) return value
    const list = node.style === 'plain' && items ? unwrittenList(node.text, items) : undefined
    this.#trouble(list ? new Trouble({ ...value.parts, ...list }) : value, node)
    return value.parts.value
  }

  #trouble({ parts }: Trouble, node: ScalarNode): void {
    const { part, fixes } = parts
    const span =
      part && node.style === 'plain' && node.end - node.start === node.text.length
        ? { start: node.start + part[0], end: node.start + part[1] }
        : node
    this.report(span, {
      code: parts.code,
      severity: parts.severity ?? 'error',
      message: parts.message,
      help: parts.help,
      fixes: fixes?.map((fix, i) => replaceFix(`Change to ${shorten(fix)}`, node, fix, i === 0 && fixes.length === 1)),
    })
  }

  /** `name: Fix #12`: the rest is a comment. */
  #checkLostComment(kind: ScalarKind<unknown>, node: ScalarNode): void {
    const next = this.#text.charCodeAt(node.end)
    if (next !== 32 && next !== 9) return
    const blanks = /^[ \t]+(?=#[^\s#!])/.exec(this.#text.slice(node.end, node.end + 40))?.[0].length
    if (blanks === undefined || !textKinds.has(kind.kind)) return
    const end = lineEnd(this.#text, node.end)
    const lost = this.#text.slice(node.end, end).trimEnd()
    const meant = this.#meant(lost)
    const whole = { start: node.start, end: node.end + meant.length }
    this.report(
      { start: node.end + blanks, end },
      {
        code: 'yaml/lost-comment',
        severity: 'warning',
        message: `"${shorten(lost.trim())}" is a comment and not part of the text`,
        help: 'Quote the text, or put a space after the #',
        fixes: [replaceFix('Quote the text', whole, quote(node.text + meant), true)],
      },
    )
  }

  /** How much of a comment belongs to the text: in flow more keys and the bracket may follow it. */
  #meant(comment: string): string {
    return this.inFlow ? /^(?:"[^"]*"|'[^']*'|[^,[\]{}])*/.exec(comment)![0].trimEnd() : comment
  }

  #list(item: Shape, node: SeqNode): readonly unknown[] {
    return node.items.map(one => one && this.value(item, one, one))
  }

  /** Reads the entries of a map with fixed keys. */
  fields(shape: Shape, entries: readonly MapEntry[], owner: Span): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    const seen = new Map<string, ScalarNode>()
    const others: { key: unknown; text: string; value: unknown }[] = []
    for (const entry of entries) {
      if (isTold(entry) || !this.checkKey(entry.key, seen)) continue
      const field = shape.keys!.get(entry.key.text)
      if (field) {
        if (entry.value) values[field.key] = this.value(field.shape, entry.value, entry.key)
        else this.missing(entry, field.shape)
      } else if (shape.record && !entry.key.text.startsWith('x-')) {
        const one = this.#recordEntry(shape.record, entry)
        if (one) others.push(one)
      } else this.unknownKey(entry, shape.keys!.keys())
    }
    if (shape.record) values.others = others
    this.#checkRequired(shape.keys!, seen, owner)
    return values
  }

  #checkRequired(keys: ReadonlyMap<string, Field>, seen: ReadonlyMap<string, ScalarNode>, owner: Span): void {
    for (const field of requiredOf(keys)) {
      if (seen.has(field.key)) continue
      this.report(owner, { code: 'plan/missing-key', message: `"${field.key}" is missing`, help: field.docs })
    }
  }

  #record(record: NonNullable<Shape['record']>, node: MapNode): { entries: readonly unknown[] } {
    const seen = new Map<string, ScalarNode>()
    const entries: unknown[] = []
    for (const entry of node.entries) {
      const one = !isTold(entry) && this.checkKey(entry.key, seen) && this.#recordEntry(record, entry)
      if (one) entries.push(one)
    }
    return { entries }
  }

  #recordEntry(
    { key, value }: NonNullable<Shape['record']>,
    entry: MapEntry,
  ): { key: unknown; text: string; value: unknown } | undefined {
    const read = this.#scalar(key, entry.key)
    const inner = entry.value ? this.value(value, entry.value, entry.key) : this.missing(entry, value)
    return read === undefined ? undefined : { key: read, text: entry.key.text, value: inner }
  }

  /** False where a key may not be used: a merge key, or one that stands above already. */
  checkKey(key: ScalarNode, seen: Map<string, ScalarNode>): boolean {
    if (key.text === '<<' && key.style === 'plain') {
      this.report(key, {
        code: 'yaml/merge-key',
        message: 'Merge keys are not part of the format',
        help: 'Write the keys out',
      })
      return false
    }
    const first = seen.get(key.text)
    if (!first) {
      seen.set(key.text, key)
      return true
    }
    this.report(key, {
      code: 'yaml/duplicate-key',
      message: `"${shorten(key.text)}" stands here twice; this one is not read`,
      help: 'Remove one of them',
      related: [{ span: { start: first.start, end: first.end }, message: 'The first one' }],
    })
    return false
  }

  /** A key without a value. */
  missing({ key, colon, told }: MapEntry, shape: Shape | undefined): undefined {
    if (told) return undefined
    const after = (colon ?? key.end) + 1
    const comment = /^[ \t]*(#[^\s#!][^\r\n]*)/.exec(this.#text.slice(after, after + 300))
    if (comment !== null && shape?.scalar && textKinds.has(shape.scalar.kind)) {
      const start = after + comment[0].length - comment[1]!.length
      const span = { start, end: start + comment[1]!.trimEnd().length }
      const meant = this.#meant(comment[1]!.trimEnd())
      this.report(span, {
        code: 'yaml/lost-comment',
        message: `"${shorten(comment[1]!)}" is a comment, so "${key.text}" has no value`,
        help: 'Quote the text',
        fixes: [replaceFix('Quote the text', { start, end: start + meant.length }, quote(meant), true)],
      })
    } else
      this.report(key, {
        code: 'yaml/missing-value',
        message: `"${shorten(key.text)}" has no value`,
        help: shape && `Write ${expected(shape)}, or remove the key`,
      })
    return undefined
  }

  unknownKey({ key }: MapEntry, known: Iterable<string>): void {
    if (key.text.startsWith('x-')) return
    const names = [...known]
    const guess = this.problems.length < 100 ? guessKey(key.text, names) : undefined
    this.report(key, {
      code: 'plan/unknown-key',
      message: `"${shorten(key.text)}" is not a key here`,
      help: guess
        ? `Did you mean "${guess}"?`
        : `Keys here are ${listWords(names.slice(0, 12), 'and')}${names.length > 12 ? ', …' : ''}; your own begin with x-`,
      fixes: guess ? [replaceFix(`Change to "${guess}"`, key, guess, true)] : [],
    })
  }

  /** A word on a line of its own where keys belong is half a key. */
  #noMap(shape: Shape, node: ScalarNode, owner: Span): undefined {
    const below = node.style === 'plain' && this.#text.slice(owner.end, node.start).includes('\n')
    if (!below || shape.list || !(shape.keys || shape.record) || !/^\S+$/.test(node.text))
      return this.#wrongType(shape, node)
    this.problems.push(halfKeyProblem(node))
    return undefined
  }

  #wrongType(shape: Shape, node: Node): undefined {
    const span = node.kind === 'scalar' ? node : firstLine(this.#text, node)
    this.report(span, { code: 'plan/wrong-type', message: `Here stands ${found(node)}, not ${expected(shape)}` })
    return undefined
  }
}

/** `ann, bo` where a list was meant. */
function unwrittenList(text: string, { noun, read }: ScalarKind<unknown>): Partial<TroubleParts> | undefined {
  const items = text.split(',').map(item => item.trim())
  if (items.length < 2 || items.some(item => read(item) instanceof Trouble)) return undefined
  const list = `[${items.join(', ')}]`
  return { message: `"${shorten(text)}" is not ${noun}: several are a list`, help: `Write ${list}`, fixes: [list] }
}

const required = new WeakMap<ReadonlyMap<string, Field>, readonly Field[]>()

/** Those of many keys that must be there. */
function requiredOf(keys: ReadonlyMap<string, Field>): readonly Field[] {
  let fields = required.get(keys)
  if (!fields) {
    fields = [...keys.values()].filter(field => field.required)
    required.set(keys, fields)
  }
  return fields
}

/** A shorter word is like many keys. */
const shortestGuessed = 3

/** Guesses made before; the same slip is often made in many places. Bounded, and it changes no answer. */
const guesses = new Map<string, string | undefined>()

/** The key that was probably meant, of those that may stand there. */
export function guessKey(word: string, names: readonly string[]): string | undefined {
  const query = `${names.join()} ${word}`
  if (guesses.has(query)) return guesses.get(query)
  const synonym = synonyms.get(word.toLowerCase().replace(/[_ ]/g, '-'))?.find(name => names.includes(name))
  const guess = (word.length < shortestGuessed ? undefined : nearest(word, names)) ?? synonym
  if (1000 < guesses.size) guesses.clear()
  guesses.set(query, guess)
  return guess
}

/** Already reported: half a key, or a value that can't be read. */
function isTold({ told, value }: MapEntry): boolean {
  return told === true && value === undefined
}

// What people write who come from other tools.
const synonyms: ReadonlyMap<string, readonly string[]> = new Map([
  ['title', ['name']],
  ['label', ['name']],
  ['summary', ['name', 'description']],
  ['begin', ['start', 'start-no-earlier-than', 'actual-start']],
  ['begins', ['start']],
  ['start', ['start-no-earlier-than']],
  ['end', ['finish', 'finish-no-later-than']],
  ['finish', ['finish-no-later-than']],
  ['due', ['deadline']],
  ['due-date', ['deadline', 'due']],
  ['length', ['duration']],
  ['time', ['duration']],
  ['work', ['effort']],
  ['estimate', ['duration']],
  ['depends', ['after']],
  ['depends-on', ['after']],
  ['needs', ['after']],
  ['predecessors', ['after']],
  ['requires', ['after']],
  ['successors', ['before']],
  ['precedes', ['before']],
  ['assignee', ['assign', 'owner']],
  ['assigned', ['assign']],
  ['resources', ['assign']],
  ['resource', ['assign']],
  ['who', ['assign', 'owner']],
  ['people', ['resources']],
  ['team-members', ['resources']],
  ['subtasks', ['tasks']],
  ['children', ['tasks']],
  ['complete', ['progress']],
  ['percent-complete', ['progress']],
  ['percent', ['progress']],
  ['likelihood', ['probability']],
  ['severity', ['impact']],
  ['consequence', ['effect', 'impact']],
  ['labels', ['tags']],
  ['vacation', ['leave']],
  ['vacations', ['leave']],
  ['absences', ['leave']],
  ['allocation', ['capacity']],
  ['efficiency', ['capacity']],
  ['milestone', ['milestones']],
  ['task', ['tasks']],
  ['risk', ['risks']],
  ['budget', ['total']],
  ['mail', ['email']],
  ['criteria', ['gate', 'acceptance']],
  ['includes', ['include']],
  ['version', ['tpm']],
])

/** What may stand somewhere, in words. */
export function expected(shape: Shape): string {
  const parts: string[] = []
  if (shape.scalar) parts.push(shape.scalar.noun)
  if (shape.list)
    parts.push(
      shape.list.scalar && !shape.scalar
        ? `a list of ${shape.list.scalar.noun.replace(/^(?:a|an|the) /, '')}`
        : 'a list',
    )
  if (shape.keys) parts.push('a map of keys')
  else if (shape.record)
    parts.push(shape.record.key.kind === 'id' ? 'a map from ids' : `a map from ${shape.record.key.noun}`)
  return listWords(parts)
}

function found(node: Node): string {
  if (node.kind === 'seq') return 'a list'
  return node.kind === 'map' ? 'a map' : `the text "${shorten(node.text)}"`
}

function lineEnd(text: string, from: number): number {
  const end = /[\r\n]/.exec(text.slice(from, from + 20_000))
  return end ? from + end.index : Math.min(text.length, from + 20_000)
}

/** The part of a node on its first line: a whole block underlined is hard to read. */
function firstLine(text: string, { start, end }: Span): Span {
  return { start, end: Math.max(start + 1, Math.min(end, start + text.slice(start, end).search(/\s*(?:[\r\n]|$)/))) }
}
