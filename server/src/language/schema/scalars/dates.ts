import type { Estimate } from '#engine/model/plan'
import { civilMinute, daysInMonth, firstYear, lastYear } from '#engine/time/civil'
import type { CivilDate, DateRange, Minute } from '#engine/time/minute'
import { shorten } from './texts.ts'
import { type ScalarKind, Trouble } from './trouble.ts'

const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
/** `2026-05-02` or `2026-05-02T13:00`, civil time without a zone. */
export function readDate(text: string): CivilDate | Trouble {
  const m = datePattern.exec(text)
  if (m === null) return notADate(text)
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])]
  const hasTime = m[4] !== undefined
  const [hour, minute] = hasTime ? [Number(m[4]), Number(m[5])] : [0, 0]
  const wrong = impossible(year, month, day, hour, minute)
  if (wrong !== undefined)
    return badDate(
      text,
      wrong.why,
      wrong.fixes.map(f => (hasTime ? `${f}${text.slice(10)}` : f)),
    )
  return { minute: civilMinute(year, month, day, hour, minute) as Minute, hasTime }
}

function impossible(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): { why: string; fixes: string[] } | undefined {
  if (year < firstYear || lastYear < year)
    return { why: `the year must be between ${firstYear} and ${lastYear}`, fixes: [] }
  if (month < 1 || 12 < month) {
    const swapped = 1 <= day && day <= 12 && 1 <= month && month <= daysInMonth(year, day)
    return { why: `there is no month ${month}`, fixes: swapped ? [isoDay(year, day, month)] : [] }
  }
  const last = daysInMonth(year, month)
  if (day < 1 || last < day) {
    return {
      why: `${monthNames[month - 1]} ${year} has ${last} days`,
      fixes: [isoDay(year, month, day < 1 ? 1 : last)],
    }
  }
  if (23 < hour || 59 < minute) {
    return {
      why: hour === 24 ? 'midnight is 00:00 of the next day' : `there is no ${pad(hour)}:${pad(minute)}`,
      fixes: [],
    }
  }
  return undefined
}

function badDate(text: string, why: string, fixes: readonly string[]): Trouble {
  return new Trouble({
    code: 'plan/bad-date',
    message: `${shorten(text)} is not a date: ${why}`,
    help: fixes.length > 0 ? `Write ${fixes.join(' or ')}` : undefined,
    fixes,
  })
}

function notADate(text: string): Trouble {
  const guess = guessDate(text.trim())
  return badDate(text, 'write year-month-day, as 2026-05-02 or 2026-05-02T13:00', guess === undefined ? [] : guess)
}

/** Other ways to write a date, in ours; several where the order of day and month can't be told. */
function guessDate(text: string): string[] | undefined {
  const loose =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  if (loose !== null) {
    const time = loose[4] === undefined ? '' : `T${loose[4].padStart(2, '0')}:${loose[5]}`
    return right([`${loose[1]}-${loose[2]!.padStart(2, '0')}-${loose[3]!.padStart(2, '0')}${time}`])
  }
  const dayFirst = /^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (dayFirst !== null) {
    const [a, b, year] = [dayFirst[1]!.padStart(2, '0'), dayFirst[3]!.padStart(2, '0'), dayFirst[4]]
    return right(dayFirst[2] === '/' ? [`${year}-${a}-${b}`, `${year}-${b}-${a}`] : [`${year}-${b}-${a}`])
  }
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (digits !== null) return right([`${digits[1]}-${digits[2]}-${digits[3]}`])
  const named = /^(?:(\d{1,2})\.? +)?([A-Za-z]{3,9})\.?(?: +(\d{1,2})(?:st|nd|rd|th)?,?)? +(\d{4})$/.exec(text)
  if (named === null) return undefined
  const month = monthNames.findIndex(name => name.slice(0, 3).toLowerCase() === named[2]!.slice(0, 3).toLowerCase()) + 1
  const day = named[1] ?? named[3]
  return month === 0 || day === undefined ? undefined : right([`${named[4]}-${pad(month)}-${day.padStart(2, '0')}`])
}

function right(guesses: readonly string[]): string[] {
  return guesses.filter(
    (guess, i) => guesses.indexOf(guess) === i && datePattern.test(guess) && !(readDate(guess) instanceof Trouble),
  )
}

/** Both ends included; a date alone is a range of one day. */
export function readDateRange(text: string): DateRange | Trouble {
  const dots = text.indexOf('..')
  if (dots < 0) {
    const single = readDate(text)
    if (!(single instanceof Trouble)) return { from: single, to: single }
    const split =
      /^(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?)\s*(?:-|–|\/|to|until|,)\s*(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?)$/.exec(text)
    return split === null
      ? single
      : badDate(text, 'a range is written with .. between its ends', [`${split[1]}..${split[2]}`])
  }
  const [first, second] = [text.slice(0, dots), text.slice(dots + 2)]
  const from = readDate(first)
  if (from instanceof Trouble)
    return rangeEnd(text, from, first, [`${first.trim()}..${second.replace(/^\.+/, '').trim()}`])
  const to = readDate(second)
  if (to instanceof Trouble) return rangeEnd(text, to, second, [`${first}..${second.replace(/^\.+/, '').trim()}`])
  if (to.minute < from.minute) return badDate(text, 'the range ends before it begins', [`${second}..${first}`])
  return { from, to }
}

function rangeEnd(text: string, end: Trouble, which: string, guesses: readonly string[]): Trouble {
  const guess = guesses.find(g => g !== text && !(readDateRange(g) instanceof Trouble))
  const fixed = end.parts.fixes?.map(fix => text.replace(which, fix)) ?? []
  return new Trouble({ ...end.parts, fixes: guess === undefined ? fixed : [guess], help: undefined })
}

/** A month of a budget: `2026-01`, as its first day. */
export function readMonth(text: string): CivilDate | Trouble {
  const m = /^(\d{4})-(\d{2})$/.exec(text)
  if (m !== null)
    return readDate(`${text}-01`) instanceof Trouble ? badMonth(text, []) : (readDate(`${text}-01`) as CivilDate)
  const guess = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(text)
  return badMonth(text, guess === null ? [] : [`${guess[1]}-${guess[2]!.padStart(2, '0')}`])
}

function badMonth(text: string, fixes: readonly string[]): Trouble {
  return new Trouble({
    code: 'plan/bad-date',
    message: `${shorten(text)} is not a month: write year-month, as 2026-01`,
    help: fixes.length > 0 ? `Write ${fixes[0]}` : undefined,
    fixes,
  })
}

/** A date, or a three-point date `2026-05-10..2026-05-15..2026-06-01`. */
export function readDateEstimate(text: string): Estimate<CivilDate> | Trouble {
  const parts = text.split('..')
  if (parts.length === 1) {
    const likely = readDate(text)
    return likely instanceof Trouble ? likely : { likely }
  }
  if (parts.length !== 3) return badDate(text, 'a three-point date is optimistic..likely..pessimistic', [])
  const dates: CivilDate[] = []
  for (const part of parts) {
    const date = readDate(part)
    if (date instanceof Trouble)
      return new Trouble({ ...date.parts, fixes: date.parts.fixes?.map(fix => text.replace(part, fix)) })
    dates.push(date)
  }
  const [optimistic, likely, pessimistic] = dates as [CivilDate, CivilDate, CivilDate]
  if (likely.minute < optimistic.minute || pessimistic.minute < likely.minute) {
    const sorted = [...parts].sort()
    return new Trouble({
      code: 'plan/bad-estimate',
      message: `${shorten(text)} is out of order: optimistic..likely..pessimistic, earliest first`,
      help: `Write ${sorted.join('..')}`,
      fixes: [sorted.join('..')],
    })
  }
  return { optimistic, likely, pessimistic }
}

function isoDay(year: number, month: number, day: number): string {
  return `${year}-${pad(month)}-${pad(day)}`
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}

const dateSource = '\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2})?'

export const date: ScalarKind<CivilDate> = {
  kind: 'date',
  noun: 'a date',
  examples: ['2026-05-02', '2026-05-02T13:00'],
  pattern: `^${dateSource}$`,
  read: readDate,
}
export const dateRange: ScalarKind<DateRange> = {
  kind: 'date-range',
  noun: 'a date or a range of dates',
  examples: ['2026-03-02..2026-03-13', '2026-05-01'],
  pattern: `^${dateSource}(\\.\\.${dateSource})?$`,
  read: readDateRange,
}
export const month: ScalarKind<CivilDate> = {
  kind: 'month',
  noun: 'a month',
  examples: ['2026-01'],
  pattern: '^\\d{4}-\\d{2}$',
  read: readMonth,
}
export const dateEstimate: ScalarKind<Estimate<CivilDate>> = {
  kind: 'date-estimate',
  noun: 'a date or a three-point date',
  examples: ['2026-05-15', '2026-05-10..2026-05-15..2026-06-01'],
  pattern: `^${dateSource}(\\.\\.${dateSource}\\.\\.${dateSource})?$`,
  read: readDateEstimate,
}
