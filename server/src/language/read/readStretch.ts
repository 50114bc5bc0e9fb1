import type { Anchors } from './anchors.ts'
import { forbiddenCharacters } from './characters.ts'
import { directives, documents, misplacedProblem } from './chunkProblems.ts'
import type { Tree } from './convertDocuments.ts'
import { mapOf } from './node.ts'
import { type Chunk, type Piece, pieceOf, piecesOf } from './piece.ts'
import { problemAt } from './problem.ts'
import type { MapEntry, Node, Problem } from './reading.ts'
import { readTree } from './readTree.ts'
import type { StretchKind } from './split.ts'
import { halfKeyProblem } from './syntax.ts'

const loneReturn = /\r(?!\n)/
const loneReturns = /\r(?!\n)/g

const noProblems: readonly Problem[] = []

type Of = Pick<Chunk, 'kind' | 'level' | 'open' | 'misplaced'>

/** Reads a stretch of text on its own. */
export function readStretch(text: string, { kind, level, open, misplaced }: Of, anchors: Anchors): Chunk {
  const chunk = (pieces: readonly Piece[], problems: readonly Problem[], tree?: Tree): Chunk => {
    const isSimple = tree?.isPlain === true && 0 < level && pieces.length === 1 && problems.length === 0
    return { kind, level, open, misplaced, text, pieces, problems, usesAnchors: tree?.usesAnchors === true, isSimple }
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
  const problems = (tree?.problems ?? noProblems).concat(
    entries.problems,
    misplaced ? [misplacedProblem(text)] : [],
    forbiddenCharacters(text),
  )
  return chunk(kind === 'head' ? asHead(pieces) : pieces, problems.length > 0 ? problems : noProblems, tree)
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

function placeOf(kind: StretchKind | 'whole'): 'root' | 'collection' | 'tasks' {
  if (kind === 'task' || kind === 'head') return 'tasks'
  return kind === 'entry' ? 'collection' : 'root'
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

/** The first piece has branches in chunks of their own. */
function asHead(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, i) => (i === 0 && piece.kind === 'leaf' ? { ...piece, kind: 'head' } : piece))
}
