import type { At, Path } from '#engine/model/path'
import type { Plan, Severity } from '#engine/model/plan'
import type { Fix } from '#engine/rules/rule'

/** Half-open offsets in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** An edit, as far as places are concerned: outside of what it replaced they are the same, or moved by so much. */
export interface Shift {
  /** Half-open, in the former text. */
  readonly start: number
  readonly end: number
  readonly by: number
}

export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/** Something wrong, located: what the editor underlines and `tpm check` prints. */
export interface Problem {
  readonly code: string
  readonly severity: Exclude<Severity, 'off'>
  readonly span: Span
  readonly message: string
  readonly help?: string
  readonly related?: readonly { readonly file?: string; readonly span: Span; readonly message: string }[]
  /** Answers as text edits of this document (found while reading), or in the plan's terms (found by a rule). */
  readonly fixes?: readonly (
    | { readonly title: string; readonly edits: readonly TextEdit[]; readonly preferred?: boolean }
    | Fix
  )[]
  /** A word that stands where a key and its value belong: which key it may be the place tells. */
  readonly halfKey?: string
  /** The key that it may be. */
  readonly wholeKey?: string
  /** `unnecessary` dims, `deprecated` strikes through. */
  readonly tag?: 'unnecessary' | 'deprecated'
}

/** The text as a tree, with exact positions. */
export type Node = MapNode | SeqNode | ScalarNode
interface NodeBase {
  /** Half-open offsets in UTF-16 code units: of the document in what `Reading.nodeAt` and `Reading.root` give. */
  readonly start: number
  readonly end: number
}
export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly flow: boolean
  readonly entries: readonly MapEntry[]
}
export interface MapEntry {
  readonly key: ScalarNode
  readonly value: Node | undefined
  /** Where the `:` after the key is; left out where there is none (half a key). */
  readonly colon?: number
  /** The entry is already reported: nothing more is said about it or its missing value. */
  readonly told?: true
}
export interface SeqNode extends NodeBase {
  readonly kind: 'seq'
  readonly flow: boolean
  readonly items: readonly (Node | undefined)[]
  /** Where each item's `-` is; of a flow list, empty. */
  readonly dashes: readonly number[]
}
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly style: 'plain' | 'single' | 'double' | 'block'
  /** Source text of a plain scalar, unescaped content of the others. Never a boolean, a number or null. */
  readonly text: string
}

/** A stretch of text, from the beginning of a line, that was read on its own. */
export interface Block {
  readonly text: string
}

/** One text, read: always a plan, at worst an empty one, beside what was wrong. Never throws. */
export interface Reading {
  readonly text: string
  readonly plan: Plan
  /** Found while reading, in order of position: syntax, traps, keys, types, values. */
  readonly problems: readonly Problem[]
  /** The span of the key or value at a path; of the nearest ancestor that exists where it does not. */
  spanOf(at: At): Span
  /** The span of an entry with its key and all below it. */
  entrySpan(path: Path): Span
  /** The deepest path whose entry covers the offset, and whether the offset is on the key or the value; tolerant of blank lines inside a block (by indentation). */
  pathAt(offset: number): { readonly path: Path; readonly on: 'key' | 'value' | 'between' }
  /** The value node at a path, with offsets of the document, or undefined. Made when asked for: costs what is below it. */
  nodeAt(path: Path): Node | undefined
  /** The whole text as one node, with offsets of the document; made when first asked for. */
  readonly root: Node | undefined
  /** Is there such an entry in the text, with or without a value? */
  has(path: Path): boolean
  /** The reading of another text of the same file; what did not change is taken over from this one. */
  readAgain(text: string): Reading
  /** The text in blocks, one behind the other; one that an edit left alone is the same object in the next reading. None where the text was not read. */
  readonly blocks: readonly Block[]
  /** How places moved since a former reading, where this one was made from it and every path leads where it led. */
  shiftFrom(former: Reading): Shift | undefined
  /** Comments that silence: `# tpm-ignore CODE[, CODE] [: reason]`, with the span they silence. */
  readonly ignores: readonly { readonly codes: readonly string[]; readonly span: Span; readonly comment: Span }[]
}
