import type { Notes } from '../notes.ts'
import { calculated, inProjectZone, watchHeader } from './builtins.ts'
import type { Token } from './token.ts'

/** The macros of a file, and how many more characters they may make in all. */
interface Macros {
  readonly bodies: Map<string, string>
  left: number
}

const wordStart =
  /^(?:\d{4}-\d{1,2}-\d{1,2}(?:-\d{1,2}:\d{1,2}(?::\d{1,2})?(?:-[-+]?\d{4})?)?|\d{1,2}:\d{2}|[^\s{},:"'#[\]$-][^\s{},:"'#[\]$-]*)/
/** A number with its unit, a blank between them or not: `5d`, `2 w`, `+ 6m`. */
const amount = /^\+?[ \t]*(?:\d+(?:\.\d*)?|\.\d+)[ \t]*(?:min|[hdwmy])(?![\w.])/
/** The two apart, as macros can bring them in: `${count}${unit}`. Nothing that follows a number is called like a unit. */
const bareNumber = /^\+?(?:\d+(?:\.\d*)?|\.\d+)$/
const unit = /^(?:min|[hdwmy])$/
const wordRest = /^[^\s{},:"'#[\]$-]+/

/** Macro calls nest no deeper: one that calls itself ends here. */
const maxDepth = 20
/** Expanded text is no longer: a few lines of macros can make gigabytes. */
const maxExpanded = 4_000_000

/**
 * Splits a TaskJuggler file into tokens: comments dropped, macros taken in and expanded
 * (`macro name [ … ]`, `${name "argument"}`, `${1}`), dates calculated (`%{2026-01-05 +2w}`) and in the project's zone.
 * Never throws; a macro that is not known is named in `notes`.
 *
 * Source: TaskJuggler 3 manual, "Project Description Language", Syntax Reference: macro.
 */
export function tokensOf(text: string, notes: Notes): readonly Token[] {
  const macros: Macros = { bodies: new Map(), left: maxExpanded }
  const tokens: Token[] = []
  const watch = watchHeader(macros.bodies)

  /** A word with the macros inside it, e.g. `f${major}` or `${content}${major}`. */
  const wordAt = (source: string, from: number, line: number): [word: string, end: number] => {
    let word = ''
    let at = from
    for (;;) {
      if (source.startsWith('${', at)) {
        if (isApart(source, at)) break
        const end = endOfCall(source, at)
        word += expandText(expandKnown(source.slice(at + 2, end), line) ?? '', macros)
        at = end + 1
      } else {
        const found = (word === '' ? wordStart : wordRest).exec(source.slice(at, at + 300))?.[0]
        if (!found) break
        word += found
        at += found.length
      }
    }
    return at === from ? [source[from]!, from + 1] : [word, at]
  }
  /** What a call stands for; that it stands for nothing known is noted. */
  const expandKnown = (call: string, line: number): string | undefined => {
    const body = expand(call, macros)
    if (body === undefined)
      notes.add(`The macro "${/^[\s?]*([\w.]*)/.exec(call)![1]}" is not known and was left out`, line)
    return body
  }
  /** A macro that is part of a word: it means one word, without blanks before or after it. */
  const isGlued = (source: string, at: number): boolean => {
    const body = expand(source.slice(at + 2, endOfCall(source, at)), macros)
    return body !== undefined && /^[\w.!+]+(?:-[\d:-]+)?$/.test(expandText(body, macros))
  }
  /** A macro that means something, but no part of a word. */
  const isApart = (source: string, at: number): boolean =>
    expand(source.slice(at + 2, endOfCall(source, at)), macros) !== undefined && !isGlued(source, at)
  const scan = (source: string, line: number, depth: number, isFirst: boolean): void => {
    let at = 0
    let here = line
    let first = isFirst
    const push = (kind: Token['kind'], text: string) => {
      const number = tokens.at(-1)
      if (kind === 'word' && unit.test(text) && number?.kind === 'word' && bareNumber.test(number.text)) {
        tokens[tokens.length - 1] = { ...number, text: number.text + text }
        return
      }
      const token = { kind, text, line: depth === 0 ? here : line, first }
      tokens.push(token)
      watch(token)
      first = false
    }
    while (at < source.length) {
      const char = source[at]!
      if (char === '\n') {
        here++
        first = true
        at++
      } else if (/\s/.test(char)) {
        at++
      } else if (char === '#' || source.startsWith('//', at)) {
        at = endOf(source, '\n', at)
      } else if (source.startsWith('/*', at)) {
        const end = Math.min(source.length, endOf(source, '*/', at + 2) + 2)
        here += linesIn(source, at, end)
        at = end
      } else if (source.startsWith('-8<-', at)) {
        const end = endOf(source, '->8-', at + 4)
        push('text', withoutIndent(source.slice(at + 4, end)))
        here += linesIn(source, at, end)
        at = end + 4
      } else if (char === '"' || char === "'") {
        const end = closingQuote(source, at, true)
        push('text', expandText(source.slice(at + 1, end).replace(/\\(["'])/g, '$1'), macros))
        here += linesIn(source, at, end)
        at = end + 1
      } else if (source.startsWith('${', at) && !isGlued(source, at)) {
        const end = endOfCall(source, at)
        const inLine = depth === 0 ? here : line
        const expanded = expandKnown(source.slice(at + 2, end), inLine)
        if (expanded === undefined) push('missing', '')
        else if (depth < maxDepth) scan(expanded, inLine, depth + 1, first)
        first = false
        at = end + 1
      } else if (source.startsWith('%{', at)) {
        const end = endOfCall(source, at)
        const date = calculated(expandText(source.slice(at + 2, end), macros), notes, depth === 0 ? here : line)
        push(date === undefined ? 'missing' : 'word', date ?? '')
        at = end + 1
      } else if (amountAt(source, at)) {
        const written = amountAt(source, at)!
        push('word', written.replace(/\s+/g, ''))
        at += written.length
      } else if ('{},-:'.includes(char) || (char === '+' && !/\d/.test(source[at + 1] ?? ''))) {
        push('mark', char)
        at++
      } else if (char === '[') {
        push('text', '')
        at = endOf(source, ']', at) + 1
      } else {
        const [word, end] = wordAt(source, at, depth === 0 ? here : line)
        at = end
        if (word === 'macro') {
          const [name, body, end] = macroAt(source, at)
          here += linesIn(source, at, end)
          macros.bodies.set(name, body)
          at = end
        } else {
          push('word', word)
        }
      }
    }
  }
  scan(text, 0, 0, true)
  return inProjectZone(tokens, notes)
}

function amountAt(source: string, at: number): string | undefined {
  return amount.exec(source.slice(at, at + 40))?.[0]
}

/** The lines of a `-8<-` text, without the indentation of the first. */
function withoutIndent(text: string): string {
  const indent = /^\s*?\n([ \t]*)/.exec(text)?.[1] ?? ''
  return text.replaceAll(`\n${indent}`, '\n').trim()
}

function macroAt(source: string, at: number): [name: string, body: string, end: number] {
  const open = endOf(source, '[', at)
  let depth = 0
  for (let end = open; end < source.length; end++) {
    if (source[end] === '[') depth++
    else if (source[end] === ']' && --depth === 0)
      return [source.slice(at, open).trim(), source.slice(open + 1, end), end + 1]
  }
  return [source.slice(at, open).trim(), source.slice(open + 1), source.length]
}

/**
 * `name "first" "second"`, with an optional leading `?` that makes a missing macro empty. What would make more than
 * there may be is left as it stands.
 */
function expand(call: string, macros: Macros): string | undefined {
  const [, optional, name, rest] = /^\s*(\??)\s*([\w.]+)([\s\S]*)$/.exec(call) ?? []
  const body = name === undefined ? undefined : macros.bodies.get(name)
  if (body === undefined) return optional ? '' : undefined
  const given = [...(rest ?? '').matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  )
  const longest = given.reduce((most, { length }) => Math.max(most, length), 0)
  const most = body.length + longest * (body.match(/\$\{\d+\}/g)?.length ?? 0)
  if (macros.left < most) return undefined
  macros.left -= most
  return body.replace(/\$\{(\d+)\}/g, (_, n: string) => given[Number(n) - 1] ?? '')
}

/** Calls inside a text are no longer than this: looking for the end of each would take the square of the text. */
const innerCall = /\$\{([^}]{0,1000})\}/g

function expandText(text: string, macros: Macros): string {
  let result = text
  for (let depth = 0; depth < maxDepth && result.includes('${'); depth++) {
    if (macros.left < result.length) break
    macros.left -= result.length
    const next = result.replace(innerCall, (whole, call: string) => expand(call, macros) ?? whole)
    if (next === result) break
    result = next
  }
  return result
}

function endOf(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from)
  return at < 0 ? source.length : at
}

/** The brace that closes a call of a macro or a calculated date: not one in an argument, nor of a call inside. */
function endOfCall(source: string, from: number): number {
  let depth = 0
  for (let end = from + 1; end < source.length; end++) {
    const char = source[end]
    if (char === '"') end = closingQuote(source, end)
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return end
  }
  return source.length
}

/** A call with arguments: their quotes close no text that the call is in. */
const callWithArguments = /\$\{\s*\??[a-zA-Z_]\w*(?:\s*"(?:\\"|[^"]){0,200}"){1,20}\s*\}/y

function closingQuote(source: string, at: number, withCalls = false): number {
  for (let end = at + 1; end < source.length; end++) {
    if (source[end] === '\\') end++
    else if (withCalls && source[end] === '$') {
      callWithArguments.lastIndex = end
      end += (callWithArguments.exec(source)?.[0].length ?? 1) - 1
    } else if (source[end] === source[at]) return end
  }
  return source.length
}

function linesIn(source: string, from: number, to: number): number {
  let count = 0
  for (let at = source.indexOf('\n', from); 0 <= at && at < to; at = source.indexOf('\n', at + 1)) count++
  return count
}
