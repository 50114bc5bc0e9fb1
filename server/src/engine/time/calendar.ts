import { minutesPerDay, minutesPerWeek } from './civil.ts'
import type { Intervals, Spans } from './spans.ts'

/**
 * One stretch of the clock with its working intervals indexed: by day, to find the interval of an instant, and by work
 * done, to find the instant of an amount of work. Both look-ups take one step in a usual calendar.
 */
interface Block {
  /** Minutes from the block's origin. */
  readonly from: Float64Array
  readonly to: Float64Array
  /** Work done before interval `i`; one more entry than there are intervals, the last is the total. */
  readonly done: Float64Array
  /** The first interval that ends after the start of a day. */
  readonly byDay: Int32Array
  /** The first interval in which more than `i * grain` work is done. */
  readonly byWork: Int32Array
  readonly grain: number
  readonly total: number
}

/**
 * A compiled calendar: "add n working minutes to t", "working minutes between a and b", "next and previous working
 * instant", both ways, without end (rule 2; MS Project's base calendars with exceptions). Every working instant has an
 * amount of work that leads to it; an instant in a gap has the same amount as the end of the work before it and the
 * start of the work after it (rule 5).
 */
export interface Calendar {
  readonly spans: Spans
  readonly lo: number
  readonly hi: number
  readonly head: Block
  readonly body: Block
  readonly tail: Block
  /** Round the clock: every function below is the identity or plain addition. */
  readonly continuous: boolean
}

/** Indexes a set of working minutes. */
export function compileSpans(spans: Spans): Calendar {
  const { lo, hi, head, tail } = spans
  return {
    spans,
    lo,
    hi,
    head: block(head, 0, minutesPerWeek),
    body: block(spans, lo, hi - lo),
    tail: block(tail, 0, minutesPerWeek),
    continuous: head.from.length === 1 && isWhole(head) && isWhole(tail) && (hi === lo || isWholeBody(spans)),
  }
}

/** Minutes of work up to an instant, counted from a point of the calendar's own; only differences mean something. */
export function workAt(calendar: Calendar, t: number): number {
  if (calendar.continuous) return t
  const { lo, hi, body } = calendar
  if (t < lo) {
    const { head } = calendar
    if (t === Number.NEGATIVE_INFINITY) return head.total > 0 ? t : 0
    const weeks = Math.floor((t - lo) / minutesPerWeek)
    return weeks * head.total + workInBlock(head, t - lo - weeks * minutesPerWeek)
  }
  if (t < hi) return workInBlock(body, t - lo)
  const { tail } = calendar
  if (t === Number.POSITIVE_INFINITY) return tail.total > 0 ? t : body.total
  const weeks = Math.floor((t - hi) / minutesPerWeek)
  return body.total + weeks * tail.total + workInBlock(tail, t - hi - weeks * minutesPerWeek)
}

/**
 * The earliest instant at which this much work is done: where a finish is shown. ±Infinity where there is no such
 * instant.
 */
export function finishAt(calendar: Calendar, work: number): number {
  if (calendar.continuous) return work
  const { lo, hi, body, head, tail } = calendar
  if (work > body.total) {
    if (tail.total === 0) return Number.POSITIVE_INFINITY
    const over = work - body.total
    const weeks = Math.ceil(over / tail.total) - 1
    return hi + weeks * minutesPerWeek + finishInBlock(tail, over - weeks * tail.total)
  }
  if (work > 0) return lo + finishInBlock(body, work)
  if (head.total === 0) return Number.NEGATIVE_INFINITY
  const weeks = Math.floor(-work / head.total)
  return lo - (weeks + 1) * minutesPerWeek + finishInBlock(head, head.total - (-work - weeks * head.total))
}

/**
 * The latest instant at which no more than this work is done: where a start is shown. ±Infinity where there is no such
 * instant.
 */
export function startAt(calendar: Calendar, work: number): number {
  if (calendar.continuous) return work
  const { lo, hi, body, head, tail } = calendar
  if (work >= body.total) {
    if (tail.total === 0) return Number.POSITIVE_INFINITY
    const over = work - body.total
    const weeks = Math.floor(over / tail.total)
    return hi + weeks * minutesPerWeek + startInBlock(tail, over - weeks * tail.total)
  }
  if (work >= 0) return lo + startInBlock(body, work)
  if (head.total === 0) return Number.NEGATIVE_INFINITY
  const weeks = Math.ceil(-work / head.total) - 1
  return lo - (weeks + 1) * minutesPerWeek + startInBlock(head, head.total - (-work - weeks * head.total))
}

/** The instant itself if work goes on at it, else the start of the next work. */
export function nextStart(calendar: Calendar, t: number): number {
  return calendar.continuous ? t : startAt(calendar, workAt(calendar, t))
}

/** The instant itself if work goes on before it, else the end of the work before. */
export function lastFinish(calendar: Calendar, t: number): number {
  return calendar.continuous ? t : finishAt(calendar, workAt(calendar, t))
}

/** Minutes of work between two instants; negative where `b` is before `a`. */
export function workBetween(calendar: Calendar, a: number, b: number): number {
  return workAt(calendar, b) - workAt(calendar, a)
}

/** The instant, as a finish, that is `work` minutes of work after `t` (before, where negative). */
export function addWork(calendar: Calendar, t: number, work: number): number {
  return finishAt(calendar, workAt(calendar, t) + work)
}

/** Does work go on during the minute that begins at `t`? */
export function isWorking(calendar: Calendar, t: number): boolean {
  return workAt(calendar, t + 1) > workAt(calendar, t)
}

function block({ from, to }: Intervals, origin: number, length: number): Block {
  const count = from.length
  const done = new Float64Array(count + 1)
  for (let i = 0; i < count; i++) done[i + 1] = done[i]! + to[i]! - from[i]!
  const total = done[count]!
  const grain = count === 0 ? 1 : Math.max(1, Math.floor(total / count))
  return {
    from: since(origin, from),
    to: since(origin, to),
    done,
    byDay: indexByDay(to, origin, length),
    byWork: indexByWork(done, grain),
    grain,
    total,
  }
}

/** A plain loop: `Float64Array.from` with a function is ten times slower, and every calendar passes here. */
function since(origin: number, times: readonly number[]): Float64Array {
  const shifted = new Float64Array(times.length)
  for (let i = 0; i < times.length; i++) shifted[i] = times[i]! - origin
  return shifted
}

function indexByDay(to: readonly number[], origin: number, length: number): Int32Array {
  const days = Math.ceil(length / minutesPerDay)
  const byDay = new Int32Array(days + 1)
  for (let day = 0, i = 0; day <= days; day++) {
    while (i < to.length && to[i]! - origin <= day * minutesPerDay) i++
    byDay[day] = i
  }
  return byDay
}

function indexByWork(done: Float64Array, grain: number): Int32Array {
  const count = done.length - 1
  const byWork = new Int32Array(Math.floor(done[count]! / grain) + 1)
  for (let bucket = 0, i = 0; bucket < byWork.length; bucket++) {
    while (i < count - 1 && done[i + 1]! <= bucket * grain) i++
    byWork[bucket] = i
  }
  return byWork
}

function workInBlock({ from, to, done, byDay }: Block, t: number): number {
  let i = byDay[Math.floor(t / minutesPerDay)]!
  while (i < to.length && to[i]! <= t) i++
  if (i === to.length) return done[i]!
  const start = from[i]!
  return t <= start ? done[i]! : done[i]! + t - start
}

/** `0 < work ≤ total`. */
function finishInBlock({ from, done, byWork, grain }: Block, work: number): number {
  let i = byWork[Math.floor(work / grain)]!
  while (done[i + 1]! < work) i++
  while (done[i]! >= work && 0 < i) i--
  return from[i]! + work - done[i]!
}

/** `0 ≤ work < total`. */
function startInBlock({ from, done, byWork, grain }: Block, work: number): number {
  let i = byWork[Math.floor(work / grain)]!
  while (done[i + 1]! <= work) i++
  return from[i]! + work - done[i]!
}

function isWhole({ from, to }: Intervals): boolean {
  return from.length === 1 && from[0] === 0 && to[0] === minutesPerWeek
}

function isWholeBody({ from, to, lo, hi }: Spans): boolean {
  return from.length === 1 && from[0] === lo && to[0] === hi
}
