import { problemAt } from './problem.ts'
import type { Problem } from './reading.ts'

const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?:[ \t][^\r\n]*)?$/gm

/** Lines of a git conflict made comments of the same length, so that both sides are read; other texts as they are. */
export function maskConflicts(text: string): string {
  if (!text.startsWith('<<<<<<< ') && !text.includes('\n<<<<<<< ')) return text
  return text.replace(marker, line => `#${line.slice(1)}`)
}

/** The one thing to say about a text with a git conflict in it. */
export function conflictProblem(text: string): Problem {
  const start = text.startsWith('<<<<<<< ') ? 0 : text.indexOf('\n<<<<<<< ') + 1
  const end = start + /^[^\r\n]*/.exec(text.slice(start, start + 500))![0].length
  return problemAt(
    { start, end },
    {
      code: 'yaml/conflict-marker',
      message: 'There is a git conflict here',
      help: 'Resolve it first; nothing else is said about this file until then',
    },
  )
}
