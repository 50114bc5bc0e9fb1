import { forbiddenCharacters } from './characters.ts'
import { directives, tooLarge } from './chunkProblems.ts'
import { largestForLibrary, readWithLibrary } from './library.ts'
import { type Chunk, piecesOf } from './piece.ts'
import { problemAt } from './problem.ts'
import type { Node } from './reading.ts'
import { noneOpen } from './split.ts'

/** A document whose root is no block map, read as one. */
export function readWhole(text: string): Chunk {
  const of = { kind: 'whole', level: 0, open: noneOpen, misplaced: false, usesAnchors: false, isSimple: false } as const
  if (largestForLibrary < text.length) return { ...of, text, pieces: [], problems: [tooLarge(text)] }
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
  }
}

function firstLine(text: string, { start, end }: Node) {
  const stop = text.slice(start, end).search(/[\r\n]/)
  return { start, end: stop < 0 ? end : start + stop }
}
