import { civilMinute, civilParts, dayOf, formatDay, minutesPerDay, weekdayOf } from '#engine/time/civil'
import { type Measure, pickLabel, textWidth } from './text.ts'

/** A stretch of the axis. Its label fits into it; it is empty where no label would. */
export interface Tick {
  /** Days since 1970-01-01, whole; half-open. */
  readonly from: number
  readonly to: number
  readonly label: string
}

/** Two scales, the upper over the lower: days in weeks, weeks in months, months in quarters, … */
export interface Axis {
  readonly upper: readonly Tick[]
  readonly lower: readonly Tick[]
}

export const axisSize = 11
const padding = 8
/** The calendar ends: 0001-01-01 and 10000-01-01. */
const firstOfAll = -719_162
const afterLast = 2_932_897
const months = [
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

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade'

/**
 * The two scales that are legible at a zoom: the finest whose labels fit, for every visible day of `[from, to)`.
 *
 * Labels come in several lengths, the longest that fits its stretch is taken, so two of one scale never touch.
 */
export function axisOf(from: number, to: number, pixelsPerDay: number, measure: Measure = textWidth): Axis {
  const [upper, lower] = unitsFor(pixelsPerDay, to - from)
  return {
    upper: ticksOf(upper, from, to, pixelsPerDay, true, measure),
    lower: ticksOf(lower, from, to, pixelsPerDay, false, measure),
  }
}

/** Decades say something over several years only: a narrow picture of less has its years over quarters, with labels or not. */
const fewestDaysInDecades = 6 * 365

function unitsFor(pixelsPerDay: number, days: number): readonly [Unit, Unit] {
  if (18 <= pixelsPerDay) return ['week', 'day']
  if (3 <= pixelsPerDay) return ['month', 'week']
  if (0.9 <= pixelsPerDay) return ['quarter', 'month']
  if (0.28 <= pixelsPerDay || days < fewestDaysInDecades) return ['year', 'quarter']
  return ['decade', 'year']
}

function ticksOf(
  unit: Unit,
  from: number,
  to: number,
  pixelsPerDay: number,
  isUpper: boolean,
  measure: Measure,
): readonly Tick[] {
  const spans: { from: number; to: number; labels: readonly string[]; room: number }[] = []
  for (let start = startOf(unit, from); start < Math.min(to, afterLast); ) {
    const end = nextOf(unit, start)
    spans.push({
      from: start,
      to: end,
      labels: labelsOf(unit, start, isUpper),
      room: (end - start) * pixelsPerDay - padding,
    })
    start = end
  }
  const form = longestForm(spans, measure)
  return spans.map(({ from, to, labels, room }) => ({
    from,
    to,
    label: pickLabel(labels.slice(form), room, axisSize, measure),
  }))
}

/** The longest form in which every label of the scale fits: neighbours read alike. */
function longestForm(
  spans: readonly { readonly labels: readonly string[]; readonly room: number }[],
  measure: Measure,
): number {
  const forms = spans[0]?.labels.length ?? 0
  for (let form = 0; form < forms; form++) {
    if (spans.every(({ labels, room }) => measure(labels[form] ?? '', axisSize) <= room)) return form
  }
  return 0
}

function startOf(unit: Unit, day: number): number {
  const whole = Math.floor(day)
  const { year, month } = dateOfDay(whole)
  switch (unit) {
    case 'day':
      return whole
    case 'week':
      return whole - weekdayOf(whole * minutesPerDay)
    case 'month':
      return firstDay(year, month)
    case 'quarter':
      return firstDay(year, month - ((month - 1) % 3))
    case 'year':
      return firstDay(year, 1)
    case 'decade':
      return firstDay(year - (((year % 10) + 10) % 10), 1)
  }
}

function nextOf(unit: Unit, start: number): number {
  const { year, month } = dateOfDay(start)
  switch (unit) {
    case 'day':
      return start + 1
    case 'week':
      return start + 7
    case 'month':
      return firstDay(year, month + 1)
    case 'quarter':
      return firstDay(year, month + 3)
    case 'year':
      return firstDay(year + 1, 1)
    case 'decade':
      return firstDay(year + 10, 1)
  }
}

/** From the longest to the shortest. The upper scale says the year, the lower leaves it to the upper. */
function labelsOf(unit: Unit, start: number, isUpper: boolean): readonly string[] {
  const { year, month, day } = dateOfDay(start)
  const name = months[month - 1] ?? ''
  const short = name.slice(0, 3)
  const quarter = `Q${Math.floor((month - 1) / 3) + 1}`
  switch (unit) {
    case 'day': {
      const weekday = formatDay(start * minutesPerDay).slice(0, 3)
      return [`${weekday} ${day}`, `${weekday.slice(0, 2)} ${day}`, `${day}`]
    }
    case 'week':
      return isUpper ? [...weekLabels(start), `${day} ${short}`, `${day}`] : [`${day}`]
    case 'month':
      return isUpper
        ? [`${name} ${year}`, `${short} ${year}`, short, short.slice(0, 1)]
        : [name, short, short.slice(0, 1)]
    case 'quarter':
      return isUpper ? [`${quarter} ${year}`, quarter] : [quarter]
    case 'year':
      return [`${year}`, `’${String(year).slice(-2)}`]
    case 'decade':
      return [`${year}–${year + 9}`, `${year}s`]
  }
}

function weekLabels(start: number): readonly string[] {
  const first = dateOfDay(start)
  const last = dateOfDay(start + 6)
  const from = (months[first.month - 1] ?? '').slice(0, 3)
  const to = (months[last.month - 1] ?? '').slice(0, 3)
  const span = from === to ? `${first.day}–${last.day} ${to}` : `${first.day} ${from} – ${last.day} ${to}`
  return [`${span} ${last.year} · week ${weekOfYear(start)}`, `${span} ${last.year}`, span]
}

function dateOfDay(day: number): { readonly year: number; readonly month: number; readonly day: number } {
  return civilParts(day * minutesPerDay)
}

/** The first day of a month; months past December are of the years that follow. */
function firstDay(year: number, month: number): number {
  const over = Math.floor((month - 1) / 12)
  const minute = civilMinute(year + over, month - over * 12, 1)
  if (minute !== undefined) return dayOf(minute)
  return year + over < 1 ? firstOfAll : afterLast
}

/** ISO 8601: the week belongs to the year of its Thursday. */
function weekOfYear(monday: number): number {
  const { year } = dateOfDay(monday + 3)
  return Math.floor((monday + 3 - firstDay(year, 1)) / 7) + 1
}
