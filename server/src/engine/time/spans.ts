import { minutesPerDay, minutesPerWeek } from './civil.ts'

/** Sorted, disjoint, non-empty half-open stretches `[from[i], to[i])` of minutes. */
export interface Intervals {
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/**
 * A set of minutes on the whole civil clock: said one by one between `lo` and `hi`, and the same every week before
 * (`head`) and after (`tail`), as minutes from Monday 00:00. So a calendar has no last day and nothing is cut short.
 * `lo` and `hi` are Mondays 00:00, `lo` ≤ `hi`.
 */
export interface Spans extends Intervals {
  readonly lo: number
  readonly hi: number
  readonly head: Intervals
  readonly tail: Intervals
}

/** 1969-12-29, the Monday of the week of minute 0. */
const firstMonday = -3 * minutesPerDay
/** What is said one by one is kept to these years and to this many stretches, so that no plan can exhaust memory. */
export const earliestSaid = mondayOf(-20 * 365 * minutesPerDay)
export const latestSaid = mondayOf(200 * 365 * minutesPerDay)
export const mostStretches = 400_000

const nothing: Intervals = { from: [], to: [] }
const wholeWeek: Intervals = { from: [0], to: [minutesPerWeek] }

export const never: Spans = { from: [], to: [], lo: firstMonday, hi: firstMonday, head: nothing, tail: nothing }
export const always: Spans = { from: [], to: [], lo: firstMonday, hi: firstMonday, head: wholeWeek, tail: wholeWeek }

/** The Monday 00:00 at or before a minute. */
export function mondayOf(minute: number): number {
  return Math.floor((minute - firstMonday) / minutesPerWeek) * minutesPerWeek + firstMonday
}

/** The same stretches every week; `week` may pass the end of Sunday, what passes comes in on Monday. */
export function weekly(week: readonly (readonly [from: number, to: number])[]): Spans {
  const pattern = normalise(week.flatMap(([from, to]) => wrap(from, to)))
  return { from: [], to: [], lo: firstMonday, hi: firstMonday, head: pattern, tail: pattern }
}

/** Only these stretches, in any order, overlapping or not; `Infinity` and `-Infinity` are ends without end. */
export function onlyThese(stretches: readonly (readonly [from: number, to: number])[]): Spans {
  const real = stretches.filter(([from, to]) => from < to)
  const finite = real.flat().filter(end => earliestSaid <= end && end <= latestSaid)
  if (real.length === 0) return never
  const lo = finite.length === 0 ? firstMonday : mondayOf(min(finite))
  const hi = finite.length === 0 ? firstMonday : mondayOf(max(finite)) + minutesPerWeek
  const { from, to } = clip(normalise(real.map(([a, b]): [number, number] => [a, b])), lo, hi)
  const before = real.some(([a, b]) => a < Math.min(lo, earliestSaid) && lo <= b)
  const after = real.some(([a, b]) => a <= hi && Math.max(hi, latestSaid) < b)
  return { from, to, lo, hi, head: before ? wholeWeek : nothing, tail: after ? wholeWeek : nothing }
}

/** Sorts and joins stretches that overlap or touch. */
export function normalise(stretches: readonly (readonly [from: number, to: number])[]): Intervals {
  const sorted = [...stretches].filter(([a, b]) => a < b).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const from: number[] = []
  const to: number[] = []
  for (const [a, b] of sorted) append(from, to, a, b)
  return { from, to }
}

export function union(a: Spans, b: Spans): Spans {
  return combine(a, b, true, true, true)
}

export function intersect(a: Spans, b: Spans): Spans {
  return combine(a, b, false, false, true)
}

/** What is in `a` and not in `b`. */
export function subtract(a: Spans, b: Spans): Spans {
  return combine(a, b, true, false, false)
}

/** The same set, said one by one at least from `lo` to `hi` (Mondays). */
export function widen(its: Spans, lo: number, hi: number): Spans {
  const spans = isWeekly(its) ? { ...its, lo, hi: lo } : its
  if (spans.lo <= lo && hi <= spans.hi) return spans
  const from: number[] = []
  const to: number[] = []
  const first = Math.min(lo, spans.lo)
  const last = limitEnd(first, Math.max(hi, spans.hi), spans)
  repeat(spans.head, first, Math.min(spans.lo, last), from, to)
  for (let i = 0; i < spans.from.length; i++) append(from, to, spans.from[i]!, spans.to[i]!)
  repeat(spans.tail, spans.hi, last, from, to)
  return { from, to, lo: first, hi: Math.max(last, spans.hi), head: spans.head, tail: spans.tail }
}

/** The set's stretches between two instants. */
export function spansBetween(spans: Spans, from: number, to: number): Intervals {
  const wide = widen(spans, mondayOf(from), mondayOf(to) + minutesPerWeek)
  return clip(wide, from, to)
}

function combine(a: Spans, b: Spans, onlyA: boolean, onlyB: boolean, both: boolean): Spans {
  const [sayA, sayB] = [isWeekly(a) ? b : a, isWeekly(b) ? a : b]
  const lo = Math.min(sayA.lo, sayB.lo)
  const hi = Math.max(sayA.hi, sayB.hi)
  const wideA = widen(a, lo, hi)
  const wideB = widen(b, lo, hi)
  const end = Math.min(wideA.hi, wideB.hi)
  const head = merge(a.head, b.head, onlyA, onlyB, both)
  const sameEnds = a.head === a.tail && b.head === b.tail
  const tail = sameEnds ? head : merge(a.tail, b.tail, onlyA, onlyB, both)
  return { ...merge(wideA, wideB, onlyA, onlyB, both), lo, hi: end, head, tail }
}

/** The same every week: it says nothing one by one, so any week can stand for it. */
function isWeekly({ lo, hi, head, tail }: Spans): boolean {
  return lo === hi && head === tail
}

/** Sweeps over the ends of both; a minute is kept by which of the two it is in. */
function merge(a: Intervals, b: Intervals, onlyA: boolean, onlyB: boolean, both: boolean): Intervals {
  const from: number[] = []
  const to: number[] = []
  let i = 0
  let j = 0
  let at = Number.NEGATIVE_INFINITY
  while (i < a.from.length || j < b.from.length) {
    const inA = i < a.from.length && a.from[i]! <= at
    const inB = j < b.from.length && b.from[j]! <= at
    const next = Math.min(
      i < a.from.length ? (inA ? a.to[i]! : a.from[i]!) : Number.POSITIVE_INFINITY,
      j < b.from.length ? (inB ? b.to[j]! : b.from[j]!) : Number.POSITIVE_INFINITY,
    )
    if (inA ? (inB ? both : onlyA) : inB && onlyB) append(from, to, at, next)
    at = next
    if (i < a.from.length && a.to[i]! <= at) i++
    if (j < b.from.length && b.to[j]! <= at) j++
  }
  return { from, to }
}

function repeat(week: Intervals, lo: number, hi: number, from: number[], to: number[]): void {
  for (let monday = lo; monday < hi; monday += minutesPerWeek) {
    for (let i = 0; i < week.from.length; i++) append(from, to, monday + week.from[i]!, monday + week.to[i]!)
  }
}

function append(from: number[], to: number[], a: number, b: number): void {
  const last = to.length - 1
  if (b <= a) return
  if (0 <= last && a <= to[last]!) {
    if (to[last]! < b) to[last] = b
    return
  }
  from.push(a)
  to.push(b)
}

export function clip({ from, to }: Intervals, lo: number, hi: number): Intervals {
  const keptFrom: number[] = []
  const keptTo: number[] = []
  for (let i = 0; i < from.length; i++) append(keptFrom, keptTo, Math.max(from[i]!, lo), Math.min(to[i]!, hi))
  return { from: keptFrom, to: keptTo }
}

function limitEnd(lo: number, hi: number, { head, tail }: Spans): number {
  const perWeek = Math.max(1, head.from.length, tail.from.length)
  return Math.min(hi, lo + Math.ceil(mostStretches / perWeek) * minutesPerWeek)
}

/** Stretches of a week that pass the end of Sunday come in again on Monday. */
function wrap(from: number, to: number): [number, number][] {
  if (to <= minutesPerWeek) return [[from, to]]
  return [
    [from, minutesPerWeek],
    [0, to - minutesPerWeek],
  ]
}

function min(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b))
}

function max(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b))
}
