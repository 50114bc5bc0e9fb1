import { sameItems } from '#engine/base/sameItems'
import { below, type Path } from '#engine/model/path'
import { planSchema } from '../schema/plan.ts'
import { type Shape, shapeOf } from '../schema/shape.ts'
import { Decoder } from './decode.ts'
import { entryKinds } from './entryKinds.ts'
import { entriesOf, moveNode } from './node.ts'
import type { Outline } from './outline.ts'
import type { Chunk, Memo, ReadPiece, Tail } from './piece.ts'
import type { Problem } from './reading.ts'
import { letGo, readPiece } from './readPiece.ts'
import { sectionObject } from './sectionObject.ts'

export const noTails: readonly Tail[] = []
const noProblems: readonly Problem[] = []
const idShape: Shape = { scalar: shapeOf(planSchema).keys!.get('tasks')!.shape.record!.key }

/** Makes of a piece what it means: a section, or an entry with the tails that belong to it. */
export function makePiece(outline: Outline, i: number, parentPath: Path, tails: readonly Tail[]): Memo {
  const piece = readPiece(outline, i)
  const text = textFrom(outline, outline.chunkOf[i]!, tails)
  const memo = memoOf(piece, text, parentPath, tails, hasBranch(outline, i))
  letGo(outline.chunks[outline.chunkOf[i]!]!, outline.pieces[i]!)
  return memo
}

/**
 * Makes at once what a simple chunk means, so that its tree is gone before there are all the others; `open` has the
 * path of the last piece at each level. Where the piece turns out to stand elsewhere it is made again.
 */
export function makeAtOnce(chunk: Chunk, open: Path[]): void {
  const { level, kind, isSimple } = chunk
  const piece = chunk.pieces[0]
  const parentPath = level === 0 ? rootPath : open[level - 1]
  if (!piece || !parentPath || kind === 'tail') return
  open[level] = below(parentPath, piece.key.text)
  if (!isSimple || piece.kind !== 'leaf' || piece.value?.kind !== 'map') return
  piece.memo = memoOf(piece as ReadPiece, chunk.text, parentPath, noTails, false)
  letGo(chunk, piece)
}

const rootPath: Path = []

function memoOf(piece: ReadPiece, text: string, parentPath: Path, tails: readonly Tail[], hasBranch: boolean): Memo {
  const path = below(parentPath, piece.key.text)
  const decoder = new Decoder(text)
  const object = path.length === 1 ? sectionObject(piece, decoder) : makeEntry(piece, hasBranch, path, decoder, tails)
  return { parentPath, path, object, problems: decoder.problems.length > 0 ? decoder.problems : noProblems, tails }
}

function makeEntry(
  piece: ReadPiece,
  hasBranch: boolean,
  path: Path,
  decoder: Decoder,
  tails: readonly Tail[],
): unknown {
  if (piece.kind === 'branch') return undefined
  const kind = entryKinds[String(path[0])]
  if (!kind) return undefined
  if (!piece.told) decoder.value(idShape, piece.key, piece.key)
  const own = entriesOf(piece.value)
  const more = tails.map(({ piece: tail, by }) => entriesOf(tail.value && moveNode(tail.value, by)))
  const entries = more.length > 0 ? own.concat(...more) : own
  let raw: unknown = {}
  if (piece.value && piece.value.kind !== 'map') decoder.value(kind.shape, piece.value, piece.key)
  else if (!piece.value && tails.length === 0 && !hasBranch) decoder.missing(piece, kind.shape)
  else {
    decoder.inFlow = piece.value?.kind === 'map' && piece.value.flow
    raw = decoder.fields(kind.shape, entries, piece.key)
  }
  return kind.build(piece.key.text, raw as never, { decoder, path, entries })
}

function hasBranch({ parents }: Outline, i: number): boolean {
  return parents[i + 1] === i
}

/** The text of a chunk; with tails, all the text up to where they end, so that moved offsets are right in it. */
function textFrom({ chunks }: Outline, chunk: number, tails: readonly Tail[]): string {
  if (tails.length === 0) return chunks[chunk]!.text
  const needed = tails.at(-1)!
  const reach = needed.by + (needed.piece.value?.end ?? 0) + 1000
  let text = ''
  for (let c = chunk; c < chunks.length && text.length < reach; c++) text += chunks[c]!.text
  return text
}

/** Is what was made of a piece before what it would be made to now? */
export function isMadeOf(memo: Memo, parentPath: Path, tails: readonly Tail[]): boolean {
  return sameItems(memo.parentPath, parentPath) && sameTails(memo, tails)
}

/** Where tails stand only matters to what is reported about them. */
function sameTails(memo: Memo, tails: readonly Tail[]): boolean {
  const known = memo.tails
  if (known === tails) return true
  return (
    known.length === tails.length &&
    tails.every(({ piece, by }, i) => piece === known[i]!.piece && (by === known[i]!.by || memo.problems.length === 0))
  )
}

/** The tails of each head, with how far behind the head each of them counts its offsets. */
export function tailsOf(outline: Outline): ReadonlyMap<number, readonly Tail[]> | undefined {
  const { pieces, parents, bases } = outline
  let tails: Map<number, Tail[]> | undefined
  for (let i = 0; i < pieces.length; i++) {
    if (pieces[i]!.kind !== 'tail') continue
    tails ??= new Map()
    const tail = { piece: readPiece(outline, i), by: bases[i]! - bases[parents[i]!]! }
    const own = tails.get(parents[i]!)
    if (own) own.push(tail)
    else tails.set(parents[i]!, [tail])
  }
  return tails
}
