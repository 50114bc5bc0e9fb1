import type { Anchors } from './anchors.ts'
import { tooIndented, tooLarge } from './chunkProblems.ts'
import type { Tree } from './convertDocuments.ts'
import { maskWords, unmask } from './flowWords.ts'
import { largestForLibrary, readWithLibrary } from './library.ts'
import { listOnKeyLine } from './listOnKeyLine.ts'
import { readPlain } from './plain.ts'
import { problemAt, relocateProblem } from './problem.ts'
import type { Node, Problem } from './reading.ts'
import { tabEdits } from './tabs.ts'
import { relocate, withEdits } from './withEdits.ts'

const noProblems: readonly Problem[] = []

/** A text as a tree, by the cheapest way that reads it. */
export function readTree(text: string, anchors: Anchors, level: number): Tree {
  const plain = readPlain(text, level)
  if (plain) return { root: plain, problems: noProblems, usesAnchors: false, isPlain: true }
  if (5000 < text.length && /^[ \t]{1000}/m.test(text))
    return { root: undefined, problems: [tooIndented(text)], usesAnchors: false }
  // Where it is not plain without its tabs, a tab may stand inside a text: then the library says whether it is wrong.
  if (leadingTab.test(text) && !/[|>"']/.test(text) && readPlain(withEdits(text, tabEdits(text)).edited, level))
    return readTabbed(text, anchors, level)
  const half = halfKey(text)
  if (half) return { root: half, problems: [], usesAnchors: false }
  if (largestForLibrary < text.length || anchors.characters < text.length)
    return { root: undefined, problems: [tooLarge(text)], usesAnchors: false }
  // A call costs as much as some hundred characters.
  anchors.characters -= text.length + 200
  const tree = readWithLibrary(text, anchors, level)
  if (tree.problems.length === 0) return tree
  if (leadingTab.test(text)) return readTabbed(text, anchors, level)
  const dashes = tree.misplacedDashes ?? []
  return (dashes.length > 0 ? readListed(text, dashes, anchors, level) : readMasked(text, anchors, level)) ?? tree
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
  const edits = tabEdits(text)
  const { edited, original } = withEdits(text, edits)
  const tree = readTree(edited, anchors, level)
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

/** Lists that begin on the line of their key: read as they were meant. */
function readListed(text: string, dashes: readonly number[], anchors: Anchors, level: number): Tree {
  const lists = dashes.map(dash => listOnKeyLine(text, dash))
  const { edited, original } = withEdits(
    text,
    lists.map(({ edit }) => edit),
  )
  const tree = readTree(edited, anchors, level)
  const others = tree.problems.map(problem => relocateProblem(problem, original))
  return {
    ...tree,
    root: tree.root && relocate(tree.root, original),
    problems: [...lists.map(({ problem }) => problem), ...others],
  }
}

/** Words that flow takes for something else, as in `[src/{a,b}]`: read as if they were quoted. */
function readMasked(text: string, anchors: Anchors, level: number): Tree | undefined {
  const words = maskWords(text)
  if (!words) return undefined
  const tree = readTree(words.masked, anchors, level)
  return { ...tree, root: tree.root && unmask(tree.root, text), problems: [...tree.problems, ...words.problems] }
}
