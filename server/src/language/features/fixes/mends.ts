import { closingQuote } from '../../lineParts.ts'
import type { Problem, Span, TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'

/** An answer to what was found while reading, as edits of the text; tried before it is offered, unless it `reveals`. */
export interface Mend {
  readonly title: string
  readonly edits: readonly TextEdit[]
  /** What it takes away hid everything else that is wrong: that more is told after it says nothing against it. */
  readonly reveals?: boolean
  /** Takes away one of several. */
  readonly isPartial?: boolean
  /** Goes on with what is being typed: what it still lacks says nothing against it. */
  readonly goesOn?: boolean
}

type Mending = (text: string, problem: Problem, hasOwn: boolean) => readonly Mend[]

const mendings: Readonly<Record<string, Mending>> = {
  'yaml/conflict-marker': resolve,
  'yaml/duplicate-key': (text, { span, related }) => [
    ...removeEntry('Remove this one', text, span),
    ...(related?.[0] ? removeEntry('Remove the first one', text, related[0].span) : []),
  ],
  'yaml/missing-value': (text, { span }) => removeEntry(`Remove "${text.slice(span.start, span.end)}"`, text, span),
  'plan/unknown-key': (text, { span }, hasOwn) =>
    hasOwn ? [] : removeEntry(`Remove "${text.slice(span.start, span.end)}"`, text, span),
  'yaml/syntax': (text, { span, wholeKey }) => [
    ...addColon(text, span),
    ...(wholeKey === undefined ? [] : completeKey(text, span, wholeKey)),
    ...close(text, span),
  ],
}

/** What could mend the text; `hasOwn`: an answer that the problem came with is offered already. */
export function mendsOf({ text }: Snapshot, problem: Problem, hasOwn: boolean): readonly Mend[] {
  return mendings[problem.code]?.(text, problem, hasOwn) ?? []
}

/** A line that is a key of a block map: its indentation, and the rest. */
const blockKey = /^([ \t]*)[^\s#-]/

/** An entry of a block map goes with all lines that are deeper, one of a flow map with its comma where it is a plain one. */
function removeEntry(title: string, text: string, { start, end }: Span): readonly Mend[] {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const indent = blockKey.exec(text.slice(from, end))?.[1]
  if (indent !== undefined && from + indent.length === start) {
    let to = lineEnd(text, from)
    for (let next = to; next < text.length; next = lineEnd(text, next)) {
      const line = text.slice(next, lineEnd(text, next))
      const isBlank = line.trim() === ''
      if (!isBlank && /^[ \t]*/.exec(line)![0].length <= indent.length) break
      if (!isBlank) to = next + line.length
    }
    return [{ title, edits: [{ span: { start: from, end: to }, text: '' }] }]
  }
  const close = flowEnd(text, end)
  const before = /,[ \t]*$/.exec(text.slice(from, start))?.[0].length
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(close))?.[0].length
  if (before === undefined && after === undefined) return []
  const span = before === undefined ? { start, end: close + after! } : { start: start - before, end: close }
  return [{ title, edits: [{ span, text: '' }] }]
}

/** Where an entry of a flow map ends whose key ends at `from`: before its comma, or the bracket around it. */
function flowEnd(text: string, from: number): number {
  let depth = 0
  const marks = /["'[\]{},\r\n]/g
  marks.lastIndex = from
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [sign] = mark
    const isQuote = (sign === '"' || sign === "'") && /[\s:,[{]/.test(text[mark.index - 1]!)
    if (isQuote) marks.lastIndex = Math.max(closingQuote(text, mark.index, text.length), mark.index + 1)
    else if (sign === '[' || sign === '{') depth++
    else if (depth > 0 && (sign === ']' || sign === '}')) depth--
    else if (depth === 0 && sign !== '"' && sign !== "'")
      return mark.index - /[ \t]*$/.exec(text.slice(from, mark.index))![0].length
  }
  return text.length
}

/** Where the next line begins. */
function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at + 1
}

/** `duration 4d` for `duration: 4d`. */
function addColon(text: string, { start, end }: Span): readonly Mend[] {
  const word = /^[a-z][a-z-]*(?= \S)/.exec(text.slice(start, end))?.[0]
  if (word === undefined) return []
  const at = start + word.length
  return [{ title: `Write "${word}:"`, edits: [{ span: { start: at, end: at }, text: ':' }] }]
}

/** `resources:` for `resource`, at the root or wherever that key may stand; its value may have to be written yet. */
function completeKey(text: string, { start, end }: Span, key: string): readonly Mend[] {
  if (!/^[\w-]+$/.test(text.slice(start, end))) return []
  return [{ title: `Write "${key}:"`, edits: [{ span: { start, end }, text: `${key}:` }], goesOn: true }]
}

/** What was opened is closed where its line ends, what closes nothing goes. */
function close(text: string, { start, end }: Span): readonly Mend[] {
  const words = text.slice(start, end)
  if (/^[\]}]$/.test(words)) return [{ title: `Remove the "${words}"`, edits: [{ span: { start, end }, text: '' }] }]
  const line = /^[^\r\n]*/.exec(text.slice(start))![0]
  const at = start + line.replace(/ #.*$/, '').trimEnd().length
  const closing = ({ '[': ']', '{': '}', '"': '"', "'": "'" } as Readonly<Record<string, string>>)[words[0] ?? '']
  return closing === undefined
    ? []
    : [{ title: `Close it with ${closing}`, edits: [{ span: { start: at, end: at }, text: closing }] }]
}

/** One conflict of git, with its sides as they stand; what both come from, where git shows it, belongs to neither. */
interface Conflict {
  readonly span: Span
  readonly ours: string
  readonly theirs: string
  readonly names: readonly [ours: string, theirs: string]
}

const marker = /^([<|=>])\1{6}(?: ([^\r\n]*))?(?=\r?$)/gm

function conflictsIn(text: string): readonly Conflict[] {
  const found: Conflict[] = []
  let parts: { readonly kind: string; readonly start: number; readonly end: number; readonly name: string }[] = []
  for (const { index, 0: line, 1: kind, 2: name = '' } of text.matchAll(marker)) {
    const end = lineEnd(text, index)
    if (kind === '<') parts = []
    parts.push({ kind: kind!, start: index, end, name: name || line })
    if (kind !== '>') continue
    const shape = parts.map(part => part.kind).join('')
    if (shape === '<=>' || shape === '<|=>') {
      const [first, second, last] = [parts[0]!, parts.at(-2)!, parts.at(-1)!]
      found.push({
        span: { start: first.start, end },
        ours: text.slice(first.end, parts[1]!.start),
        theirs: text.slice(second.end, last.start),
        names: [first.name, last.name],
      })
    }
    parts = []
  }
  return found
}

/** Takes a side of the conflict, or of all where there are more; a marker that belongs to no whole conflict goes. */
function resolve(text: string, { span }: Problem): readonly Mend[] {
  const found = conflictsIn(text)
  const here = found.find(one => one.span.start <= span.start && span.start < one.span.end)
  if (!here) {
    const edit = { span: { start: span.start, end: lineEnd(text, span.start) }, text: '' }
    return [{ title: 'Remove the marker', edits: [edit], reveals: true, isPartial: 0 < found.length }]
  }
  const sides: readonly (readonly [string, (one: Conflict) => string])[] = [
    [`Keep ${here.names[0]}`, ({ ours }) => ours],
    [`Keep ${here.names[1]}`, ({ theirs }) => theirs],
    ['Keep both', ({ ours, theirs }) => ours + theirs],
  ]
  return sides.flatMap(([title, textOf]): Mend[] => {
    const editsOf = (some: readonly Conflict[]) => some.map(one => ({ span: one.span, text: textOf(one) }))
    const one = { title, edits: editsOf([here]), reveals: true }
    if (found.length === 1) return [one]
    return [
      { ...one, isPartial: true },
      { ...one, title: `${title} in all ${found.length} conflicts`, edits: editsOf(found) },
    ]
  })
}
