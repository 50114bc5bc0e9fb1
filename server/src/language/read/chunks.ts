import type { Path } from '#engine/model/path'
import { type CommonEnds, commonEnds } from '../commonEnds.ts'
import { type Anchors, noAnchors } from './anchors.ts'
import { makeAtOnce } from './makePiece.ts'
import type { Change } from './outline.ts'
import type { Chunk } from './piece.ts'
import { readStretch } from './readStretch.ts'
import { readWhole } from './readWhole.ts'
import { canSplit, noneOpen, type Stretch, sameOpen, split } from './split.ts'

/** More blocks than any plan has; a text with more is not read. */
export const mostChunks = 60_000

/** What a text was read to before an edit. */
export interface FormerChunks {
  readonly read: string
  readonly chunks: readonly Chunk[]
  readonly starts: ArrayLike<number>
  readonly usesAnchors: boolean
  /** What it has in common with the next text, where that is known. */
  readonly ends?: CommonEnds
}

export interface Chunks {
  readonly chunks: readonly Chunk[]
  readonly usesAnchors: boolean
  /** Where they differ from the former ones, when that is in one place. */
  readonly change?: Change
}

/** The chunks of a text. Those of a former text that an edit did not touch are taken from it, as the same objects. */
export function readChunks(text: string, former: FormerChunks | undefined): Chunks {
  if (!canSplit(text)) return { chunks: [readWhole(text)], usesAnchors: false }
  const budget = noAnchors()
  const usable = former && former.chunks.length > 0 && former.chunks[0]!.kind !== 'whole' ? former : undefined
  const { chunks, change } = usable ? updateChunks(text, usable, budget) : { chunks: readAll(text, budget) }
  const looked = change && !former!.usesAnchors ? chunks.slice(change.first, change.newEnd) : chunks
  if (looked.some(chunk => chunk.usesAnchors))
    return { chunks: withAnchors(chunks, budget.characters), usesAnchors: true }
  return { chunks, usesAnchors: false, change }
}

function readAll(text: string, budget: Anchors): Chunk[] {
  const chunks: Chunk[] = []
  const known = new Map<string, Chunk[]>()
  const open: Path[] = []
  split(text, 0, noneOpen, stretch => {
    const chunk = chunkOf(text, stretch, known, budget, false)
    makeAtOnce(chunk, open)
    chunks.push(chunk)
    return chunks.length < mostChunks
  })
  return chunks
}

/** How many chunks before an edit are looked at again: what a line is may depend on the next two. */
const lookBack = 3

function updateChunks(
  text: string,
  { read: oldText, chunks: old, starts, ends }: FormerChunks,
  budget: Anchors,
): { readonly chunks: readonly Chunk[]; readonly change: Change } {
  const { prefix, suffix } = ends ?? commonEnds(oldText, text)
  if (prefix === text.length && text.length === oldText.length)
    return { chunks: old, change: { first: 0, oldEnd: 0, newEnd: 0 } }
  const touched = lastAtMost(starts, prefix)
  const first = Math.max(0, touched - lookBack)
  const moved = text.length - oldText.length
  const editEnd = oldText.length - suffix
  let next = lastAtMost(starts, editEnd) + 1
  const known = new Map<string, Chunk[]>()
  const remember = (chunk: Chunk) => {
    const same = known.get(chunk.text)
    if (same) same.push(chunk)
    else known.set(chunk.text, [chunk])
  }
  const looked = Math.min(old.length, next + lookBack)
  for (let i = first; i < looked; i++) remember(old[i]!)
  const fresh: Chunk[] = []
  let resumed = -1
  split(text, starts[first]!, first === 0 ? noneOpen : old[first]!.open, stretch => {
    while (next < old.length && starts[next]! + moved < stretch.start) remember(old[next++]!)
    if (
      next < old.length &&
      starts[next]! + moved === stretch.start &&
      sameStart(stretch, old[next]!) &&
      editEnd + moved < stretch.start
    ) {
      resumed = next
      return false
    }
    fresh.push(chunkOf(text, stretch, known, budget, true))
    return first + fresh.length < mostChunks
  })
  const oldEnd = resumed < 0 ? old.length : resumed
  const kept = new Set(old.slice(oldEnd, looked).map(({ pieces }) => pieces))
  return {
    chunks: old.slice(0, first).concat(
      fresh.map(chunk => (kept.has(chunk.pieces) ? copyOf(chunk) : chunk)),
      old.slice(oldEnd),
    ),
    change: { first, oldEnd, newEnd: first + fresh.length },
  }
}

/** What was made of the same lines in another place is remembered there, not here. */
function copyOf(chunk: Chunk): Chunk {
  return { ...chunk, pieces: chunk.pieces.map(piece => ({ ...piece })) }
}

/** From here on the old chunks are right: the same levels are open, and the first is of the same kind. */
function sameStart(stretch: Stretch, chunk: Chunk): boolean {
  return (
    stretch.kind === chunk.kind &&
    stretch.level === chunk.level &&
    stretch.end - stretch.start === chunk.text.length &&
    sameOpen(stretch.open, chunk.open)
  )
}

function lastAtMost(starts: ArrayLike<number>, offset: number): number {
  let low = 0
  let high = starts.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return low
}

/** @param alone whether the other chunks are of another text, so that this one must not hold on to all of its own. */
function chunkOf(
  text: string,
  stretch: Stretch,
  known: ReadonlyMap<string, Chunk[]>,
  budget: Anchors,
  alone: boolean,
): Chunk {
  const slice = text.slice(stretch.start, stretch.end)
  const alike = known.get(slice)
  const at = alike?.findIndex(
    ({ kind, level, misplaced }) => kind === stretch.kind && level === stretch.level && misplaced === stretch.misplaced,
  )
  if (alike && at !== undefined && 0 <= at) {
    // It stands in one place: the next of the same text needs a memory of its own
    const [same] = alike.splice(at, 1) as [Chunk]
    return sameOpen(same.open, stretch.open) ? same : { ...same, open: stretch.open }
  }
  const anchors = { ...noAnchors(), characters: budget.characters }
  const chunk = readStretch(alone ? detached(slice) : slice, stretch, anchors)
  budget.characters = anchors.characters
  return chunk
}

/**
 * The same text on memory of its own. An engine cuts a part out of a text by pointing into it, so a chunk that
 * outlives its text would keep all of it: a typing session, one whole text for each block that was ever touched.
 */
function detached(part: string): string {
  return ` ${part}`.slice(1)
}

/** Chunks that use anchors depend on those before them: they are read again, in order, with what the former ones define. */
function withAnchors(chunks: readonly Chunk[], characters: number): readonly Chunk[] {
  const anchors = { ...noAnchors(), characters }
  return chunks.map(chunk => (chunk.usesAnchors ? readStretch(chunk.text, chunk, anchors) : chunk))
}
