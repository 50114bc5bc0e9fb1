import type { Outline } from './outline.ts'
import type { Chunk, Piece, ReadPiece } from './piece.ts'
import { readPlain } from './plain.ts'
import type { Node } from './reading.ts'

/**
 * Letters of a text that is read again in no time. Of a longer one each question would cost as much as all of it: a
 * calendar with thousands of days that can't be read is asked once for each of them.
 */
const mostAgain = 4000

/**
 * Lets the value of a simple chunk's piece go once its meaning is known: as a tree it takes several times what the plan
 * has of it, and of most entries nobody asks where each field stands.
 */
export function letGo(
  { isSimple, text }: Pick<Chunk, 'isSimple' | 'text'>,
  piece: Pick<Piece, 'kind' | 'value'>,
): void {
  const { value } = piece
  if (isSimple && text.length <= mostAgain && piece.kind === 'leaf' && value?.kind === 'map')
    piece.value = { kind: 'gone', start: value.start, end: value.end }
}

/** A piece with its value. One that was let go is read again, and kept: what is asked for once is asked for again. */
export function readPiece({ pieces, chunks, chunkOf }: Outline, i: number): ReadPiece {
  const piece = pieces[i]!
  if (piece.value?.kind === 'gone') {
    const { text, level } = chunks[chunkOf[i]!]!
    piece.value = readPlain(text, level)?.entries[0]?.value
  }
  return piece as ReadPiece
}

export function valueAt(outline: Outline, i: number): Node | undefined {
  return readPiece(outline, i).value
}
