import { type Context, idOf } from './context.ts'
import { placeOf } from './held.ts'
import { outlineOf } from './outline.ts'
import { finishOf, minuteOf } from './units.ts'
import { childrenOf, type Element, flagOf, isFalse, numberOf, textOf } from './xml.ts'

type ByUid = ReadonlyMap<string, Element>

/**
 * Does work that has begun go on before what it waits for has finished? By the option *Split in-progress tasks* MS
 * Project puts the rest behind that, but not of a task of which nothing is done yet (Harris, "99 Tricks and Traps for
 * Microsoft Project"). A plan has one answer for all: the other one where the option is off or the file has such work.
 * What was put behind has a pause there, and stays.
 */
export function progressLogic(context: Context): 'override' | undefined {
  const { root, notes } = context
  if (isFalse(root, 'SplitsInProgressTasks')) return 'override'
  const rows = outlineOf(root).map(({ element }) => element)
  const byUid: ByUid = new Map(rows.map(row => [textOf(row, 'UID') ?? '', row]))
  const begun = rows.filter(isUnderWay).filter(row => placeOf(row) === undefined)
  const waiting = begun.filter(row => heldUntil(row, byUid) !== undefined)
  const runsOn = waiting.filter(row => {
    const on = goesOn(row)
    return on !== undefined && on < heldUntil(row, byUid)!
  })
  if (runsOn.length === 0) return undefined
  const isKnown = waiting.every(row => goesOn(row) !== undefined)
  const what = isKnown
    ? 'Work that has begun goes on before what it waits for has finished, as in the file, by "progress-logic: override"'
    : 'Work that has begun waits in the plan for what it runs beside in the file'
  for (const row of runsOn) notes.add(what, idOf(row, context))
  return isKnown ? 'override' : undefined
}

function isUnderWay(row: Element): boolean {
  const isDone = textOf(row, 'ActualFinish') !== undefined || numberOf(row, 'PercentComplete') === 100
  return textOf(row, 'ActualStart') !== undefined && !isDone && !isFalse(row, 'Active') && !flagOf(row, 'Summary')
}

/** Where the rest begins; of a task of which nothing is done yet, where that began. */
function goesOn(row: Element): number | undefined {
  const isFresh = (numberOf(row, 'PercentComplete') ?? 0) === 0
  return minuteOf(textOf(row, 'Resume')) ?? (isFresh ? minuteOf(textOf(row, 'ActualStart')) : undefined)
}

/** Until when in the file something holds a task that has not happened yet. A lead may be longer than that takes. */
function heldUntil(row: Element, byUid: ByUid): number | undefined {
  const ends = childrenOf(row, 'PredecessorLink').flatMap(link => {
    const other = byUid.get(textOf(link, 'PredecessorUID') ?? '')
    if (!other || isFalse(other, 'Active') || (numberOf(link, 'LinkLag') ?? 0) < 0) return []
    const type = numberOf(link, 'Type') ?? 1
    if (type === 1 && textOf(other, 'ActualFinish') === undefined) return finishOf(textOf(other, 'Finish')) ?? []
    if (type === 3 && textOf(other, 'ActualStart') === undefined) return minuteOf(textOf(other, 'Start')) ?? []
    return []
  })
  return ends.length === 0 ? undefined : Math.max(...ends)
}
