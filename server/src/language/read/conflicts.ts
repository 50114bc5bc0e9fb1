import { type CommonEnds, differsIn } from '../commonEnds.ts'
import { problemAt } from './problem.ts'
import type { Problem } from './reading.ts'

const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?:[ \t][^\r\n]*)?$/gm

const markers = ['<<<<<<< ', '>>>>>>> ']

/**
 * Lines of a git conflict made comments of the same length, so that both sides are read; other texts as they are.
 *
 * @param ends what the text has in common with one that has no conflict.
 */
export function maskConflicts(text: string, ends?: CommonEnds): string {
  if (ends && !differsIn(text, ends, markers)) return text
  if (firstMarker(text) < 0) return text
  return text.replace(marker, line => `#${line.slice(1)}`)
}

/** What is said of a text with a git conflict in it, in place of all that its reading finds. */
export function conflictProblem(text: string): Problem {
  const start = Math.max(0, firstMarker(text))
  const end = start + /^[^\r\n]*/.exec(text.slice(start, start + 500))![0].length
  return problemAt(
    { start, end },
    {
      code: 'yaml/conflict-marker',
      message: 'There is a git conflict here',
      help: 'Resolve it first: until then both sides are read, and mistakes of form in this file are not told',
    },
  )
}

/** Where the first side begins or, of a conflict resolved by halves, where one ends; -1 without either. */
function firstMarker(text: string): number {
  const starts = markers.flatMap(marker => {
    if (text.startsWith(marker)) return [0]
    const at = text.indexOf(`\n${marker}`)
    return at < 0 ? [] : [at + 1]
  })
  return starts.length === 0 ? -1 : Math.min(...starts)
}
