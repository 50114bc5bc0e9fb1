import type { At, Path } from '#engine/model/path'
import type { Plan, Severity } from '#engine/model/plan'
import type { Fix } from '#engine/rules/rule'

/** Half-open offsets in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
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
  readonly fixes?: readonly ({ readonly title: string; readonly edits: readonly TextEdit[]; readonly preferred?: boolean } | Fix)[]
  /** `unnecessary` dims, `deprecated` strikes through. */
  readonly tag?: 'unnecessary' | 'deprecated'
}

/** The text as a tree, with exact positions. What an edit did not touch is the same object as before, moved. */
export type Node = MapNode | SeqNode | ScalarNode
interface NodeBase {
  /** Offsets relative to the start of the block the node is in; ask `Reading.spanOf` for document offsets. */
  readonly start: number
  readonly end: number
}
export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly flow: boolean
  readonly entries: readonly { readonly key: ScalarNode; readonly value: Node | undefined }[]
}
export interface SeqNode extends NodeBase {
  readonly kind: 'seq'
  readonly flow: boolean
  readonly items: readonly (Node | undefined)[]
}
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly style: 'plain' | 'single' | 'double' | 'block'
  /** Source text of a plain scalar, unescaped content of the others. Never a boolean, a number or null. */
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
  /** The value node at a path (offsets relative; use spanOf), or undefined. */
  nodeAt(path: Path): Node | undefined
  /** Comments that silence: `# tpm-ignore CODE[, CODE] [: reason]`, with the span they silence. */
  readonly ignores: readonly { readonly codes: readonly string[]; readonly span: Span; readonly comment: Span }[]
}
