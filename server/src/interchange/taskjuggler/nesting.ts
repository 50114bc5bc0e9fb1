import type { Notes } from '../notes.ts'
import type { Cursor } from './cursor.ts'

/** Tasks, people and shifts inside each other; a plan nests no deeper. */
const maxNesting = 28

/** Steps over what is nested too deep. */
export function isTooDeep(cursor: Cursor, depth: number, notes: Notes): boolean {
  if (depth <= maxNesting) return false
  notes.add(`What is nested deeper than ${maxNesting} was left out`, cursor.line)
  while (!cursor.isAtEnd && !cursor.isMark('{') && !cursor.isMark('}')) cursor.next()
  if (cursor.isMark('{')) cursor.skipBlock()
  return true
}
