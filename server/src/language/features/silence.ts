import { canBeSilenced } from '../canBeSilenced.ts'
import { lineParts, lineStartAt } from '../lineParts.ts'
import type { Problem, Reading, TextEdit } from '../read/reading.ts'
import { applyEdits } from '../write/edits.ts'
import { lineEndOf } from '../write/layout.ts'

/**
 * A `# tpm-ignore CODE` for a problem: behind its line, or above where a comment or text stands there. None for syntax,
 * nor where a comment would be a part of a text or silence something else.
 */
export function silence(reading: Reading, { code, span }: Problem): readonly TextEdit[] {
  if (!canBeSilenced(code)) return []
  const { text } = reading
  const line = lineParts(text, lineStartAt(text, span.start))
  const runsOn = isInText(reading, line.end)
  const insert = (at: number, words: string) => {
    const edits = [{ span: { start: at, end: at }, text: words }]
    const moved = span.start + (at <= span.start ? words.length : 0)
    return silences(reading.readAgain(applyEdits(text, edits)), code, moved) ? edits : []
  }
  if (line.comment >= 0 && !runsOn) {
    const ignore = /^#\s*tpm-ignore\s+[\w/-]+(?:\s*,\s*[\w/-]+)*/.exec(text.slice(line.comment, line.end))
    if (ignore) return insert(line.comment + ignore[0].length, `, ${code}`)
  }
  const endsInText = runsOn || line.comment >= 0 || /^[|>"']/.test(text[line.content] ?? '')
  if (!endsInText && !line.blank)
    return insert(line.contentEnd > line.content ? line.contentEnd : line.end, ` # tpm-ignore ${code}`)
  if (isInText(reading, line.start)) return []
  return insert(line.start, `${' '.repeat(line.indent)}# tpm-ignore ${code}${lineEndOf(text)}`)
}

/** Does a text begin before an offset and end behind it? */
function isInText(reading: Reading, offset: number): boolean {
  const node = reading.nodeAt(reading.pathAt(offset).path)
  return node?.kind === 'scalar' && node.start < offset && offset < node.end
}

function silences({ ignores }: Reading, code: string, at: number): boolean {
  return ignores.some(({ codes, span }) => codes.includes(code) && span.start <= at && at <= span.end)
}
