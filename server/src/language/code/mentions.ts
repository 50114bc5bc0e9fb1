import { lineIndex } from '../lines.ts'
import type { Mention } from './ties.ts'

const id = '[A-Za-z][A-Za-z0-9_-]*'
const pattern = new RegExp(`\\btpm:(?:(${id})/)?(${id})|\\bTODO\\((${id})\\)`, 'g')

/** What begins a comment in some language, before a place on its line; in a block comment the line often begins with a star. */
const comment = /\/\/|\/\*|#|--|;|%|<!--|"""|'''|^\s*\*/

/** The tasks that a source file's comments name, in order of place. Knows no language: a comment is what most have for one. */
export function mentionsIn(uri: string, text: string): readonly Mention[] {
  if (!text.includes('tpm:') && !text.includes('TODO(')) return []
  const lines = lineIndex(text)
  const found: Mention[] = []
  for (const match of text.matchAll(pattern)) {
    const from = lines.positionAt(match.index)
    if (!comment.test(text.slice(lines.startOf(from.line), match.index))) continue
    const [all, plan, referred, todo] = match
    const name = referred ?? todo!
    const start = match.index + all.lastIndexOf(name)
    found.push({
      uri,
      kind: todo === undefined ? 'reference' : 'todo',
      plan,
      id: name,
      start: lines.positionAt(start),
      end: lines.positionAt(start + name.length),
      from,
    })
  }
  return found
}
