import type { Weekday } from '#engine/model/plan'
import type { Hours } from '#engine/time/minute'
import { nearest } from './nearest.ts'
import { shorten } from './texts.ts'
import { type ScalarKind, Trouble } from './trouble.ts'

const hoursPattern = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/

/** `09:00-12:00`; `22:00-06:00` runs into the next day; `24:00` only as an end. */
export function readHours(text: string): Hours | Trouble {
  const m = hoursPattern.exec(text)
  if (m === null) return notHours(text)
  const from = Number(m[1]) * 60 + Number(m[2])
  const to = Number(m[3]) * 60 + Number(m[4])
  if (59 < Number(m[2]) || 59 < Number(m[4]) || 1440 < to) return badHours(text, 'a day runs from 00:00 to 24:00', [])
  if (1440 <= from)
    return badHours(text, '24:00 is only an end; a day begins at 00:00', [text.replace(/^24:00/, '00:00')])
  if (from === to) return badHours(text, 'they end when they begin', from === 0 ? ['00:00-24:00'] : [])
  return { from, to: to < from ? to + 1440 : to }
}

function notHours(text: string): Trouble {
  const guess = guessHours(text)
  return badHours(text, 'write them as 09:00-12:00', guess === undefined || guess === text ? [] : [guess])
}

/** Hours as people write them elsewhere, in ours: `9-17`, `9:00 to 5pm`. */
function guessHours(text: string): string | undefined {
  const m = /^(\d{1,2})(?:[:.h](\d{2}))? *(am|pm)? *(?:-|–|to|\.\.) *(\d{1,2})(?:[:.h](\d{2}))? *(am|pm)?$/i.exec(
    text.trim(),
  )
  if (m === null) return undefined
  const clock = (hour: string, minute: string | undefined, half: string | undefined) => {
    const h = half?.toLowerCase() === 'pm' && Number(hour) < 12 ? Number(hour) + 12 : Number(hour)
    return `${String(h).padStart(2, '0')}:${minute ?? '00'}`
  }
  const guess = `${clock(m[1]!, m[2], m[3])}-${clock(m[4]!, m[5], m[6])}`
  return readHours(guess) instanceof Trouble ? undefined : guess
}

function badHours(text: string, why: string, fixes: readonly string[]): Trouble {
  return new Trouble({
    code: 'plan/bad-hours',
    message: `"${shorten(text)}" are not hours of a day: ${why}`,
    help: fixes.length > 0 ? `Write ${fixes[0]}` : undefined,
    fixes,
  })
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A day or a range of days as the days it means, Monday = 0; `fri-mon` runs over the weekend. */
export function readDays(text: string): readonly Weekday[] | Trouble {
  const [first, last, ...more] = text.split('-')
  const from = weekdays.indexOf(first as (typeof weekdays)[number])
  const to = last === undefined ? from : weekdays.indexOf(last as (typeof weekdays)[number])
  if (from < 0 || to < 0 || more.length > 0) return notDays(text)
  const days: Weekday[] = []
  for (let day = from; ; day = (day + 1) % 7) {
    days.push(day as Weekday)
    if (day === to) return days
  }
}

function notDays(text: string): Trouble {
  const guess = text
    .toLowerCase()
    .split(/ *(?:-|–|\.\.|to) */)
    .map(part => weekdays.find(day => part.startsWith(day)) ?? nearest(part, weekdays) ?? '?')
    .join('-')
  return new Trouble({
    code: 'plan/unknown-word',
    message: `"${shorten(text)}" is not a day of the week or a range of days`,
    help: 'Days are mon, tue, wed, thu, fri, sat and sun; a range is mon-fri',
    fixes: guess !== text && !guess.includes('?') && guess.split('-').length <= 2 ? [guess] : [],
  })
}

const takenForFalse = new Trouble({
  code: 'plan/unknown-word',
  severity: 'warning',
  message: '"off" is read as closed here, but other YAML readers take it for false',
  help: 'Write closed',
  fixes: ['closed'],
  value: 'closed',
})

/** `closed`, `open`, or hours where a list of them may also stand. */
export function dayState<W extends 'closed' | 'open'>(words: readonly W[]): ScalarKind<W> {
  return {
    kind: 'day-state',
    noun: `${words.join(', ')} or a list of hours`,
    examples: words,
    words,
    read: text => {
      if ((words as readonly string[]).includes(text)) return text as W
      if (/\d/.test(text)) return hoursNoList(text)
      if (text === 'off' && (words as readonly string[]).includes('closed')) return takenForFalse
      const guess = /^(none|free|holiday|no|false)$/i.test(text)
        ? words.find(word => word === 'closed')
        : nearest(text, words)
      return new Trouble({
        code: 'plan/unknown-word',
        message: `"${shorten(text)}" is not ${words.join(', ')} or a list of hours`,
        help: guess ? `Did you mean "${guess}"?` : 'Write closed, or hours as [09:00-12:00, 13:00-17:00]',
        fixes: guess ? [guess] : [],
      })
    },
  }
}

function hoursNoList(text: string): Trouble {
  const parts = text.split(/ *[,;] */).map(part => (readHours(part) instanceof Trouble ? guessHours(part) : part))
  return parts.includes(undefined)
    ? badHours(text, 'write them as [09:00-12:00]', [])
    : badHours(text, 'hours are a list', [`[${parts.join(', ')}]`])
}

export const hours: ScalarKind<Hours> = {
  kind: 'hours',
  noun: 'hours of a day',
  examples: ['09:00-12:00', '22:00-06:00'],
  pattern: '^\\d{2}:\\d{2}-\\d{2}:\\d{2}$',
  read: readHours,
}
export const days: ScalarKind<readonly Weekday[]> = {
  kind: 'days',
  noun: 'a day or a range of days',
  examples: ['mon', 'mon-fri'],
  pattern: '^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$',
  read: readDays,
}
