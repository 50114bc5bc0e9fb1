import { Document, isMap, isSeq, type Node, visit } from 'yaml'
import { unaccented } from '#engine/base/latin'
import { readPlan } from '#language/read/read'
import { applyEdits } from '#language/write/edits'
import { formatPlan } from '#language/write/format'

/** A plan about to be written: maps in their order, lists, texts, numbers and yes or no. */
export type Draft = string | number | boolean | readonly Draft[] | DraftMap
export interface DraftMap extends ReadonlyMap<string, Draft> {}

/** A map in the given order, without what is left out or empty. */
export function draft(entries: Iterable<readonly [string, Draft | undefined]>): DraftMap {
  const map = new Map<string, Draft>()
  for (const [key, value] of entries) {
    if (value === undefined || value === '') continue
    if (typeof value === 'object' && (Array.isArray(value) ? value.length : (value as DraftMap).size) === 0) continue
    map.set(key, value)
  }
  return map
}

/** Marks a map or list that is written on one line: short values of a leaf. */
export function flow<D extends readonly Draft[] | DraftMap>(value: D): D {
  flows.add(value)
  return value
}
const flows = new WeakSet<object>()

/** Longest line of a flow map or list; longer ones are opened (`spec/plan-format.md`). */
const maxColumns = 100

/**
 * The text of a plan. Texts that YAML or the plan format would take for something else are quoted;
 * control characters, which a plan refuses, become spaces.
 */
export function planText(plan: DraftMap, comments: readonly string[] = []): string {
  const document = new Document(toNode(plan))
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && needsQuotes(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  const head = comments.map(line => `# ${clean(line)}\n`).join('')
  const text = head + document.toString({ lineWidth: 0, indentSeq: true })
  return applyEdits(text, formatPlan(readPlan(text, { file: '' })))
}

function toNode(value: Draft): unknown {
  const document = new Document()
  const make = (value: Draft): Node => {
    if (typeof value === 'string') return document.createNode(clean(value)) as Node
    if (typeof value === 'number' || typeof value === 'boolean') return document.createNode(value) as Node
    const isList = Array.isArray(value)
    const node = document.createNode(isList ? [] : {}) as Node
    if (isSeq(node)) node.items = (value as readonly Draft[]).map(make)
    // The map's own `add` looks through all that is there.
    else if (isMap(node))
      node.items = [...(value as DraftMap)].map(([key, child]) => document.createPair(clean(key), make(child)))
    if ((isSeq(node) || isMap(node)) && flows.has(value as object)) node.flow = widthOf(value) <= maxColumns
    return node
  }
  return make(value)
}

function widthOf(value: Draft): number {
  if (typeof value !== 'object') return String(value).length
  const parts = Array.isArray(value)
    ? value.map(widthOf)
    : [...(value as DraftMap)].map(([key, child]) => key.length + 2 + widthOf(child))
  return parts.reduce((sum, width) => sum + width + 2, 4)
}

/** YAML 1.1 words that other readers take for booleans, and texts that look like globs. */
function needsQuotes(text: string): boolean {
  return /^(?:y|n|yes|no|on|off|true|false|null|~)$/i.test(text) || /[*?{}[\]!&]/.test(text)
}

/** Controls but tab and line feed, lone surrogates, and what turns or hides the text around it. */
const forbidden = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(forbidden, ' ')
}

/** Gives out ids that a plan accepts, each once. One that would begin with a digit has the first word of the fallback before it. */
export function idGiver(): (wanted: string, fallback: string) => string {
  const taken = new Set<string>()
  const numbers = new Map<string, number>()
  return (wanted, fallback) => {
    const base = idOf(wanted, fallback) ?? idOf(fallback, 'task') ?? 'task'
    let id = base
    let n = numbers.get(base.toLowerCase()) ?? 2
    for (; taken.has(id.toLowerCase()); n++) id = `${base.slice(0, 58)}-${n}`
    numbers.set(base.toLowerCase(), n)
    taken.add(id.toLowerCase())
    return id
  }
}

function idOf(text: string, fallback: string): string | undefined {
  const id = unaccented(text)
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
  if (id === '') return undefined
  const word = /^[A-Za-z]+/.exec(fallback)?.[0] ?? 'task'
  const whole = (/^\d/.test(id) ? `${word}-${id}` : id).slice(0, 60)
  return /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(whole) ? `${whole}-task` : whole
}
