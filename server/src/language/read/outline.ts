import type { Chunk, Piece } from './piece.ts'

/** The pieces of a document in order, where each counts its offsets from, and which one it stands in. */
export interface Outline {
  readonly pieces: readonly Piece[]
  readonly bases: readonly number[]
  /** The place of the containing piece, -1 for sections. */
  readonly parents: readonly number[]
  /** The place of the chunk each piece is of. */
  readonly chunkOf: readonly number[]
  readonly chunks: readonly Chunk[]
  readonly chunkStarts: readonly number[]
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
