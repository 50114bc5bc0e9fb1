import { noAnchors } from './anchors.ts'
import type { Outline } from './outline.ts'
import type { Chunk, Piece, ReadPiece } from './piece.ts'
import type { Node } from './reading.ts'
import { readStretch } from './readStretch.ts'

/**
 * Lets the value of a simple chunk's piece go once its meaning is known: as a tree it takes several times what the plan
 * has of it, and of most entries nobody asks where each field stands.
 */
export function letGo({ isSimple }: Chunk, piece: Piece): void {
  const { value } = piece
  if (isSimple && piece.kind === 'leaf' && value?.kind === 'map')
    piece.value = { kind: 'gone', start: value.start, end: value.end }
}

/** A piece with its value, which is read again where it was let go. */
export function readPiece({ pieces, chunks, chunkOf }: Outline, i: number): ReadPiece {
  const piece = pieces[i]!
  if (isRead(piece)) return piece
  const chunk = chunks[chunkOf[i]!]!
  const again = readStretch(chunk.text, chunk, noAnchors()).pieces[0]!
  return isRead(again) ? { ...piece, value: again.value } : { ...piece, value: undefined }
}

export function valueAt(outline: Outline, i: number): Node | undefined {
  return readPiece(outline, i).value
}

function isRead(piece: Piece): piece is ReadPiece {
  return piece.value?.kind !== 'gone'
}
