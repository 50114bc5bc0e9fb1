import type { TextEdit } from '../read/reading.ts'

/** The text after the edits, which must not overlap; in any order. Inserts at one place keep theirs. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { span, text: inserted } of sortEdits(edits)) {
    parts.push(text.slice(at, span.start), inserted)
    at = span.end
  }
  return parts.join('') + text.slice(at)
}

export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.order - b.order)
    .map(({ edit }) => edit)
}

/**
 * One list of edits of the first text that does what `first` and then `second` do, where `second`
 * counts in the text that `first` makes.
 */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  let composed = sortEdits(first)
  // From the end, so that the places of those before stay as they are.
  for (const edit of [...sortEdits(second)].reverse()) composed = composeOne(composed, edit)
  return composed
}

/** Replaces what `edit` touches of the text that `edits` make; touched edits melt into it. */
function composeOne(edits: readonly TextEdit[], { span, text }: TextEdit): readonly TextEdit[] {
  const before: TextEdit[] = []
  const after: TextEdit[] = []
  let { start, end } = span
  let head = ''
  let tail = ''
  let startAt: number | undefined
  let endAt: number | undefined
  let shift = 0
  for (const each of edits) {
    const from = each.span.start + shift
    const to = from + each.text.length
    if (to < start || (to === start && from < start && start < end)) before.push(each)
    else if (end < from) after.push(each)
    else {
      if (from <= start) {
        head = each.text.slice(0, start - from)
        startAt = each.span.start
      }
      if (end <= to) {
        tail = each.text.slice(Math.max(0, end - from))
        endAt = each.span.end
      }
    }
    shift += each.text.length - (each.span.end - each.span.start)
  }
  const shiftBefore = before.reduce((sum, { span: old, text: added }) => sum + added.length - (old.end - old.start), 0)
  start = startAt ?? start - shiftBefore
  const shiftAfter = after.reduce((sum, { span: old, text: added }) => sum + added.length - (old.end - old.start), 0)
  end = endAt ?? end - (shift - shiftAfter)
  return [...before, { span: { start, end }, text: head + text + tail }, ...after]
}

/** The same edit without what it leaves as it is at its beginning and end. */
export function trimEdit(text: string, { span, text: inserted }: TextEdit): TextEdit | undefined {
  const old = text.slice(span.start, span.end)
  if (old === inserted) return undefined
  const most = Math.min(old.length, inserted.length)
  let head = 0
  while (head < most && old[head] === inserted[head]) head++
  if (head > 0 && isHighSurrogate(old.charCodeAt(head - 1))) head--
  let tail = 0
  while (tail < most - head && old[old.length - 1 - tail] === inserted[inserted.length - 1 - tail]) tail++
  if (tail > 0 && isLowSurrogate(old.charCodeAt(old.length - tail))) tail--
  return {
    span: { start: span.start + head, end: span.end - tail },
    text: inserted.slice(head, inserted.length - tail),
  }
}

function isHighSurrogate(code: number): boolean {
  return 0xd800 <= code && code <= 0xdbff
}

function isLowSurrogate(code: number): boolean {
  return 0xdc00 <= code && code <= 0xdfff
}
