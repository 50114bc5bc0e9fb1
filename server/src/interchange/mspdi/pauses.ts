import { workBetween } from '#engine/time/calendar'
import { minutesPerDay } from '#engine/time/civil'
import { type Draft, flow } from '../planText.ts'
import { idOf, type TaskContext } from './context.ts'
import { calendarOf, calendarsOfPeople, isOnOthersTime } from './taskCalendars.ts'
import { lengthOf, timeOfTask } from './taskLength.ts'
import { durationMinutes, finishOf, isElapsed, minuteOf, rangeText } from './units.ts'
import { childrenOf, type Element, flagOf, isFalse, numberOf, textOf } from './xml.ts'

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Is there working time of a task between two instants? */
type Works = (from: number, to: number) => boolean

/**
 * Working time inside a task in which none of its work is planned, for any of its people (a split task), or for which it
 * was put off.
 */
export function pausesDraft(element: Element, context: TaskContext): Draft | undefined {
  const busy = busyStretches(element, context)
  if (busy.length === 0) noteUnseenSplit(element, context)
  const putOff = interruption(element)
  const idle = joined([
    ...holesIn(busy),
    ...(putOff
      ? without(
          putOff,
          busy.filter(({ from }) => putOff.from <= from),
        )
      : []),
  ])
  if (idle.length === 0) return undefined
  const works = worksIn(element, context)
  const pauses = idle.filter(({ from, to }) => works(from, to)).map(pause => toMidnights(pause, works))
  return flow(joined(pauses).map(({ from, to }) => rangeText(from, to)))
}

/** When somebody works on a task, planned or done, in order. Material and cost are no work. */
function busyStretches(element: Element, { assignments, costResources }: TaskContext): readonly Stretch[] {
  return (assignments.get(textOf(element, 'UID') ?? '') ?? [])
    .filter(assignment => !costResources.has(textOf(assignment, 'ResourceUID') ?? ''))
    .flatMap(assignment => childrenOf(assignment, 'TimephasedData'))
    .flatMap(data => {
      const type = numberOf(data, 'Type')
      if ((type !== 1 && type !== 2) || !durationMinutes(textOf(data, 'Value'))) return []
      const from = minuteOf(textOf(data, 'Start'))
      const to = minuteOf(textOf(data, 'Finish'))
      return from === undefined || to === undefined || to <= from ? [] : [{ from, to }]
    })
    .sort((a, b) => a.from - b.from)
}

/** What lies between stretches in order. */
function holesIn(busy: readonly Stretch[]): readonly Stretch[] {
  return joined(busy).flatMap(({ to }, n, all) => (n + 1 < all.length ? [{ from: to, to: all[n + 1]!.from }] : []))
}

/** The parts of a stretch that are in none of others, which are in order. */
function without({ from, to }: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  const inside = others.filter(other => from < other.to && other.from < to)
  return holesIn([{ from, to: from }, ...inside, { from: to, to }])
}

/** Stretches in order, those that touch or overlap as one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: { from: number; to: number }[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else all.push({ from, to })
  }
  return all
}

/** What has begun and was put off: its rest goes on at `Resume`, some time after it stopped. */
function interruption(element: Element): Stretch | undefined {
  const from = minuteOf(textOf(element, 'Stop'))
  const to = minuteOf(textOf(element, 'Resume'))
  const isOpen = textOf(element, 'ActualStart') !== undefined && textOf(element, 'ActualFinish') === undefined
  return isOpen && from !== undefined && to !== undefined && from < to ? { from, to } : undefined
}

/** A split task without the parts of anybody's work does not say where it is split. */
function noteUnseenSplit(element: Element, context: TaskContext): void {
  const isFixed = flagOf(element, 'Manual') || isFalse(element, 'Active')
  const isPutOff = textOf(element, 'Resume') !== undefined || textOf(element, 'ActualFinish') !== undefined
  if (isFixed || isPutOff || isElapsed(numberOf(element, 'DurationFormat'))) return
  const from = minuteOf(textOf(element, 'Start'))
  const to = finishOf(textOf(element, 'Finish'))
  const time = timeOfTask(element, context)
  const length = lengthOf(element, time)
  if (length === 0 || !time || from === undefined || to === undefined || workBetween(time, from, to) <= length) return
  context.notes.add(
    'Tasks with more working time between their dates than they last became whole: the file does not say where they are split',
    idOf(element, context),
  )
}

function worksIn(element: Element, context: TaskContext): Works {
  if (isElapsed(numberOf(element, 'DurationFormat'))) return () => true
  const own = calendarOf(element, context)
  const people = isOnOthersTime(element, context) ? [] : calendarsOfPeople(element, context)
  const of = (calendar: string, from: number, to: number) => 0 < workBetween(context.timeOf(calendar), from, to)
  if (people.length === 0) return (from, to) => of(own ?? 'default', from, to)
  return (from, to) => (own === undefined || of(own, from, to)) && people.some(calendar => of(calendar, from, to))
}

/** The same working time, from midnight to midnight where no work lies between. */
function toMidnights({ from, to }: Stretch, works: Works): Stretch {
  const before = (minute: number) => Math.floor(minute / minutesPerDay) * minutesPerDay
  const after = (minute: number) => Math.ceil(minute / minutesPerDay) * minutesPerDay
  return {
    from: !works(from, after(from)) ? after(from) : !works(before(from), from) ? before(from) : from,
    to: !works(before(to), to) ? before(to) : !works(to, after(to)) ? after(to) : to,
  }
}
