import type { Notes } from '../notes.ts'
import { minuteOf, minutesIn, wordOf } from './dates.ts'
import type { Token } from './token.ts'

/**
 * Watches the header go by for the macros that TaskJuggler defines from it: `projectstart`, `projectend`, and `now` and
 * `today` where it gives a `now` (else they are the day it is run on).
 */
export function watchHeader(bodies: Map<string, string>): (token: Token) => void {
  let at: 'before' | 'start' | 'end' | 'block' | 'after' = 'before'
  let depth = 0
  let last = ''
  return ({ kind, text }) => {
    if (at === 'before') at = kind === 'word' && text === 'project' ? 'start' : at
    else if (at !== 'after' && kind === 'mark') {
      depth += text === '{' ? 1 : text === '}' ? -1 : 0
      if (0 < depth) at = 'block'
      else if (text === '}') at = 'after'
    } else if (at === 'start' && minuteOf(text) !== undefined) {
      bodies.set('projectstart', text)
      at = 'end'
    } else if (at === 'end') {
      const end = text.startsWith('+') ? shifted(bodies.get('projectstart')!, text) : text
      if (end !== undefined) bodies.set('projectend', end)
      at = 'block'
    } else if (at === 'block' && depth === 1 && last === 'now') {
      for (const name of ['now', 'today']) bodies.set(name, text)
    }
    last = text
  }
}

/** `2026-01-05 +2w`, what stands in `%{ … }`, as a date. */
export function calculated(expression: string, notes: Notes, line: number): string | undefined {
  const [, date, sign, length] = /^\s*([\d:+-]+?)\s+([+-])\s*([\d.]+\s*\w+)\s*$/.exec(expression) ?? []
  const result = date === undefined ? undefined : shifted(date, `${sign}${length!.replace(/\s+/, '')}`)
  if (result === undefined) notes.add(`The date "%{${expression}}" could not be calculated and was left out`, line)
  return result
}

/** Keeps the zone of the date, if it has one. */
function shifted(date: string, by: string): string | undefined {
  const [from, minutes] = [minuteOf(date), minutesIn(by.replace(/^[+-]/, ''))]
  if (from === undefined || minutes === undefined) return undefined
  const word = wordOf(from + (by.startsWith('-') ? -minutes : minutes))
  return word + (zone.exec(date)?.[0] ?? '')
}

const zone = /-[-+]\d{4}$/

/**
 * The tokens with the dates that name a zone (`2026-01-05-9:00-+0100`) on the project's clock. The hours that a named
 * `timezone` is ahead of UTC are not known here: what the date's own clock shows is taken for it, and noted.
 */
export function inProjectZone(tokens: readonly Token[], notes: Notes): readonly Token[] {
  if (!tokens.some(isZoned)) return tokens
  const named = tokens.findIndex(({ kind, text }) => kind === 'word' && text === 'timezone')
  const isUtc = /^(?:Etc\/)?(?:UTC|GMT|)$/.test(tokens[named + 1]?.text ?? '') || named < 0
  return tokens.map(token => {
    const minute = isZoned(token) ? minuteOf(token.text) : undefined
    if (minute === undefined) return token
    if (!isUtc) notes.add('The zone of a date was left out: its clock is taken for the project’s', token.line)
    return { ...token, text: wordOf(isUtc ? minute - minutesAhead(token.text) : minute) }
  })
}

function isZoned({ kind, text }: Token): boolean {
  return kind === 'word' && zone.test(text)
}

function minutesAhead(date: string): number {
  const [, sign, hours, minutes] = /-([-+])(\d\d)(\d\d)$/.exec(date)!
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}
