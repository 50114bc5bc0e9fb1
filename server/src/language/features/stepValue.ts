import {
  civilMinute,
  civilParts,
  daysInMonth,
  formatIsoDay,
  formatMinute,
  minutesPerDay,
  parseDate,
} from '#engine/time/civil'
import { formatDuration, parseDuration } from '#engine/time/duration'
import { lineEndAt, lineStartAt } from '../lineParts.ts'
import type { Span, TextEdit } from '../read/reading.ts'

/**
 * Moves the date, time, duration or percentage at the cursor by `steps` of the part that the cursor is in:
 * day, month or year of a date, the hour of a time, one unit of a duration, five of a percentage.
 */
export function stepValue(text: string, offset: number, steps: number): TextEdit | undefined {
  for (const [pattern, step] of steppers) {
    const found = tokenAt(text, offset, pattern)
    const fresh = found && step(text.slice(found.start, found.end), offset - found.start, steps)
    if (found && fresh !== undefined) return { span: found, text: fresh }
  }
  return undefined
}

type Step = (token: string, at: number, steps: number) => string | undefined

const steppers: readonly (readonly [RegExp, Step])[] = [
  [/\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?/g, stepDate],
  [/(?<![\w.-])\d{2}:\d{2}(?![\w:])/g, stepClock],
  [/(?<![\w:])(?<!\d\.)\d+(?:\.\d+)?e?(?:min|mo|h|d|w)(?![\w])/g, stepDuration],
  [/(?<![\w.])\d+%/g, stepPercent],
]

/** The match on the offset's line that the offset is in or at an end of. */
function tokenAt(text: string, offset: number, pattern: RegExp): Span | undefined {
  const start = lineStartAt(text, offset)
  for (const match of text.slice(start, lineEndAt(text, offset)).matchAll(pattern)) {
    const from = start + match.index
    if (from <= offset && offset <= from + match[0].length) return { start: from, end: from + match[0].length }
  }
  return undefined
}

function stepDate(token: string, at: number, steps: number): string | undefined {
  const date = parseDate(token)
  if (!date) return undefined
  const { year, month, day, hour, minute } = civilParts(date.minute)
  if (date.hasTime && at > 10) return formatMinute(date.minute + steps * 60)
  const format = date.hasTime ? formatMinute : formatIsoDay
  if (at > 7 || at === 0) return format(date.minute + steps * minutesPerDay)
  const months = year * 12 + month - 1 + (at > 4 ? steps : steps * 12)
  const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
  const moved = civilMinute(y, m, Math.min(day, daysInMonth(y, m)), hour, minute)
  return moved === undefined ? undefined : format(moved)
}

function stepClock(token: string, at: number, steps: number): string | undefined {
  const [hour = 0, minute = 0] = token.split(':').map(Number)
  const moved = hour * 60 + minute + steps * (at > 2 ? 15 : 60)
  if (moved < 0 || 24 * 60 < moved) return undefined
  return `${String(Math.floor(moved / 60)).padStart(2, '0')}:${String(moved % 60).padStart(2, '0')}`
}

function stepDuration(token: string, _at: number, steps: number): string | undefined {
  const duration = parseDuration(token)
  if (!duration) return undefined
  const amount = Math.round((duration.amount + steps) * 100) / 100
  return amount < 0 ? undefined : formatDuration({ ...duration, amount })
}

function stepPercent(token: string, _at: number, steps: number): string | undefined {
  const moved = Number(token.slice(0, -1)) + 5 * steps
  return moved < 0 ? undefined : `${moved}%`
}
