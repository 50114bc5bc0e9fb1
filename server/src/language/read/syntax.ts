import { fieldNames, listFields } from '../schema/names.ts'
import { shorten } from '../schema/scalars/texts.ts'
import { Trouble } from '../schema/scalars/trouble.ts'
import { problemAt, replaceFix } from './problem.ts'
import type { MapEntry, Problem, ScalarNode, Span } from './reading.ts'

/** A text in double quotes, as YAML. */
export function quote(text: string): string {
  return JSON.stringify(text)
}

/** `du` where `du: …` must stand, or `after:b`. */
export function halfKeyProblem(key: ScalarNode): Problem {
  const glued = gluedKey(key)
  if (glued !== null) {
    const at = key.start + glued[0].length
    return problemAt(key, {
      code: 'yaml/missing-space',
      message: `There is no space after "${glued[1]}:"`,
      help: 'Without it YAML reads the whole as one word',
      fixes: [replaceFix('Put a space after the ":"', { start: at, end: at }, ' ', true)],
    })
  }
  const item = /^-(?=[^\s-])/.test(key.text)
  if (item) {
    return problemAt(key, {
      code: 'yaml/missing-space',
      message: 'There is no space after "-"',
      help: 'An item of a list begins with "- "',
      fixes: [replaceFix('Put a space after the "-"', { start: key.start + 1, end: key.start + 1 }, ' ', true)],
    })
  }
  return problemAt(key, {
    code: 'yaml/syntax',
    message: `"${shorten(key.text)}" is not followed by ":" and a value`,
    help: 'A line is a key, ":" and a value, or an item of a list, "- …"',
    halfKey: key.text,
  })
}

/** `after:b`, as a match of the key and its colon. */
function gluedKey(key: ScalarNode): RegExpExecArray | null {
  return key.style === 'plain' ? /^([A-Za-z][A-Za-z0-9_-]*):(?=\S)/.exec(key.text) : null
}

/** A comma ended a plain text in `{ }`: what follows it became a key. `undefined` where it may be a key being typed. */
export function lostInFlow(text: string, before: MapEntry, key: ScalarNode): Problem | undefined {
  const { value } = before
  if (key.style !== 'plain' || gluedKey(key)) return undefined
  const list = unwrittenList(text, before, key)
  if (list) return list
  if (value?.kind !== 'scalar' || value.style !== 'plain') return undefined
  const number = /^\d{1,3}$/.test(value.text) && /^\d{3}(?:\.\d+)?$/.test(key.text)
  if (!number && mayBecomeKey(key.text)) return undefined
  const whole = { start: value.start, end: key.end }
  const meant = text.slice(whole.start, whole.end)
  return lostAt(
    whole,
    value.text,
    number ? 'Write the number without a comma' : 'Quote a text with a comma in it',
    number ? 'Remove the comma' : 'Quote the text',
    number ? meant.replace(/\s*,\s*/g, '') : quote(meant),
  )
}

/** `{ assign: ann, bo }`, or with brackets around what was mended before. */
function unwrittenList(text: string, { key: field, value }: MapEntry, key: ScalarNode): Problem | undefined {
  const item = listFields.get(field.text)
  if (!item || !value || fieldNames.has(key.text) || item.read(key.text) instanceof Trouble) return undefined
  const isWord = value.kind === 'scalar' && value.style === 'plain' && !(item.read(value.text) instanceof Trouble)
  const isList = value.kind === 'seq' && text[value.end - 1] === ']'
  if (!isWord && !isList) return undefined
  const items = isWord ? [value.text] : [text.slice(value.start + 1, value.end - 1).trim()]
  const list = `[${[...items, key.text].join(', ')}]`
  const read = text.slice(value.start, value.end)
  return lostAt({ start: value.start, end: key.end }, read, `Write ${shorten(list)}`, 'Write a list', list)
}

function lostAt(whole: Span, read: string, help: string, title: string, fix: string): Problem {
  return problemAt(whole, {
    code: 'yaml/flow-comma',
    message: `In { } a comma ends the value: "${shorten(read)}" is all that is read`,
    help,
    fixes: [replaceFix(title, whole, fix, true)],
  })
}

/** Is a word a key, or the beginning of one? */
function mayBecomeKey(word: string): boolean {
  if (fieldNames.has(word)) return true
  return /^[a-z][a-z-]*$/.test(word) && [...fieldNames].some(name => name.startsWith(word))
}

/** A ":" before which no word stands. */
export function noKeyProblem(text: string, span: Span, isCollection: boolean): Problem {
  if (!isCollection) return problemAt(span, { code: 'yaml/syntax', message: 'There is no key before the ":"' })
  if (text[span.start] === '-')
    return problemAt(span, {
      code: 'yaml/syntax',
      message: 'Here stands an item of a list, among keys',
      help: 'Write a key, ":" and a value; the items of a list stand below a key of their own',
    })
  return problemAt(span, {
    code: 'yaml/collection-key',
    message: 'A key is a word, not a list or a map',
    help: 'Quote it if a text is meant',
  })
}

const globLike = /[*?/.{}[\]]/

/** An alias without an anchor: often a glob that was not quoted. */
export function aliasProblem(text: string, span: Span, name: string): Problem {
  const line = restOfValue(text, span)
  const meant = text.slice(line.start, line.end)
  if (globLike.test(meant.slice(1)) || name === '') {
    return problemAt(line, {
      code: 'yaml/glob',
      message: `"${shorten(meant)}" is read as an alias, because it begins with *`,
      help: 'Quote it',
      fixes: [replaceFix('Quote it', line, quote(meant), true)],
    })
  }
  return problemAt(span, {
    code: 'yaml/alias',
    message: `There is no anchor "&${shorten(name)}" before this alias`,
    help: 'Quote it if a text is meant',
    fixes: [replaceFix('Quote it', line, quote(meant))],
  })
}

/** An explicit tag: often a text or a glob that was not quoted. */
export function tagProblem(text: string, span: Span): Problem {
  const line = restOfValue(text, span)
  const tag = text.slice(span.start, span.end)
  const meant = text.slice(line.start, line.end)
  if (!tag.startsWith('!!') && !tag.startsWith('!<') && /[*/.]|^!.+\s*$/.test(tag) && globLike.test(tag)) {
    return problemAt(line, {
      code: 'yaml/glob',
      message: `"${shorten(meant)}" is read as a tag, because it begins with !`,
      help: 'Quote it',
      fixes: [replaceFix('Quote it', line, quote(meant), true)],
    })
  }
  const value = /^\s*/.exec(text.slice(span.end, line.end))![0].length + span.end
  return problemAt(span, {
    code: 'yaml/tag',
    message: `Tags such as ${shorten(tag)} are not part of the format`,
    help: value < line.end ? 'Remove it' : 'Quote it if a text is meant',
    fixes:
      value < line.end
        ? [replaceFix('Remove the tag', { start: span.start, end: value }, '')]
        : [replaceFix('Quote it', line, quote(meant))],
  })
}

/** The tag of a value: before it, on its line or one above. */
export function findTag(text: string, valueStart: number): Span | undefined {
  const from = text.lastIndexOf('!', valueStart)
  if (from < 0) return undefined
  const start = /(?:^|[\s[{,])(!\S*)(?:\s+&\S+)?\s*$/.exec(text.slice(Math.max(0, valueStart - 300), valueStart))
  const at = start ? valueStart - start[0].length + start[0].indexOf('!') : from
  return { start: at, end: at + /^[^\s,\]}]*/.exec(text.slice(at, at + 200))![0].length }
}

/** From a place to where its value ends: the end of the line or a comment, or in flow a comma or closing bracket. */
function restOfValue(text: string, { start }: Span): Span {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1
  const flow = /[[{][^\]}]*$/.test(text.slice(lineStart, start))
  const rest = /^[^\r\n]*/.exec(text.slice(start, start + 2000))![0]
  const end = flow
    ? /^[^,\]\r\n]*?(?=\s*(?:[,\]]|\}\s*(?:#.*)?$|$))/.exec(rest)![0]
    : rest.replace(/\s+#.*$/, '').trimEnd()
  return { start, end: start + Math.max(1, end.length) }
}

const words: Readonly<Record<string, { readonly message: string; readonly help?: string }>> = {
  BAD_SCALAR_START: { message: "A plain text can't begin with this character", help: 'Quote the text' },
  BAD_DQ_ESCAPE: {
    message: 'There is no such escape in double quotes',
    help: 'Write \\\\ for a backslash, or use single quotes',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'There are two ":" in this line',
    help: 'Quote the text if the second one belongs to it',
  },
  BLOCK_IN_FLOW: { message: "A block can't stand inside { } or [ ]", help: 'Close the bracket first' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A key stands on one line',
    help: 'A ":" may be missing on the line above, or the indentation is not right',
  },
  BAD_INDENT: { message: 'The indentation is not right', help: 'All keys of a map begin in the same column' },
  KEY_OVER_1024_CHARS: { message: 'This key is too long' },
  MULTIPLE_ANCHORS: { message: 'There is more than one anchor' },
  MULTIPLE_TAGS: { message: 'There is more than one tag' },
}

/** An error of the YAML library, in our words where we have better ones. */
export function syntaxProblem(text: string, span: Span, code: string, message: string): Problem {
  const placed = visible(text, span)
  if (code === 'TAB_AS_INDENT')
    return problemAt(placed, { code: 'yaml/tab', message: 'Lines are indented by spaces, not by tabs' })
  if (code === 'BAD_DIRECTIVE')
    return problemAt(placed, {
      code: 'yaml/directive',
      message: "This directive can't be read",
      help: 'A plan needs no line that begins with %',
    })
  if (code === 'RESOURCE_EXHAUSTION')
    return problemAt(placed, { code: 'yaml/too-deep', message: 'This is nested too deep' })
  const better = missing(text, placed, message) ?? words[code]
  return problemAt(openingOf(text, span, message) ?? placed, {
    code: 'yaml/syntax',
    message: better?.message ?? firstLine(message),
    ...(better?.help && { help: better.help }),
  })
}

/** Of a bracket or a quote that is not closed the opening one, which is where it is mended. */
function openingOf(text: string, span: Span, message: string): Span | undefined {
  const end = Math.min(span.end, text.length)
  const before = text.slice(Math.max(0, end - 5000), end)
  const quote = /Missing closing (["'])quote/.exec(message)?.[1]
  const bracket = /end with a ?"?([\]}])/.exec(message)?.[1]
  const found = quote ? before.lastIndexOf(quote) : bracket ? lastOpen(before, bracket) : -1
  if (found < 0) return undefined
  const start = end - before.length + found
  return { start, end: start + 1 }
}

/** The last bracket of a kind that is opened and not closed. Quoted brackets count as brackets: it is a guess. */
function lastOpen(text: string, closing: string): number {
  const opening = closing === ']' ? '[' : '{'
  let closed = 0
  for (let at = text.length - 1; 0 <= at; at--) {
    if (text[at] === closing) closed++
    else if (text[at] === opening && closed-- === 0) return at
  }
  return -1
}

function missing(text: string, span: Span, message: string): { message: string; help?: string } | undefined {
  if (/Missing closing .?quote/.test(message)) return { message: 'The closing quote is missing' }
  const bracket = /end with a ?"?([\]}])/.exec(message)?.[1]
  if (bracket) return { message: `The closing ${bracket} is missing` }
  if (/Unexpected .?scalar/.test(message))
    return {
      message: `"${shorten(text.slice(span.start, span.end))}" can't stand here`,
      help: 'A ":" or a quote may be missing before it',
    }
  return undefined
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.replace(/[.:]+$/, '')
}

/** A span that is seen: at least one character, a word where it begins with white space, not a line end. */
function visible(text: string, { start, end }: Span): Span {
  let from = Math.min(start, Math.max(0, text.length - 1))
  const blank = /^[ \t]+(?=[^\s#])/.exec(text.slice(from, from + 300))
  if (blank) {
    from += blank[0].length
    return { start: from, end: from + /^[^\s:]+|^./.exec(text.slice(from, from + 300))![0].length }
  }
  while (0 < from && /\s/.test(text[from]!)) from -= 1
  const to = Math.min(text.length, Math.max(end, from + 1))
  const line = /^[^\r\n]*/.exec(text.slice(from, to))![0].trimEnd()
  return { start: from, end: Math.max(from + 1, Math.min(to, from + line.length)) }
}
