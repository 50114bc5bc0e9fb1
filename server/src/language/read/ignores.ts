import type { Path } from '#engine/model/path'
import type { Reading, Span } from './reading.ts'

/** What is asked of a reading to find what its comments silence. */
export interface IgnoreSource {
  readonly text: string
  pathAt: Reading['pathAt']
  nodeAt: Reading['nodeAt']
  entrySpan(path: Path): Span
}

/** A text without it has nothing that silences. */
export const ignoreWord = 'tpm-ignore'

/** `# tpm-ignore CODE[, CODE] [: reason]`: at the end of a line for that key and what is under it, alone on a line for the next. */
export function findIgnores(source: IgnoreSource): Reading['ignores'] {
  const { text } = source
  const following = followingContent(text)
  const ignores: Reading['ignores'][number][] = []
  for (let at = text.indexOf(ignoreWord); 0 <= at; at = text.indexOf(ignoreWord, at + 1)) {
    const ignore = ignoreAt(source, at, following)
    if (ignore) ignores.push(ignore)
  }
  return ignores
}

function ignoreAt(
  source: IgnoreSource,
  at: number,
  following: (from: number) => number | undefined,
): Reading['ignores'][number] | undefined {
  const { text } = source
  const start = lineStart(text, at)
  const end = lineEnd(text, at)
  const hash = text.lastIndexOf('#', at)
  if (hash < start || !/^#[ \t]*$/.test(text.slice(hash, at)) || (start < hash && !/\s/.test(text[hash - 1]!)))
    return undefined
  const rest = /^[ \t]+([^:]*)/.exec(text.slice(at + ignoreWord.length, end))
  const codes = (rest?.[1] ?? '').split(/[\s,]+/).filter(code => code !== '')
  const comment = { start: hash, end: hash + text.slice(hash, end).trimEnd().length }
  if (inText(source, hash)) return undefined
  const alone = text.slice(start, hash).trim() === ''
  const target = alone ? following(end) : contentOf(text, start)
  return {
    codes,
    comment,
    span: target === undefined ? { start: comment.start, end: comment.start } : silenced(source, target),
  }
}

/** Inside a quoted or block text a # begins no comment. */
function inText({ pathAt, nodeAt }: IgnoreSource, offset: number): boolean {
  const { path, on } = pathAt(offset)
  const node = on === 'value' ? nodeAt(path) : undefined
  return node?.kind === 'scalar' && node.start < offset && offset < node.end
}

function silenced({ pathAt, entrySpan, text }: IgnoreSource, target: number): Span {
  const { path } = pathAt(target)
  const entry = entrySpan(path)
  const line = { start: lineStart(text, target), end: lineEnd(text, target) }
  return { start: Math.min(entry.start, line.start), end: Math.max(entry.end, line.end) }
}

function contentOf(text: string, line: number): number {
  return line + /^[ \t]*(?:- +)*/.exec(text.slice(line, line + 1000))![0].length
}

/** Asks for what follows a line, and remembers: many comments in a row stand before the same line. */
function followingContent(text: string): (from: number) => number | undefined {
  let known: { readonly from: number; readonly target: number | undefined } | undefined
  return from => {
    const fits = known && known.from <= from && (known.target === undefined || from < known.target)
    if (!known || !fits) known = { from, target: nextContent(text, from) }
    return known.target
  }
}

/** The first thing on the next line that is no comment. */
function nextContent(text: string, from: number): number | undefined {
  let line = from
  while (line < text.length) {
    line += text.startsWith('\r\n', line) ? 2 : 1
    const end = lineEnd(text, line)
    const content = text.slice(line, end).trim()
    if (content !== '' && !content.startsWith('#')) return contentOf(text, line)
    line = end
  }
  return undefined
}

function lineStart(text: string, offset: number): number {
  let at = offset
  while (0 < at && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at -= 1
  return at
}

function lineEnd(text: string, offset: number): number {
  let at = offset
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at += 1
  return at
}
