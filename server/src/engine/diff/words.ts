import type {
  Assignment,
  CalendarSpec,
  Criterion,
  Estimate,
  Impact,
  Link,
  OverTime,
  Probability,
  Rate,
} from '../model/plan.ts'
import { formatCivilDate, formatDateRange } from '../time/civil.ts'
import { formatDuration } from '../time/duration.ts'
import type { CivilDate, DateRange, Duration, Hours } from '../time/minute.ts'

/*
 * Values as a plan writes them, in canonical form, whatever form the text has. Two values that mean the same have the
 * same words: that is how a comparison tells a change of meaning from one of form.
 */

/** One entry of a list whose order means nothing, as it is written. */
export type Words = string | readonly string[] | undefined

export function estimateWords<T>(write: (value: T) => string): (estimate: Estimate<T>) => string {
  return ({ optimistic, likely, pessimistic, distribution }) => {
    const points = [optimistic, likely, pessimistic].map(value => (value === undefined ? '' : write(value)))
    const range = optimistic === undefined && pessimistic === undefined ? points[1]! : points.join('..')
    return distribution === undefined ? range : `${range} ${distribution}`
  }
}

export const durationEstimate = estimateWords(formatDuration)
export const dateEstimate = estimateWords(formatCivilDate)
export const moneyEstimate = estimateWords(String)

/** `60%`, with as many digits as it was written with. */
export function percentWords(share: number): string {
  return `${Number((share * 100).toPrecision(12))}%`
}

export function assignmentWords(assign: readonly Assignment[]): readonly string[] {
  return assign.map(({ resource, units }) => (units === undefined ? resource : `${resource}: ${percentWords(units)}`))
}

export function linkWords(links: readonly Link[], usual: Link['type']): readonly string[] {
  return links.map(({ task, type, lag, fromDeadline, because }) => {
    const written =
      lag === undefined ? '' : signed(lag.kind === 'percent' ? percentWords(lag.share) : lagText(lag.duration))
    const rest = `${type === usual ? '' : type}${written}`
    const reason = because === undefined ? '' : ` (${because})`
    return `${task}${fromDeadline ? '.deadline' : ''}${rest === '' ? '' : ` ${rest}`}${reason}`
  })
}

export function rangesWords(
  ranges: readonly { readonly range: DateRange; readonly name?: string }[],
): readonly string[] {
  return ranges.map(({ range, name }) =>
    name === undefined ? formatDateRange(range) : `${formatDateRange(range)}: ${name}`,
  )
}

export function overTimeWords<T>(write: (value: T) => string): (values: OverTime<T>) => Words {
  return values => {
    if (values.length === 1 && values[0]!.from === undefined) return write(values[0]!.value)
    return values.map(({ from, value }) => `${from ? formatCivilDate(from) : 'before'}: ${write(value)}`)
  }
}

export function rateWords({ amount, per }: Rate): string {
  return `${amount}/${per}`
}

export function hoursWords(hours: 'closed' | 'open' | readonly Hours[]): string {
  if (typeof hours === 'string') return hours
  return hours.length === 0 ? 'closed' : hours.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(', ')
}

const weekdayWords = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export function weekWords(week: NonNullable<CalendarSpec['week']>): readonly string[] {
  return [...week].sort(([a], [b]) => a - b).map(([day, hours]) => `${weekdayWords[day]}: ${hoursWords(hours)}`)
}

export function exceptionWords(exceptions: CalendarSpec['exceptions']): readonly string[] {
  return exceptions.map(({ range, hours }) => `${formatDateRange(range)}: ${hoursWords(hours)}`)
}

export function probabilityWords(probability: Probability): string {
  return 'level' in probability ? probability.level : percentWords(probability.share)
}

export function impactWords({ level, schedule, cost, scope, quality, security }: Impact): Words {
  if (level !== undefined) return level
  return [
    ...(schedule ? [`schedule: ${durationEstimate(schedule)}`] : []),
    ...(cost ? [`cost: ${moneyEstimate(cost)}`] : []),
    ...Object.entries({ scope, quality, security }).flatMap(([side, its]) => (its ? [`${side}: ${its}`] : [])),
  ]
}

export function criterionWords({ id, name, status, evidence, by, date }: Criterion): string {
  const details = [status, evidence, by, date && formatCivilDate(date)].filter(word => word !== undefined)
  return `${name === id ? '' : `${name} `}(${details.join(', ')})`
}

export function dateWords(date: CivilDate): string {
  return formatCivilDate(date)
}

/** A list whose order means something, as one text. */
export function inOrder(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : `[${values.join(', ')}]`
}

function lagText(duration: Duration): string {
  return formatDuration(duration)
}

function signed(text: string): string {
  return text.startsWith('-') ? text : `+${text}`
}

function clock(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  const within = 1440 < minute ? minute - 1440 : minute
  return `${pad(Math.floor(within / 60))}:${pad(within % 60)}`
}

/** Do both say the same? The order of a list means nothing. */
export function sameWords(a: Words, b: Words): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return (a ?? b)!.length === 0
  if (typeof a === 'string' || typeof b === 'string') return a === b
  if (a.length !== b.length) return false
  if (a.every((word, i) => word === b[i])) return true
  const [left, right] = [[...a].sort(), [...b].sort()]
  return left.every((word, i) => word === right[i])
}

/** Longer lists show only what differs. */
const longestWhole = 6

/**
 * Before and after as two texts. Of long lists only the entries that differ are in them; what is empty is `undefined`.
 */
export function spellOut(before: Words, after: Words): readonly [string | undefined, string | undefined] {
  if (typeof before === 'string' || typeof after === 'string') return [joined(before), joined(after)]
  const [a, b] = [before ?? [], after ?? []]
  if (Math.max(a.length, b.length) <= longestWhole) return [joined(a), joined(b)]
  return [joined(without(a, b)), joined(without(b, a))]
}

function joined(words: Words): string | undefined {
  if (words === undefined || words.length === 0) return undefined
  return typeof words === 'string' ? words : words.join(', ')
}

function without(words: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter(word => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
}
