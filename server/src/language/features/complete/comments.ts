import { canBeSilenced } from '../../canBeSilenced.ts'
import { lineEndAt, lineParts, lineStartAt, nextLine } from '../../lineParts.ts'
import type { Snapshot } from '../../snapshot.ts'
import type { Cursor } from '../cursor.ts'
import type { CompletionList } from './item.ts'

/** In `# tpm-ignore `: the codes of what is wrong on the line that it would silence; of the file's, where that line has none. */
export function completeComment(snapshot: Snapshot, { offset, replace }: Cursor): CompletionList {
  const { text, problems } = snapshot
  const typed = text.slice(replace.start, offset)
  const word = /^#\s*tpm-ignore\s+(?:[\w/-]+\s*,\s*)*([\w/-]*)$/.exec(typed)
  const bare = /^#\s*([\w-]*)$/.exec(typed)
  const none = { replace: { start: offset, end: offset }, items: [], isIncomplete: false }
  if (bare && 'tpm-ignore'.startsWith(bare[1]!)) {
    return {
      ...none,
      replace: { start: offset - bare[1]!.length, end: offset },
      items: [{ label: 'tpm-ignore ', kind: 'word', detail: 'silence a diagnostic of this line', goesOn: true }],
    }
  }
  if (!word) return none
  const line = silencedLine(text, offset)
  const codes = new Map<string, string>()
  const near = problems.filter(({ span }) => line.start <= span.start && span.start <= line.end)
  const found = near.filter(({ code }) => canBeSilenced(code))
  for (const { code, message } of 0 < found.length ? found : problems)
    if (!codes.has(code) && canBeSilenced(code)) codes.set(code, message)
  const items = [...codes].map(([label, detail]) => ({ label, kind: 'word', detail }) as const)
  return { replace: { start: offset - word[1]!.length, end: wordEnd(text, offset) }, items, isIncomplete: false }
}

/** The comment's own line, or the next where it stands alone. */
function silencedLine(text: string, offset: number): { start: number; end: number } {
  const parts = lineParts(text, lineStartAt(text, offset))
  const next = parts.blank ? nextLine(text, parts.end) : -1
  return next < 0 ? { start: parts.start, end: parts.end } : { start: next, end: lineEndAt(text, next) }
}

function wordEnd(text: string, offset: number): number {
  let end = offset
  while (end < text.length && /[\w/-]/.test(text[end]!)) end++
  return end
}
