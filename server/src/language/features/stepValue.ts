import type { Path } from '#engine/model/path'
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
import { objectAt } from '../objects.ts'
import type { Reading, Span, TextEdit } from '../read/reading.ts'
import { lagPlace } from '../schema/scalars/links.ts'
import { type ScalarKind, Trouble } from '../schema/scalars/trouble.ts'
import { shapeAt } from '../schema/shape.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyEdits } from '../write/edits.ts'
import { cursorAt } from './cursor.ts'
import { type Workdays, workdaysOf, workOnDay } from './workdays.ts'

/**
 * Moves the value at the cursor by `steps` of the part that the cursor is in: a day, month or year of a date, an hour
 * or a quarter of a time, a unit of a duration, five of a percentage, one of the second digit of an amount. The day of
 * a date moves to a working day, unless the date is one of a calendar, of leave or of a rate.
 *
 * At a bound of the format, and where the text would have errors that it has not (a day that stands there already, hours
 * that overlap), the value stays as it is. `undefined` where there is nothing to move: on a word, in a text.
 */
export function stepValue(snapshot: Snapshot, offset: number, steps: number): TextEdit | undefined {
  const { text } = snapshot
  const cursor = cursorAt(text, offset)
  const kind = kindAt(cursor)
  if (!kind) return undefined
  const value = wholeValue(text, cursor.replace)
  const move: Move = { steps, workdays: dayStepsOf(snapshot, cursor.path) }
  let kept: TextEdit | undefined
  for (const { start, end, step } of tokensOf(kind.kind, text.slice(value.start, value.end))) {
    const span = { start: value.start + start, end: value.start + end }
    if (offset < span.start || span.end < offset) continue
    const token = text.slice(span.start, span.end)
    kept ??= { span, text: token }
    const fresh = step(token, offset - span.start, move)
    if (fresh === undefined) continue
    for (const moved of [fresh, ...wholeBefore(token, fresh)]) {
      const whole = text.slice(value.start, span.start) + moved + text.slice(span.end, value.end)
      const read = kind.read(whole)
      const isWrong = read instanceof Trouble && read.parts.value === undefined
      if (!isWrong && !bringsErrors(snapshot, { span, text: moved })) return { span, text: moved }
    }
    return kept
  }
  return kept
}

/** Between `97%` and `102%` lies all of it, where what can't be more than that stops. */
function wholeBefore(token: string, fresh: string): readonly string[] {
  const isPassed = /%$/.test(fresh) && Number.parseFloat(token) < 100 && 100 < Number.parseFloat(fresh)
  return isPassed ? ['100%'] : []
}

function bringsErrors({ text, reading }: Snapshot, edit: TextEdit): boolean {
  return errorCount(reading) < errorCount(reading.readAgain(applyEdits(text, [edit])))
}

function errorCount({ problems }: Reading): number {
  return problems.filter(({ severity }) => severity === 'error').length
}

interface Move {
  readonly steps: number
  /** Where left out, every day counts. */
  readonly workdays: Workdays | undefined
}

/** The kind of scalar that is written at the cursor, as a value or as the key of a map with free keys. */
function kindAt({ path, role, either }: ReturnType<typeof cursorAt>): ScalarKind<unknown> | undefined {
  if (role !== 'key' && role !== 'value') return undefined
  const shape = shapeAt(path)
  const kind = role === 'key' && !either ? shape?.record?.key : (shape?.scalar ?? shape?.list?.scalar)
  return kind && movable.has(kind.kind) ? kind : undefined
}

/** Kinds with an amount in them; in the others digits are only letters. */
const movable: ReadonlySet<string> = new Set([
  ...['after', 'before', 'date', 'date-estimate', 'date-range', 'duration', 'estimate', 'hours', 'lag', 'money'],
  ...['money-estimate', 'month', 'number', 'percent', 'probability', 'rate'],
])

/** Without quotes, and with what is behind the cursor. */
function wholeValue(text: string, { start, end }: Span): Span {
  let last = end
  while (last > start && /[\s"']/.test(text[last - 1]!)) last--
  return { start, end: last }
}

/** The working days by which a date at a path moves. */
function dayStepsOf({ plan }: Snapshot, path: Path): Workdays | undefined {
  const [section] = path
  if (section === 'calendars' || section === 'resources' || section === 'budget' || path.includes('pauses'))
    return undefined
  const place = objectAt(path)
  return workdaysOf(plan, place?.kind === 'task' ? plan.tasks.get(place.id)?.calendar : undefined)
}

type Step = (token: string, at: number, move: Move) => string | undefined

/** What can be moved in a value, the likeliest first: of a link only its lag, as ids have digits too. */
function tokensOf(kind: string, value: string): readonly (Span & { readonly step: Step })[] {
  const lag = kind === 'lag' ? ([0, value.length] as const) : links.has(kind) ? lagPlace(value) : undefined
  if (lag) return [{ start: lag[0], end: lag[1], step: stepLag }]
  if (links.has(kind)) return []
  return steppers.flatMap(([pattern, step]) =>
    [...value.matchAll(pattern)].map(({ index, 0: token }) => ({ start: index, end: index + token.length, step })),
  )
}

const links: ReadonlySet<string> = new Set(['after', 'before'])

const steppers: readonly (readonly [RegExp, Step])[] = [
  [/\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?/g, stepDate],
  [/(?<![\w-])\d{4}-\d{2}(?![\w-])/g, stepMonth],
  [/(?<![\w.])\d{2}:\d{2}(?![\w:])/g, stepClock],
  [/(?<![\w:])(?<!\d\.)\d+(?:\.\d+)?e?(?:min|mo|h|d|w)(?![\w])/g, stepDuration],
  [/(?<![\w.])\d+(?:\.\d+)?%/g, stepPercent],
  [/(?<![\w-])(?<!\d\.)\d[\d_]*(?:\.\d+)?(?![\w%-])/g, stepNumber],
]

/** A lag may be negative: up is later, whatever its sign. */
function stepLag(token: string, _at: number, { steps }: Move): string | undefined {
  const [, sign = '', gap = '', size = ''] = /^([+-]?)( *)(.*)$/.exec(token)!
  const isPercent = size.endsWith('%')
  const duration = parseDuration(isPercent ? size.replace('%', 'd') : size)
  if (!duration) return undefined
  const by = steps * (isPercent || duration.unit === 'min' ? 5 : 1)
  const moved = rounded(Number(`${sign}${duration.amount}`) + by)
  const amount = Math.abs(moved)
  const fresh = isPercent ? `${amount}%` : formatDuration({ ...duration, amount })
  return `${moved < 0 ? '-' : sign && '+'}${gap}${fresh}`
}

function stepDate(token: string, at: number, { steps, workdays }: Move): string | undefined {
  const date = parseDate(token)
  if (!date) return undefined
  if (date.hasTime && at > 10) return formatMinute(date.minute + steps * (at > 13 ? 15 : 60))
  const format = date.hasTime ? formatMinute : formatIsoDay
  if (at > 7 || at === 0) return format(date.minute + daysBy(date.minute, steps, workdays) * minutesPerDay)
  const { year, month, day, hour, minute } = civilParts(date.minute)
  const [y, m] = monthBy(year, month, at > 4 ? steps : steps * 12)
  const moved = civilMinute(y, m, Math.min(day, daysInMonth(y, m)), hour, minute)
  return moved === undefined ? undefined : format(moved)
}

/** Days off in a row that are passed over; longer ones are meant. */
const maxDaysOff = 100

/** How many days it is to the working day that is so many steps away. */
function daysBy(from: number, steps: number, workdays: Workdays | undefined): number {
  if (!workdays) return steps
  const direction = Math.sign(steps)
  let days = 0
  for (let left = Math.abs(steps); left > 0; left--) {
    const before = days
    do days += direction
    while (workOnDay(workdays, from + days * minutesPerDay) === 0 && Math.abs(days - before) < maxDaysOff)
    if (workOnDay(workdays, from + days * minutesPerDay) === 0) days = before + direction
  }
  return days
}

function monthBy(year: number, month: number, steps: number): readonly [number, number] {
  const months = year * 12 + month - 1 + steps
  return [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
}

function stepMonth(token: string, at: number, { steps }: Move): string {
  const [year = 0, month = 0] = token.split('-').map(Number)
  const [y, m] = monthBy(year, month, 0 < at && at < 5 ? steps * 12 : steps)
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`
}

function stepClock(token: string, at: number, { steps }: Move): string | undefined {
  const [hour = 0, minute = 0] = token.split(':').map(Number)
  const moved = hour * 60 + minute + steps * (at > 2 ? 15 : 60)
  if (moved < 0 || 24 * 60 < moved) return undefined
  return `${String(Math.floor(moved / 60)).padStart(2, '0')}:${String(moved % 60).padStart(2, '0')}`
}

function stepDuration(token: string, _at: number, { steps }: Move): string | undefined {
  const duration = parseDuration(token)
  if (!duration) return undefined
  const amount = rounded(duration.amount + steps * (duration.unit === 'min' ? 5 : 1))
  return amount < 0 ? undefined : formatDuration({ ...duration, amount })
}

/** Without what adding leaves behind the ninth place, where the format ends. */
function rounded(amount: number): number {
  return Number(amount.toFixed(9))
}

function stepPercent(token: string, _at: number, { steps }: Move): string | undefined {
  const share = Number(token.slice(0, -1))
  const moved = rounded(share + 5 * steps)
  return moved < 0 && share === 0 ? undefined : `${Math.max(0, moved)}%`
}

/** `12000` by 1000, `240_000` by 10_000, `95` and `3` by one: the second digit, as people round. */
function stepNumber(token: string, _at: number, { steps }: Move): string | undefined {
  const [whole = '', fraction] = token.split('.')
  const digits = whole.replaceAll('_', '')
  const moved = Number(digits) + steps * 10 ** Math.max(0, digits.length - 2)
  if (moved < 0) return undefined
  const grouped = whole.includes('_') ? String(moved).replace(/\B(?=(\d{3})+$)/g, '_') : String(moved)
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
