import { lineParts, lineStartAt } from '../lineParts.ts'
import type { Problem, TextEdit } from '../read/reading.ts'
import { lineEndOf } from '../write/layout.ts'

/** A `# tpm-ignore CODE` for a problem: behind its line, or above where a comment or text stands there. None for syntax. */
export function silence(text: string, { code, span }: Problem): readonly TextEdit[] {
  if (code.startsWith('yaml/') || code === 'plan/unused-ignore') return []
  const line = lineParts(text, lineStartAt(text, span.start))
  const insert = (at: number, words: string) => [{ span: { start: at, end: at }, text: words }]
  if (line.comment >= 0) {
    const ignore = /^#\s*tpm-ignore\s+[\w/-]+(?:\s*,\s*[\w/-]+)*/.exec(text.slice(line.comment, line.end))
    if (ignore) return insert(line.comment + ignore[0].length, `, ${code}`)
  }
  const endsInText = line.comment >= 0 || /^[|>"']/.test(text[line.content] ?? '')
  if (!endsInText && !line.blank)
    return insert(line.contentEnd > line.content ? line.contentEnd : line.end, ` # tpm-ignore ${code}`)
  return insert(line.start, `${' '.repeat(line.indent)}# tpm-ignore ${code}${lineEndOf(text)}`)
}
