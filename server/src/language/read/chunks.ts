import { type CommonEnds, commonEnds } from '../commonEnds.ts'
import { forbiddenCharacters } from './characters.ts'
import { directives, documents, misplacedProblem, tooLarge } from './chunkProblems.ts'
import { maskWords, unmask } from './flowWords.ts'
import { type Anchors, noAnchors, readWithLibrary, type Tree } from './library.ts'
import { mapOf } from './node.ts'
import type { Change } from './outline.ts'
import { type Chunk, type Piece, pieceOf, piecesOf } from './piece.ts'
import { readPlain } from './plain.ts'
import { problemAt } from './problem.ts'
import type { MapEntry, Node, Problem } from './reading.ts'
import { canSplit, noneOpen, type Stretch, type StretchKind, sameOpen, split } from './split.ts'
import { halfKeyProblem } from './syntax.ts'
import { expandTabs, relocate } from './tabs.ts'

const loneReturn = /\r(?!\n)/
const loneReturns = /\r(?!\n)/g

/** More blocks than any plan has; a text with more is not read. */
export const mostChunks = 60_000

/** What the library is given at once: it reads about a million characters a second. */
const largestForLibrary = 300_000

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
  split(text, 0, noneOpen, stretch => {
    chunks.push(chunkOf(text, stretch, known, budget, false))
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

function placeOf(kind: StretchKind | 'whole'): 'root' | 'collection' | 'tasks' {
  if (kind === 'task' || kind === 'head') return 'tasks'
  return kind === 'entry' ? 'collection' : 'root'
}

type Of = Pick<Chunk, 'kind' | 'level' | 'open' | 'misplaced'>

function readStretch(text: string, { kind, level, open, misplaced }: Of, anchors: Anchors): Chunk {
  const chunk = (pieces: readonly Piece[], problems: readonly Problem[], usesAnchors = false) => {
    return { kind, level, open, misplaced, text, pieces, problems, usesAnchors }
  }
  if (kind === 'gap')
    return chunk([], [...directives(text), ...forbiddenCharacters(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)])
  if (kind === 'rest') return chunk([], documents(text))
  const hasLoneReturn = text.includes('\r') && loneReturn.test(text)
  const readable = hasLoneReturn ? text.replace(loneReturns, '\n') : text
  const tree = kind === 'branch' ? undefined : readTree(readable, anchors, level)
  const entries = entriesOf(text, tree)
  const pieces =
    kind === 'branch'
      ? branchPiece(text)
      : kind === 'tail'
        ? tailPiece(tree?.root, entries.entries)
        : piecesOf(hasLoneReturn ? entries.entries : asOne(entries.entries), placeOf(kind))
  const problems = (tree?.problems ?? []).concat(
    entries.problems,
    misplaced ? [misplacedProblem(text)] : [],
    forbiddenCharacters(text),
  )
  return chunk(kind === 'head' ? asHead(pieces) : pieces, problems, tree?.usesAnchors)
}

function readTree(text: string, anchors: Anchors, level: number): Tree {
  const plain = readPlain(text, level)
  if (plain) return { root: plain, problems: [], usesAnchors: false }
  if (5000 < text.length && /^[ \t]{1000}/m.test(text))
    return { root: undefined, problems: [tooIndented(text)], usesAnchors: false }
  // Where it is not plain without its tabs, a tab may stand inside a text: then the library says whether it is wrong.
  if (leadingTab.test(text) && !/[|>"']/.test(text) && readPlain(expandTabs(text).expanded, level))
    return readTabbed(text, anchors, level)
  const half = halfKey(text)
  if (half) return { root: half, problems: [], usesAnchors: false }
  if (largestForLibrary < text.length || anchors.characters < text.length)
    return { root: undefined, problems: [tooLarge(text)], usesAnchors: false }
  // A call costs as much as some hundred characters.
  anchors.characters -= text.length + 200
  const tree = readWithLibrary(text, anchors, level)
  if (tree.problems.length === 0) return tree
  return (leadingTab.test(text) ? readTabbed(text, anchors, level) : readMasked(text, anchors, level)) ?? tree
}

/** White space by the thousand is no indentation, and costs the library dearly. */
function tooIndented(text: string): Problem {
  const start = text.search(/^[ \t]{1000}/m)
  return problemAt(
    { start, end: start + 1 },
    {
      code: 'yaml/too-deep',
      message: 'This line is indented by more than 1000 columns',
      help: 'What is inside is not read',
    },
  )
}

/** A line that is one word: the beginning of a key. */
function halfKey(text: string): Node | undefined {
  const word = /^ *([A-Za-z_][\w-]*)[ \t]*(?:\r?\n)?$/.exec(text)
  if (!word) return undefined
  const start = word[0].indexOf(word[1]!)
  return { kind: 'scalar', style: 'plain', text: word[1]!, start, end: start + word[1]!.length }
}

const leadingTab = /^ *\t[ \t]*[^\s#]/m

/** Indented by tabs: read as if by spaces, and told as the one mistake it is. */
function readTabbed(text: string, anchors: Anchors, level: number): Tree {
  const { expanded, edits, original } = expandTabs(text)
  const tree = readTree(expanded, anchors, level)
  const { span } = edits[0]!
  const start = span.start + text.slice(span.start, span.end).indexOf('\t')
  const problem = problemAt(
    { start, end: span.end },
    {
      code: 'yaml/tab',
      message: 'Lines are indented by spaces, not by tabs',
      help: 'Two spaces a level',
      fixes: [{ title: 'Indent by spaces', edits, preferred: true }],
    },
  )
  return { ...tree, root: tree.root && relocate(tree.root, original), problems: [problem] }
}

/** Words that flow takes for something else, as in `[src/{a,b}]`: read as if they were quoted. */
function readMasked(text: string, anchors: Anchors, level: number): Tree | undefined {
  const words = maskWords(text)
  if (!words) return undefined
  const tree = readTree(words.masked, anchors, level)
  return { ...tree, root: tree.root && unmask(tree.root, text), problems: [...tree.problems, ...words.problems] }
}

/** The entries that a chunk's text comes to: also half a key, which is a text of its own to YAML. */
function entriesOf(
  text: string,
  tree: Tree | undefined,
): { entries: readonly MapEntry[]; problems: readonly Problem[] } {
  if (!tree) return { entries: [], problems: [] }
  const { root } = tree
  if (root?.kind === 'map') return { entries: root.entries, problems: [] }
  if (root?.kind === 'scalar') {
    const key = root.text.includes('\n') || root.end - root.start > 200 ? firstWords(text, root) : root
    const problems = tree.problems.length > 0 ? [] : [halfKeyProblem(key)]
    return { entries: [{ key, value: undefined, told: true }], problems }
  }
  if (root)
    return {
      entries: [],
      problems: [
        problemAt(
          { start: root.start, end: root.start + 1 },
          { code: 'yaml/syntax', message: 'Here stands a list, not a key and its value' },
        ),
      ],
    }
  const first = /^[ \t]*([^\s:#][^:#\r\n]*?)(?=[ \t]*(?::(?:\s|$)|$))/m.exec(text.slice(0, 2000))
  if (!first) return { entries: [], problems: [] }
  const start = first.index + first[0].length - first[1]!.length
  return {
    entries: [
      {
        key: { kind: 'scalar', style: 'plain', text: first[1]!, start, end: start + first[1]!.length },
        value: undefined,
        told: true,
      },
    ],
    problems: [],
  }
}

function firstWords(text: string, root: Node & { kind: 'scalar' }) {
  const words = /^[^\r\n]{0,200}/.exec(text.slice(root.start, root.start + 200))![0].trimEnd()
  return { ...root, text: words, end: root.start + words.length }
}

/** Keys beside the one that begins a chunk stand in a wrong column: they belong under it. */
function asOne(entries: readonly MapEntry[]): readonly MapEntry[] {
  if (entries.length === 1) return entries
  const [first, ...others] = entries
  if (!first || others.length === 0 || (first.value && first.value.kind !== 'map') || (!first.value && first.told))
    return entries.slice(0, 1)
  const all = [...(first.value?.entries ?? []), ...others]
  return [{ ...first, value: { ...mapOf(all)!, flow: first.value?.flow ?? false } }]
}

function branchPiece(text: string): readonly Piece[] {
  const m = /^([ \t]*)([^\s:]+):/.exec(text)!
  const start = m[1]!.length
  const end = start + m[2]!.length
  const key = { kind: 'scalar', style: 'plain', text: m[2]!, start, end } as const
  return [pieceOf('branch', { key, value: undefined, colon: end }, undefined, -1)]
}

function tailPiece(root: Node | undefined, entries: readonly MapEntry[]): readonly Piece[] {
  const first = entries[0]
  if (!first) return []
  const value: Node =
    root?.kind === 'map' ? root : { kind: 'map', flow: false, start: first.key.start, end: first.key.end, entries }
  return [pieceOf('tail', { key: first.key, value }, value, -1)]
}

/** The first piece has branches in chunks of their own. */
function asHead(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, i) => (i === 0 && piece.kind === 'leaf' ? { ...piece, kind: 'head' } : piece))
}

/** A document whose root is no block map, read as one. */
function readWhole(text: string): Chunk {
  const of = { kind: 'whole', level: 0, open: noneOpen, misplaced: false } as const
  if (largestForLibrary < text.length)
    return { ...of, text, pieces: [], problems: [tooLarge(text)], usesAnchors: false }
  const { root, problems } = readWithLibrary(text)
  const wrong =
    root && root.kind !== 'map'
      ? [
          problemAt(firstLine(text, root), {
            code: 'plan/wrong-type',
            message: 'A plan is a map of keys, such as project: and tasks:',
          }),
        ]
      : []
  const pieces = root?.kind === 'map' ? piecesOf(root.entries, 'root') : []
  return {
    ...of,
    text,
    pieces,
    problems: [
      ...problems,
      ...wrong,
      ...directives(text),
      ...forbiddenCharacters(text, text.charCodeAt(0) === 0xfeff ? 1 : 0),
    ],
    usesAnchors: false,
  }
}

function firstLine(text: string, { start, end }: Node) {
  const stop = text.slice(start, end).search(/[\r\n]/)
  return { start, end: stop < 0 ? end : start + stop }
}
