import type { Path } from '#engine/model/path'
import { collections } from './collections.ts'
import { fitted } from './node.ts'
import type { MapEntry, MapNode, Node, Problem, ScalarNode, Span } from './reading.ts'
import type { Open, StretchKind } from './split.ts'

/**
 * A part of a plan that is read on its own: a section, an entry of a collection, the head of a summary. Immutable
 * but for `memo`, where what was made of it is kept for the next reading, and `value`, which may then be let go
 * (`readPiece.ts`). Offsets count from its chunk's start.
 *
 * - `leaf`: a key and its whole value.
 * - `branch`: a key whose entries are pieces of their own (`tasks:`).
 * - `head`: an entry of a branch; its value holds the keys that stand before its own branches.
 * - `tail`: more keys of a head, behind a branch of it.
 */
export interface Piece {
  readonly kind: 'leaf' | 'branch' | 'head' | 'tail'
  readonly key: ScalarNode
  readonly colon: number | undefined
  readonly told: true | undefined
  value: Node | Gone | undefined
  /** The piece it stands in, by its place in the same chunk; -1 for what the chunk as a whole stands in. */
  readonly parent: number
  memo: Memo | undefined
}

/** One whose value is at hand. */
export interface ReadPiece extends Piece {
  value: Node | undefined
}

/** Where a value stands that was let go. */
export interface Gone extends Span {
  readonly kind: 'gone'
}

/** More keys of a head, and how far behind it their offsets count from. */
export interface Tail {
  readonly piece: ReadPiece
  readonly by: number
}

/** What was made of a piece, and under which path. */
export interface Memo {
  /** The same array as the path of the piece it stands in, once that is known: quick to compare. */
  parentPath: Path
  readonly path: Path
  readonly object: unknown
  readonly problems: readonly Problem[]
  readonly tails: readonly Tail[]
  /** With its children, as it stands in the plan. */
  whole?: object
}

/** A stretch of text that is read as one, and what it holds. Immutable; an unchanged stretch is the same object in the next reading. */
export interface Chunk {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly problems: readonly Problem[]
  readonly kind: StretchKind | 'whole'
  /** How deep in the tree its first pieces stand: 0 for sections. */
  readonly level: number
  /** The levels open where it begins. */
  readonly open: Open
  readonly misplaced: boolean
  /** Anchors, aliases or merge keys occur: what it means depends on other chunks, so it is always read again. */
  readonly usesAnchors: boolean
  /** One entry below a section, read plainly and without a problem: reading it again costs little and gives the same. */
  readonly isSimple: boolean
}

/** A piece of which nothing has been made. */
export function pieceOf(kind: Piece['kind'], entry: MapEntry, value: Node | undefined, parent: number): Piece {
  return { kind, key: entry.key, colon: entry.colon, told: entry.told, value, parent, memo: undefined }
}

/** The pieces that entries come to: of a document, of a collection, or of a map of tasks. */
export function piecesOf(entries: readonly MapEntry[], place: 'root' | 'collection' | 'tasks'): readonly Piece[] {
  const pieces: Piece[] = []
  addPieces(pieces, entries, place, -1)
  return fitted(pieces)
}

function addPieces(
  pieces: Piece[],
  entries: readonly MapEntry[],
  place: 'root' | 'collection' | 'tasks',
  parent: number,
): void {
  for (const entry of entries) {
    if (place === 'root') addSection(pieces, entry, parent)
    else if (place === 'tasks') addTask(pieces, entry, parent)
    else pieces.push(pieceOf('leaf', entry, entry.value, parent))
  }
}

function addSection(pieces: Piece[], entry: MapEntry, parent: number): void {
  const name = entry.key.text
  if (!collections.has(name) || entry.value?.kind !== 'map') {
    pieces.push(pieceOf('leaf', entry, entry.value, parent))
    return
  }
  const at = pieces.push(pieceOf('branch', entry, undefined, parent)) - 1
  addPieces(pieces, entry.value.entries, name === 'tasks' ? 'tasks' : 'collection', at)
}

function addTask(pieces: Piece[], entry: MapEntry, parent: number): void {
  const { value } = entry
  if (value?.kind !== 'map' || !value.entries.some(isBranch)) {
    pieces.push(pieceOf('leaf', entry, entry.value, parent))
    return
  }
  const own: MapNode = { ...value, entries: value.entries.filter(one => !isBranch(one)) }
  const at = pieces.push(pieceOf('head', entry, own, parent)) - 1
  for (const branch of value.entries.filter(isBranch)) {
    const below = pieces.push(pieceOf('branch', branch, undefined, at)) - 1
    addPieces(pieces, branch.value.entries, 'tasks', below)
  }
}

function isBranch(entry: MapEntry): entry is MapEntry & { readonly value: MapNode } {
  return entry.key.text === 'tasks' && entry.value?.kind === 'map'
}
