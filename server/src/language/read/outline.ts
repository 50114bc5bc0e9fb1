import type { Chunk, Piece } from './piece.ts'
import { moveSpan } from './problem.ts'
import type { Shift, Span } from './reading.ts'

/** The pieces of a document in order, where each counts its offsets from, and which one it stands in. */
export interface Outline {
  readonly pieces: readonly Piece[]
  readonly bases: ArrayLike<number>
  /** The place of the containing piece, -1 for sections. */
  readonly parents: readonly number[]
  /** The place of the chunk each piece is of. */
  readonly chunkOf: readonly number[]
  readonly chunks: readonly Chunk[]
  readonly chunkStarts: ArrayLike<number>
}

/** Lays the chunks of a document out one behind the other. */
export function layOut(chunks: readonly Chunk[]): Outline {
  const pieces: Piece[] = []
  const bases: number[] = []
  const parents: number[] = []
  const chunkOf: number[] = []
  const chunkStarts: number[] = []
  /** The piece that is open at each level. */
  const open: number[] = []
  let start = 0
  for (let c = 0; c < chunks.length; c++) {
    const chunk = chunks[c]!
    chunkStarts.push(start)
    const first = pieces.length
    const container = chunk.level === 0 ? -1 : open[chunk.level - 1]!
    if (chunk.pieces.length > 0 && chunk.kind !== 'tail') open[chunk.level] = first
    for (const piece of chunk.pieces) {
      parents.push(piece.parent < 0 ? container : first + piece.parent)
      pieces.push(piece)
      bases.push(start)
      chunkOf.push(c)
    }
    start += chunk.text.length
  }
  return { pieces, bases, parents, chunkOf, chunks, chunkStarts }
}

/** Of two texts of one document: the chunks before `first`, and from the ends on, are the same objects. */
export interface Change {
  readonly first: number
  readonly oldEnd: number
  readonly newEnd: number
}

/** The outline after an edit that left every piece in its place, or `undefined` where it did not. */
export function layOutAgain(chunks: readonly Chunk[], former: Outline, change: Change): Outline | undefined {
  const { first, oldEnd, newEnd } = change
  if (oldEnd !== newEnd) return undefined
  for (let c = first; c < newEnd; c++) if (!hasShapeOf(chunks[c]!, former.chunks[c]!)) return undefined
  const pieces = former.pieces.slice()
  const bases = new Int32Array(former.bases)
  const chunkStarts = new Int32Array(former.chunkStarts)
  let i = firstPieceOf(former, first)
  let start = former.chunkStarts[first] ?? 0
  for (let c = first; c < newEnd; c++) {
    chunkStarts[c] = start
    for (const piece of chunks[c]!.pieces) {
      pieces[i] = piece
      bases[i++] = start
    }
    start += chunks[c]!.text.length
  }
  const moved = newEnd < chunks.length ? start - former.chunkStarts[newEnd]! : 0
  if (moved !== 0) {
    for (; i < bases.length; i++) bases[i]! += moved
    for (let c = newEnd; c < chunks.length; c++) chunkStarts[c]! += moved
  }
  return { pieces, bases, parents: former.parents, chunkOf: former.chunkOf, chunks, chunkStarts }
}

/** How places move when the chunks of an outline are exchanged for as many others. */
export function shiftOf(former: Outline, outline: Outline, { first, oldEnd, newEnd }: Change): Shift {
  const end = endOf(former, oldEnd)
  return { start: endOf(former, first), end, by: endOf(outline, newEnd) - end }
}

/** Where the first so many chunks end. */
function endOf({ chunks, chunkStarts }: Outline, count: number): number {
  return count === 0 ? 0 : chunkStarts[count - 1]! + chunks[count - 1]!.text.length
}

function hasShapeOf(chunk: Chunk, other: Chunk): boolean {
  if (chunk === other) return true
  const { kind, level, pieces } = chunk
  if (kind !== other.kind || level !== other.level || pieces.length !== other.pieces.length) return false
  return pieces.every(({ kind, parent }, i) => kind === other.pieces[i]!.kind && parent === other.pieces[i]!.parent)
}

/** The place of the first piece that belongs to a chunk or one behind it. */
export function firstPieceOf({ chunkOf }: Outline, chunk: number): number {
  let low = 0
  let high = chunkOf.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (chunkOf[middle]! < chunk) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the key of a piece stands in the text. */
export function keySpan({ pieces, bases }: Outline, i: number): Span {
  return moveSpan(pieces[i]!.key, bases[i]!)
}
